"""LitBank: quotation spans and speaker clusters of quotations, and with them coreference, everything predicted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import bootstrap, coreference, normal, pipeline
from evaluation.coreference import Scores
from evaluation.data import wanted
from evaluation.quotes import litbank_row
from evaluation.report import Cell, Figure, Report
from evaluation.runs import litbank_coref
from evaluation.sets import litbank
from evaluation.spans import Counts, Span
from fabula.story import Story


@dataclass(frozen=True)
class Result:
    """All that was measured on one excerpt."""

    name: str
    exact: Counts
    overlap: Counts
    speakers: Scores
    coreference: litbank_coref.Result


def measure(name: str, data: Path | None = None) -> Result:
    """Read one excerpt with Fabula and score it."""
    excerpt = litbank.read(name, data)
    story = pipeline.story_of_text(excerpt.text)
    spans = litbank_row(name, data, pipeline.spans_of(story.layers["quotes"]))
    speakers = quotations_by_speaker(excerpt, story)
    return Result(name, spans.exact, spans.overlap, speakers, litbank_coref.measure(excerpt, story))


def quotations_by_speaker(excerpt: litbank.Excerpt, story: Story) -> Scores:
    """Quotations as mentions, their speakers as clusters. A quotation without a speaker is in no cluster."""
    gold = [(normal.bare(excerpt.text, *quotation.span), quotation.speaker) for quotation in excerpt.quotations]
    table = story.layers["quotes"]
    columns = (table[name].tolist() for name in ("start", "end", "speaker"))
    ours = [(normal.bare(excerpt.text, start, end), speaker) for start, end, speaker in zip(*columns, strict=True)]
    return coreference.score(*(coreference.clusters_of(_given(side)) for side in (gold, ours)))


def _given(pairs: Sequence[tuple[Span | None, int]]) -> list[tuple[Span, int]]:
    return [(span, speaker) for span, speaker in pairs if span is not None and speaker >= 0]


def results(data: Path | None = None, fold: str = "dev", only: str | None = None) -> list[Result]:
    """Measure the excerpts of a fold."""
    names = [name for name in litbank.names(fold, data) if wanted(name, only)]
    return [measure(name, data) for name in names]


def quotes_report(some: Sequence[Result]) -> Report:
    """Quotation spans and speakers."""
    report = Report("litbank-quotes", [_quotes_row(one) for one in some])
    if some:
        report.figures = [
            _figure("litbank.spans.exact", "quotation spans, exact F1, micro", some, lambda them: _spans(them).f1),
            Figure("litbank.spans.exact.macro", "the same, macro", sum(one.exact.f1 for one in some) / len(some)),
            _figure(
                "litbank.spans.overlap",
                "quotation spans, overlap F1, micro",
                some,
                lambda them: sum((one.overlap for one in them), Counts()).f1,
            ),
            _figure("litbank.qa_conll", "speaker clusters, CoNLL mean", some, lambda them: _speakers(them).conll),
        ]
    report.notes = ["speaker clusters: quotations are the mentions, speakers the clusters; sums over excerpts"]
    return report


def _figure(key: str, meaning: str, some: Sequence[Result], of: Callable[[Sequence[Result]], float]) -> Figure:
    return Figure(key, meaning, of(some), bootstrap.interval(some, of))


def _spans(some: Sequence[Result]) -> Counts:
    return sum((one.exact for one in some), Counts())


def _speakers(some: Sequence[Result]) -> Scores:
    return sum((one.speakers for one in some), Scores())


def _quotes_row(one: Result) -> dict[str, Cell]:
    return {
        "excerpt": one.name[:40],
        "quotes": one.exact.gold,
        "ours": one.exact.predicted,
        "P": one.exact.precision,
        "R": one.exact.recall,
        "F1": one.exact.f1,
        "overlap F1": one.overlap.f1,
        "speakers CoNLL": one.speakers.conll if one.exact.gold else None,
    }
