"""Who says each quotation: all quotations of a conversation weighed together, tags, beats, address and turns at once.

A conversation is a chain of quotations, each said by one of the people at hand. States are (speaker of the turn
before, speaker); costs add up along the chain, and the sum over all chains (forward and backward) gives each person's
probability for each quotation. Costs are negative natural logarithms, set from how dialogue is written.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from fabula.layers import QUOTE_CUES
from fabula.speech.chains import Float, marginals, runs
from fabula.speech.turns import Turns

TURN, VOCATIVE, NARRATOR, NEAR, CONTINUATION = (
    QUOTE_CUES.index(cue) for cue in ("turn", "vocative", "narrator", "near", "continuation")
)
_STAY_AT_ONCE = 4.2
"""Cost of two neighbouring paragraphs of speech by one speaker."""
_STAY_LATER = 1.0
_THIRD = 1.4
"""Cost of a speaker other than the last two."""
_SWITCH = 3.0
"""Cost of a change of speaker inside a paragraph."""
_SWITCH_CROWDED = 0.7
"""The same in a paragraph that holds a whole conversation."""
_CROWDED = 7
"""Quotations that make a paragraph a conversation."""
_NOBODY = 4.0
"""Cost of a speaker who is none of the people at hand."""
_RECENCY = 0.5
"""Cost of having been out of the narration, times the logarithm of the paragraphs since."""
_LONG_AGO = 12
_MOST = 10
"""People weighed in one conversation."""


@dataclass(slots=True)
class Clues:
    """What speaks for and against each speaker of one quotation: costs by entity, added to those of the turn."""

    costs: dict[int, float] = field(default_factory=dict)
    floor: float = 0.0
    """Cost of everyone not named in `costs`."""
    genders: dict[str, float] = field(default_factory=dict)
    """Costs by gender, for everyone of that gender."""
    open_before: bool = False
    """The quotation goes on with the one before: an open paragraph, or a sentence broken off."""
    recent: dict[int, int] = field(default_factory=dict)
    """Paragraphs since each person at hand was last named in the narration, or shown to speak."""

    def against(self, entity: int, gender: str) -> float:
        """What speaks against someone of a gender (or none known)."""
        cost = self.costs.get(entity, self.floor)
        return cost + (self.genders.get(gender, 0.0) if gender else 0.7 * bool(self.genders))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A quotation's likeliest speaker (an entity, or -1) and how likely."""

    speaker: int
    probability: float


def attribute(
    turns: Turns, clues: list[Clues], at_hand: Sequence[dict[int, float]], genders: Sequence[str]
) -> list[Verdict]:
    """The speaker of every quotation.

    at_hand: per conversation, the entities that may speak in it with their cost; genders: per entity.
    """
    verdicts: list[Verdict] = []
    for low, high in runs(turns.conversation):
        verdicts += _conversation(range(low, high), turns, clues, at_hand[turns.conversation[low]], genders)
    return verdicts


def _conversation(
    rows: range, turns: Turns, clues: list[Clues], at_hand: dict[int, float], genders: Sequence[str]
) -> list[Verdict]:
    people = sorted(at_hand, key=lambda entity: (at_hand[entity], entity))[:_MOST]
    if not people:
        return [Verdict(-1, 0.0)] * len(rows)
    base = np.array([at_hand[entity] for entity in people] + [_NOBODY])  # the last is nobody at hand
    emissions = np.array([-_emission(clues[row], people, base, genders) for row in rows])
    crowd = {p: turns.paragraph[rows.start : rows.stop].count(p) for p in set(turns.paragraph[rows.start : rows.stop])}
    moves = np.array([_move(row, turns, clues[row], crowd[turns.paragraph[row]] >= _CROWDED) for row in rows])
    beliefs = marginals(emissions, moves)
    best = beliefs.argmax(axis=1).tolist()
    return [
        Verdict(people[place] if place < len(people) else -1, float(belief[place]))
        for place, belief in zip(best, beliefs, strict=True)
    ]


def _emission(clue: Clues, people: list[int], base: Float, genders: Sequence[str]) -> Float:
    """The cost of each person for one quotation."""
    cost = base.copy()
    for place, entity in enumerate(people):
        cost[place] += _RECENCY * np.log1p(min(clue.recent.get(entity, _LONG_AGO), _LONG_AGO))
        cost[place] += clue.against(entity, genders[entity])
    cost[-1] += clue.floor * 0.5
    return cost


def _move(row: int, turns: Turns, clue: Clues, crowded: bool) -> tuple[float, float, float]:
    """How one quotation's speaker follows from the last two: weights of staying, going back, and a third."""
    if clue.open_before:
        return 1.0, math.exp(-12.0), math.exp(-12.0)
    if turns.same_paragraph[row]:
        cost = _SWITCH_CROWDED if crowded else _SWITCH
        return 1.0, math.exp(-cost), math.exp(-cost - _THIRD)
    return math.exp(-(_STAY_AT_ONCE if turns.gap[row] == 0 else _STAY_LATER)), 1.0, math.exp(-_THIRD)
