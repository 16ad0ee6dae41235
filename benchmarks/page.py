"""The page of benchmarks: what is between two marks on it is measured, never written by hand."""

from __future__ import annotations

from pathlib import Path

from benchmarks.processes import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: python -m benchmarks.speed --markdown -->", "<!-- end of what is measured -->"


def write_between(page: Path, text: str) -> None:
    """Put `text` between the marks of a page; ValueError if it lacks them."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no place for what is measured: {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8", newline="\n")
