"""To whom each quotation is said: everyone it is likely to address, with how likely and by which cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.speech.turns import Turns


@dataclass(frozen=True, slots=True)
class Hearer:
    """One addressee of a quotation: an entity, the probability that it is addressed, and what shows it.

    cue: a code of layers.ADDRESSEE_CUES.
    """

    entity: int
    probability: float
    cue: int


def hearers_of(turns: Turns, speakers: Sequence[int], vocatives: Sequence[set[int]]) -> list[list[Hearer]]:
    """Per quotation its addressees, likeliest first; none where nothing shows one."""
    return [[Hearer(entity, 0.5, 0)] if entity >= 0 else [] for entity in likely_hearers(turns, speakers, vocatives)]


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
