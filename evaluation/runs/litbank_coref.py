"""LitBank: coreference with mentions predicted or given: scores, links by kind of mention, calibration, errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import bootstrap, clusters, link_errors, links, pipeline
from evaluation.calibration import Bins
from evaluation.coreference import Parts, Scores
from evaluation.data import wanted
from evaluation.links import Judged, Links
from evaluation.report import Cell, Figure, Report
from evaluation.sets import litbank
from evaluation.spans import Counts
from fabula.story import Story

METRICS = {
    "conll": "CoNLL mean",
    "muc": "MUC F1",
    "b_cubed": "B-cubed F1",
    "ceaf_e": "CEAF-e F1",
    "lea": "LEA F1",
    "mentions": "mentions F1",
}


@dataclass(frozen=True)
class Result:
    """What was measured on one excerpt. loose, shared: of gold mentions given, see `clusters.Given`."""

    name: str
    text: str
    every: Scores
    people: Scores
    judged: list[Judged]
    loose: int = 0
    shared: int = 0


def measure(excerpt: litbank.Excerpt, story: Story) -> Result:
    """Score a reading that found its mentions itself."""
    found = clusters.found_in(story)
    return Result(
        excerpt.name,
        excerpt.text,
        clusters.score(excerpt.mentions, found),
        clusters.score_people(excerpt.mentions, found),
        _judged(excerpt, found),
    )


def measure_given(excerpt: litbank.Excerpt) -> Result:
    """Read an excerpt whose mentions are given, and score it; NotAvailable if they cannot be given."""
    spans = [mention.span for mention in excerpt.mentions]
    given = clusters.given_in(pipeline.story_with_mentions(excerpt.text, spans), spans)
    return Result(
        excerpt.name,
        excerpt.text,
        clusters.score(excerpt.mentions, given.found),
        clusters.score_people(excerpt.mentions, given.found, given=True),
        _judged(excerpt, given.found),
        given.loose,
        given.shared,
    )


def _judged(excerpt: litbank.Excerpt, found: Sequence[clusters.Found]) -> list[Judged]:
    quotations = [quotation.span for quotation in excerpt.quotations]
    return links.judge(excerpt.text, excerpt.mentions, found, quotations)


def given_results(data: Path | None = None, fold: str = "dev", only: str | None = None) -> list[Result]:
    """Measure the excerpts of a fold, gold mentions given."""
    return [measure_given(litbank.read(name, data)) for name in litbank.names(fold, data) if wanted(name, only)]


def report(some: Sequence[Result], *, given: bool = False, confused: bool = False, errors: int = 0) -> Report:
    """Coreference of all entities and of people only; `given`: with gold mentions. `confused`: tables of links by
    kind and of confidence. `errors`: so many wrong links to read."""
    made = Report("litbank-coref-gold" if given else "litbank-coref", [_row(one, given=given) for one in some])
    key = "litbank.gold" if given else "litbank"
    if some:
        made.rows.append(_row(_all(some), given=given))
        metrics = [name for name in METRICS if not (given and name == "mentions")]
        made.figures = [
            *_figures(key, "coreference", [one.every for one in some], metrics),
            *_figures(f"{key}.people", "people only", [one.people for one in some], metrics),
            *_link_figures(key, some),
        ]
        every = [one for result in some for one in result.judged]
        if confused:
            made.tables["links by kind of mention, shares of mentions with an antecedent"] = links.rows(every)
            made.tables["confidence of mentions found"] = _bins(every).rows()
        if errors:
            wrong = [each for one in some for each in link_errors.passages(one.name, one.text, one.judged)]
            made.passages = link_errors.spread(wrong, errors)
            made.notes.append(f"{len(made.passages)} of {len(wrong)} wrong links are shown, evenly over all")
    made.notes.insert(0, f"LitBank's six types, singletons kept, {'gold' if given else 'predicted'} mentions; sums")
    if given:
        number = sum(len(one.judged) for one in some)
        loose, shared = sum(one.loose for one in some), sum(one.shared for one in some)
        made.notes.append(
            f"{loose} of {number} gold mentions do not begin and end with our tokens and were widened to them; "
            f"{shared} thereby became the same tokens as another"
        )
    return made


def _all(some: Sequence[Result]) -> Result:
    return Result(
        "all",
        "",
        sum((one.every for one in some), Scores()),
        sum((one.people for one in some), Scores()),
        [each for one in some for each in one.judged],
    )


def _figures(key: str, what: str, some: Sequence[Scores], metrics: Sequence[str]) -> list[Figure]:
    def values(drawn: Sequence[Scores]) -> list[float]:
        total = sum(drawn, Scores())
        return [_value(total, name) for name in metrics]

    edges = bootstrap.intervals(some, values)
    return [
        Figure(f"{key}.{name}", f"{what}, {METRICS[name]}", value, edges[row] if edges else None)
        for row, (name, value) in enumerate(zip(metrics, values(some), strict=True))
    ]


def _value(scores: Scores, name: str) -> float:
    part = getattr(scores, name)
    return part.f1 if isinstance(part, Parts | Counts) else float(part)


def _link_figures(key: str, some: Sequence[Result]) -> list[Figure]:
    parts = [(links.count(one.judged), _bins(one.judged)) for one in some]

    def values(drawn: Sequence[tuple[Links, Bins]]) -> tuple[float, float]:
        return sum((one for one, _ in drawn), Links()).share, sum((bins for _, bins in drawn), Bins()).error

    edges = bootstrap.intervals(parts, values) or (None, None)
    share, error = values(parts)
    return [
        Figure(f"{key}.links", "mentions with an antecedent, linked to a right one", share, edges[0]),
        Figure(f"{key}.ece", "calibration error (ECE) of mentions found", error, edges[1]),
    ]


def _bins(judged: Sequence[Judged]) -> Bins:
    """Confidence against being right, first mentions included, over gold mentions that were found."""
    return Bins.count((one.confidence, one.verdict == "right") for one in judged if one.verdict != "missed")


def _row(one: Result, *, given: bool) -> dict[str, Cell]:
    scores = one.every
    detected: dict[str, Cell] = {
        "ours": scores.mentions.predicted,
        "mention P": scores.mentions.precision,
        "R": scores.mentions.recall,
        "F1": scores.mentions.f1,
    }
    return {
        "excerpt": one.name[:40],
        "mentions": scores.mentions.gold,
        **({} if given else detected),
        "MUC": scores.muc.f1,
        "B3": scores.b_cubed.f1,
        "CEAFe": scores.ceaf_e.f1,
        "CoNLL": scores.conll,
        "LEA": scores.lea.f1,
        "people CoNLL": one.people.conll,
        "links": links.count(one.judged).share,
    }
