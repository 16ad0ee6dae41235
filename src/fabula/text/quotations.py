"""Quotation spans: which stretches of a paragraph are set off as speech, in every convention of marks.

Each quotation mark is read as opening, closing or neither; a shortest path over a paragraph's marks (two states,
outside and inside) picks the cheapest reading, so that one typo costs one mark and its damage ends with the paragraph.
Costs are in arbitrary units, from how typesetting works: 0 is what the mark's shape and neighbours say, 4 is absurd.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.document import Document
from fabula.layers import PARAGRAPH_KINDS, QUOTES, Table
from fabula.text.dashes import dash_spans, uses_dashes
from fabula.text.mentioned import is_mentioned_not_spoken, looks_spoken
from fabula.text.tokens import Int, Words

_DOUBLE = '"“”„‟″'
_SINGLE = "'‘’‚‛`´"
_GUILLEMET = "«»‹›"
_PAIRED = r"``|''(?!(?i:t(?:is|was|were|will|would|ain)|em|til|cause)\b)"
_MARK = re.compile(rf"{_PAIRED}|[{_DOUBLE}{_GUILLEMET}]|(?<!\w)[{_SINGLE}]|[{_SINGLE}](?!\w)")
_DASH = "-–—―"
_PUNCTUATION = ".,!?;:…"
_ELISIONS = frozenset(
    "tis twas twere twill twould twixt tisn twasn twon em im er bout cause cos coz cuz til till round neath gainst "
    "tween fore fraid nough nother nuff n d s ll ve re m t ud ad ave as e ow ome ouse alf eard ello ere appen eaven "
    "ell ole ope ot un uns stead spect specially tention prentice kay scuse struth pon way gin tain taint".split()
)
"""Words that begin with an apostrophe for a dropped sound, the apostrophe left off."""
_CLIPPED = re.compile(
    r"(?:\b(?:o|th|an|wi|i|t|ol|fo|ha|gi|mo|a|d|ma|lil|yo|ye|doan|mornin)|\w{2,}in|\ws)$", re.IGNORECASE
)
"""Words that often end with an apostrophe: dropped sounds, and plurals' genitive."""
_YEAR = re.compile(r"\d\d(?:\b|s)")
_CONTINUED = 0.2
_UNCLOSED = 3.5


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark in the visible text, with what each reading of it would cost."""

    start: int
    end: int
    family: str
    opening: float
    closing: float
    neither: float


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation in visible offsets; `open_ended` if its paragraph ends before it does."""

    start: int
    end: int
    family: str
    open_ended: bool = False


def quotations(document: Document, words: Words) -> Table:
    """Find the quotations of a document: rows of the `quotes` layer without speakers.

    Segments of one paragraph share an utterance number, and so does a paragraph that goes on with an open one.
    """
    visible = document.visible
    paragraphs = [
        (visible.at(start), visible.at(end))
        for start, end, kind in zip(
            document.paragraphs["start"].tolist(),
            document.paragraphs["end"].tolist(),
            document.paragraphs["kind"].tolist(),
            strict=True,
        )
        if PARAGRAPH_KINDS[kind] in ("prose", "verse")
    ]
    rows: list[tuple[Span, int]] = []
    utterance = -1
    continued = False
    for spans in _spans_by_paragraph(visible.text, paragraphs):
        for number, span in enumerate(spans):
            if not (number or continued):
                utterance += 1
            rows.append((span, utterance))
        if spans:
            continued = spans[-1].open_ended
    if not rows:
        return Table.empty(QUOTES)
    offsets = visible.offsets
    starts = offsets[[span.start for span, _ in rows]]
    ends = offsets[[span.end - 1 for span, _ in rows]] + 1
    return _table(words, starts, ends, [span.family for span, _ in rows], [number for _, number in rows])


def quotations_at(spans: Sequence[tuple[int, int]], words: Words) -> Table:
    """Rows of the `quotes` layer for spans that are given; each is an utterance of its own."""
    ordered = sorted(spans)
    starts = np.array([start for start, _ in ordered], dtype=np.int32)
    ends = np.array([end for _, end in ordered], dtype=np.int32)
    return _table(words, starts, ends, ["double"] * len(ordered), list(range(len(ordered))))


def _table(words: Words, starts: Int, ends: Int, marks: list[str], utterances: list[int]) -> Table:
    """Rows with spans and no speakers yet."""
    count = len(starts)
    return Table(
        QUOTES,
        {
            "start": starts,
            "end": ends,
            "first_token": np.searchsorted(words.end, starts, side="right"),
            "end_token": np.searchsorted(words.start, ends),
            "marks": marks,
            "kind": np.zeros(count),
            "utterance": utterances,
            "conversation": np.full(count, -1),
            "speaker": np.full(count, -1),
            "mention": np.full(count, -1),
            "cue": np.zeros(count),
            "confidence": np.zeros(count),
        },
    )


