"""The cheapest reading of a paragraph's marks of one convention, as spans."""

from __future__ import annotations

from dataclasses import dataclass

from fabula.text.marks import Mark

_CONTINUED = 0.2
_UNCLOSED = 3.5


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


def read_marks(marks: list[Mark], family: str, end: int, goes_on: bool) -> list[Span]:
    """The cheapest reading of a paragraph's marks of one family, as spans."""
    own = [mark for mark in marks if mark.family == family]
    if not own:
        return []
    outside, inside = 0.0, 99.0
    steps: list[tuple[int, int]] = []
    for mark in own:
        stay_out, close = outside + mark.neither, inside + mark.closing
        stay_in, begin = inside + mark.neither, outside + mark.opening
        steps.append((1 if close < stay_out else 0, 0 if begin < stay_in else 1))
        outside, inside = min(stay_out, close), min(stay_in, begin)
    state = 1 if inside + (_CONTINUED if goes_on else _UNCLOSED) < outside else 0
    spans: list[Span] = []
    until, open_ended = end, state == 1
    for mark, (before_out, before_in) in zip(reversed(own), reversed(steps), strict=True):
        before = before_in if state else before_out
        if state == 0 and before == 1:
            until, open_ended = mark.end, False
        elif state == 1 and before == 0:
            spans.append(Span(mark.start, until, family, open_ended))
        state = before
    spans.reverse()
    return spans
