"""Speech quoted within speech: which stretches of a quotation are other speech, by the marks around them.

"He told me, 'Go home,' and I went" has one. Words held at arm's length and titles are none: what is embedded has to
stand like speech and end like it (`mentioned.looks_spoken`), and to be no name.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from fabula.text.marks import Mark
from fabula.text.mentioned import is_name_given, looks_spoken
from fabula.text.spans import Span

_INNER = {
    "double": ("single", "double"),
    "single": ("double",),
    "guillemet": ("guillemet", "double", "single"),
    "dash": ("double", "guillemet", "single"),
}
"""The families of marks that set off speech inside a quotation, by its own; in its own only few do."""
_OPENS = 1.2
"""The most that a mark may cost as opening one."""
_SURELY = 0.3
"""Marks that cost no more than this, as opening ones, do open."""
_CLOSES = 0.6
"""The most that a mark may cost as closing one."""
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
"""Where a mark was lost as a file was converted: it left its space beside the one that was there."""


def embedded_in(text: str, start: int, end: int, marks: Sequence[Mark], family: str) -> list[Span]:
    """The speech embedded in the quotation `[start, end)` of a family, marks included, in order; none nest or touch it.

    text: visible; offsets and spans are of it. marks: those of the text in `[start, end)`, in order.
    """
    found: list[Span] = []
    for inner in _INNER[family]:
        # marks of the quotation's own family are its own at its ends
        own = [m for m in marks if m.family == inner and (inner != family or (start < m.start and m.end < end))]
        for low, high in _pairs(text, start, own):
            at = bisect.bisect_left(found, high, key=lambda span: span.start)
            # one that follows another at once stands like speech as that one does
            since = found[at - 1].end if at else start
            if since > low or not any(map(str.isalnum, text[low:high])):
                continue
            if looks_spoken(text, since, end, low, high) and not is_name_given(text, since, low, high):
                found.insert(at, Span(low, high, inner))
    return found


def _pairs(text: str, since: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Stretches from a mark that opens to the one that most likely closes, before the next that opens; in order.

    A closing mark with nothing open has lost its opening mark where a gap before it shows that.
    """
    opened: Mark | None = None
    closed: Mark | None = None
    for mark in marks:
        if mark.opening < mark.closing and mark.opening <= min(mark.neither, _OPENS):
            if opened and not closed and mark.opening > _SURELY:
                continue
            if opened and closed:
                yield opened.start, closed.end
            opened, closed, since = mark, None, mark.end
        elif mark.closing > _CLOSES or mark.closing >= mark.neither:
            continue
        elif opened and (not closed or mark.closing < closed.closing):
            closed, since = mark, mark.end
        else:
            gaps = [gap.end() for gap in _GAP.finditer(text, since, mark.start)]
            if gaps:
                if opened and closed:
                    yield opened.start, closed.end
                yield gaps[-1], mark.end
                opened, closed = None, None
            since = mark.end
    if opened and closed:
        yield opened.start, closed.end
