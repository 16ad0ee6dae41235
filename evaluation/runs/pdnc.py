"""PDNC: quotation spans, characters, mentions in quotations, speakers and addressees, end to end and gold given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import addressees, attribution, characters, genders, inquote, pipeline
from evaluation.addressees import Addressed
from evaluation.attribution import Gold, Judged, Predicted
from evaluation.characters import Cast, Names
from evaluation.data import wanted
from evaluation.genders import Genders
from evaluation.inquote import Resolved
from evaluation.published import beside
from evaluation.quotes import pdnc_row
from evaluation.report import Cell, Report
from evaluation.runs import pdnc_figures
from evaluation.sets import pdnc
from evaluation.spans import Counts
from fabula.sources.casts import CastEntry
from fabula.story import Story

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
    genders: Genders
    judged: list[Judged]
    judged_overlapping: list[Judged]
    with_gold: list[Judged] | None
    addressed: list[Addressed] | None
    """Gold quotations with those addressed, quotations and cast given."""


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
    with_gold, addressed = judged_with_gold(novel, gold) if given_gold else (None, None)
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
        genders.score([(one.name, one.gender) for one in novel.people], mapped, genders.of_story(story)),
        attribution.judge(novel.text, gold, predicted, mapped),
        attribution.judge(novel.text, gold, predicted, mapped, overlapping=True),
        with_gold,
        addressed,
    )


def listed_rows(novel: pdnc.Novel) -> list[int]:
    """The rows of the people that are characters, which is the cast given with gold."""
    return [row for row, person in enumerate(novel.people) if characters.is_listed(person.name)]


def story_given_gold(novel: pdnc.Novel) -> Story:
    """Read a novel with its quotations (their marks included) and its cast given; NotAvailable if it cannot be."""
    people = (novel.people[row] for row in listed_rows(novel))
    cast = [CastEntry(person.name, person.aliases, genders.PRONOUNS.get(person.gender, "unknown")) for person in people]
    quotes = [attribution.with_marks(novel.text, gold.span) for gold in gold_of(novel)]
    return pipeline.story_with_gold(novel.text, quotes, cast)


def judged_with_gold(
    novel: pdnc.Novel, gold: Sequence[Gold]
) -> tuple[list[Judged], list[Addressed]] | tuple[None, None]:
    """Attribution and addressees alone, quotations and cast given; None where Fabula cannot take them."""
    try:
        story = story_given_gold(novel)
    except pipeline.NotAvailable:
        return None, None
    rows = listed_rows(novel)
    mapped = {row: index for index, row in enumerate(rows)}
    judged = attribution.judge(novel.text, gold, predicted_of(story), mapped)
    said_to = [quotation.addressees for quotation in novel.quotations]
    return judged, addressees.judge(said_to, rows, judged, addressees.heard(story), mapped)


def run(data: Path | None = None, only: str | None = None, which: str = "all") -> Report:
    """Measure the novels: `all`, the `working` or the `held-back` ones; of them, those whose name contains `only`."""
    halves = {"working": pdnc.WORKING, "held-back": pdnc.HELD_BACK}
    novels = halves.get(which, pdnc.WORKING + pdnc.HELD_BACK)
    there = pdnc.names(data)
    results = [measure(pdnc.read(name, data), data) for name in novels if name in there and wanted(name, only)]
    report = Report("pdnc", [_row(result) for result in results])
    means = []
    for title, names in halves.items():
        group = [result for result in results if result.novel.name in names]
        if group:
            means.append({"novel": f"mean, {title}", **_means([_row(result) for result in group])})
    report.rows += means
    if len(means) == len(halves):
        report.rows.append({"novel": "gap, first less second", **_gap(*means)})
    report.figures = pdnc_figures.figures(results)
    report.more = pdnc_figures.halves(results)
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
        "gender": result.genders.accuracy,
        "decided": result.genders.decided_share,
        "with gold": attribution.accuracy(with_gold).accuracy if with_gold is not None else None,
        **{
            f"gold {kind[:4].lower()}": attribution.accuracy(with_gold, kind).accuracy
            if with_gold is not None
            else None
            for kind in attribution.KINDS
        },
        "addressees": addressees.counts(result.addressed).f1 if result.addressed is not None else None,
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


def _gap(first: dict[str, Cell], second: dict[str, Cell]) -> dict[str, Cell]:
    made: dict[str, Cell] = {}
    for name, value in first.items():
        other = second.get(name)
        if name != "quotes" and isinstance(value, float) and isinstance(other, float):
            made[name] = value - other
    return made
