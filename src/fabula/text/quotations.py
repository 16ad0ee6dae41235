"""Quotation spans: which stretches of a paragraph are set off as speech, in every convention of marks.

Each quotation mark is read as opening, closing or neither (`marks`); a shortest path over a paragraph's marks picks the
cheapest reading (`spans`), so that one typo costs one mark and its damage ends with the paragraph. Then words in marks
that no one says are left out (`mentioned`).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

import numpy as np

from fabula.document import Document
from fabula.layers import PARAGRAPH_KINDS, QUOTES, Table
from fabula.text.conventions import families_of
from fabula.text.dashes import dash_spans
from fabula.text.marks import Mark, marks_of
from fabula.text.mentioned import goes_on_after, is_mentioned_not_spoken, looks_spoken, tag_follows
from fabula.text.spans import Span, opens, read_marks
from fabula.text.tokens import Int, Words

_LINE = 90
"""Characters of a paragraph that is no line of a display."""
_FARTHEST = 12
"""Paragraphs at most that a quotation runs on without marks."""


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
    ends = _to_whole_words(words, starts, offsets[[span.end - 1 for span, _ in rows]] + 1)
    return _table(words, starts, ends, [span.family for span, _ in rows], [number for _, number in rows])


def _to_whole_words(words: Words, starts: Int, ends: Int) -> Int:
    """Ends that lie inside a word, such as that of a mark which opens "'em", moved behind it."""
    last = words.end[np.maximum(np.searchsorted(words.start, ends) - 1, 0)]
    moved = np.maximum(ends, last)
    moved[:-1] = np.minimum(moved[:-1], np.maximum(starts[1:], ends[:-1]))
    return moved


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
    marks = list(marks_of(text))
    begins = [mark.start for mark in marks]
    own = [marks[bisect.bisect_left(begins, start) : bisect.bisect_left(begins, end)] for start, end in paragraphs]
    families = families_of(text, paragraphs, own)
    if "dash" in families:
        dashed = dash_spans(text, paragraphs, [family == "dash" for family in families])
    begun_until = -1
    for number, ((start, end), family) in enumerate(zip(paragraphs, families, strict=True)):
        if family == "dash":
            yield [Span(a, b, "dash") for a, b in dashed[number]]
            continue
        begun = number <= begun_until
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        goes_on = number < begun_until or (number + 1 < len(own) and opens(own[number + 1], following, family))
        if not (begun or goes_on) and (last := _closed_later(text, paragraphs, own, number, families)):
            begun_until, goes_on = last, True
        yield _paragraph_spans(text, (start, end), own[number], family, goes_on=goes_on, begun=begun)


def _closed_later(
    text: str, paragraphs: list[tuple[int, int]], own: list[list[Mark]], number: int, families: list[str]
) -> int:
    """The paragraph that closes what this one leaves open, none in between having a mark (letters); 0 if none does."""
    family = families[number]
    last = next((mark for mark in reversed(own[number]) if mark.family == family and mark.plain), None)
    if last is None or last.opening > 0.5:
        return 0
    for later in range(number + 1, min(number + 1 + _FARTHEST, len(paragraphs))):
        first = next((mark for mark in own[later] if mark.family == family and mark.plain), None)
        if families[later] != family:
            return 0
        if first is not None:
            end = paragraphs[later][1]
            closes = first.closing <= 0.5 and (first.end == end or tag_follows(text, first.end, end))
            # headlines and mottoes are set in short lines, which no one says
            prose = any(high - low > _LINE for low, high in paragraphs[number : later + 1])
            return later if closes and prose else 0
    return 0


def _paragraph_spans(
    text: str, bounds: tuple[int, int], marks: list[Mark], family: str, *, goes_on: bool, begun: bool
) -> list[Span]:
    """One paragraph's quotations: those of the leading convention, then spoken ones of another outside them."""
    start, end = bounds
    first: list[Span] = []
    for span in read_marks(text, bounds, marks, family, goes_on=goes_on, begun=begun):
        if (
            (begun and span.start == start)
            or not is_mentioned_not_spoken(text, start, end, span.start, span.end)
            or (first and goes_on_after(text, first[-1].start, first[-1].end, span.start, span.end))
        ):
            first.append(span)
    found = list(first)
    for other in ("double", "single", "guillemet"):
        if other == family or not any(mark.family == other for mark in marks):
            continue
        outside = [mark for mark in marks if _free(found, mark.start, mark.start + 1)]
        more = [
            span
            for span in read_marks(text, bounds, outside, other, goes_on=False)
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
