"""The schema: every layer's columns with dtype, unit and meaning. The one home of that knowledge.

A layer is a table of numpy columns, all of one length, read-only once made. Offsets are half-open code-point
offsets `[start, end)` into the Document's text. A reference to a row of another layer is its row number;
-1 says "none known", which never means "none in the story".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Dtype = Literal["i4", "f4", "bool", "str", "code"]

PARAGRAPH_KINDS = ("prose", "heading", "break", "verse")
"""prose; a heading; a scene break such as `* * *`; lines whose breaks matter."""
HIDDEN_KINDS = ("wrap", "markup", "invisible", "boilerplate", "note")
"""wrap: a line break inside a paragraph, shown as one space; the others are shown as nothing."""
EMPHASIS_KINDS = ("emphasis", "strong")
UPOS_TAGS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
XPOS_TAGS = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB "
    "RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``".split()
)
RELATIONS = tuple(
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt "
    "conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list "
    "mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked "
    "orphan parataxis punct reparandum root vocative xcomp".split()
)
_NOUNS = (
    "Tops act animal artifact attribute body cognition communication event feeling food group location motive object "
    "person phenomenon plant possession process quantity relation shape state substance time"
)
_VERBS = (
    "body change cognition communication competition consumption contact creation emotion motion perception "
    "possession social stative weather"
)
SUPERSENSES = (*(f"noun.{word}" for word in _NOUNS.split()), *(f"verb.{word}" for word in _VERBS.split()))
"""WordNet's lexicographer classes of nouns and verbs."""
MENTION_KINDS = ("PROP", "NOM", "PRON")
ENTITY_CATEGORIES = ("PER", "FAC", "LOC", "GPE", "VEH", "ORG")
GENDERS = ("unknown", "he", "she", "they", "it")
"""By the pronouns that the text uses."""
QUOTE_KINDS = ("speech", "thought", "writing", "other")
QUOTE_MARKS = ("double", "single", "guillemet", "dash")
QUOTE_CUES = (
    "none", "tag", "pronoun tag", "epithet tag", "beat", "lead", "continuation", "turn", "vocative", "narrator", "near",
)  # fmt: skip
"""What shows the speaker: a speech tag with a name ("said Anne"), with a pronoun, with an epithet; an action beat in
the same paragraph; the subject of the narration that leads up to it; a segment of the same utterance; turn taking;
being addressed before; the narrator; nearness."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `dtype` i4, f4, bool, str (numpy objects) or code (int8 into `vocabulary`)."""

    name: str
    dtype: Dtype
    meaning: str
    unit: str = ""
    refers_to: str | None = None
    vocabulary: tuple[str, ...] = ()

    @property
    def numpy_dtype(self) -> np.dtype[Any]:
        """The dtype in memory; little-endian on disk."""
        return np.dtype({"i4": "<i4", "f4": "<f4", "bool": "?", "str": "O", "code": "i1"}[self.dtype])


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `storage` says how a .fabula file keeps it: as queryable rows, or as raw column blobs."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    storage: Literal["rows", "blobs"] = "rows"

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"layer {self.name!r} has no column {name!r}")


def _span(what: str) -> tuple[Column, Column]:
    return (
        Column("start", "i4", f"where {what} starts", "code points"),
        Column("end", "i4", f"where {what} ends, exclusive", "code points"),
    )


def _token_range(what: str) -> tuple[Column, Column]:
    return (
        Column("first_token", "i4", f"first token of {what}", refers_to="tokens"),
        Column("end_token", "i4", f"token after the last of {what}", "tokens"),
    )


_CONFIDENCE = Column("confidence", "f4", "probability that the row is right", "0 to 1")

