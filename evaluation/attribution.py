"""Who says a quotation: accuracy end to end and with gold quotations and cast, and how good the confidence is.

The unit is the gold sub-quotation: what stands between one pair of marks. End to end it is right if the story has a
quotation with exactly this span, marks apart (`evaluation.normal.bare`), whose speaker is the predicted character that
the gold speaker is mapped to (`characters.character_map`). Every gold quotation counts, found or not. Quotations whose
gold speaker is no listed character (`_group`, `_unknowable`) are left out of every figure and counted in `unlisted`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation import normal
from evaluation.calibration import Bins
from evaluation.spans import Span, pair_overlapping

KINDS = ("Explicit", "Anaphoric", "Implicit")


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold sub-quotation: the number of the quotation it is part of; the speaker's row in the gold cast, or -1."""

    span: Span
    speaker: int
    kind: str
    quotation: int
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Predicted:
    """A predicted quotation. `speaker` is a row of the characters layer, -1 if none is given."""

    span: Span
    speaker: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold sub-quotation with what was predicted for it: the row of the prediction, -1 if it was not found."""

    gold: Gold
    row: int
    speaker: int
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Sums over sub-quotations; add them for several texts."""

    total: int = 0
    found: int = 0
    attributed: int = 0
    right: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def accuracy(self) -> float:
        """Right out of all gold."""
        return self.right / self.total if self.total else 0.0

    @property
    def precision(self) -> float:
        """Right out of those found that were given a speaker."""
        return self.right / self.attributed if self.attributed else 0.0

    @property
    def unattributed(self) -> float:
        """The share of those found that were given no speaker."""
        return 1 - self.attributed / self.found if self.found else 0.0


def judge(
    text: str,
    gold: Sequence[Gold],
    predicted: Sequence[Predicted],
    mapped: Mapping[int, int],
    *,
    overlapping: bool = False,
) -> list[Judged]:
    """Judge every gold sub-quotation. `overlapping` pairs spans that overlap (one to one) where equality is not met."""
    spans = normal.bare_spans(text, [prediction.span for prediction in predicted])
    wanted = normal.bare_spans(text, [each.span for each in gold])
    rows: dict[int, int] = {}
    free: dict[Span, list[int]] = {}
    for row in reversed(range(len(spans))):
        span = spans[row]
        if span is not None:
            free.setdefault(span, []).append(row)
    for index, span in enumerate(wanted):
        if span is not None and free.get(span):
            rows[index] = free[span].pop()
    if overlapping:
        left = [index for index, span in enumerate(wanted) if index not in rows and span is not None]
        taken = set(rows.values())
        right = [row for row, span in enumerate(spans) if row not in taken and span is not None]
        pairs = pair_overlapping([wanted[index] or (0, 0) for index in left], [spans[row] or (0, 0) for row in right])
        rows |= {left[a]: right[b] for a, b in pairs}
    judged = []
    for index, each in enumerate(gold):
        row = rows.get(index, -1)
        speaker = predicted[row].speaker if row >= 0 else -1
        right_one = speaker >= 0 and mapped.get(each.speaker, -1) == speaker
        judged.append(Judged(each, row, speaker, predicted[row].confidence if row >= 0 else 0.0, right_one))
    return judged


def accuracy(judged: Sequence[Judged], kind: str | None = None) -> Accuracy:
    """Sums over listed speakers' sub-quotations, of one kind or of all."""
    chosen = [each for each in judged if each.gold.listed and (kind is None or each.gold.kind == kind)]
    return Accuracy(
        len(chosen),
        sum(each.row >= 0 for each in chosen),
        sum(each.speaker >= 0 for each in chosen),
        sum(each.right for each in chosen),
    )


def unlisted(judged: Sequence[Judged]) -> int:
    """How many sub-quotations are left out, as their speaker is no listed character."""
    return sum(not each.gold.listed for each in judged)


def by_quotation(judged: Sequence[Judged]) -> Accuracy:
    """The same over whole quotations: the speaker given to most of its sub-quotations, the earliest on a tie."""
    groups: dict[int, list[Judged]] = {}
    for each in judged:
        if each.gold.listed:
            groups.setdefault(each.gold.quotation, []).append(each)
    total = Accuracy()
    for group in groups.values():
        speakers = [each.speaker for each in group if each.speaker >= 0]
        chosen = max(speakers, key=speakers.count, default=-1)
        right = any(each.right for each in group if each.speaker == chosen)
        total += Accuracy(1, any(each.row >= 0 for each in group), chosen >= 0, chosen >= 0 and right)
    return total


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error of the speaker's confidence over attributed sub-quotations, in ten equal bins."""
    return Bins.count((each.confidence, each.right) for each in judged if each.gold.listed and each.speaker >= 0).error


def with_marks(text: str, span: Span) -> Span:
    """A span with the quotation mark that stands at each end, if one does: how the quotes layer has it."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start and text[start - 1] in normal.MARKS:
        start -= 1
    if end < len(text) and text[end] in normal.MARKS:
        end += 1
    return start, end
