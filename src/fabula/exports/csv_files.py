"""The CSV export: one file per layer, as RFC 4180 has it but with line feeds; UTF-8, a header line.

Cells are exact: a story's text is never altered, so a cell may start with `=`, `+`, `-` or `@`, which a spreadsheet
takes for a formula. Import such columns as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fabula.exports.plain import TEXT_LAYERS, column_values, document_rows, layer_texts, write_source_text
from fabula.layers import Layer
from fabula.store.atomic import replacing
from fabula.story import Story

_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')


def write(story: Story, out: Path, stem: str) -> list[Path]:
    """Write STEM.txt, STEM.document.csv (key, name, value) and STEM.<layer>.csv for every layer."""
    written = [write_source_text(story, out / f"{stem}.txt")]
    written.append(_write(out / f"{stem}.document.csv", ["key", "name", "value"], document_rows(story)))
    for table in story.layers.values():
        header, columns = _layer(story, table.layer)
        written.append(_write(out / f"{stem}.{table.layer.name}.csv", header, zip(*columns, strict=True)))
    return written


def _layer(story: Story, layer: Layer) -> tuple[list[str], list[list[Any]]]:
    table = story.layers[layer.name]
    header = ["id"]
    columns: list[list[Any]] = [list(range(table.rows))]
    for column in layer.columns:
        header.append(column.name)
        columns.append(column_values(table, column.name))
    if layer.name in TEXT_LAYERS:
        header.append("text")
        columns.append(layer_texts(story, layer.name))
    if layer.name == "characters":
        people = list(story.characters)
        header += ["aliases", "quotes"]
        columns += [
            [" | ".join(person.aliases) for person in people],
            [len(person.quotes) for person in people],
        ]
    return header, columns


def _write(target: Path, header: list[str], rows: Iterable[Iterable[Any]]) -> Path:
    with (
        replacing(target) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        file.write(",".join(header) + "\n")
        # Python's csv leaves a lone carriage return unquoted before 3.13, which other readers take for a line's end.
        file.writelines(",".join(map(_cell, row)) + "\n" for row in rows)
    return target


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return '"' + value.replace('"', '""') + '"' if _QUOTED.search(value) else value
