"""Addressees, on cases worked by hand."""

from __future__ import annotations

import pytest

from evaluation import addressees
from evaluation.addressees import Addressed
from evaluation.attribution import Gold, Judged
from evaluation.spans import Counts
from fabula.layers import ADDRESSEES, QUOTES
from fabula.story import Story
from tests.evaluation.tables import filled
from tests.stories import document

# Anne 0, Bea 1, Carl 2, and 3, which is `_group`; predicted characters have ten more, and there is none for Carl.
MAP = {0: 10, 1: 11}
LISTED = {0, 1, 2}


def part(quotation: int, row: int, *, right: bool = True, kind: str = "Explicit") -> Judged:
    return Judged(Gold((row, row + 1), 0, kind, quotation), row, 10, 1.0, right)


def test_pairs_of_a_quotation_are_the_union_of_its_parts() -> None:
    # Said to Bea and Carl in two parts, one heard by Bea, the other by Bea and someone who is not gold.
    (one,) = addressees.judge([[1, 2]], LISTED, [part(0, 0), part(0, 1)], [[11], [11, 12]], MAP)
    assert one == Addressed("Explicit", frozenset((11, -4)), frozenset((11, 12)))
    assert one.counts() == Counts(1, 2, 2)
    assert one.counts().f1 == 0.5


def test_a_quotation_to_no_one_and_one_that_was_not_found() -> None:
    judged = [part(0, 0), part(1, -1, right=False)]
    empty, missed = addressees.judge([[], [0]], LISTED, judged, [[11]], MAP)
    assert empty.counts() == Counts(0, 0, 1)
    assert missed.counts() == Counts(0, 1, 0)
    assert (empty.speaker_right, missed.speaker_right) == (True, False)
    assert addressees.counts([empty, missed]) == Counts(0, 1, 1)


@pytest.mark.parametrize("unlisted", [3, -1])
def test_unlisted_addressees_make_no_pairs(unlisted: int) -> None:
    first, other = addressees.judge([[unlisted, 1], [0]], LISTED, [part(0, 0), part(1, 1)], [[10, 11], [10]], MAP)
    assert (first.known, other.known) == (False, True)
    # Anne, predicted for the group, is wrong in the first reading; the second leaves the quotation out.
    assert addressees.counts([first, other]) == Counts(2, 2, 3)
    assert addressees.counts(each for each in (first, other) if each.known) == Counts(1, 1, 1)


def test_one_wrong_part_makes_the_speaker_wrong() -> None:
    (one,) = addressees.judge([[0]], LISTED, [part(0, 0), part(0, 1, right=False)], [[10], [10]], MAP)
    assert not one.speaker_right


def test_heard_reads_the_layer() -> None:
    layers = {
        "quotes": filled(QUOTES, [{"start": at, "end": at + 1} for at in range(3)]),
        "addressees": filled(ADDRESSEES, [{"quote": 0, "character": 4}, {"quote": 2, "character": 1}, {"quote": 2}]),
    }
    story = Story(document("Row."), layers, version="0", model="0")
    assert addressees.heard(story) == [[4], [], [1, -1]]
