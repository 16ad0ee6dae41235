"""Tags, lemmas and trees on the gold words of EWT and GUM's fiction, and sentences found in their raw texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import bootstrap, confusion, headlines, segmentation
from evaluation.annotate import Annotate, shipped
from evaluation.data import corpus, wanted
from evaluation.report import Cell, Figure, Report
from evaluation.sets import treebanks
from evaluation.sets.annotated import Annotated
from evaluation.words import Words, total, word_scores

NOTES = [
    "gold words and sentences; shares of all words, punctuation included; CoNLL 2018 conventions",
    "sentences: F1 from raw text, parted by the rules that a reading uses, paragraphs given",
]


@dataclass(frozen=True)
class Result:
    """One document's scores."""

    name: str
    words: Words
    text: segmentation.Segmented


def results(paths: Iterable[Path], corpus_name: str, only: str | None, annotate: Annotate | None) -> list[Result]:
    """Score every document of some CoNLL-U files."""
    documents: list[tuple[Annotated, segmentation.Annotated]] = []
    for path in paths:
        both = zip(treebanks.read(path, corpus_name), segmentation.read_conllu(path), strict=True)
        documents += [(gold, raw) for gold, raw in both if wanted(gold.name, only)]
    annotate = annotate or shipped()
    return [
        Result(gold.name, word_scores(gold, annotate(gold)), segmentation.segmented(raw)) for gold, raw in documents
    ]


def ewt_report(
    data: Path | None = None,
    part: str = "dev",
    only: str | None = None,
    *,
    confused: bool = False,
    annotate: Annotate | None = None,
) -> Report:
    """EWT's `dev` or `test`; a row for each genre, which its documents' names begin with."""
    path = corpus("ud_ewt", data) / f"en_ewt-ud-{part}.conllu"
    some = results([path], "ewt", only, annotate)
    genres: dict[str, list[Result]] = {}
    for one in some:
        genres.setdefault(one.name.partition("-")[0], []).append(one)
    rows = [_row("genre", genre, group) for genre, group in genres.items()]
    return _report(f"ewt {part}", "ewt", rows, some, confused=confused)


def gum_report(
    data: Path | None = None, only: str | None = None, *, confused: bool = False, annotate: Annotate | None = None
) -> Report:
    """GUM's fiction that may be looked at."""
    some = results(sorted(corpus("gum_fiction_dev", data).glob("*.conllu")), "gum", only, annotate)
    return _report("gum", "gum", [_row("document", one.name, [one]) for one in some], some, confused=confused)


def _row(what: str, name: str, some: Sequence[Result]) -> dict[str, Cell]:
    return {
        what: name,
        "words": sum(one.words.relations.total() for one in some),
        **headlines.values([one.words for one in some]),
        "sentences": _sentences(some),
    }


def _sentences(some: Sequence[Result]) -> float:
    return headlines.over([headlines.ratio(one.text.sentences) for one in some])


def _report(name: str, key: str, rows: list[dict[str, Cell]], some: Sequence[Result], *, confused: bool) -> Report:
    report = Report(name, rows, notes=list(NOTES))
    if not some:
        return report
    sentences = Figure(
        f"{key}.sentences", "sentences from raw text, F1", _sentences(some), bootstrap.interval(some, _sentences)
    )
    report.figures = [*headlines.figures(key, [one.words for one in some], headlines.WORDS), sentences]
    if confused:
        every = total(one.words for one in some)
        report.tables = {
            "UPOS, gold and predicted": confusion.pair_rows(every.tags),
            "UPOS by tag": confusion.label_rows(confusion.by_label(every.tags), "UPOS"),
            "relations, gold and predicted, wherever attached": confusion.pair_rows(every.relations, 30),
            "heads by gold relation, most wrong ones first": _wrong_heads(every),
        }
    return report


def _wrong_heads(every: Words) -> list[dict[str, Cell]]:
    shares = sorted(every.attached.items(), key=lambda item: (item[1].right - item[1].of, item[0]))
    return [
        {"relation": relation, "words": share.of, "wrong head": share.of - share.right, "right": share.value}
        for relation, share in shares
    ]
