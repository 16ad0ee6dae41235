"""A measurement as a table on the terminal and as JSON: rows of texts, and figures beside the published ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from evaluation import published

Cell = float | int | str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over a set. `interval` is the bootstrap 95 % interval over documents, where there are enough."""

    key: str
    meaning: str
    value: float | None
    interval: tuple[float, float] | None = None


@dataclass(slots=True)
class Report:
    """What one set gave: rows by text, figures over the set, further tables by title, and notes.

    `more` are figures that the rows show already: they are in the JSON and not printed. `passages` are of texts, to be
    read by hand: they are printed and not in the JSON.
    """

    name: str
    rows: list[dict[str, Cell]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: dict[str, list[dict[str, Cell]]] = field(default_factory=dict)
    more: list[Figure] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain data; numbers rounded to six digits so that it reads the same everywhere."""
        made: dict[str, Any] = {
            "set": self.name,
            "rows": [_rounded_row(row) for row in self.rows],
            "figures": [
                {
                    "key": figure.key,
                    "meaning": figure.meaning,
                    "value": _rounded(figure.value),
                    "interval": [_rounded(edge) for edge in figure.interval] if figure.interval else None,
                    "published": [asdict(other) for other in published.beside(figure.key)],
                }
                for figure in (*self.figures, *self.more)
            ],
            "notes": self.notes,
        }
        if self.tables:
            made["tables"] = {title: [_rounded_row(row) for row in rows] for title, rows in self.tables.items()}
        return made

    def lines(self) -> list[str]:
        """The report as plain lines."""
        lines = [f"== {self.name}"]
        if self.rows:
            lines += table(self.rows)
        if self.figures:
            lines.append("")
            width = max(len(figure.meaning) for figure in self.figures)
            for figure in self.figures:
                lines.append(f"{figure.meaning:<{width}}  {_figure(figure)}")
        for title, rows in self.tables.items():
            lines += ["", f"{title}:", *(table(rows) if rows else ["nothing"])]
        for passage in self.passages:
            lines += ["", passage]
        return [*lines, *([""] if self.passages else []), *(f"note: {note}" for note in self.notes), ""]


def _figure(figure: Figure) -> str:
    value = "not available" if figure.value is None else f"{figure.value:.4f}"
    if figure.interval:
        value += f" [{figure.interval[0]:.4f}, {figure.interval[1]:.4f}]"
    others = "; ".join(f"{other.system} {other.value:g}" for other in published.beside(figure.key))
    return f"{value:<24} published: {others}" if others else value


def table(rows: Sequence[dict[str, Cell]]) -> list[str]:
    """Rows of cells, aligned; the first column to the left, the others to the right."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [names, *([_cell(row.get(name)) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(names))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]


def _cell(value: Cell) -> str:
    if value is None:
        return "-"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _rounded_row(row: dict[str, Cell]) -> dict[str, Cell]:
    return {name: _rounded(value) for name, value in row.items()}


def _rounded(value: Cell) -> Cell:
    return round(value, 6) if isinstance(value, float) else value


def dump(reports: Sequence[Report]) -> str:
    """Reports as JSON text, the same bytes for the same figures."""
    return json.dumps([report.as_json() for report in reports], indent=1, ensure_ascii=False) + "\n"
