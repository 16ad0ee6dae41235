"""PDNC's halves and their gap, on novels' results made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.addressees import Addressed
from evaluation.attribution import Gold, Judged
from evaluation.characters import Cast
from evaluation.genders import Genders
from evaluation.inquote import Resolved
from evaluation.runs import pdnc as pdnc_run
from evaluation.runs import pdnc_figures
from evaluation.sets import pdnc
from evaluation.spans import Counts
from fabula.story import Story
from tests.stories import document


def result(name: str, right: int, of: int, **others: Any) -> pdnc_run.Result:
    """A novel with so many quotations, so many of them right; end to end and with gold given."""
    judged = [Judged(Gold((row, row + 1), 0, "Explicit", row), row, 0, 1.0, row < right) for row in range(of)]
    given: dict[str, Any] = {
        "exact": Counts(1, 1, 1),
        "overlap": Counts(1, 1, 1),
        "cast": Cast(2, 1, 1, 1, 1),
        "mentions": Resolved(4, 3, 2),
        "genders": Genders(4, 4, 2, 1),
        "judged": judged,
        "judged_overlapping": judged,
        "with_gold": judged,
        "addressed": [Addressed("Explicit", frozenset((1,)), frozenset((1,)))] * 3,
    }
    story = Story(document("Row."), {}, version="0", model="0")
    return pdnc_run.Result(pdnc.Novel(name, "", (), ()), story, **given | others)


WORKING = [result("DaisyMiller", 9, 10), result("TheSportOfTheGods", 1, 2)]
HELD_BACK = [result("Persuasion", 1, 4)]


def test_halves_are_means_of_novels_and_the_gap_is_their_difference() -> None:
    values = {figure.key: figure.value for figure in pdnc_figures.halves([*WORKING, *HELD_BACK])}
    assert values["pdnc.speakers.macro.working"] == pytest.approx((0.9 + 0.5) / 2)
    assert values["pdnc.speakers.macro.held_back"] == 0.25
    assert values["pdnc.speakers.macro.gap"] == pytest.approx(0.7 - 0.25)
    assert values["pdnc.gold.all.macro.gap"] == pytest.approx(0.7 - 0.25)
    assert (values["pdnc.gender.macro.working"], values["pdnc.gender.decided.macro.working"]) == (0.5, 0.5)
    assert values["pdnc.gender.macro.gap"] == 0.0


def test_one_half_has_no_gap_and_gold_that_was_not_given_no_figure() -> None:
    values = {figure.key for figure in pdnc_figures.halves(HELD_BACK)}
    assert "pdnc.speakers.macro.held_back" in values
    assert not {key for key in values if key.endswith((".gap", ".working"))}
    some = [*WORKING, result("Persuasion", 1, 4, with_gold=None)]
    assert not any(figure.key.startswith("pdnc.gold") for figure in pdnc_figures.halves(some))
    assert pdnc_figures.halves([]) == []


def test_micro_and_macro_of_genders() -> None:
    # Right of decided 1 of 2 and 3 of 4: micro 4/6, macro 5/8. Decided of mapped 2 of 4 and 4 of 4: 6/8 and 3/4.
    some = [WORKING[0], result("Persuasion", 1, 4, genders=Genders(5, 4, 4, 3))]
    values = {figure.key: figure.value for figure in pdnc_figures.figures(some)}
    assert values["pdnc.gender"] == pytest.approx(4 / 6)
    assert values["pdnc.gender.macro"] == pytest.approx(5 / 8)
    assert values["pdnc.gender.decided"] == values["pdnc.gender.decided.macro"] == 0.75


def test_addressees_by_type_and_reading() -> None:
    one = [
        Addressed("Explicit", frozenset((1, 2)), frozenset((1,))),  # 1 of 2, 1
        Addressed("Implicit", frozenset((1,)), frozenset((1, 2)), speaker_right=False),  # 1 of 1, 2
        Addressed("Implicit", frozenset(), frozenset((3,)), known=False),  # 0 of 0, 1
    ]
    some = [WORKING[0], result("Persuasion", 1, 4, addressed=one)]  # the first novel has 3 of 3, 3
    values = {figure.key.removeprefix("pdnc.gold.addressees"): figure.value for figure in pdnc_figures.figures(some)}
    assert values[""] == pytest.approx(10 / 13)
    assert (values[".precision"], values[".recall"]) == (pytest.approx(5 / 7), pytest.approx(5 / 6))
    assert values[".macro"] == pytest.approx((1 + 4 / 7) / 2)
    assert values[".Explicit"] == pytest.approx(8 / 9)
    assert values[".Implicit"] == 0.5
    assert values[".speaker_right"] == pytest.approx(8 / 10)
    assert values[".known"] == pytest.approx(10 / 12)
    missing = {
        figure.key: figure.value for figure in pdnc_figures.figures([result("Persuasion", 1, 4, addressed=None)])
    }
    assert missing["pdnc.gold.addressees"] is None


@pytest.mark.parametrize(
    ("which", "read"),
    [("all", {*pdnc.WORKING, *pdnc.HELD_BACK}), ("working", {*pdnc.WORKING}), ("held-back", {*pdnc.HELD_BACK})],
)
def test_which_novels_are_read(monkeypatch: pytest.MonkeyPatch, which: str, read: set[str]) -> None:
    every = [*pdnc.WORKING, *pdnc.HELD_BACK]
    monkeypatch.setattr(pdnc, "names", lambda _: every)
    monkeypatch.setattr(pdnc, "read", lambda name, _: name)
    monkeypatch.setattr(pdnc_run, "measure", lambda name, _: result(name, 1, 2))
    report = pdnc_run.run(which=which)
    rows = {str(row["novel"]) for row in report.rows}
    assert {row for row in rows if row in every} == read
    assert ("gap, first less second" in rows) is (which == "all")
    keys = {figure["key"] for figure in report.as_json()["figures"]}
    assert ("pdnc.speakers.macro.gap" in keys) is (which == "all")
    assert not any("gap" in line for line in report.lines() if line.startswith("speakers"))