PARAGRAPHS = Layer(
    "paragraphs",
    "Blocks of the text in reading order: paragraphs, headings, scene breaks.",
    (
        *_span("the block"),
        Column("kind", "code", "what the block is", vocabulary=PARAGRAPH_KINDS),
        Column("level", "i4", "heading level 1 to 6 where the format says so, else 0"),
        Column("block_quote", "bool", "set off as a block quotation"),
        Column("letter", "bool", "part of a letter, message or document quoted in the story"),
        Column("member", "str", "archive member it came from; empty outside archives"),
        Column("path", "str", "element path in that member, such as /html/body/div[2]/p[7]; empty for plain text"),
    ),
)
HIDDEN = Layer(
    "hidden",
    "Spans that tokens skip and views hide; sorted, not overlapping.",
    (*_span("the span"), Column("kind", "code", "why it is hidden", vocabulary=HIDDEN_KINDS)),
    storage="blobs",
)
EMPHASIS = Layer(
    "emphasis",
    "Emphasised spans; without their mark-up.",
    (*_span("the span"), Column("kind", "code", "how it is emphasised", vocabulary=EMPHASIS_KINDS)),
    storage="blobs",
)
ORIGINS = Layer(
    "origins",
    "Runs of text that map one to one to the source: text[start + i] came from the paragraph's element, "
    "whose string value has it at source_start + i. Sorted by start.",
    (
        *_span("the run"),
        Column("paragraph", "i4", "the paragraph it lies in", refers_to="paragraphs"),
        Column("source_start", "i4", "offset in the string value of the paragraph's source element", "code points"),
    ),
    storage="blobs",
)
CHAPTERS = Layer(
    "chapters",
    "Chapters in order; text before the first heading belongs to none.",
    (
        *_span("the chapter, heading included,"),
        Column("title", "str", "its heading as shown, lines joined by one space; empty if it has none"),
        Column("level", "i4", "1 for parts or books that hold chapters, else 2"),
        Column("body_start", "i4", "where its text after the heading starts", "code points"),
    ),
)
SENTENCES = Layer(
    "sentences",
    "Sentences; none crosses a paragraph.",
    (*_span("the sentence"), *_token_range("the sentence")),
    storage="blobs",
)
TOKENS = Layer(
    "tokens",
    "Words and punctuation; white space and hidden text are no tokens.",
    (
        *_span("the token"),
        Column("paragraph", "i4", "its paragraph", refers_to="paragraphs"),
        Column("sentence", "i4", "its sentence", refers_to="sentences"),
        Column("lemma", "str", "its base form; empty where none is given"),
        Column("upos", "code", "part of speech, as Universal Dependencies 2 has them", vocabulary=UPOS_TAGS),
        Column("xpos", "code", "part of speech, as UD English has the Penn Treebank's tags", vocabulary=XPOS_TAGS),
        Column("features", "str", "features of its form in UD, such as Number=Sing|Person=3; empty if it has none"),
        Column("head", "i4", "the word of its sentence that it depends on; the root has none", refers_to="tokens"),
        Column("relation", "code", "how it depends on it, in UD", vocabulary=RELATIONS),
        Column("event", "bool", "names an event that the story asserts to have happened (realis: Sims et al. 2019)"),
        Column("event_confidence", "f4", "probability that it names one, whatever `event` says", "0 to 1"),
    ),
    storage="blobs",
)
SUPERSENSE_SPANS = Layer(
    "supersenses",
    "Nouns and verbs, alone or as expressions of several words, by what they mean; sorted, not overlapping.",
    (
        *_span("the expression"),
        *_token_range("the expression"),
        Column("category", "code", "its class in WordNet", vocabulary=SUPERSENSES),
        _CONFIDENCE,
    ),
    storage="blobs",
)
CHARACTERS = Layer(
    "characters",
    "The people of the story, most mentioned first.",
    (
        Column("name", "str", "canonical name"),
        Column("entity", "i4", "the entity it is, as in mentions"),
        Column("gender", "code", "by the pronouns the text uses", vocabulary=GENDERS),
        Column("gender_confidence", "f4", "probability of that gender", "0 to 1"),
        Column("narrator", "bool", "tells the story in the first person"),
        _CONFIDENCE,
    ),
)
ALIASES = Layer(
    "aliases",
    "The names a character goes by, most used first.",
    (
        Column("character", "i4", "whose name it is", refers_to="characters"),
        Column("text", "str", "the name as the text has it"),
        Column("count", "i4", "how often", "mentions"),
    ),
)
MENTIONS = Layer(
    "mentions",
    "Expressions that refer to a person, place, vehicle or group, sorted by start, then end; may nest.",
    (
        *_span("the mention"),
        *_token_range("the mention"),
        Column("kind", "code", "name, nominal or pronoun", vocabulary=MENTION_KINDS),
        Column("category", "code", "kind of entity", vocabulary=ENTITY_CATEGORIES),
        Column("entity", "i4", "entity number in the story, -1 if not resolved; 0 is the first-person narrator only"),
        Column("character", "i4", "the character it refers to", refers_to="characters"),
        Column("quote", "i4", "the quotation it stands in", refers_to="quotes"),
        _CONFIDENCE,
    ),
)
QUOTES = Layer(
    "quotes",
    "Quotations in reading order, one row per span in one paragraph; marks included.",
    (
        *_span("the quotation"),
        *_token_range("the quotation"),
        Column("marks", "code", "the marks that set it off", vocabulary=QUOTE_MARKS),
        Column("kind", "code", "speech, thought, writing or other", vocabulary=QUOTE_KINDS),
        Column("utterance", "i4", "rows with one number are one utterance, interrupted or continued"),
        Column("speaker", "i4", "who says it", refers_to="characters"),
        Column("mention", "i4", "the mention that shows who says it", refers_to="mentions"),
        Column("cue", "code", "what shows it", vocabulary=QUOTE_CUES),
        _CONFIDENCE,
    ),
)

