"""Quotation spans alone: `python -m evaluation.quotes [pdnc|litbank|conventions|clic ...] [--errors N]`.

Runs only the span finder, so that it can be worked on before the rest of the pipeline exists.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation import normal, pipeline
from evaluation.conventions import in_common
from evaluation.data import NoCorpus, data_folder, wanted
from evaluation.sets import books, clic, litbank, pdnc
from evaluation.spans import Counts, Span, exact, macro, overlap


@dataclass(frozen=True, slots=True)
class Row:
    """The span scores of one text. `gold` and `predicted` are normalised spans of `text`."""

    name: str
    text: str
    gold: list[Span]
    predicted: list[Span]

    @property
    def exact(self) -> Counts:
        return exact(self.gold, self.predicted)

    @property
    def overlap(self) -> Counts:
        return overlap(self.gold, self.predicted)


def found_in(text: str) -> list[Span]:
    """The spans that Fabula's span finder gives for a text, marks included."""
    return pipeline.spans_of(pipeline.quotes_of(pipeline.document_of_text(text)))


def pdnc_row(name: str, data: Path | None = None, predicted: list[Span] | None = None) -> Row:
    """One novel of PDNC; `predicted` spans with marks, or the span finder's."""
    novel = pdnc.read(name, data)
    gold = [span for quotation in novel.quotations for span in quotation.spans]
    return row_of(name, novel.text, gold, found_in(novel.text) if predicted is None else predicted)


def joined(row: Row) -> Row:
    """The row with what PDNC cuts around quotations inside quotations put together again: `normal.between_marks`."""
    whole = sorted({normal.between_marks(row.text, span) for span in row.gold})
    return Row(row.name, row.text, normal.kept(normal.bare_spans(row.text, whole)), row.predicted)


def litbank_row(name: str, data: Path | None = None, predicted: list[Span] | None = None) -> Row:
    """One excerpt of LitBank. Gold that crosses a blank line (four quotations in 90 excerpts) is cut there."""
    excerpt = litbank.read(name, data)
    gold = [piece for quotation in excerpt.quotations for piece in normal.by_paragraph(excerpt.text, *quotation.span)]
    return row_of(name, excerpt.text, gold, found_in(excerpt.text) if predicted is None else predicted)


def clic_row(name: str, data: Path | None = None, predicted: list[Span] | None = None) -> Row:
    """One novel of CLiC, spans compared by their first and last letters."""
    novel = clic.read(name, data)
    gold = [piece for span in novel.quotations for piece in normal.by_paragraph(novel.text, *span)]
    spans = found_in(novel.text) if predicted is None else predicted
    cores = [[normal.core(novel.text, *span) for span in side] for side in (gold, spans)]
    return Row(name, novel.text, normal.kept(cores[0]), normal.kept(cores[1]))


def row_of(name: str, text: str, gold: list[Span], predicted: list[Span]) -> Row:
    """Scores of normalised spans."""
    sides = (normal.kept(normal.bare_spans(text, side)) for side in (gold, predicted))
    return Row(name, text, *sides)


def context(text: str, span: Span, width: int = 200) -> str:
    """A span in its surroundings, on one line, between >>> and <<<."""
    start, end = span
    parts = (text[max(0, start - width) : start], " >>>", text[start:end], "<<< ", text[end : end + width])
    return " ".join("".join(parts).split())


def rows_of(name: str, data: Path | None, fold: str, only: str | None) -> Iterator[Row]:
    """Every text of a set, scored."""
    of: dict[str, tuple[list[str], Callable[[str, Path | None], Row]]] = {
        "pdnc": (list(pdnc.WORKING + pdnc.HELD_BACK), pdnc_row) if name == "pdnc" else ([], pdnc_row),
        "litbank": (litbank.names(fold, data), litbank_row) if name == "litbank" else ([], litbank_row),
        "clic": (clic.names(data), clic_row) if name == "clic" else ([], clic_row),
    }
    names, make = of[name]
    for each in names:
        if wanted(each, only):
            yield make(each, data)


