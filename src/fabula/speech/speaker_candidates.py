"""Candidate speakers: the mentions of people around each quotation, a few of each person, nearest first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.layers import Table
from fabula.people.entities import Entity
from fabula.people.mention_facts import Array, Facts
from fabula.people.mention_rows import PERSON
from fabula.people.mentions import PRONOUN

BEFORE, AFTER = 60, 16
"""Mentions looked at before a quotation and after it."""
OF_ONE_BEFORE, OF_ONE_AFTER = 3, 2
"""Mentions of one person that are kept."""
AT_HAND = 12
"""People at hand in a conversation of whom a mention counts wherever it stands."""
REACH_AFTER = 120
"""Words after a quotation within which a mention may show who said it."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every quotation with each of its candidates, quotation by quotation.

    quotes, mentions: int32 [p], rows; entities: int32 [p]; bounds: int64 [q + 1], where each quotation's pairs start.
    """

    quotes: Array
    mentions: Array
    entities: Array
    bounds: Array

    def of(self, low: int, high: int) -> slice:
        """The pairs of the quotations [low, high)."""
        return slice(int(self.bounds[low]), int(self.bounds[high]))


def speaker_candidates(
    facts: Facts,
    entity: Sequence[int],
    entities: Sequence[Entity],
    quotes: Table,
    cues: Sequence[int],
    at_hand: Sequence[dict[int, float]],
    conversation: Sequence[int],
) -> Pairs:
    """Candidates of every quotation.

    `entity`: per mention. `cues`: per quotation the mention of its cue, or -1. `at_hand`: per conversation the people
    that may speak in it; of each who has no mention nearby the last one before counts.
    """
    eligible = [row for row, one in enumerate(entity) if _can_speak(row, facts, entities[one])]
    firsts = facts.first[eligible].tolist()
    of_entity: dict[int, list[int]] = {}
    for row in eligible:
        of_entity.setdefault(entity[row], []).append(row)
    foremost = [_foremost(hand, of_entity) for hand in at_hand]
    made: list[int] = []
    counts: list[int] = []
    starts, ends = quotes["first_token"].tolist(), quotes["end_token"].tolist()
    for quote, (start, end) in enumerate(zip(starts, ends, strict=True)):
        at = bisect_left(firsts, start)
        own = _nearest(eligible[max(0, at - BEFORE) : at][::-1], entity, OF_ONE_BEFORE)
        after = [row for row in eligible[at : at + AFTER] if facts.first[row] < end + REACH_AFTER]
        own += _nearest(after, entity, OF_ONE_AFTER)
        if cues[quote] >= 0 and cues[quote] not in own:
            own.append(cues[quote])
        seen = {entity[row] for row in own}
        for one in foremost[conversation[quote]]:
            if one not in seen:
                rows = of_entity[one]
                place = bisect_left(rows, start, key=lambda row: int(facts.first[row]))
                own.append(rows[max(0, place - 1)])
        made += own
        counts.append(len(own))
    mentions = np.array(made, dtype=np.int32)
    return Pairs(
        np.repeat(np.arange(len(counts), dtype=np.int32), counts),
        mentions,
        np.array(entity, dtype=np.int32)[mentions] if made else mentions,
        np.concatenate([[0], np.cumsum(np.array(counts, dtype=np.int64))]),
    )


def _foremost(at_hand: dict[int, float], known: Container[int]) -> list[int]:
    """The people most at hand of those who have a mention that counts."""
    return sorted((one for one in at_hand if one in known), key=lambda one: (at_hand[one], one))[:AT_HAND]


def _can_speak(row: int, facts: Facts, entity: Entity) -> bool:
    """Whether a mention can be a speaker's: one person's, and no pronoun in a quotation, whose speaker decides that."""
    if facts.category[row] != PERSON or entity.several or entity.category != PERSON:
        return False
    return not (facts.kind[row] == PRONOUN and facts.quote[row] >= 0)


def _nearest(rows: list[int], entity: Sequence[int], most: int) -> list[int]:
    """The first few of each entity."""
    counts: Counter[int] = Counter()
    kept = []
    for row in rows:
        counts[entity[row]] += 1
        if counts[entity[row]] <= most:
            kept.append(row)
    return kept
