"""Project Dialogism Novel Corpus: quotations with speakers, characters with aliases, mentions inside quotations.

Vishnubhotla, Hammond and Hirst (2022), "The Project Dialogism Novel Corpus". Offsets are code points into
`novel_text.txt` (the column says bytes; the two agree, the texts being ASCII). A quotation may have several
sub-quotations, which are what stands between one pair of marks; none crosses a paragraph.
"""

from __future__ import annotations

import ast
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from evaluation.data import corpus, read_text
from evaluation.normal import same_name
from evaluation.spans import Span

WORKING = ("DaisyMiller", "TheMysteriousAffairAtStyles", "TheSportOfTheGods")
"""Novels that may be read while working."""
HELD_BACK = ("ARoomWithAView", "Persuasion", "TheInvisibleMan")
"""Novels to look at once, at the end."""
_NARRATOR = ("_narr", "Narr")
"""Labels among the aliases that say who narrates; no text has them."""


@dataclass(frozen=True, slots=True)
class Person:
    """A gold character. `aliases` holds the main name too, as the corpus spells it, but no label such as `_narr`."""

    name: str
    aliases: tuple[str, ...]
    gender: str
    category: str
    narrator: bool


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A gold mention inside a quotation. `people` are rows of the novel's people; more than one is a group."""

    span: Span
    people: tuple[int, ...]
    outside: bool
    """Whether some of it names no listed character, such as `_unknowable`."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A gold quotation. `speaker` and `addressees` are rows of the novel's people; -1 is no listed character."""

    id: str
    spans: tuple[Span, ...]
    speaker: int
    speaker_label: str
    addressees: tuple[int, ...]
    kind: str
    """`Explicit`, `Anaphoric`, `Implicit`, or empty where the corpus has none."""
    mentions: tuple[Mentioned, ...]


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel and its gold."""

    name: str
    text: str
    people: tuple[Person, ...]
    quotations: tuple[Quotation, ...]


def names(data: Path | None = None) -> list[str]:
    """The novels there are, by name."""
    return sorted(path.parent.name for path in corpus("pdnc_dev", data).glob("*/quotation_info.csv"))


def read(name: str, data: Path | None = None) -> Novel:
    """Read one novel."""
    folder = corpus("pdnc_dev", data) / name
    people = tuple(_person(row) for row in _rows(folder / "character_info.csv"))
    found = _Names(people)
    quotations = tuple(_quotation(row, found) for row in _rows(folder / "quotation_info.csv"))
    return Novel(name, read_text(folder / "novel_text.txt"), people, quotations)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read_text(path), newline="")))


def _person(row: dict[str, str]) -> Person:
    given = ast.literal_eval(row["Aliases"])
    # Sets are written in no fixed order: sort, so that runs agree; the main name comes first.
    others = sorted(alias.strip() for alias in given if alias.strip() and alias != row["Main Name"])
    names = [name for name in others if name not in _NARRATOR]
    return Person(row["Main Name"], (row["Main Name"], *names), row["Gender"], row["Category"], names != others)


class _Names:
    """From a label in the quotations file to a row of the people: main name first, else an alias of just one."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        self._main = {same_name(person.name): row for row, person in enumerate(people)}
        owners: dict[str, set[int]] = {}
        for row, person in enumerate(people):
            for alias in person.aliases:
                # The corpus writes `Mr Elliot` in one file and `Mr. Elliot` in the other.
                owners.setdefault(_undotted(alias), set()).add(row)
        owners |= {_undotted(label): {row} for label in _NARRATOR for row, one in enumerate(people) if one.narrator}
        self._alias = {alias: rows.pop() for alias, rows in owners.items() if len(rows) == 1}

    def row(self, label: str) -> int:
        name = same_name(label)
        return self._main[name] if name in self._main else self._alias.get(_undotted(label), -1)


def _undotted(name: str) -> str:
    return same_name(name.replace(".", ""))


def _quotation(row: dict[str, str], found: _Names) -> Quotation:
    mentions = []
    for texts, spans, entities in zip(
        ast.literal_eval(row["mentionTextsList"]),
        ast.literal_eval(row["mentionSpansList"]),
        ast.literal_eval(row["mentionEntitiesList"]),
        strict=True,
    ):
        for _, span, labels in zip(texts, spans, entities, strict=False):
            rows = [found.row(label) for label in labels]
            people = tuple(sorted({person for person in rows if person >= 0}))
            mentions.append(Mentioned((span[0], span[1]), people, -1 in rows))
    return Quotation(
        id=row["quoteID"],
        spans=tuple((start, end) for start, end in ast.literal_eval(row["quoteByteSpans"])),
        speaker=found.row(row["speaker"]),
        speaker_label=row["speaker"],
        addressees=tuple(found.row(label) for label in ast.literal_eval(row["addressees"])),
        kind=row["quoteType"] if row["quoteType"] in ("Explicit", "Anaphoric", "Implicit") else "",
        mentions=tuple(mentions),
    )
