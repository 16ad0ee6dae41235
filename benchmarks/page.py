"""The page of benchmarks: what is between two marks on it is measured, never written by hand."""

from __future__ import annotations

from pathlib import Path

from benchmarks.processes import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
END = "<!-- end of what is measured -->"


def write_between(page: Path, benchmark: str, text: str) -> None:
    """Put `text` between the marks of a page for a benchmark, by its module's name; ValueError if it lacks them."""
    mark = f"<!-- measured: python -m benchmarks.{benchmark} --markdown -->"
    before, begin, rest = page.read_text(encoding="utf-8").partition(mark)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no place for what is measured: {mark} and {END}")
    page.write_text(f"{before}{mark}\n\n{text}\n\n{END}{after}", encoding="utf-8", newline="\n")
