"""The order of reading: each step with what it needs and what it makes, checked before the first one runs.

A step imports its room when it runs, so that `import fabula` stays quick: rooms compile patterns and read word lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from fabula import sources
from fabula.document import Document
from fabula.layers import SUPERSENSE_SPANS, TOKENS, Table
from fabula.sources.casts import CastEntry, check_cast, load_cast
from fabula.story import Story
from fabula.version import MODEL, VERSION

_SHOWN = 10
"""Names that a warning lists."""
GivenTo = Sequence[CastEntry] | str | Path | None
Progress = Callable[[str, float], None]
"""Called with the name of the step that begins and the share of the work done, 0 to 1."""
Made = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it needs, what it makes, its usual share of the time, and the function that does it."""

    name: str
    needs: tuple[str, ...]
    makes: tuple[str, ...]
    share: float
    run: Callable[[Made], tuple[Any, ...]]


def _tokens(made: Made) -> tuple[Any, ...]:
    from fabula.text.tokens import tokenize

    words = tokenize(made["document"])
    return words, [text.lower() for text in words.texts]


def _quotations(made: Made) -> tuple[Any, ...]:
    from fabula.text.quotations import quotations, quotations_at

    document, words, given = made["document"], made["words"], made["given quotations"]
    table = quotations(document, words) if given is None else quotations_at(given, words)
    quote_of = np.full(len(words), -1, dtype=np.int32)
    for row, (first, end) in enumerate(zip(table["first_token"].tolist(), table["end_token"].tolist(), strict=True)):
        quote_of[first:end] = row
    return table, quote_of.tolist()


def _sentences(made: Made) -> tuple[Any, ...]:
    from fabula.text.sentences import sentences

    words = made["words"]
    table, of_token = sentences(made["document"], words)
    starts = np.zeros(len(words), dtype=bool)
    starts[table["first_token"]] = True
    return table, of_token, starts


def _annotate(made: Made) -> tuple[Any, ...]:
    from fabula.model import shipped

    words, sentence_first = made["words"], made["sentences"]["first_token"]
    given = made["given mentions"]
    if given is not None:
        firsts = np.searchsorted(words.end, [start for start, _ in given], side="right")
        ends = np.maximum(np.searchsorted(words.start, [end for _, end in given], side="left"), firsts + 1)
        given = sorted(set(zip(firsts.tolist(), ends.tolist(), strict=True)))
    found = shipped().annotate(words.texts, sentence_first, words.paragraph_first, made["report"], given)
    columns = {name: getattr(words, name) for name in ("start", "end", "paragraph")}
    tokens = Table(
        TOKENS,
        {
            **columns, "sentence": made["sentence of token"], "lemma": found.lemmas, "upos": found.upos,
            "xpos": found.xpos, "features": found.features, "head": found.heads, "relation": found.relations,
            "event": found.event, "event_confidence": found.events.round(4),
        },
    )  # fmt: skip
    senses = found.senses
    spans = Table(
        SUPERSENSE_SPANS,
        {
            "start": words.start[senses.first], "end": words.end[senses.end - 1], "first_token": senses.first,
            "end_token": senses.end, "category": senses.category, "confidence": senses.confidence.round(4),
        },
    )  # fmt: skip
    return tokens, spans, found.entities


def _chapters(made: Made) -> tuple[Any, ...]:
    from fabula.text.chapters import chapters

    return (chapters(made["document"]),)


def _cast(made: Made) -> tuple[Any, ...]:
    from fabula.people.cast import find_cast
    from fabula.people.mention_rows import named_as
    from fabula.people.tags import seeds_of

    found, words = made["entities"], made["words"]
    return (
        find_cast(
            made["words"],
            made["lower"],
            made["document"].paragraphs,
            made["quote of token"],
            made["starts sentence"],
            made["given cast"],
            named_as(found.first, found.end, found.category, found.kind, len(words)),
            seeds_of(made["document"].metadata),
        ),
    )


def _speakers(made: Made) -> tuple[Any, ...]:
    from fabula.speech.speakers import find_speakers

    paragraphs = made["document"].paragraphs
    of_token = made["sentence of token"].tolist()
    cast, words, lower, spans = (made[name] for name in ("cast", "words", "lower", "spans"))
    return (find_speakers(cast, words, lower, spans, paragraphs, of_token, made["tokens"]),)


