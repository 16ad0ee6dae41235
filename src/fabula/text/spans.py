"""The cheapest reading of a paragraph's marks of one convention, as spans.

A shortest path over the marks through three states: outside, inside, and inside a quotation within the quotation. A
mark that is lost costs less than one that is misread only where the words show where it stood: before a tag, or at the
paragraph's start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.text.marks import Mark
from fabula.text.mentioned import tag_follows
from fabula.text.plain_tags import begins_spoken, tag_in

_CONTINUED = 0.2
_UNCLOSED = 3.5
_LOST = 2.2
"""A mark that is not there, but whose place is known: less than a plain mark that is neither."""
_WITHIN = 2.4
"""A quotation in marks of the same kind inside another: more than a lost mark, less than two that are neither."""
_WITHIN_POINTED = 0.5
"""What is added if it ends with a stop: titles and words are more often quoted so than speech is."""
_STOPS = frozenset(".,!?;:…—–")
_NEVER = 99.0
_OUTSIDE, _INSIDE, _WITHIN_INSIDE, _OPENED_BEFORE, _CLOSED_BEFORE = range(5)
"""The states, and two ways from a state to itself: by a lost mark that opened, and by one that closed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation in visible offsets; `open_ended` if its paragraph ends before it does."""

    start: int
    end: int
    family: str
    open_ended: bool = False


def opens(marks: list[Mark], at: int, family: str) -> bool:
    """Whether the first mark stands at the paragraph's very start and may open."""
    first = next((mark for mark in marks if mark.family == family), None)
    return first is not None and first.start <= at + 1 and first.opening <= 1.0


def read_marks(
    text: str, bounds: tuple[int, int], marks: Sequence[Mark], family: str, *, goes_on: bool, begun: bool = False
) -> list[Span]:
    """The cheapest reading of the marks of one family in the paragraph `bounds`, as spans.

    `goes_on`: the next paragraph opens as a continued quotation does. `begun`: this one goes on without a mark.
    """
    low, high = bounds
    own = [mark for mark in marks if mark.family == family]
    if not own:
        return [Span(low, high, family, open_ended=True)] if begun else []
    costs = [_NEVER, 0.0, _NEVER] if begun else [0.0, _NEVER, _NEVER]
    steps: list[list[int]] = []
    for number, mark in enumerate(own):
        outside, inside, within = costs
        pointed = _WITHIN_POINTED if text[mark.start - 1 : mark.start] in _STOPS else 0.0
        ways = [
            [outside + mark.neither, inside + mark.closing],
            [outside + mark.opening, inside + mark.neither, within + mark.closing + pointed],
            [_NEVER, inside + mark.opening + _WITHIN, within + mark.neither],
        ]
        if not (number or begun) and _opening_lost(text, bounds, mark):
            ways[_OUTSIDE] += [_NEVER, outside + mark.closing + _LOST]
        lost = inside + mark.opening + _LOST
        if number and lost < min(ways[_INSIDE]) and _closing_lost(text, own[number - 1].end, mark) >= 0:
            ways[_INSIDE] += [_NEVER, lost]
        # of equal ways, the one by which the mark changes nothing
        steps.append([way.index(min(way)) if min(way) < way[state] else state for state, way in enumerate(ways)])
        costs = [min(way) for way in ways]
    until = high
    unclosed = _CONTINUED if goes_on else _UNCLOSED
    if costs[_INSIDE] + min(unclosed, _LOST) < costs[_OUTSIDE]:
        tag = tag_in(text, own[-1].end, high, said_first=goes_on)
        if tag >= 0:
            until, unclosed = tag, min(unclosed, _LOST)
    return _followed_back(text, bounds, own, steps, until if costs[_INSIDE] + unclosed < costs[_OUTSIDE] else -1)


def _opening_lost(text: str, bounds: tuple[int, int], mark: Mark) -> bool:
    """Whether a first mark closes for certain, and what it closes is speech from the paragraph's start."""
    if mark.closing > 0.5 or not mark.plain or mark.start == bounds[0]:
        return False
    tagged = tag_follows(text, mark.end, bounds[1])
    return (tagged or mark.end == bounds[1]) and begins_spoken(text, bounds[0], mark.start, tagged=tagged)


def _closing_lost(text: str, since: int, mark: Mark) -> int:
    """Where a quotation ended that nothing closes, if a tag shows it before a mark that plainly opens; else -1."""
    return tag_in(text, since, mark.start) if mark.opening <= 0.5 and mark.plain else -1


def _followed_back(
    text: str, bounds: tuple[int, int], own: Sequence[Mark], steps: Sequence[Sequence[int]], until: int
) -> list[Span]:
    """The spans of the cheapest path; `until`: where the last one ends that no mark closes, -1 if there is none."""
    low, high = bounds
    spans: list[Span] = []
    state, open_ended = (_OUTSIDE, False) if until < 0 else (_INSIDE, until == high)
    for number in reversed(range(len(own))):
        mark, came = own[number], steps[number][state]
        if state == _OUTSIDE and came == _INSIDE:
            until, open_ended = mark.end, False
        elif came == _OPENED_BEFORE:
            spans.append(Span(low, mark.end, mark.family))
            came = _OUTSIDE
        elif state == _INSIDE and came in (_OUTSIDE, _CLOSED_BEFORE):
            spans.append(Span(mark.start, until, mark.family, open_ended))
            if came == _CLOSED_BEFORE:
                until, open_ended, came = _closing_lost(text, own[number - 1].end, mark), False, _INSIDE
        state = came
    if state == _INSIDE:
        spans.append(Span(low, until, own[0].family, open_ended))
    spans.reverse()
    return spans
