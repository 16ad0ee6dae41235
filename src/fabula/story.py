"""The Story and its views: light, read-only; each view is a row number and the Story whose columns hold the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, overload

import numpy as np

from fabula.document import Document, Metadata
from fabula.layers import DOCUMENT_LAYERS, SCHEMA, Array, Table

if TYPE_CHECKING:
    from fabula.store import Found

V = TypeVar("V", bound="View")


class Story:
    """A text and what Fabula found in it.

    `layers` maps every name in `SCHEMA` to its Table; layers that no step has filled are empty.
    """

    def __init__(
        self, document: Document, layers: Mapping[str, Table], *, version: str, model: str, warnings: Sequence[str] = ()
    ) -> None:
        self.document = document
        self.version = version
        """The version of Fabula that read it."""
        self.model = model
        """The version of the model that read it."""
        self.warnings = tuple(warnings)
        given = {name: getattr(document, name) for name in DOCUMENT_LAYERS} | dict(layers)
        self.layers: Mapping[str, Table] = {
            name: given[name] if name in given else Table.empty(layer) for name, layer in SCHEMA.items()
        }

    @property
    def text(self) -> str:
        """The Document's text, which every offset indexes."""
        return self.document.text

    @property
    def metadata(self) -> Metadata:
        """What the source says about itself."""
        return self.document.metadata

    @property
    def title(self) -> str:
        """The title that the source states; without one, the source's file name; may be empty."""
        return self.metadata.title or self.metadata.source_name

    @property
    def characters(self) -> Rows[Character]:
        """The cast, most mentioned first."""
        return Rows(self, Character)

    @property
    def mentions(self) -> Rows[Mention]:
        """Every mention, by start, then end."""
        return Rows(self, Mention)

    @property
    def quotes(self) -> Rows[Quote]:
        """Every quotation, in reading order."""
        return Rows(self, Quote)

    @property
    def chapters(self) -> Rows[Chapter]:
        """Every chapter, in order."""
        return Rows(self, Chapter)

    @property
    def paragraphs(self) -> Rows[Paragraph]:
        """Every paragraph, heading and scene break, in order."""
        return Rows(self, Paragraph)

    @property
    def sentences(self) -> Rows[Sentence]:
        """Every sentence, in order."""
        return Rows(self, Sentence)

    @property
    def tokens(self) -> Rows[Token]:
        """Every token, in order."""
        return Rows(self, Token)

    def character(self, name: str) -> Character | None:
        """The character whose name or alias `name` is, case apart; the most mentioned if several share it."""
        wanted = name.casefold()
        for of_name in (lambda c: (c.name,), lambda c: c.aliases):
            for character in self.characters:
                if any(alias.casefold() == wanted for alias in of_name(character)):
                    return character
        return None

    def shown(self, start: int, end: int) -> str:
        """The text of `[start, end)` as a reader sees it: no mark-up, no hard wraps."""
        return self.document.shown(start, end)

    def chapter_at(self, offset: int) -> Chapter | None:
        """The innermost chapter that `offset` lies in."""
        table = self.layers["chapters"]
        inside = np.flatnonzero((table["start"] <= offset) & (offset < table["end"]))
        return Chapter(self, int(inside[-1])) if len(inside) else None

    def search(self, words: str, limit: int | None = 20) -> list[Found]:
        """The first `limit` paragraphs that hold all of `words`, as `fabula.store.search` finds them."""
        from fabula.store import search  # noqa: PLC0415 (to the right, like `save` below)

        return search(self, words, limit)

    def save(self, path: str | Path) -> Path:
        """Write the story to a .fabula file, replacing an older one whole or not at all; OutputError if it cannot."""
        from fabula.store import save  # noqa: PLC0415 (an import to the right: a method is what users expect)

        return save(self, Path(path))

    def __repr__(self) -> str:
        return (
            f"<Story {self.title!r}: {self.layers['tokens'].rows} tokens, "
            f"{len(self.characters)} characters, {len(self.quotes)} quotations>"
        )

    @cached_property
    def _by_character(self) -> dict[str, list[Array]]:
        """For mentions, quotes and aliases: the rows of each character, in order."""
        found: dict[str, list[Array]] = {}
        for layer, column in (("mentions", "character"), ("quotes", "speaker"), ("aliases", "character")):
            owner = self.layers[layer][column]
            order = np.argsort(owner, kind="stable")
            edges = np.searchsorted(owner[order], np.arange(self.layers["characters"].rows + 1))
            found[layer] = [order[edges[i] : edges[i + 1]] for i in range(len(edges) - 1)]
        return found


class View:
    """One row of one layer. Equal if of the same row of the same Story."""

    __slots__ = ("index", "story")
    LAYER = ""

    def __init__(self, story: Story, index: int) -> None:
        self.story = story
        self.index = index

    @property
    def _table(self) -> Table:
        return self.story.layers[self.LAYER]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.index == self.index and other.story is self.story

    def __hash__(self) -> int:
        return hash((self.LAYER, self.index, id(self.story)))


class Passage(View):
    """A view of a row that has a span."""

    __slots__ = ()

    @property
    def start(self) -> int:
        """Where it starts, in code points."""
        return int(self._table["start"][self.index])

    @property
    def end(self) -> int:
        """Where it ends, exclusive, in code points."""
        return int(self._table["end"][self.index])

    @property
    def text(self) -> str:
        """Its text as a reader sees it."""
        return self.story.shown(self.start, self.end)

    def __repr__(self) -> str:
        text = self.text
        return f"<{type(self).__name__} [{self.start}, {self.end}) {text if len(text) < 60 else text[:57] + '...'!r}>"


