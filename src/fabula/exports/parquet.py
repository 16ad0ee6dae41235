"""The Parquet export: one file per layer, with the schema's descriptions in each file's metadata.

Codes are dictionaries of words, references that are not known are null, spans have their text, and a reference to a
character or entity has the name beside it. Metadata is read with `pyarrow.parquet.read_schema(path)`: the schema's has
`fabula` (versions and hash, as JSON) and `layer` (what it is), a column's `meaning`, `unit` and `refers_to`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from fabula.exports.plain import TEXT_LAYERS, about, document_rows, write_source_text
from fabula.layers import Column, Layer
from fabula.store.atomic import replacing
from fabula.story import Story
from fabula.story.frames import FrameColumn, exact, frame_columns, installed

_DOCUMENT = Layer(
    "document",
    "What is known of the story as a whole; a key may repeat.",
    (
        Column("key", "str", "what is stated, such as title or tags"),
        Column("name", "str", "of a tag, its name; else empty"),
        Column("value", "str", "what it is"),
    ),
)


def write(story: Story, out: Path, stem: str) -> list[Path]:
    """Write STEM.txt, STEM.document.parquet (key, name, value) and STEM.<layer>.parquet for every layer.

    UsageError if pyarrow is not installed.
    """
    arrow, parquet = installed("pyarrow", "parquet"), installed("pyarrow.parquet", "parquet")
    written = [write_source_text(story, out / f"{stem}.txt")]
    tables = [(_DOCUMENT, _document(story))]
    for table in story.layers.values():
        name = table.layer.name
        tables.append((table.layer, frame_columns(story, name, range(table.rows), text=name in TEXT_LAYERS)))
    for layer, columns in tables:
        target = out / f"{stem}.{layer.name}.parquet"
        with replacing(target) as temporary:
            parquet.write_table(_table(arrow, story, layer, columns), temporary)
        written.append(target)
    return written


def _document(story: Story) -> list[FrameColumn]:
    values = zip(*((key, name, str(value)) for key, name, value in document_rows(story)), strict=True)
    return [
        FrameColumn(column, np.array(given, dtype=object))
        for column, given in zip(_DOCUMENT.columns, values, strict=True)
    ]


def _table(arrow: Any, story: Story, layer: Layer, columns: Iterable[FrameColumn]) -> Any:
    fields, arrays = [], []
    for one in columns:
        array = _array(arrow, one)
        fields.append(arrow.field(one.column.name, array.type, metadata=_about_column(one.column)))
        arrays.append(array)
    metadata = {"fabula": json.dumps(about(story)), "layer": layer.meaning}
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=metadata))


def _about_column(column: Column) -> dict[str, str]:
    given = {"meaning": column.meaning, "unit": column.unit, "refers_to": column.refers_to or ""}
    return {key: value for key, value in given.items() if value}


def _array(arrow: Any, one: FrameColumn) -> Any:
    column, values = one.column, one.values
    if column.dtype == "code":
        return arrow.DictionaryArray.from_arrays(arrow.array(values), arrow.array(column.vocabulary, arrow.string()))
    if column.dtype == "str":
        return arrow.array(exact(values.tolist()), arrow.string())
    return arrow.array(values, mask=one.none)
