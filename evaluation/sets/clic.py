"""CLiC: quotations in nineteenth-century novels, as a tagger marked them on hand-cleaned texts (silver).

Mahlberg et al. (2020), "CLiC 2.1". Regions are code-point offsets. A quotation region ends before the closing mark and
the punctuation next to it at a suspension, and may begin with them after one; so spans are compared by the letters and
digits at their ends (`evaluation.normal.core`), not by their punctuation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.data import corpus, read_text
from evaluation.spans import Span


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel and its quotations; embedded ones (quotations in quotations) are left out."""

    name: str
    text: str
    quotations: tuple[Span, ...]


def names(data: Path | None = None) -> list[str]:
    """The novels there are, by name."""
    return sorted(path.name.removesuffix(".regions.csv") for path in corpus("clic_quotes", data).glob("*.regions.csv"))


def read(name: str, data: Path | None = None) -> Novel:
    """Read one novel."""
    folder = corpus("clic_quotes", data)
    rows = (line.split(",") for line in read_text(folder / f"{name}.regions.csv").splitlines())
    spans = tuple((int(row[1]), int(row[2])) for row in rows if row[0] == "quote.quote")
    return Novel(name, read_text(folder / f"{name}.txt"), spans)