def _coreference(made: Made) -> tuple[Any, ...]:
    from fabula.model.linker import shipped
    from fabula.people import linking

    prepared = linking.prepare(made)
    return prepared, linking.link(prepared, made["cast"], shipped())


def _attribution(made: Made) -> tuple[Any, ...]:
    from fabula.model.speaker_scorer import shipped
    from fabula.people import linking
    from fabula.speech import speakers

    cast, words, prepared, resolution, given = (
        made[name] for name in ("cast", "words", "prepared", "linked", "given cast")
    )
    # who is not of an exact cast says nothing
    allowed = set(given.entity).__contains__ if given is not None and given.exact else None
    spoken = speakers.speakers_given(
        cast, words, made["lower"], made["spans"], made["document"].paragraphs, made["spoken"], made["tokens"],
        prepared, resolution, shipped(), allowed,
    )  # fmt: skip
    into = speakers.named_by_themselves(cast, words, made["spans"], spoken, resolution.entities)
    resolution, spoken = linking.renamed(resolution, into), speakers.renamed(spoken, into)
    who = [verdict.speaker for verdict in spoken.verdicts]
    sure = [verdict.probability for verdict in spoken.verdicts]
    resolution = linking.with_speakers(resolution, prepared.facts, who, sure)
    referents, _ = linking.referents_of(resolution, len(cast.mentions))
    return resolution, replace(spoken, referents=referents)


def _layers(made: Made) -> tuple[Any, ...]:
    from fabula.people.characters import mentions_layer, people_layers
    from fabula.speech import conversations as talk
    from fabula.speech.quotes_layer import quotes_layer

    cast, spoken, given, words, resolution = (made[n] for n in ("cast", "spoken", "given cast", "words", "resolution"))
    lines = Counter(verdict.speaker for verdict in spoken.verdicts)
    people = people_layers(made["document"], words, resolution, lines, given)
    mentions = mentions_layer(words, resolution, people, made["quote of token"])
    quotes = quotes_layer(made["spans"], spoken, cast, people.character_of)
    # Quotations refer to the rules' mentions by number; from here on to rows of the layer.
    row_of = np.full(len(cast.mentions) + 1, -1, dtype=np.int32)
    for number, row in enumerate(resolution.rows):
        row_of[row.followed] = number if row.followed >= 0 else -1
    quotes = quotes.with_columns(mention=row_of[quotes["mention"]])
    who = [verdict.speaker for verdict in spoken.verdicts]
    addressees = talk.addressees_layer(spoken.hearers, who, people.character_of)
    said = quotes, addressees, talk.conversations_layer(quotes), talk.participants_layer(quotes, addressees)
    return people.characters, people.aliases, people.entities, people.members, mentions, *said, people.missing


# fmt: off
STEPS = (
    Step("tokens", ("document",), ("words", "lower"), 0.03, _tokens),
    Step("quotations", ("document", "words", "given quotations"), ("spans", "quote of token"), 0.04, _quotations),
    Step("sentences", ("document", "words"), ("sentences", "sentence of token", "starts sentence"), 0.03, _sentences),
    Step("words", ("words", "sentences", "sentence of token", "report", "given mentions"),
         ("tokens", "supersenses", "entities"), 0.60, _annotate),
    Step("chapters", ("document",), ("chapters",), 0.01, _chapters),
    Step("people",
         ("document", "words", "lower", "quote of token", "starts sentence", "given cast", "entities"),
         ("cast",), 0.05, _cast),
    Step("speakers", ("document", "words", "lower", "tokens", "spans", "sentence of token", "cast"),
         ("spoken",), 0.05, _speakers),
    Step("coreference",
         ("lower", "tokens", "entities", "quote of token", "cast", "spoken", "given mentions"),
         ("prepared", "linked"), 0.09, _coreference),
    # "spoken" was what the rules give; from here on it is what the scorer gives.
    Step("attribution",
         ("document", "words", "lower", "tokens", "spans", "cast", "spoken", "prepared", "linked", "given cast"),
         ("resolution", "spoken"), 0.03, _attribution),
    # "entities" was what the encoder found; from here on it is the layer.
    Step("layers",
         ("document", "words", "spans", "quote of token", "cast", "spoken", "resolution", "given cast"),
         ("characters", "aliases", "entities", "members", "mentions", "quotes", "addressees", "conversations",
          "participants", "missing"), 0.02, _layers),
)
# fmt: on
LAYERS = (
    "chapters",
    "sentences",
    "tokens",
    "supersenses",
    "characters",
    "aliases",
    "entities",
    "members",
    "mentions",
    "quotes",
    "addressees",
    "conversations",
    "participants",
)  # fmt: skip
"""The layers that a reading fills."""


