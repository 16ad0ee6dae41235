"""Links of mentions, one by one: is each gold mention linked to a right one before it, by kind of mention.

After Tuggener (2014), "Coreference resolution evaluation for higher level applications": what counts is the nearest
mention before. For each gold mention, in order of start, then end:

- *missed*: the reading has no mention of exactly this span;
- *wanted* is the nearest gold mention before it of its gold entity; a mention without one is a *first* mention;
- *given* is the nearest mention before it of its predicted entity, those that are no gold mentions passed over;
- a mention is *right* if what is given is of its gold entity, or if it is rightly a first mention: nothing is wanted,
  nothing given. It is *wrong* if what is given is of another entity, and *alone* if something is wanted and nothing
  given.

A mention that follows a wrong one in the same wrong cluster can be right: it is linked to what it belongs to. So each
mistake counts where it is made and not for the rest of the book.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.clusters import Found
from evaluation.report import Cell
from evaluation.sets.litbank import Mention
from evaluation.spans import Span

Verdict = Literal["right", "wrong", "alone", "missed"]

_PERSONS = {
    "I": "i me my mine myself",
    "we": "we us our ours ourselves ourself",
    "you": "you your yours yourself yourselves ye thou thee thy thine thyself",
    "he, she": "he him his himself she her hers herself",
    "it": "it its itself 't 'tis",
    "they": "they them their theirs themselves themself 'em",
}
PERSONS = {word: person for person, words in _PERSONS.items() for word in words.split()}
"""Personal, possessive and reflexive pronouns, old ones too, by person."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold mention and what became of it. `given` and `wanted` are rows of the gold mentions, -1 for none."""

    mention: Mention
    person: str
    """Of a pronoun, a key of the persons above, or `other`; empty for names and nominals."""
    quoted: bool
    verdict: Verdict
    given: int
    wanted: int
    confidence: float

    @property
    def first(self) -> bool:
        """Whether it is the first mention of its gold entity."""
        return self.wanted < 0


def judge(text: str, gold: Sequence[Mention], found: Sequence[Found], quotations: Sequence[Span]) -> list[Judged]:
    """Judge the gold mentions of a text, which come back in order. `quotations` are gold spans."""
    ours = {one.span: one for one in found}
    inside = _inside(quotations)
    last_gold: dict[int, int] = {}
    last_found: dict[int, int] = {}
    ordered = sorted(gold, key=lambda mention: mention.span)
    judged: list[Judged] = []
    for row, mention in enumerate(ordered):
        one = ours.get(mention.span)
        wanted = last_gold.get(mention.entity, -1)
        given = last_found.get(one.entity, -1) if one else -1
        verdict: Verdict
        if one is None:
            verdict = "missed"
        elif given < 0:
            verdict = "right" if wanted < 0 else "alone"
        else:
            verdict = "right" if ordered[given].entity == mention.entity else "wrong"
        sure = one.confidence if one else 0.0
        judged.append(
            Judged(mention, person_of(text, mention), inside(mention.span), verdict, given, wanted, sure),
        )
        last_gold[mention.entity] = row
        if one is not None:
            last_found[one.entity] = row
    return judged


def person_of(text: str, mention: Mention) -> str:
    """The person of a pronoun, `other` for what is none of the known ones; empty for names and nominals."""
    if mention.kind != "PRON":
        return ""
    word = " ".join(text[slice(*mention.span)].split()).casefold().replace("’", "'")
    return PERSONS.get(word, "other")


def _inside(quotations: Sequence[Span]) -> Callable[[Span], bool]:
    """Whether a span lies in one of some spans, which may touch but hardly ever overlap."""
    covered = {place for start, end in quotations for place in range(start, end)}
    return lambda span: span[0] in covered and span[1] - 1 in covered


@dataclass(frozen=True, slots=True)
class Links:
    """Counts of mentions that have an antecedent, by verdict, and of first mentions; add them for several texts."""

    of: int = 0
    right: int = 0
    wrong: int = 0
    alone: int = 0
    missed: int = 0
    first: int = 0
    rightly_first: int = 0

    def __add__(self, other: Links) -> Links:
        return Links(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def share(self) -> float:
        """Right out of all gold mentions that have an antecedent, found or not."""
        return self.right / self.of if self.of else 0.0


def count(judged: Sequence[Judged]) -> Links:
    """Count some."""
    linked = [one.verdict for one in judged if not one.first]
    firsts = [one.verdict for one in judged if one.first]
    return Links(
        len(linked),
        linked.count("right"),
        linked.count("wrong"),
        linked.count("alone"),
        linked.count("missed"),
        len(firsts),
        firsts.count("right"),
    )


def rows(judged: Sequence[Judged]) -> list[dict[str, Cell]]:
    """Counts as a table: by kind, pronouns by person too, each in all, in quotations and outside; what is not there
    has no row."""
    kinds: list[tuple[str, Callable[[Judged], bool]]] = [("all", lambda _: True)]
    kinds += [(kind, _of_kind(kind)) for kind in ("PROP", "NOM", "PRON")]
    kinds += [(f"PRON {person}", _of_person(person)) for person in (*_PERSONS, "other")]
    made = []
    for name, wanted in kinds:
        chosen = [one for one in judged if wanted(one)]
        for where, some in (
            ("all", chosen),
            ("quoted", [one for one in chosen if one.quoted]),
            ("narration", [one for one in chosen if not one.quoted]),
        ):
            if some:
                made.append({"mentions": name, "where": where, **_cells(count(some))})
    return made


def _of_kind(kind: str) -> Callable[[Judged], bool]:
    return lambda one: one.mention.kind == kind


def _of_person(person: str) -> Callable[[Judged], bool]:
    return lambda one: one.person == person


def _cells(links: Links) -> dict[str, Cell]:
    def share(part: int, whole: int) -> float | None:
        return part / whole if whole else None

    return {
        "with antecedent": links.of,
        "right": share(links.right, links.of),
        "wrong": share(links.wrong, links.of),
        "alone": share(links.alone, links.of),
        "missed": share(links.missed, links.of),
        "first": links.first,
        "rightly first": share(links.rightly_first, links.first),
    }
