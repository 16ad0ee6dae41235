"""Make `docs/layers.md` from the schema in `fabula.layers`: `python docs/make_layers.py`."""

from __future__ import annotations

from pathlib import Path

from fabula.layers import SCHEMA, Column, Layer

TARGET = Path(__file__).resolve().parent / "layers.md"
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

This page is made from `src/fabula/layers.py` and `vocabularies.py` by `docs/make_layers.py`.
"""
KINDS = {"i4": "int32", "f4": "float32", "bool": "bool", "str": "text", "code": "code"}


def literal(word: str) -> str:
    """A word as code; around the tag of two backticks, which one cannot end, stand spaces that Markdown drops."""
    return f"` {word} `" if "`" in word else f"`{word}`"


def cell(column: Column) -> str:
    """The last cell of a column's row: its meaning, unit, what it refers to, and the words of a code."""
    parts = [column.meaning]
    if column.refers_to:
        parts.append(f"a row of `{column.refers_to}`")
    elif column.unit:
        parts.append(column.unit)
    if column.optional:
        parts.append("-1 for none")
    if column.vocabulary:
        parts.append("one of " + ", ".join(map(literal, column.vocabulary)))
    return "; ".join(parts).replace("|", "\\|")


def section(layer: Layer) -> str:
    """One layer's heading, meaning and columns."""
    rows = [f"| `{column.name}` | {KINDS[column.dtype]} | {cell(column)} |" for column in layer.columns]
    return "\n".join(
        [f"## {layer.name}", "", layer.meaning, "", "| column | type | meaning |", "| --- | --- | --- |", *rows]
    )


def page() -> str:
    """The whole page."""
    blobs = [f"`{layer.name}`" for layer in SCHEMA.values() if layer.storage == "blobs"]
    head = HEAD.format(blobs=", ".join(blobs[:-1]) + " and " + blobs[-1])
    return head + "\n" + "\n\n".join(section(layer) for layer in SCHEMA.values()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