def _print_rows(name: str, rows: list[Row]) -> None:
    print(f"{name:<44} {'gold':>5} {'ours':>5} {'P':>6} {'R':>6} {'F1':>6}   {'overlap P':>9} {'R':>6} {'F1':>6}")
    for row in rows:
        _print(row.name, row.exact, row.overlap)
    for title, chosen in _groups(name, rows):
        _print(
            f"all {title} (micro)", sum((r.exact for r in chosen), Counts()), sum((r.overlap for r in chosen), Counts())
        )
        means = macro(row.exact for row in chosen)
        print(f"{f'all {title} (macro)':<44} {'':>11} " + " ".join(f"{mean:6.4f}" for mean in means))
        if name == "pdnc":
            together = [joined(row) for row in chosen]
            _print(
                f"all {title}, joined (micro)",
                sum((r.exact for r in together), Counts()),
                sum((r.overlap for r in together), Counts()),
            )


def _groups(name: str, rows: list[Row]) -> list[tuple[str, list[Row]]]:
    groups = [(f"{len(rows)}", rows)]
    if name == "pdnc":
        for title, names in (("working", pdnc.WORKING), ("held back", pdnc.HELD_BACK)):
            groups.append((title, [row for row in rows if row.name in names]))
    return [(title, chosen) for title, chosen in groups if chosen]


def _print(name: str, exactly: Counts, roughly: Counts) -> None:
    print(
        f"{name[:44]:<44} {exactly.gold:>5} {exactly.predicted:>5} {exactly.precision:6.4f} {exactly.recall:6.4f} "
        f"{exactly.f1:6.4f}      {roughly.precision:6.4f} {roughly.recall:6.4f} {roughly.f1:6.4f}"
    )


def _print_errors(row: Row, limit: int) -> None:
    gold, predicted = set(row.gold), set(row.predicted)
    for kind, spans in (("MISSED", sorted(gold - predicted)), ("SPURIOUS", sorted(predicted - gold))):
        for span in spans[:limit]:
            print(f"\n{row.name} {kind} {span}: {context(row.text, span)}")


def _conventions(data: Path | None, errors: int, only: str | None) -> None:
    print(f"{'conventions':<30} {'left':>6} {'right':>6} {'common':>6} {'score':>7} {'aligned':>8}")
    for pair in books.pairs(data):
        if only is not None and only.casefold() not in pair.name.casefold():
            continue
        documents = [pipeline.document_of_file(path) for path in (pair.left, pair.right)]
        quotes = [pipeline.spans_of(pipeline.quotes_of(document)) for document in documents]
        common = in_common(documents[0].text, quotes[0], documents[1].text, quotes[1])
        counts = common.counts
        print(
            f"{pair.name:<30} {counts.gold:>6} {counts.predicted:>6} {counts.matched:>6} {counts.f1:7.4f} "
            f"{common.shared:8.4f}"
        )
        for side, rows, document, spans in (
            (pair.left.name, common.only_left, documents[0], quotes[0]),
            (pair.right.name, common.only_right, documents[1], quotes[1]),
        ):
            for row in rows[:errors]:
                print(f"\nONLY IN {side} {spans[row]}: {context(document.text, spans[row])}")


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.quotes", description=__doc__)
    parser.add_argument("sets", nargs="*", default=[], help="pdnc, litbank, conventions, clic (default: all)")
    parser.add_argument("--errors", type=int, default=0, help="print up to N missed and N spurious spans per text")
    parser.add_argument("--novel", help="only texts whose name contains this")
    parser.add_argument("--novels", choices=("all", "working"), default="all", help="which novels of pdnc")
    parser.add_argument("--fold", choices=("dev", "train", "all"), default="dev", help="which excerpts of litbank")
    parser.add_argument("--data", type=Path, help="folder of the corpora")
    given = parser.parse_args(arguments)
    data = data_folder(given.data)
    for name in given.sets or ("pdnc", "litbank", "conventions", "clic"):
        try:
            if name == "conventions":
                _conventions(data, given.errors, given.novel)
                continue
            rows = [
                row
                for row in rows_of(name, data, given.fold, given.novel)
                if given.novels == "all" or name != "pdnc" or row.name in pdnc.WORKING
            ]
        except NoCorpus as missing:
            print(f"{name}: {missing}")
            continue
        _print_rows(name, rows)
        for row in rows if given.errors else ():
            _print_errors(row, given.errors)
        print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
