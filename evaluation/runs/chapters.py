"""Chapters: starts against the divisions of the ELTeC novels that may be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation import bootstrap, chapters
from evaluation.data import corpus
from evaluation.report import Figure, Report
from fabula.sources import load_bytes
from fabula.text.chapters import chapters as find_chapters


def run(data: Path | None = None, only: str | None = None) -> Report:
    """Measure every novel that is not held out."""
    report, every = Report("chapters"), []
    for path in sorted(corpus("eltec_chapters", data).glob("*.xml")):
        if chapters.is_held_out(path.name) or (only is not None and only.casefold() not in path.stem.casefold()):
            continue
        novel = chapters.read_novel(path)
        table = find_chapters(load_bytes(novel.text.encode(), f"{path.stem}.txt"))
        counts = chapters.score(novel, table["start"][table["level"] == 2].tolist())
        every.append(counts)
        report.rows.append(
            {"novel": path.stem, "chapters": counts.gold, "ours": counts.ours, "found": counts.right, "F1": counts.f1}
        )
    if every:
        report.figures = [
            Figure("chapters.f1", "chapter starts, F1, micro", _f1(every), bootstrap.interval(every, _f1))
        ]
    report.notes = ["the held-out third: python -m evaluation.chapters --held-out"]
    return report


def _f1(counts: Sequence[chapters.Counts]) -> float:
    right, ours, gold = (sum(getattr(one, name) for one in counts) for name in ("right", "ours", "gold"))
    return chapters.Counts(right, ours, gold).f1
