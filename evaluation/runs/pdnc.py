"""PDNC: quotation spans, characters, mentions in quotations, and speakers, end to end and with gold given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import attribution, bootstrap, characters, inquote, pipeline
from evaluation.attribution import Accuracy, Gold, Judged, Predicted
from evaluation.characters import Cast, Names
from evaluation.data import wanted
from evaluation.inquote import Resolved
from evaluation.published import beside
from evaluation.quotes import pdnc_row
from evaluation.report import Cell, Figure, Report
from evaluation.sets import pdnc
from evaluation.spans import Counts
from fabula.people.cast import CastEntry
from fabula.story import Story

_GENDERS = {"M": "he", "F": "she"}


NOT_SPOKEN = ("writing", "other")
"""Kinds of quotation that PDNC does not annotate: it holds what is said and thought, not letters and inscriptions."""


@dataclass(frozen=True)
class Result:
    """All that was measured on one novel. `with_gold` is None where Fabula cannot take gold quotations and cast."""

    novel: pdnc.Novel
    story: Story
    exact: Counts
    overlap: Counts
    cast: Cast
    mentions: Resolved
    judged: list[Judged]
    judged_overlapping: list[Judged]
    with_gold: list[Judged] | None


def gold_of(novel: pdnc.Novel) -> list[Gold]:
    """Every gold sub-quotation, in reading order."""
    listed = [characters.is_listed(person.name) for person in novel.people]
    every = [
        Gold(span, quotation.speaker, quotation.kind, number, quotation.speaker >= 0 and listed[quotation.speaker])
        for number, quotation in enumerate(novel.quotations)
        for span in quotation.spans
    ]
    return sorted(every, key=lambda gold: gold.span)


def predicted_of(story: Story) -> list[Predicted]:
    """Every predicted quotation, of whatever kind."""
    table = story.layers["quotes"]
    columns = (table[name].tolist() for name in ("start", "end", "speaker", "confidence"))
    return [Predicted((start, end), speaker, sure) for start, end, speaker, sure in zip(*columns, strict=True)]


def measure(novel: pdnc.Novel, data: Path | None = None, *, given_gold: bool = True) -> Result:
    """Read one novel with Fabula and score it."""
    story = pipeline.story_of_text(novel.text)
    spans = pdnc_row(novel.name, data, pipeline.spans_of(story.layers["quotes"], leaving_out=NOT_SPOKEN))
    people = [person.aliases for person in novel.people]
    names = Names.of(story)
    mapped = characters.character_map(people, names)
    gold, predicted = gold_of(novel), predicted_of(story)
    mentions = [
        (mention.span, mention.people[0])
        for quotation in novel.quotations
        for mention in quotation.mentions
        if len(mention.people) == 1 and not mention.outside and characters.is_listed(people[mention.people[0]][0])
    ]
    return Result(
        novel,
        story,
        spans.exact,
        spans.overlap,
        characters.score(people, names),
        inquote.score(novel.text, mentions, story, mapped),
        attribution.judge(novel.text, gold, predicted, mapped),
        attribution.judge(novel.text, gold, predicted, mapped, overlapping=True),
        judged_with_gold(novel, gold) if given_gold else None,
    )


def listed_rows(novel: pdnc.Novel) -> list[int]:
    """The rows of the people that are characters, which is the cast given with gold."""
    return [row for row, person in enumerate(novel.people) if characters.is_listed(person.name)]


def story_given_gold(novel: pdnc.Novel) -> Story:
    """Read a novel with its quotations (their marks included) and its cast given; NotAvailable if it cannot be."""
    people = (novel.people[row] for row in listed_rows(novel))
    cast = [CastEntry(person.name, person.aliases, _GENDERS.get(person.gender, "unknown")) for person in people]
    quotes = [attribution.with_marks(novel.text, gold.span) for gold in gold_of(novel)]
    return pipeline.story_with_gold(novel.text, quotes, cast)


def judged_with_gold(novel: pdnc.Novel, gold: Sequence[Gold]) -> list[Judged] | None:
    """Attribution alone, quotations and cast given; None where Fabula cannot take them."""
    try:
        story = story_given_gold(novel)
    except pipeline.NotAvailable:
        return None
    mapped = {row: index for index, row in enumerate(listed_rows(novel))}
    return attribution.judge(novel.text, gold, predicted_of(story), mapped)


def run(data: Path | None = None, only: str | None = None, which: str = "all") -> Report:
    """Measure the novels: all, or the `working` ones; or those whose name contains `only`."""
    novels = pdnc.WORKING if which == "working" else pdnc.WORKING + pdnc.HELD_BACK
    there = pdnc.names(data)
    results = [measure(pdnc.read(name, data), data) for name in novels if name in there and wanted(name, only)]
    report = Report("pdnc", [_row(result) for result in results])
    for title, names in (("working", pdnc.WORKING), ("held back", pdnc.HELD_BACK)):
        group = [result for result in results if result.novel.name in names]
        if group:
            report.rows.append({"novel": f"mean, {title}", **_means([_row(result) for result in group])})
    report.figures = figures(results)
    left_out = sum(attribution.unlisted(result.judged) for result in results)
    report.notes = [
        "speakers: gold sub-quotations with exactly this span (marks apart) on the mapped character, out of all",
        f"{left_out} sub-quotations whose speaker is no listed character are left out of the speaker figures",
    ]
    if any(result.with_gold is None for result in results):
        report.notes.append("with gold quotations and cast: not available (fabula.reading takes none)")
    return report


def _row(result: Result) -> dict[str, Cell]:
    booknlp = beside("pdnc.speakers", result.novel.name)
    speakers = attribution.accuracy(result.judged)
    with_gold = result.with_gold
    return {
        "novel": result.novel.name,
        "quotes": result.exact.gold,
        "exact F1": result.exact.f1,
        "overlap F1": result.overlap.f1,
        "speakers": speakers.accuracy,
        "BookNLP": booknlp[0].value if booknlp else None,
        **{kind[:4].lower(): attribution.accuracy(result.judged, kind).accuracy for kind in attribution.KINDS},
        "precision": speakers.precision,
        "no speaker": speakers.unattributed,
        "ECE": attribution.calibration_error(result.judged),
        "recognised": result.cast.recognised_share,
        "purity": result.cast.purity,
        "clusters": result.cast.clusters_per_character,
        "in-quote": result.mentions.share,
        "with gold": attribution.accuracy(with_gold).accuracy if with_gold is not None else None,
    }


def _means(rows: Sequence[dict[str, Cell]]) -> dict[str, Cell]:
    made: dict[str, Cell] = {}
    for name in rows[0]:
        values = [value for row in rows if isinstance(value := row[name], int | float)]
        if name == "quotes":
            made[name] = sum(int(value) for value in values)
        elif values:
            made[name] = float(sum(values)) / len(values)
    return made


def figures(results: Sequence[Result]) -> list[Figure]:
    """Figures over novels: micro sums first, macro means beside them."""
    made: list[Figure] = []

    def add(key: str, meaning: str, of: Callable[[Sequence[Result]], float]) -> None:
        made.append(Figure(key, meaning, of(results), bootstrap.interval(results, of)))

    def add_both(key: str, meaning: str, part: Callable[[Result], object], share: str) -> None:
        add(key, f"{meaning}, micro", lambda some: getattr(_sum([part(one) for one in some]), share))
        add(
            f"{key}.macro", f"{meaning}, macro", lambda some: sum(getattr(part(one), share) for one in some) / len(some)
        )

    if not results:
        return made
    add_both("pdnc.spans.exact", "quotation spans, exact F1", lambda one: one.exact, "f1")
    add_both("pdnc.spans.overlap", "quotation spans, overlap F1", lambda one: one.overlap, "f1")
    add_both("pdnc.speakers", "speakers end to end", lambda one: attribution.accuracy(one.judged), "accuracy")
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
    add_both("pdnc.recognised", "characters recognised", lambda one: one.cast, "recognised_share")
    add_both("pdnc.purity", "cluster purity", lambda one: one.cast, "purity")
    add_both("pdnc.clusters_per_character", "clusters per character", lambda one: one.cast, "clusters_per_character")
    add_both("pdnc.in_quote", "in-quote mentions right", lambda one: one.mentions, "share")
    add(
        "pdnc.in_quote.same_end",
        "in-quote mentions right, same end, micro",
        lambda some: _resolved(some).share_same_end,
    )
    made += _with_gold(results)
    return made


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
