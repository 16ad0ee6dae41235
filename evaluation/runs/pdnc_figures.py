"""PDNC's figures over novels: micro sums, macro means, and the means of the working and the held-back half."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evaluation import addressees, attribution, bootstrap
from evaluation.addressees import Addressed
from evaluation.attribution import Accuracy, Judged
from evaluation.inquote import Resolved
from evaluation.report import Figure
from evaluation.sets import pdnc
from evaluation.spans import Counts

if TYPE_CHECKING:
    from evaluation.runs.pdnc import Result

    Part = Callable[[Result], object]

_PARTS: dict[str, tuple[str, Part, str]] = {
    "spans.exact": ("quotation spans, exact F1", lambda one: one.exact, "f1"),
    "spans.overlap": ("quotation spans, overlap F1", lambda one: one.overlap, "f1"),
    "speakers": ("speakers end to end", lambda one: attribution.accuracy(one.judged), "accuracy"),
    "recognised": ("characters recognised", lambda one: one.cast, "recognised_share"),
    "purity": ("cluster purity", lambda one: one.cast, "purity"),
    "clusters_per_character": ("clusters per character", lambda one: one.cast, "clusters_per_character"),
    "in_quote": ("in-quote mentions right", lambda one: one.mentions, "share"),
    "gender": ("gender of characters, right where decided", lambda one: one.genders, "accuracy"),
    "gender.decided": ("gender of characters, decided", lambda one: one.genders, "decided_share"),
}
"""What has a micro figure and a macro one, by key: meaning, the part of a novel's result, the share of that part."""


def figures(results: Sequence[Result]) -> list[Figure]:
    """Figures over novels: micro sums first, macro means beside them."""
    made: list[Figure] = []

    def add(key: str, meaning: str, of: Callable[[Sequence[Result]], float]) -> None:
        made.append(Figure(key, meaning, of(results), bootstrap.interval(results, of)))

    def add_both(key: str) -> None:
        meaning, part, share = _PARTS[key]
        add(f"pdnc.{key}", f"{meaning}, micro", lambda some: getattr(_sum([part(one) for one in some]), share))
        add(f"pdnc.{key}.macro", f"{meaning}, macro", lambda some: _mean(some, part, share))

    if not results:
        return made
    add_both("spans.exact")
    add_both("spans.overlap")
    add_both("speakers")
    for kind in attribution.KINDS:
        add(f"pdnc.speakers.{kind}", f"speakers end to end, {kind}, micro", _end_to_end(kind))
    add(
        "pdnc.speakers.overlap",
        "speakers end to end, spans that overlap, micro",
        lambda some: _accuracy([attribution.accuracy(one.judged_overlapping) for one in some]).accuracy,
    )
    add(
        "pdnc.speakers.precision",
        "speakers end to end, precision where one is given",
        lambda some: _accuracy([attribution.accuracy(one.judged) for one in some]).precision,
    )
    add(
        "pdnc.speakers.none",
        "found quotations without a speaker",
        lambda some: _accuracy([attribution.accuracy(one.judged) for one in some]).unattributed,
    )
    add("pdnc.ece", "calibration error (ECE)", lambda some: attribution.calibration_error(_all(some)))
    add_both("recognised")
    add_both("purity")
    add_both("clusters_per_character")
    add_both("in_quote")
    add(
        "pdnc.in_quote.same_end",
        "in-quote mentions right, same end, micro",
        lambda some: _resolved(some).share_same_end,
    )
    add_both("gender")
    add_both("gender.decided")
    return made + _with_gold(results) + _addressed(results)


def halves(results: Sequence[Result]) -> list[Figure]:
    """Macro means of the working and of the held-back novels that were measured, and the gap: the first less the
    second, where both were. Too few novels for intervals."""
    groups = {
        "working": [one for one in results if one.novel.name in pdnc.WORKING],
        "held_back": [one for one in results if one.novel.name in pdnc.HELD_BACK],
    }
    parts = dict(_PARTS)
    if all(one.with_gold is not None for one in results):
        parts["gold.all"] = ("speakers with gold quotations and cast", _given_gold, "accuracy")
    made = []
    for key, (meaning, part, share) in parts.items():
        means = {name: _mean(group, part, share) for name, group in groups.items() if group}
        if len(means) == 2:
            means["gap"] = means["working"] - means["held_back"]
        made += [
            Figure(f"pdnc.{key}.macro.{name}", f"{meaning}, macro, {name.replace('_', ' ')}", value)
            for name, value in means.items()
        ]
    return made


