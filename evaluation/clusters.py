"""Mentions with their entities: a reading's beside gold ones, as clusters of all entities or of people only.

*People only* are the entities most of whose mentions are of category PER and that are called something at least once:
one of the mentions is a name or a nominal. Gold entities are chosen by gold labels, a reading's by its own, so that
what it takes for a person and is none counts against it. Where gold mentions were given there are no such, and the
choice is gold's alone: the response is cut down to the chosen mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation import coreference
from evaluation.coreference import Scores
from evaluation.sets import litbank
from evaluation.spans import Span
from fabula.story import Story


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of a reading. A mention of which no entity is known is an entity of its own, numbered below 0."""

    span: Span
    kind: str
    category: str
    entity: int
    confidence: float


AnyMention = litbank.Mention | Found


@dataclass(frozen=True, slots=True)
class Given:
    """What became of gold mentions that were given: one `Found` for each, in order, with the gold span.

    loose: how many did not begin and end where tokens do, and were widened; shared: how many thereby became the same
    tokens as one before them, so that one mention stands for both.
    """

    found: list[Found]
    loose: int
    shared: int


def found_in(story: Story) -> list[Found]:
    """The rows of the mentions layer, in order."""
    table = story.layers["mentions"]
    kinds, categories = (table.layer.column(name).vocabulary for name in ("kind", "category"))
    columns = (table[name].tolist() for name in ("start", "end", "kind", "category", "entity", "confidence"))
    return [
        Found((start, end), kinds[kind], categories[category], entity if entity >= 0 else -1 - row, sure)
        for row, (start, end, kind, category, entity, sure) in enumerate(zip(*columns, strict=True))
    ]


def given_in(story: Story, spans: Sequence[Span]) -> Given:
    """Find gold mentions again in a Story that was given them; ValueError if its mentions are not exactly these.

    A span is looked up by its tokens: from the first that ends after its start to the last that starts before its end.
    """
    tokens, table = story.layers["tokens"], story.layers["mentions"]
    firsts = np.searchsorted(tokens["end"], [start for start, _ in spans], side="right")
    ends = np.maximum(np.searchsorted(tokens["start"], [end for _, end in spans], side="left"), firsts + 1)
    every = found_in(story)
    row_of = {
        place: row
        for row, place in enumerate(zip(table["first_token"].tolist(), table["end_token"].tolist(), strict=True))
    }
    places = list(zip(firsts.tolist(), ends.tolist(), strict=True))
    if set(places) != set(row_of) or len(row_of) != table.rows:
        lacking, spare = len(set(places) - set(row_of)), len(set(row_of) - set(places))
        numbers = f"{len(spans)} mentions, {len(set(places))} by tokens, got {table.rows}"
        raise ValueError(f"gave {numbers}: {lacking} are lacking, {spare} are new")
    found, loose = [], 0
    for span, (first, end) in zip(spans, places, strict=True):
        one = every[row_of[first, end]]
        loose += span != (int(tokens["start"][first]), int(tokens["end"][end - 1]))
        found.append(Found(span, one.kind, one.category, one.entity, one.confidence))
    return Given(found, loose, len(places) - len(set(places)))


def clusters(mentions: Iterable[AnyMention]) -> list[frozenset[coreference.Mention]]:
    """The clusters of some mentions, as spans."""
    return coreference.clusters_of((mention.span, mention.entity) for mention in mentions)


def people(mentions: Sequence[AnyMention]) -> set[int]:
    """The entities that are people only."""
    categories: defaultdict[int, Counter[str]] = defaultdict(Counter)
    called: set[int] = set()
    for mention in mentions:
        categories[mention.entity][mention.category] += 1
        if mention.kind != "PRON":
            called.add(mention.entity)
    return {entity for entity in called if 2 * categories[entity]["PER"] > categories[entity].total()}


def score(gold: Sequence[AnyMention], found: Sequence[AnyMention]) -> Scores:
    """Coreference of all entities."""
    return coreference.score(clusters(gold), clusters(found))


def score_people(gold: Sequence[AnyMention], found: Sequence[AnyMention], *, given: bool = False) -> Scores:
    """Coreference of people only; `given`: the reading was given the gold mentions."""
    wanted = people(gold)
    key = [mention for mention in gold if mention.entity in wanted]
    if given:
        spans = {mention.span for mention in key}
        ours = [mention for mention in found if mention.span in spans]
    else:
        theirs = people(found)
        ours = [mention for mention in found if mention.entity in theirs]
    return score(key, ours)
