"""What is known of each quotation by itself, and of the step from the one before to it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from fabula.layers import QUOTE_CUES
from fabula.people.mention_facts import Array
from fabula.speech.clues import Scene
from fabula.speech.tags import WEAK

_I = frozenset("i me my mine myself i'm".split())
_YOU = frozenset("you your yours yourself thou thee thy ye".split())
_LENGTHS = np.array([4, 7, 12, 20, 40, 80])
_GAPS = 3
_CROWD = np.array([2, 3, 5, 7])


def quotation_table(scene: Scene, at_hand: list[dict[int, float]]) -> Array:
    """float32 [q, QUOTATION_INPUTS]: form, cue, and place in the conversation of every quotation."""
    turns, cues, texts, lower = scene.turns, scene.cues, scene.words.texts, scene.lower
    first, end = scene.quotes["first_token"].tolist(), scene.quotes["end_token"].tolist()
    crowd = Counter(turns.paragraph)
    count = len(first)
    rows = np.zeros((count, QUOTATION_INPUTS), dtype=np.float32)
    for row in range(count):
        cue, own = cues[row], set(lower[first[row] : end[row]])
        before = turns.before[row]
        values = [
            *[float(cue.cue == kind) for kind in range(len(QUOTE_CUES))],
            float(cue.after), float(cue.led), float(cue.hearer >= 0),
            *_closing(texts, first[row], end[row]),
            float(before >= 0 and "?" in texts[end[before] - 2 : end[before]]),
            float(turns.same_paragraph[row]), float(before < 0),
            *[float(min(turns.gap[row], _GAPS - 1) == gap) for gap in range(_GAPS)],
            float(bool(own & _I)), float(bool(own & _YOU)),
            float(scene.narrator >= 0), min(len(at_hand[turns.conversation[row]]), 12) / 12.0,
            *_steps(end[row] - first[row], _LENGTHS), *_steps(crowd[turns.paragraph[row]], _CROWD),
        ]  # fmt: skip
        rows[row, : len(values)] = values
    return rows


def move_table(scene: Scene, open_before: list[bool]) -> Array:
    """float32 [q, MOVES]: what tells whether a quotation's speaker is that of the last one, or of the turn before.

    `open_before`: per quotation, whether it goes on with the one before.
    """
    turns, cues, texts = scene.turns, scene.cues, scene.words.texts
    first, end = scene.quotes["first_token"].tolist(), scene.quotes["end_token"].tolist()
    crowd = Counter(turns.paragraph)
    rows = np.zeros((len(first), MOVES), dtype=np.float32)
    utterance = scene.quotes["utterance"].tolist()
    for row in range(1, len(first)):
        if turns.conversation[row] != turns.conversation[row - 1]:
            continue
        same = turns.same_paragraph[row]
        comma, question, exclamation, broken = _closing(texts, first[row - 1], end[row - 1])
        strong = cues[row - 1].cue not in WEAK
        values = [
            float(open_before[row]), float(same), float(same and crowd[turns.paragraph[row]] >= 7),
            float(same and crowd[turns.paragraph[row]] in (3, 4, 5, 6)),
            *[float(not same and min(turns.gap[row], _GAPS - 1) == gap) for gap in range(_GAPS)],
            comma, question, exclamation, broken,
            float(same and strong), float(same and strong and cues[row - 1].after),
            float(same and not cues[row - 1].cue), float(same and cues[row].cue not in WEAK),
            float(utterance[row] == utterance[row - 1]),
            float(same and end[row - 1] == first[row]),
            float(same and first[row] - end[row - 1] <= 6), float(same and first[row] - end[row - 1] > 25),
            float(not same and turns.paragraph[row] == turns.paragraph[row - 1]),
            float(texts[min(first[row] + 1, end[row] - 1)][:1].islower()),
        ]  # fmt: skip
        rows[row, : len(values)] = values
    return rows


MOVES = 21
QUOTATION_INPUTS = len(QUOTE_CUES) + 3 + 4 + 3 + _GAPS + 4 + len(_LENGTHS) + 1 + len(_CROWD) + 1


def _closing(texts: list[str], first: int, end: int) -> tuple[float, float, float, float]:
    """Whether a quotation ends with a comma, a question mark, an exclamation mark, or broken off."""
    last = set(texts[max(first, end - 2) : end])
    return float("," in last), float("?" in last), float("!" in last), float(bool(last & {"—", "–", "--", "…", "..."}))


def _steps(value: int, bounds: Array) -> list[float]:
    made = [0.0] * (len(bounds) + 1)
    made[int(np.searchsorted(bounds, value, side="right"))] = 1.0
    return made
