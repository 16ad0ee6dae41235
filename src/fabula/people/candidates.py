"""Candidate antecedents: the mentions shortly before each mention, and those further back that look alike."""

from __future__ import annotations

from collections import deque

import numpy as np

from fabula.people.mention_facts import Array, Facts

NEAREST = 50
"""How many mentions before each are weighed,"""
ALIKE = 3
"""and how many before those with the same head or the same person by the rules, each."""
WIDTH = NEAREST + 2 * ALIKE
REACH = 2500
"""Words behind which nothing is weighed."""


def candidates(facts: Facts) -> Array:
    """int32 [m, WIDTH]: the rows of each mention's candidates, the nearest first; -1 where there are no more."""
    count = len(facts)
    near = np.arange(count)[:, None] - 1 - np.arange(NEAREST)
    made = np.full((count, WIDTH), -1, dtype=np.int32)
    made[:, :NEAREST] = np.maximum(near, -1)
    by_head: dict[int, deque[int]] = {}
    by_person: dict[int, deque[int]] = {}
    heads, persons, pronouns = facts.head_form.tolist(), facts.ruled.tolist(), facts.pronoun.tolist()
    for row in range(count):
        old = row - NEAREST
        if old > 0:
            if not pronouns[old - 1]:
                by_head.setdefault(heads[old - 1], deque(maxlen=ALIKE)).append(old - 1)
            if persons[old - 1] >= 0:
                by_person.setdefault(persons[old - 1], deque(maxlen=ALIKE)).append(old - 1)
        alike: list[int] = []
        if not pronouns[row]:
            alike += reversed(by_head.get(heads[row], ()))
        alike += [other for other in reversed(by_person.get(persons[row], ())) if other not in alike]
        made[row, NEAREST : NEAREST + len(alike)] = alike
    behind = facts.first[:, None] - facts.first[made]
    made[(made >= 0) & (behind > REACH)] = -1
    return made


def first_needed(made: Array) -> Array:
    """int32 [m]: the first row that is a candidate of each mention or of any behind it; its own where there is none."""
    own = np.arange(len(made), dtype=np.int32)
    first = np.where(made >= 0, made, own[:, None]).min(axis=1, initial=len(made))
    needed: Array = np.minimum.accumulate(np.minimum(first, own)[::-1])[::-1]
    return needed
