"""To whom each quotation is said: everyone it is likely to address, with how likely and by which cue.

Who hears a quotation is weighed person by person: whether it or its tag names them, how near they are in the talk and
in the narration (`presence`), whether they tell the story. The sum of weights is the logit of a probability. Addressees
are meant widely: in a talk of several, all who share in it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.layers import ADDRESSEE_CUES, QUOTE_KINDS, Table
from fabula.speech.attribution import Verdict
from fabula.speech.clues import Scene
from fabula.speech.presence import Near, nearness, spoken_of, turns_taken
from fabula.speech.told import told_to
from fabula.speech.turns import Turns

_VOCATIVE, _TAG, _TURN, _FOLLOWING, _NEAR = (
    ADDRESSEE_CUES.index(cue) for cue in ("vocative", "tag", "turn", "following", "near")
)
_UNHEARD = frozenset(QUOTE_KINDS.index(kind) for kind in ("thought", "writing"))
AT_LEAST = 0.4
"""Probability from which on someone is given as an addressee: near half the F1 that can be hoped for."""
BASE = 2.2
WEIGHTS = (-0.12, -0.19, -0.32, -0.04, -0.25)
"""Weights of `Near.features` and what they start from, fitted on silver labels by `training/fit_addressees.py`."""
_CALLED = 3.5
_TOLD = 3.5
_SPOKEN_OF = -0.5
_NARRATOR = 2.5
"""Who tells the story hears what they tell."""
_ADJACENT = 1.5
"""Turns within which the one before or after counts as such."""


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
    found: list[list[Hearer]] = []
    for turn, near in zip(turns, nearness(scene, verdicts, called, turns), strict=True):
        rows = range(turn.low, turn.high)
        voc, tag, spoken = (set().union(*(those[row] for row in rows)) for those in (vocatives, told, named))
        hearers = []
        for who in {*near, *voc, *tag} - {verdicts[turn.low].speaker}:
            place = near.get(who, Near())
            logit = logit_of(place) + _NARRATOR * (who == scene.narrator) + _SPOKEN_OF * (who in spoken)
            logit += _CALLED * (who in voc) + _TOLD * (who in tag)
            probability = 1 / (1 + math.exp(-logit))
            if probability >= AT_LEAST:
                hearers.append(Hearer(who, probability, _cue(who in voc, who in tag, place)))
        hearers.sort(key=lambda one: (-one.probability, one.entity))
        found += [[] if kinds[row] in _UNHEARD else hearers for row in rows]
    return found


def logit_of(near: Near) -> float:
    """The logit of someone's being addressed, by how near they are."""
    return BASE + sum(weight * value for weight, value in zip(WEIGHTS, near.features(), strict=True))


def _cue(called: bool, told: bool, near: Near) -> int:
    if called or told:
        return _VOCATIVE if called else _TAG
    if near.since <= _ADJACENT:
        return _TURN
    return _FOLLOWING if near.until <= _ADJACENT else _NEAR


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
