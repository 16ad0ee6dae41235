"""Sets of quotation spans alone: CLiC, and the same book in two conventions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation import bootstrap, pipeline
from evaluation.conventions import Common, in_common
from evaluation.data import wanted
from evaluation.quotes import Row, clic_row
from evaluation.report import Figure, Report
from evaluation.sets import books, clic
from evaluation.spans import Counts


def clic_report(data: Path | None = None, only: str | None = None) -> Report:
    """Quotation spans on CLiC's novels."""
    rows = [clic_row(name, data) for name in clic.names(data) if wanted(name, only)]
    report = Report("clic")
    for row in rows:
        exact, overlap = row.exact, row.overlap
        report.rows.append(
            {
                "novel": row.name,
                "quotes": exact.gold,
                "ours": exact.predicted,
                "P": exact.precision,
                "R": exact.recall,
                "F1": exact.f1,
                "overlap F1": overlap.f1,
            }
        )
    if rows:
        value = _micro(rows)
        report.figures = [
            Figure("clic.spans.exact", "quotation spans, exact F1, micro", value, bootstrap.interval(rows, _micro))
        ]
    report.notes = ["silver: a tagger's output; spans compared from first to last letter or digit"]
    return report


def _micro(rows: Sequence[Row]) -> float:
    return sum((row.exact for row in rows), Counts()).f1


def compare(pair: books.Pair) -> Common:
    """Quotations in common between the two editions of a book, read by Fabula's sources and span finder."""
    documents = [pipeline.document_of_file(path) for path in (pair.left, pair.right)]
    quotes = [pipeline.spans_of(pipeline.quotes_of(document)) for document in documents]
    return in_common(documents[0].text, quotes[0], documents[1].text, quotes[1])


def conventions_report(data: Path | None = None, only: str | None = None) -> Report:
    """The same book in two conventions."""
    report = Report("conventions")
    for pair in books.pairs(data):
        if wanted(pair.name, only):
            common = compare(pair)
            report.rows.append(
                {
                    "book": pair.name,
                    "left": common.counts.gold,
                    "right": common.counts.predicted,
                    "common": common.counts.matched,
                    "in common": common.counts.f1,
                    "aligned": common.shared,
                }
            )
    values = [float(row["in common"] or 0) for row in report.rows]
    if values:
        report.figures = [
            Figure("conventions.lowest", "quotations in common, lowest book", min(values)),
            Figure("conventions.mean", "quotations in common, mean", sum(values) / len(values)),
        ]
    return report
