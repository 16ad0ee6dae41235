"""Make `docs/layers.md` and a page for each layer from the schema in `fabula.layers`: `python docs/make_layers.py`.

The example of each column comes from the golden export of a story of ours, so that a page shows what a user gets.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import fabula
from fabula.layers import DOCUMENT_LAYERS, SCHEMA, Column, Layer

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "layers.md"
FOLDER = ROOT / "docs" / "layers"
GOLDEN = ROOT / "tests" / "exports" / "golden" / "csv"
HEAD = """# Layers

A story is a set of layers, and a layer is a table of columns: `story.layers["quotes"]["start"]` is a numpy array.
Offsets are half-open code-point offsets `[start, end)` into `story.text`. A reference to a row of another layer is
its row number; -1 (null in JSON and data frames, an empty cell in CSV, NULL in a `.fabula` file) says that none is
known, which never means that there is none in the story. A code is a small integer in memory, a word in every export.

A `.fabula` file has a table for each layer, but for
{blobs}.
Their columns are little-endian arrays in the table `blobs`, where a code is its number and -1 stays -1. A column of
text among them holds int32 codes, counted from 0 as the texts first occur; the table `texts` has each text once, with
its code.

Each layer has a page with its columns. These pages are made from `src/fabula/layers.py` and `vocabularies.py` by
`docs/make_layers.py`.
"""
KINDS = {"i4": "int32", "f4": "float32", "bool": "bool", "str": "text", "code": "code"}
GROUPS = {
    "The source": DOCUMENT_LAYERS,
    "The text": ("chapters", "sentences", "tokens", "supersenses"),
    "The people": ("characters", "aliases", "entities", "members", "mentions"),
    "What they say": ("quotes", "addressees", "conversations", "participants"),
}
_LONG_VOCABULARY = 12


def literal(word: str) -> str:
    """A word as code; around the tag of two backticks, which one cannot end, stand spaces that Markdown drops."""
    return f"` {word} `" if "`" in word else f"`{word}`"


def link(layer: str) -> str:
    """A link from one layer's page to another's."""
    return f"[`{layer}`]({layer}.md)"


@cache
def example(layer: str) -> dict[str, str]:
    """The first row of the golden export that has most cells filled; empty if it has no rows."""
    (path,) = GOLDEN.glob(f"*.{layer}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return max(rows, key=lambda row: sum(value not in ("", "false", "0.0") for value in row.values()), default={})


def cell(column: Column) -> str:
    """The cell of a column's meaning: that, its unit, what it refers to, and the words of a short code."""
    parts = [column.meaning]
    if column.refers_to:
        parts.append(f"a row of {link(column.refers_to)}")
    elif column.unit:
        parts.append(column.unit)
    if column.optional:
        parts.append("-1 for none")
    if 0 < len(column.vocabulary) <= _LONG_VOCABULARY:
        parts.append("one of " + ", ".join(map(literal, column.vocabulary)))
    elif column.vocabulary:
        parts.append("a word of the list below")
    return "; ".join(parts).replace("|", "\\|")


def columns(layer: Layer) -> list[str]:
    """The table of columns."""
    row = example(layer.name)
    lines = ["| column | type | meaning |", "| --- | --- | --- |"]
    if row:
        lines = ["| column | type | meaning | in the example |", "| --- | --- | --- | --- |"]
    for column in layer.columns:
        line = f"| `{column.name}` | {KINDS[column.dtype]} | {cell(column)} |"
        if row:
            value = row[column.name].replace("|", "\\|")
            line += f" {literal(value)} |" if value else " |"
        lines.append(line)
    return lines


def places(layer: Layer) -> list[str]:
    """Where the layer is found: in Python, in a .fabula file, in exports."""
    name = layer.name
    views = isinstance(getattr(fabula.Story, name, None), property)
    python = f'`story.layers["{name}"]`' + (f", `story.{name}`" if views else "")
    file = f"table `{name}`" if layer.storage == "rows" else "arrays in the table `blobs`"
    listed = "a list of rows" if layer.storage == "rows" else "an object of columns"
    return [
        "| where | what |",
        "| --- | --- |",
        f"| Python | {python} |",
        f'| data frames | `story.to_frame("{name}")` |',
        f"| `.fabula` | {file} |",
        f"| `--to csv`, `parquet` | `STEM.{name}.csv`, `STEM.{name}.parquet` |",
        f"| `--to json` | `{name}`, {listed} |",
    ]


def layer_page(layer: Layer) -> str:
    """A layer's page: what it holds, where it is found, its columns, its long vocabularies, its neighbours."""
    parts = [f"# {layer.name}", "", layer.meaning, "", *places(layer), "", "## Columns", "", *columns(layer)]
    if text := example(layer.name).get("text"):
        parts += ["", f"The example is: {text}"]
    for column in layer.columns:
        if len(column.vocabulary) > _LONG_VOCABULARY:
            parts += ["", f"## Words of `{column.name}`", "", ", ".join(map(literal, column.vocabulary))]
    users = [
        f"{link(other.name)} (`{column.name}`)"
        for other in SCHEMA.values()
        for column in other.columns
        if column.refers_to == layer.name
    ]
    if users:
        parts += ["", "## Who refers to it", "", ", ".join(users)]
    parts += ["", "[All layers](../layers.md)"]
    return "\n".join(parts) + "\n"


def index() -> str:
    """The page of all layers."""
    blobs = [f"`{layer.name}`" for layer in SCHEMA.values() if layer.storage == "blobs"]
    parts = [HEAD.format(blobs=", ".join(blobs[:-1]) + " and " + blobs[-1])]
    for heading, names in GROUPS.items():
        rows = [f"| [`{name}`](layers/{name}.md) | {SCHEMA[name].meaning} |" for name in names]
        parts.append("\n".join([f"## {heading}", "", "| layer | what it holds |", "| --- | --- |", *rows]) + "\n")
    return "\n".join(parts)


def pages() -> dict[Path, str]:
    """Every page, by its file."""
    return {TARGET: index()} | {FOLDER / f"{layer.name}.md": layer_page(layer) for layer in SCHEMA.values()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