SCHEMA: dict[str, Layer] = {
    layer.name: layer
    for layer in (
        PARAGRAPHS, HIDDEN, EMPHASIS, ORIGINS, CHAPTERS, SENTENCES, TOKENS, SUPERSENSE_SPANS, CHARACTERS, ALIASES,
        MENTIONS, QUOTES,
    )
}  # fmt: skip
"""Every layer by name, in the order in which a reading fills them."""

DOCUMENT_LAYERS = ("paragraphs", "hidden", "emphasis", "origins")
"""The layers that a source fills; the rest are made from its text."""


class Table(Mapping[str, Array]):
    """One layer's columns: a read-only mapping from column name to a 1-d array, all of one length."""

    __slots__ = ("_columns", "layer", "rows")

    def __init__(self, layer: Layer, columns: Mapping[str, Any]) -> None:
        """Take one array-like per column of `layer`; ValueError if they do not fit it."""
        names = [column.name for column in layer.columns]
        if set(columns) != set(names):
            raise ValueError(f"layer {layer.name!r} has columns {names}, got {sorted(columns)}")
        made: dict[str, Array] = {}
        for column in layer.columns:
            array = _as_array(columns[column.name], column)
            array.flags.writeable = False
            made[column.name] = array
        lengths = {len(array) for array in made.values()}
        if len(lengths) != 1:
            raise ValueError(f"layer {layer.name!r}: columns of different lengths {sorted(lengths)}")
        self.layer = layer
        self.rows: int = lengths.pop()
        self._columns = made

    @classmethod
    def empty(cls, layer: Layer) -> Table:
        """A table of no rows."""
        return cls(layer, {column.name: [] for column in layer.columns})

    @classmethod
    def of_rows(cls, layer: Layer, rows: list[tuple[Any, ...]]) -> Table:
        """A table from rows whose values stand in the order of the layer's columns."""
        columns = list(zip(*rows, strict=True)) if rows else [() for _ in layer.columns]
        return cls(layer, {column.name: values for column, values in zip(layer.columns, columns, strict=True)})

    def __getitem__(self, name: str) -> Array:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        """The number of columns; `rows` is the number of rows."""
        return len(self._columns)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.layer.name == other.layer.name and all(
            np.array_equal(array, other[name]) for name, array in self.items()
        )

    __hash__ = None  # type: ignore[assignment]

    def with_columns(self, **columns: Any) -> Table:
        """A copy with some columns replaced."""
        return Table(self.layer, {**self._columns, **columns})

    def decoded(self, name: str, row: int) -> Any:
        """One cell as a plain Python value: codes as their words, numbers as int, float or bool."""
        column, value = self.layer.column(name), self._columns[name][row]
        if column.dtype == "code":
            return column.vocabulary[int(value)]
        return value if column.dtype == "str" else value.item()


def _as_array(values: Any, column: Column) -> Array:
    """An own, contiguous copy of `values` in the column's dtype; codes may be given as words."""
    if column.dtype == "str":
        array: Array = np.empty(len(values), dtype=object)
        # Columns with a value per word repeat few values: equal ones share one object.
        known: dict[str, str] = {}
        array[:] = [known.setdefault(text, text) for text in map(str, values)]
        return array
    if column.dtype == "code" and len(values) and isinstance(values[0], str):
        number = {word: code for code, word in enumerate(column.vocabulary)}
        values = [number[word] for word in values]
    return np.array(values, dtype=column.numpy_dtype)