def _spans_by_paragraph(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[list[Span]]:
    """The quotations of each paragraph that has any mark, and an empty list for the others, in order."""
    marks = list(_marks(text))
    begins = [mark.start for mark in marks]
    own = [marks[bisect.bisect_left(begins, start) : bisect.bisect_left(begins, end)] for start, end in paragraphs]
    families = _families(text, paragraphs, own)
    if "dash" in families:
        dashed = dash_spans(text, paragraphs, [family == "dash" for family in families])
    for number, ((start, end), family) in enumerate(zip(paragraphs, families, strict=True)):
        if family == "dash":
            yield [Span(a, b, "dash") for a, b in dashed[number]]
            continue
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        goes_on = number + 1 < len(own) and _opens(own[number + 1], following, family)
        yield _paragraph_spans(text, start, end, own[number], family, goes_on)


def _paragraph_spans(text: str, start: int, end: int, marks: list[Mark], family: str, goes_on: bool) -> list[Span]:
    """One paragraph's quotations: those of the leading convention, then spoken ones of another outside them."""
    first = [
        span
        for span in _read(marks, family, end, goes_on)
        if not is_mentioned_not_spoken(text, start, end, span.start, span.end)
    ]
    found = list(first)
    for other in ("double", "single", "guillemet"):
        if other == family or not any(mark.family == other for mark in marks):
            continue
        outside = [mark for mark in marks if _free(found, mark.start, mark.start + 1)]
        more = [
            span
            for span in _read(outside, other, end, goes_on=False)
            if not span.open_ended
            and _free(found, span.start, span.end)
            and looks_spoken(text, start, end, span.start, span.end)
        ]
        found = sorted(found + more, key=lambda span: span.start)
    return found


def _free(spans: list[Span], start: int, end: int) -> bool:
    """Whether [start, end) touches none of the spans, which are sorted and do not overlap."""
    at = bisect.bisect_left(spans, end, key=lambda span: span.start)
    return at == 0 or spans[at - 1].end <= start


def _marks(text: str) -> Iterator[Mark]:
    """Every quotation mark of the text that is not plainly an apostrophe inside a word."""
    size = len(text)
    for match in _MARK.finditer(text):
        at, end = match.span()
        sign = match.group()
        left = text[at - 1] if at else " "
        right = text[end] if end < size else " "
        if sign in _GUILLEMET:
            yield _guillemet(at, sign, left, right)
        elif sign in _DOUBLE or len(sign) == 2:
            yield _double(at, end, sign, left, right)
        else:
            yield _single(text, at, sign, left, right)


def _guillemet(at: int, sign: str, left: str, right: str) -> Mark:
    """A guillemet: « opens and » closes, unless words say otherwise: »so«."""
    outside = left.isspace() or left in "([" or left in _DASH
    opening = outside if sign in "«‹" else outside and (right.isalnum() or right in _SINGLE + '“"([¿¡')
    return Mark(at, at + 1, "guillemet", 0.0 if opening else 2.0, 2.0 if opening else 0.0, 3.0)


def _double(at: int, end: int, sign: str, left: str, right: str) -> Mark:
    opened, closed = _sides(left, right)
    if sign in ("“", "„", "‟", "``"):
        opening, closing = 0.0, 2.5 if closed and not opened else 4.0
    elif sign == "”":
        opening, closing = 2.5 if opened and not closed else 4.0, 0.0
    elif opened and closed:
        opening, closing = (0.5, 0.8) if left in _DASH and not right.isspace() else (1.0, 0.6)
    elif opened:
        opening, closing = (0.4 if left in _DASH else 0.0), 3.0
    elif closed:
        opening, closing = 3.0, 0.0
    else:
        opening, closing = (2.0, 0.5) if left in _PUNCTUATION else (1.5, 1.5)
    # a bare double prime after a figure may be inches or seconds
    return Mark(at, end, "double", opening, closing, 1.5 if left.isdigit() and sign in '"″' else 3.0)


def _single(text: str, at: int, sign: str, left: str, right: str) -> Mark:
    opened, closed = _sides(left, right)
    opening, closing, neither = 4.0, 4.0, 0.0
    if opened and not right.isspace():
        word = re.compile(r"\w*").match(text, at + 1)
        following = word.group().casefold() if word else ""
        elided = following in _ELISIONS or _YEAR.match(following) is not None
        if sign == "’":
            opening, neither = 2.5, 0.0
        else:
            opening, neither = (1.2, 0.3) if elided else (0.0, 2.5)
    if closed and not left.isspace() and sign not in "‘‚`":
        if left in _PUNCTUATION or left in _DASH or left in ')]”"':
            closing, neither = 0.0, 3.5
        elif right in _PUNCTUATION or right in _DASH or right in ')]”"' or at + 1 == len(text):
            closing, neither = 0.3, 1.2
        elif _CLIPPED.search(text, max(0, at - 12), at):
            closing, neither = 1.5, 0.2
        else:
            closing, neither = 0.6, 1.0
        if opened and left in _DASH:
            opening = 0.5
    return Mark(at, at + 1, "single", opening, closing, neither)


def _sides(left: str, right: str) -> tuple[bool, bool]:
    """Whether a mark between these characters can open, and whether it can close."""
    can_open = (left.isspace() or left in _DASH or left in "([{" + _DOUBLE + _SINGLE) and not right.isspace()
    can_close = (
        right.isspace() or right in _DASH or right in ")]}" + _PUNCTUATION + _DOUBLE + _SINGLE
    ) and not left.isspace()
    if left.isspace() and right.isspace():
        return True, True
    return can_open, can_close


def _opens(marks: list[Mark], at: int, family: str) -> bool:
    """Whether the first mark stands at the paragraph's very start and may open."""
    first = next((mark for mark in marks if mark.family == family), None)
    return first is not None and first.start <= at + 1 and first.opening <= 1.0


def _read(marks: list[Mark], family: str, end: int, goes_on: bool) -> list[Span]:
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


_CHANGE = 20.0
"""Evidence that a change of convention needs, and the change back again."""
_PREFERENCE = 4.0
"""How many times the evidence for the story's convention another must have to lead where both are found."""


def _families(text: str, paragraphs: list[tuple[int, int]], own: list[list[Mark]]) -> list[str]:
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
