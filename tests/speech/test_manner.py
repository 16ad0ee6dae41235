"""How someone talks: quotations fit the lines of whoever talks like that."""

from __future__ import annotations

import pytest

from fabula.speech.manner import Manners

SAILOR = "aye the tide be turnin an the wind be fair so haul away ye lubbers".split()
CLERK = "i shall of course inform the office directly and regret the delay most sincerely".split()
LINES = [
    SAILOR,
    CLERK,
    SAILOR,
    CLERK,
    SAILOR,
    CLERK,
    "haul away ye lubbers".split(),
    "i regret the delay".split(),
    ["!"],
]
MANNERS = Manners(LINES, {1: [0, 2, 4], 2: [1, 3, 5], 3: [7]})


@pytest.mark.parametrize(("quote", "whose", "other"), [(6, 1, 2), (7, 2, 1)])
def test_a_line_fits_whoever_talks_like_that(quote: int, whose: int, other: int) -> None:
    assert MANNERS.fit(quote, whose) > 0 > MANNERS.fit(quote, other)


def test_someone_of_few_words_is_not_known() -> None:
    assert not MANNERS.known(3)
    assert MANNERS.fit(6, 3) == 0


def test_whoever_has_no_line_is_not_known() -> None:
    assert not MANNERS.known(9)
    assert MANNERS.fit(0, 9) == 0


def test_a_line_is_no_evidence_for_itself() -> None:
    strange = "zounds gadzooks forsooth".split()
    manners = Manners([strange * 9 + SAILOR, CLERK * 2, strange], {1: [0], 2: [1]})
    assert manners.fit(0, 1) < manners.fit(2, 1)
    assert manners.fit(0, 1) == pytest.approx(0)


def test_a_quotation_without_words_fits_everyone_alike() -> None:
    assert MANNERS.fit(8, 1) == 0