def check_order(steps: Sequence[Step], given: Sequence[str], wanted: Sequence[str]) -> None:
    """ValueError if a step needs what no step before it makes, or if a wanted layer is made by none."""
    known = set(given)
    for step in steps:
        missing = [name for name in step.needs if name not in known]
        if missing:
            raise ValueError(f"step {step.name!r} needs {missing}, which no step before it makes")
        known |= set(step.makes)
    if not known >= set(wanted):
        raise ValueError(f"no step makes {sorted(set(wanted) - known)}")


def read(source: str | Path, *, cast: GivenTo = None, progress: Progress | None = None) -> Story:
    """Read a story from a file; InputError (one of its kinds) if it cannot be read.

    `cast`: the people to stick to, or the path of a file of them, as `fabula cast` writes it.
    """
    entries = _entries(cast)
    if progress:
        progress("parse", 0.0)
    return read_document(sources.load(Path(source)), cast=entries, progress=progress)


def read_bytes(data: bytes, name: str, *, cast: GivenTo = None, progress: Progress | None = None) -> Story:
    """Read a story from a file's bytes; `name` is its name, whose extension may tell the format."""
    entries = _entries(cast)
    if progress:
        progress("parse", 0.0)
    return read_document(sources.load_bytes(data, name), cast=entries, progress=progress)


def read_text(text: str, *, title: str = "", cast: GivenTo = None) -> Story:
    """Read a story from a string, to which the offsets then refer."""
    return read_document(sources.from_text(text, title), cast=_entries(cast))


def _entries(cast: GivenTo) -> Sequence[CastEntry] | None:
    """The cast that a user gives, checked; InputError if a name is in two entries or the file is bad."""
    if isinstance(cast, str | Path):
        return load_cast(cast)
    if cast is not None:
        check_cast(cast)
    return cast


def _within(progress: Progress, step: Step, done: float) -> Callable[[float], None]:
    """Tells of the share of one step that is done."""
    return lambda share: progress(step.name, done + share * step.share)


def read_document(
    document: Document,
    *,
    progress: Progress | None = None,
    gold_quotes: Sequence[tuple[int, int]] | None = None,
    cast: Sequence[CastEntry] | None = None,
    exact: bool = False,
    gold_mentions: Sequence[tuple[int, int]] | None = None,
) -> Story:
    """Read a Document. `gold_quotes`: take these spans, sorted, as the quotations; `cast`: stick to these people.

    `exact`: the cast is whole, its people are the characters in that order. `gold_mentions`: take these spans, widened
    to whole tokens, as the mentions, and no others.
    """
    from fabula.people.given_cast import GivenCast
    from fabula.text.language import language_warning

    given = None if cast is None else GivenCast.of(cast, exact=exact)
    made: Made = {
        "document": document, "given quotations": gold_quotes, "given cast": given, "given mentions": gold_mentions,
        "report": None,
    }  # fmt: skip
    check_order(STEPS, tuple(made), LAYERS)
    done = 0.05
    for step in STEPS:
        if progress:
            progress(step.name, done)
            made["report"] = _within(progress, step, done)
        made.update(zip(step.makes, step.run(made), strict=True))
        done += step.share
    warning = language_warning(document, made["words"])
    warnings = [*document.warnings, *([warning] if warning else [])]
    if made["missing"] and not exact:
        warnings.append(_missing(made["missing"]))
    return Story(
        document,
        {name: made[name] for name in LAYERS},
        version=VERSION,
        model=MODEL,
        warnings=warnings,
        given_cast=() if exact else cast or (),
    )


def _missing(names: Sequence[str]) -> str:
    """The warning for people of a given cast whom a text never mentions."""
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    return f"of the cast given, the text never mentions {shown}"
