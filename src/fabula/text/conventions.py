"""Which convention of marks a paragraph follows: the story's, but where a stretch plainly uses another."""

from __future__ import annotations

from fabula.text.dashes import uses_dashes
from fabula.text.marks import Mark

_CHANGE = 20.0
"""Evidence that a change of convention needs, and the change back again."""
_PREFERENCE = 4.0
"""How many times the evidence for the story's convention another must have to lead where both are found."""


def families_of(text: str, paragraphs: list[tuple[int, int]], own: list[list[Mark]]) -> list[str]:
    """The leading convention of each paragraph: the story's, but where a stretch plainly uses another."""
    counts = [_evidence(start, marks) for (start, _), marks in zip(paragraphs, own, strict=True)]
    for count, dashed in zip(counts, uses_dashes(text, paragraphs), strict=True):
        count["dash"] = 2 * dashed
    names = ("double", "single", "guillemet", "dash")
    totals = {family: sum(count[family] for count in counts) for family in names}
    story = max(names, key=lambda family: totals[family])
    others = [family for family in names if family != story and totals[family] > _CHANGE]
    if not others:
        return [story] * len(paragraphs)
    states = [story, *others]
    best = [0.0] + [-_CHANGE] * len(others)
    steps: list[list[int]] = []
    for count in counts:
        top = max(range(len(states)), key=lambda state: best[state])
        came = [state if best[state] >= best[top] - _CHANGE else top for state in range(len(states))]
        gains = [0.0] + [count[family] - _PREFERENCE * count[story] for family in others]
        best = [max(best[state], best[top] - _CHANGE) + gain for state, gain in enumerate(gains)]
        steps.append(came)
    state = max(range(len(states)), key=lambda state: best[state])
    families = []
    for came in reversed(steps):
        families.append(states[state])
        state = came[state]
    return families[::-1]


def _evidence(start: int, marks: list[Mark]) -> dict[str, int]:
    """How much a paragraph speaks for each convention: pairs of plain marks, twice that at its start."""
    found = {"double": 0, "single": 0, "guillemet": 0}
    for family in found:
        own = [mark for mark in marks if mark.family == family]
        opens = sum(mark.opening <= 0.5 and mark.opening < mark.closing for mark in own)
        closes = sum(mark.closing <= 0.3 and mark.closing < mark.opening for mark in own)
        found[family] = min(opens, closes) + (2 if own and own[0].start <= start + 1 and own[0].opening <= 0.5 else 0)
    return found