def _mean(some: Sequence[Result], part: Part, share: str) -> float:
    return sum(float(getattr(part(one), share)) for one in some) / len(some)


def _given_gold(one: Result) -> Accuracy:
    return attribution.accuracy(one.with_gold or [])


def _end_to_end(kind: str) -> Callable[[Sequence[Result]], float]:
    return lambda some: _accuracy([attribution.accuracy(one.judged, kind) for one in some]).accuracy


def _with_gold(results: Sequence[Result]) -> list[Figure]:
    meaning = "speakers with gold quotations and cast"
    if any(one.with_gold is None for one in results):
        return [Figure("pdnc.gold.all", f"{meaning}, micro", None)]

    def part(kind: str | None) -> Callable[[Sequence[Result]], float]:
        return lambda some: _accuracy([attribution.accuracy(one.with_gold or [], kind) for one in some]).accuracy

    whole = [attribution.by_quotation(one.with_gold or []) for one in results]
    judged = [each for one in results for each in one.with_gold or []]
    kinds: tuple[str | None, ...] = (None, *attribution.KINDS)
    return [
        *(
            Figure(
                f"pdnc.gold.{kind or 'all'}",
                f"{meaning}{f', {kind}' if kind else ''}, micro",
                part(kind)(results),
                bootstrap.interval(results, part(kind)),
            )
            for kind in kinds
        ),
        Figure("pdnc.gold.quotations", f"{meaning}, whole quotations, micro", _accuracy(whole).accuracy),
        Figure("pdnc.gold.ece", f"{meaning}, calibration error (ECE)", attribution.calibration_error(judged)),
    ]


def _addressed(results: Sequence[Result]) -> list[Figure]:
    """Pairs of quotations and those addressed, gold quotations and cast given: all, by type, in the other readings."""
    meaning, key = "addressees with gold quotations and cast", "pdnc.gold.addressees"
    if any(one.addressed is None for one in results):
        return [Figure(key, f"{meaning}, F1, micro", None)]

    def counts(some: Sequence[Result], chosen: Callable[[Addressed], bool] = lambda _: True) -> Counts:
        return addressees.counts(each for one in some for each in one.addressed or [] if chosen(each))

    def figure(more: str, words: str, of: Callable[[Sequence[Result]], float]) -> Figure:
        return Figure(f"{key}{more}", f"{meaning}, {words}", of(results), bootstrap.interval(results, of))

    return [
        figure("", "F1, micro", lambda some: counts(some).f1),
        figure(".precision", "precision", lambda some: counts(some).precision),
        figure(".recall", "recall", lambda some: counts(some).recall),
        figure(".macro", "F1, macro", lambda some: sum(counts([one]).f1 for one in some) / len(some)),
        *(
            figure(f".{kind}", f"F1, {kind}", lambda some, kind=kind: counts(some, lambda each: each.kind == kind).f1)
            for kind in attribution.KINDS
        ),
        figure(
            ".speaker_right",
            "F1 where the speaker is right",
            lambda some: counts(some, lambda each: each.speaker_right).f1,
        ),
        figure(
            ".known", "F1, less quotations to unlisted people", lambda some: counts(some, lambda each: each.known).f1
        ),
    ]


def _accuracy(parts: Sequence[Accuracy]) -> Accuracy:
    return sum(parts, Accuracy())


def _resolved(results: Sequence[Result]) -> Resolved:
    return sum((one.mentions for one in results), Resolved())


def _all(results: Sequence[Result]) -> list[Judged]:
    return [each for one in results for each in one.judged]


def _sum(parts: Sequence[object]) -> object:
    total = type(parts[0])()
    for part in parts:
        total = total + part  # type: ignore[operator]
    return total
