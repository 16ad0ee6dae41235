"""Who is there when something is said: how near, before and after, each person takes part in the talk or is told of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from fabula.layers import PARAGRAPH_KINDS, Table
from fabula.people.mentions import Mention
from fabula.speech.attribution import Verdict
from fabula.speech.clues import Scene

FAR = 96.0
"""Turns from which on it no longer matters how far off someone takes part."""
OUT = 16.0
"""Paragraphs from which on it no longer matters how far off the narration tells of someone."""
ADJACENT = 1.5
"""Turns within which someone has the turn before or after."""
_NARRATED = 1.0
"""Turns that a paragraph of narration between two turns is worth."""
_BREAK = 24.0
"""Turns that a scene break or a heading between two turns is worth."""
_DOUBT = 3.0
"""Turns that a speaker is farther off for being e times less sure."""
_TOGETHER = 6.0
"""Turns that two turns may lie apart and still be one exchange."""


@dataclass(frozen=True, slots=True)
class Near:
    """How near someone is to a turn.

    since, until: turns since they last spoke or were addressed, and until they do, FAR at most. told, tells: paragraphs
    since the narration told of them and until it does, OUT at most. apart: turns of the exchange between two others
    that the turn is part of, 1 if there is none or they are one of the two.
    """

    since: float = FAR
    until: float = FAR
    told: float = OUT
    tells: float = OUT
    apart: float = 1.0

    def features(self) -> tuple[float, ...]:
        """What is weighed: the fields' logarithms (to base 2), then whether the turn before, or after, is theirs."""
        return (
            math.log2(max(1.0, self.since)),
            math.log2(max(1.0, self.until)),
            math.log2(1 + self.told),
            math.log2(1 + self.tells),
            math.log2(self.apart),
            float(self.since <= ADJACENT),
            float(self.until <= ADJACENT),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """A run of quotations [low, high) that one person says without another's between; its first and last paragraph.

    place: where it stands on a line whose unit is a turn.
    """

    low: int
    high: int
    first: int
    last: int
    place: float


def turns_taken(scene: Scene, verdicts: Sequence[Verdict], paragraphs: Table) -> list[Turn]:
    """The turns of a text, in order."""
    parts = {PARAGRAPH_KINDS.index("break"), PARAGRAPH_KINDS.index("heading")}
    broken = list(accumulate((kind in parts for kind in paragraphs["kind"].tolist()), initial=0))
    where, conversation = scene.turns.paragraph, scene.turns.conversation
    made: list[Turn] = []
    place, low = 0.0, 0
    for row in range(1, len(verdicts) + 1):
        if row < len(verdicts):
            same = verdicts[row].speaker == verdicts[low].speaker and conversation[row] == conversation[low]
            if same:
                continue
        made.append(Turn(low, row, where[low], where[row - 1], place))
        if row < len(verdicts):
            narrated = max(0, where[row] - where[row - 1] - 1)
            place += 1 + _NARRATED * narrated + _BREAK * (broken[where[row]] > broken[where[row - 1]])
        low = row
    return made


def nearness(
    scene: Scene, verdicts: Sequence[Verdict], called: Sequence[set[int]], turns: Sequence[Turn]
) -> list[dict[int, Near]]:
    """Per turn, how near everyone within reach is. called: per quotation whom it addresses, as is plain from words."""
    taking = [_taking_part(turn, verdicts, called) for turn in turns]
    told = [
        (int(scene.words.paragraph[mention.first]), entity)
        for mention, entity in zip(scene.mentions, scene.referents, strict=True)
        if entity >= 0 and mention.quote < 0
    ]
    since = list(_distances(turns, taking, 1))
    until = list(_distances(turns[::-1], taking[::-1], -1))[::-1]
    before = list(_tellings(turns, told, 1))
    after = list(_tellings(turns[::-1], told[::-1], -1))[::-1]
    exchanges = _exchanges([verdicts[turn.low].speaker for turn in turns], turns)
    return [
        {
            who: Near(
                a.get(who, FAR), b.get(who, FAR), c.get(who, OUT), d.get(who, OUT), 1.0 if who in pair else length
            )
            for who in {**a, **b, **c, **d}
        }
        for a, b, c, d, (length, pair) in zip(since, until, before, after, exchanges, strict=True)
    ]


def spoken_of(mentions: Sequence[Mention], referents: Sequence[int], called: Sequence[set[int]]) -> list[set[int]]:
    """Per quotation, whom it names or describes without addressing them."""
    found: list[set[int]] = [set() for _ in called]
    for mention, entity in zip(mentions, referents, strict=True):
        if mention.quote >= 0 and mention.person == 3 and entity >= 0 and entity not in called[mention.quote]:
            found[mention.quote].add(entity)
    return found


def _taking_part(turn: Turn, verdicts: Sequence[Verdict], called: Sequence[set[int]]) -> dict[int, float]:
    """Who speaks or is addressed in a turn, with the turns that doubt puts them farther off."""
    found = {who: 0.0 for row in range(turn.low, turn.high) for who in called[row]}
    speaker = verdicts[turn.low].speaker
    if speaker >= 0:
        sure = max(verdict.probability for verdict in verdicts[turn.low : turn.high])
        found[speaker] = -_DOUBT * math.log(max(sure, 0.01))
    return found


def _distances(turns: Sequence[Turn], taking: Sequence[dict[int, float]], way: int) -> Iterator[dict[int, float]]:
    """Per turn, how far off everyone took part in the turns passed so far; `way` is -1 when reading backwards."""
    last: dict[int, float] = {}
    for turn, those in zip(turns, taking, strict=True):
        here = turn.place * way
        last = {who: place for who, place in last.items() if here - place < FAR}
        yield {who: here - place for who, place in last.items()}
        for who, doubt in those.items():
            last[who] = max(last.get(who, here - FAR), here - doubt)


def _tellings(turns: Sequence[Turn], told: Sequence[tuple[int, int]], way: int) -> Iterator[dict[int, float]]:
    """Per turn, how many paragraphs off the narration told of everyone, of what is passed so far.

    told: (paragraph, entity), in the order of reading. The turn's own paragraphs count as passed.
    """
    last: dict[int, int] = {}
    at = 0
    for turn in turns:
        here = turn.last if way > 0 else turn.first
        while at < len(told) and (here - told[at][0]) * way >= 0:
            last[told[at][1]] = told[at][0]
            at += 1
        last = {who: paragraph for who, paragraph in last.items() if (here - paragraph) * way < OUT}
        yield {who: float((here - paragraph) * way) for who, paragraph in last.items()}


def _exchanges(speakers: Sequence[int], turns: Sequence[Turn]) -> list[tuple[int, frozenset[int]]]:
    """Per turn, the longest exchange between two people that it is part of: its length in turns, and the two."""
    found: list[tuple[int, frozenset[int]]] = [(1, frozenset())] * len(turns)
    start = 0
    while start + 1 < len(turns):
        end = start + 2
        while (
            end < len(turns)
            and speakers[end] == speakers[end - 2]
            and turns[end].place - turns[end - 1].place < _TOGETHER
        ):
            end += 1
        pair = frozenset(speakers[start : start + 2])
        for at in range(start, end):
            found[at] = max(found[at], (end - start, pair), key=lambda one: one[0])
        start = max(end - 1, start + 1)
    return found
