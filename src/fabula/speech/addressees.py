"""To whom each quotation is said: everyone it is likely to address, with how likely and by which cue.

Who hears a quotation is weighed person by person: whether it or its tag names them, how near they are in the talk and
in the narration (`presence`), whether they tell the story. The sum of weights is the logit of a probability. Addressees
are meant widely: in a talk of several, all who share in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fabula.layers import ADDRESSEE_CUES, QUOTE_KINDS, Table
from fabula.speech.attribution import Verdict
from fabula.speech.clues import Scene
from fabula.speech.presence import ADJACENT, Near, nearness, spoken_of, turns_taken
from fabula.speech.told import told_to
from fabula.speech.turns import Turns

_VOCATIVE, _TAG, _TURN, _FOLLOWING, _NEAR = (
    ADDRESSEE_CUES.index(cue) for cue in ("vocative", "tag", "turn", "following", "near")
)
_UNHEARD = frozenset(QUOTE_KINDS.index(kind) for kind in ("thought", "writing"))
AT_LEAST = 0.5
"""Probability from which on someone is given as an addressee."""
BASE = 2.06
WEIGHTS = (-0.11, -0.15, -0.27, -0.08, -0.09, 0.49, 0.61)
"""Weights of `Near.features`, and what they are added to, fitted on silver labels by `training/fit_addressees.py`."""
_CALLED = 2.0
_TOLD = 2.0
_SPOKEN_OF = -0.5
_NARRATOR = 2.5
"""Who tells the story hears what they tell."""


@dataclass(frozen=True, slots=True)
class Hearer:
    """One addressee of a quotation: an entity, the probability that it is addressed, and what shows it.

    cue: a code of layers.ADDRESSEE_CUES.
    """

    entity: int
    probability: float
    cue: int


def hearers_of(
    scene: Scene, verdicts: Sequence[Verdict], vocatives: Sequence[set[int]], paragraphs: Table, kinds: Sequence[int]
) -> list[list[Hearer]]:
    """Per quotation its addressees, likeliest first; none where nothing shows one, nor for thoughts and writing.

    vocatives: per quotation whom it calls by name. kinds: per quotation its kind, as its code in layers.QUOTE_KINDS.
    """
    told = told_to(scene)
    called = [names | tags for names, tags in zip(vocatives, told, strict=True)]
    named = spoken_of(scene.mentions, scene.referents, called)
    turns = turns_taken(scene, verdicts, paragraphs)
    parts = list(zip(scene.turns.paragraph, scene.quotes["utterance"].tolist(), strict=True))
    found: list[list[Hearer]] = []
    for turn, near in zip(turns, nearness(scene, verdicts, called, turns), strict=True):
        rows = range(turn.low, turn.high)
        addressed = _joined(called, rows)
        people = {who: near.get(who, Near()) for who in {*near, *addressed} - {verdicts[turn.low].speaker}}
        for who in addressed & {*people}:
            people[who] = replace(people[who], since=min(people[who].since, 1.0))
        for _, part in groupby(rows, key=parts.__getitem__):
            those = list(part)
            voc, tag, spoken = (_joined(each, those) for each in (vocatives, told, named))
            hearers = _weighed(people, voc, tag, spoken, scene.narrator)
            found += [[] if kinds[row] in _UNHEARD else hearers for row in those]
    return found


def _joined(sets: Sequence[set[int]], rows: Iterable[int]) -> set[int]:
    return set().union(*(sets[row] for row in rows))


def _weighed(
    people: Mapping[int, Near], called: set[int], told: set[int], named: set[int], narrator: int
) -> list[Hearer]:
    """The addressees of one utterance's quotations in one paragraph, which share them; likeliest first.

    called, told: whom the utterance, its tag, names as hearers; named: whom it speaks of.
    """
    hearers = []
    for who, near in people.items():
        logit = logit_of(near) + _NARRATOR * (who == narrator) + _SPOKEN_OF * (who in named)
        logit += _CALLED * (who in called) + _TOLD * (who in told)
        probability = 1 / (1 + math.exp(-logit))
        if probability >= AT_LEAST:
            hearers.append(Hearer(who, probability, _cue(who in called, who in told, near)))
    return sorted(hearers, key=lambda one: (-one.probability, one.entity))


def logit_of(near: Near) -> float:
    """The logit of someone's being addressed, by how near they are."""
    return BASE + sum(weight * value for weight, value in zip(WEIGHTS, near.features(), strict=True))


def _cue(called: bool, told: bool, near: Near) -> int:
    if called or told:
        return _VOCATIVE if called else _TAG
    if near.since <= ADJACENT:
        return _TURN
    return _FOLLOWING if near.until <= ADJACENT else _NEAR


def likely_hearers(turns: Turns, speakers: Sequence[int], vocatives: Sequence[set[int]]) -> list[int]:
    """Per quotation one likely hearer: whom it calls by name, else the speaker of the turn before, else of the next."""
    found = []
    others: list[int] = []  # per quotation the last one before it, turn by turn, that someone else speaks
    for row, speaker in enumerate(speakers):
        before = turns.before[row]
        if before >= 0 and speakers[before] == speaker:
            before = others[before]
        others.append(before)
        named = vocatives[row] - {speaker}
        if len(named) == 1:
            found.append(next(iter(named)))
            continue
        if before >= 0:
            found.append(speakers[before])
            continue
        following = next(
            (
                speakers[later]
                for later in range(row + 1, min(row + 5, len(speakers)))
                if turns.conversation[later] == turns.conversation[row] and speakers[later] != speaker
            ),
            -1,
        )
        found.append(following)
    return found