class Token(Passage):
    """A word or a punctuation mark."""

    __slots__ = ()
    LAYER = "tokens"

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return Sentence(self.story, int(self._table["sentence"][self.index]))


class Sentence(Passage):
    """A sentence."""

    __slots__ = ()
    LAYER = "sentences"


class Paragraph(Passage):
    """A paragraph, heading or scene break."""

    __slots__ = ()
    LAYER = "paragraphs"

    @property
    def kind(self) -> str:
        """`prose`, `heading`, `break` or `verse`."""
        return str(self._table.decoded("kind", self.index))


class Chapter(Passage):
    """A chapter, its heading included."""

    __slots__ = ()
    LAYER = "chapters"

    @property
    def title(self) -> str:
        """Its heading; empty if it has none."""
        return str(self._table["title"][self.index])


class Mention(Passage):
    """An expression that refers to someone or something."""

    __slots__ = ()
    LAYER = "mentions"

    @property
    def kind(self) -> str:
        """`PROP`, `NOM` or `PRON`."""
        return str(self._table.decoded("kind", self.index))

    @property
    def category(self) -> str:
        """LitBank's `PER`, `FAC`, `LOC`, `GPE`, `VEH` or `ORG`."""
        return str(self._table.decoded("category", self.index))

    @property
    def character(self) -> Character | None:
        """The character it refers to; None if not known."""
        return Character.at(self.story, int(self._table["character"][self.index]))

    @property
    def confidence(self) -> float:
        """Probability that it refers to that character."""
        return float(self._table["confidence"][self.index])


class Quote(Passage):
    """A quotation in one paragraph, marks included."""

    __slots__ = ()
    LAYER = "quotes"

    @property
    def kind(self) -> str:
        """`speech`, `thought`, `writing` or `other`."""
        return str(self._table.decoded("kind", self.index))

    @property
    def speaker(self) -> Character | None:
        """Who says it; None if not known."""
        return Character.at(self.story, int(self._table["speaker"][self.index]))

    @property
    def mention(self) -> Mention | None:
        """The mention that shows the speaker."""
        row = int(self._table["mention"][self.index])
        return Mention(self.story, row) if row >= 0 else None

    @property
    def cue(self) -> str:
        """What shows the speaker, one of `layers.QUOTE_CUES`."""
        return str(self._table.decoded("cue", self.index))

    @property
    def utterance(self) -> int:
        """Quotations with one number are one utterance, interrupted or continued."""
        return int(self._table["utterance"][self.index])

    @property
    def confidence(self) -> float:
        """Probability that the speaker is right; 0 where none is given."""
        return float(self._table["confidence"][self.index])


class Character(View):
    """Someone in the story."""

    __slots__ = ()
    LAYER = "characters"

    @classmethod
    def at(cls, story: Story, index: int) -> Character | None:
        """The character of that row; None for -1."""
        return cls(story, index) if index >= 0 else None

    @property
    def id(self) -> int:
        """Its row, which exports use as its id."""
        return self.index

    @property
    def name(self) -> str:
        """Canonical name."""
        return str(self._table["name"][self.index])

    @property
    def aliases(self) -> tuple[str, ...]:
        """The names it goes by, most used first."""
        rows = self.story._by_character["aliases"][self.index]
        return tuple(self.story.layers["aliases"]["text"][rows])

    @property
    def alias_counts(self) -> dict[str, int]:
        """How often each of its names is used."""
        rows = self.story._by_character["aliases"][self.index]
        table = self.story.layers["aliases"]
        return {table["text"][row]: int(table["count"][row]) for row in rows}

    @property
    def gender(self) -> str:
        """`he`, `she`, `they`, `it` or `unknown`, by the pronouns the text uses."""
        return str(self._table.decoded("gender", self.index))

    @property
    def gender_confidence(self) -> float:
        """Probability of that gender."""
        return float(self._table["gender_confidence"][self.index])

    @property
    def is_narrator(self) -> bool:
        """Whether they tell the story in the first person."""
        return bool(self._table["narrator"][self.index])

    @property
    def confidence(self) -> float:
        """Probability that this is one character of the story."""
        return float(self._table["confidence"][self.index])

    @property
    def mentions(self) -> Rows[Mention]:
        """Where they are mentioned, in order."""
        return Rows(self.story, Mention, self.story._by_character["mentions"][self.index])

    @property
    def quotes(self) -> Rows[Quote]:
        """What they say, in order."""
        return Rows(self.story, Quote, self.story._by_character["quotes"][self.index])

    def __repr__(self) -> str:
        return f"<Character {self.id} {self.name!r}: {len(self.mentions)} mentions, {len(self.quotes)} quotations>"


class Rows(Sequence[V], Generic[V]):
    """A sequence of views over a layer's rows, or over some of them; views are made on access."""

    __slots__ = ("_make", "_rows", "_story")

    def __init__(self, story: Story, make: Callable[[Story, int], V], rows: Array | range | None = None) -> None:
        self._story = story
        self._make = make
        self._rows = range(story.layers[make.LAYER].rows) if rows is None else rows  # type: ignore[attr-defined]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[V]: ...
    def __getitem__(self, index: int | slice) -> V | Rows[V]:
        if isinstance(index, slice):
            return Rows(self._story, self._make, self._rows[index])
        return self._make(self._story, int(self._rows[index]))

    def __iter__(self) -> Iterator[V]:
        for row in self._rows:
            yield self._make(self._story, int(row))

    def __repr__(self) -> str:
        some = ", ".join(repr(view) for view in self[:3])
        return f"[{some}{', ...' if len(self) > 3 else ''}] ({len(self)})"
