"""Speakers of quotations, on cases worked by hand."""

from __future__ import annotations

import pytest

from evaluation import attribution
from evaluation.attribution import Accuracy, Gold, Judged, Predicted

TEXT = "“One,” she said, “two.” “Three!” “Four?” —Five."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


GOLD = [
    Gold(span("One,"), 0, "Explicit", 0),
    Gold(span("two."), 0, "Explicit", 0),
    Gold(span("Three!"), 1, "Implicit", 1),
    Gold(span("Four?"), 2, "Implicit", 2),
    Gold(span("Five."), -1, "Implicit", 3, listed=False),
]
PREDICTED = [
    Predicted(span("“One,”"), 7, 0.9),
    Predicted(span("“two.”"), 8, 0.8),
    Predicted(span("Three!” “Four?"), 5, 0.6),
    Predicted(span("—Five."), -1, 0.0),
]
MAP = {0: 7, 1: 5}


def test_found_by_its_span_and_on_the_mapped_character() -> None:
    judged = attribution.judge(TEXT, GOLD, PREDICTED, MAP)
    assert [each.row for each in judged] == [0, 1, -1, -1, 3]
    assert [each.right for each in judged] == [True, False, False, False, False]
    # Four count (the fifth has no listed speaker): two found, both given a speaker, one right.
    assert attribution.accuracy(judged) == Accuracy(4, 2, 2, 1)
    assert attribution.accuracy(judged).accuracy == 0.25
    assert attribution.accuracy(judged).precision == 0.5
    assert attribution.accuracy(judged, "Explicit") == Accuracy(2, 2, 2, 1)
    assert attribution.unlisted(judged) == 1


def test_overlapping_spans_are_paired_one_to_one() -> None:
    judged = attribution.judge(TEXT, GOLD, PREDICTED, MAP, overlapping=True)
    assert [each.row for each in judged] == [0, 1, 2, -1, 3]
    assert attribution.accuracy(judged).right == 2


def test_a_gold_speaker_outside_the_map_is_never_right() -> None:
    judged = attribution.judge(TEXT, [Gold(span("Four?"), 2, "", 0)], [Predicted(span("“Four?”"), -1, 0.0)], MAP)
    assert attribution.accuracy(judged) == Accuracy(1, 1, 0, 0)
    assert attribution.accuracy(judged).unattributed == 1.0


def test_whole_quotations_take_the_majority_and_the_earliest_on_a_tie() -> None:
    def judged(quotation: int, speaker: int, right: bool) -> Judged:
        return Judged(Gold((0, 1), 0, "", quotation), 0, speaker, 0.5, right)

    # Quotation 0: one vote each, the earlier is right. 1: two against one, wrong. 2: nobody.
    votes = [
        judged(0, 4, True), judged(0, 5, False), judged(1, 5, False), judged(1, 4, True), judged(1, 5, False),
        judged(2, -1, False),
    ]  # fmt: skip
    assert attribution.by_quotation(votes) == Accuracy(3, 3, 2, 1)


def test_calibration_error() -> None:
    def judged(confidence: float, right: bool) -> Judged:
        return Judged(Gold((0, 1), 0, "", 0), 0, 1, confidence, right)

    # Bin .9 to 1: mean confidence .95, one of two right: |.5 - .95| * 2/4. Bin .2: .25 and .25, none right: .25 * 2/4.
    some = [judged(0.9, True), judged(1.0, False), judged(0.25, False), judged(0.25, False)]
    assert attribution.calibration_error(some) == pytest.approx(0.45 / 2 + 0.25 / 2)
    assert attribution.calibration_error([]) == 0.0
