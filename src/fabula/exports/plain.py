"""Layers as plain values for files: words for codes, None for "none known", the text of spans."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from pathlib import Path
from typing import Any

from fabula.document import Metadata
from fabula.errors import OutputError
from fabula.layers import Array, Column, Table
from fabula.store.atomic import write_text
from fabula.store.ddl import SCHEMA_NUMBER
from fabula.story import Story
from fabula.story.frames import texts

__all__ = [
    "TEXT_LAYERS", "about", "column_values", "document_rows", "layer_texts", "lists_of", "texts", "write_source_text",
]  # fmt: skip
TEXT_LAYERS = ("paragraphs", "sentences", "tokens", "supersenses", "mentions", "quotes")
"""The layers of spans whose text exports give; that of the others would say nothing new."""


def about(story: Story) -> dict[str, Any]:
    """What every export carries: versions, the schema's number, and the hash of the bytes that were read."""
    return {
        "version": story.version,
        "model": story.model,
        "schema": SCHEMA_NUMBER,
        "input_sha256": story.metadata.sha256,
    }


def document_rows(story: Story) -> list[tuple[str, str, Any]]:
    """What is known of a story as a whole: key, name (of a tag), value; a key may repeat."""
    rows: list[tuple[str, str, Any]] = [
        ("fabula" if key == "version" else key, "", value) for key, value in about(story).items()
    ]
    for field in fields(Metadata):
        value = getattr(story.metadata, field.name)
        if field.name == "tags":
            rows.extend(("tags", name, item) for name, item in value)
        elif isinstance(value, tuple):
            rows.extend((field.name, "", item) for item in value)
        elif field.name != "sha256":
            rows.append((field.name, "", value))
    rows.extend(("warnings", "", warning) for warning in story.warnings)
    return rows


def column_values(table: Table, name: str) -> list[Any]:
    """One column as plain values: codes as words, -1 in a reference as None, floats in as few digits as tell them."""
    column, array = table.layer.column(name), table[name]
    if column.dtype == "f4":
        return [float(str(value)) for value in array]
    return _values(column, array)


def _values(column: Column, array: Array) -> list[Any]:
    values: list[Any] = array.tolist()
    if column.dtype == "code":
        return [column.vocabulary[code] for code in values]
    if column.may_be_none:
        return [None if value < 0 else value for value in values]
    return values


def layer_texts(story: Story, layer: str) -> list[str]:
    """The text of every row of a layer of spans."""
    return texts(story, story.layers[layer]["start"], story.layers[layer]["end"])


def lists_of(story: Story, layer: str, owner: str, owners: int) -> list[list[int]]:
    """For each of the rows that column `owner` of a layer refers to, the characters of the layer's rows, in order."""
    lists: list[list[int]] = [[] for _ in range(owners)]
    table = story.layers[layer]
    for row, character in zip(table[owner].tolist(), table["character"].tolist(), strict=True):
        lists[row].append(character)
    return lists


def write_source_text(story: Story, target: Path) -> Path:
    """Write the text that the offsets index, exactly; OutputError if that would change the file it was read from.

    A lone surrogate, which no file of UTF-8 can hold, becomes one `?`, so that offsets stay right.
    """
    try:
        old = target.read_bytes() if target.is_file() else None
    except OSError:
        old = None
    if old is not None and story.metadata.sha256 and hashlib.sha256(old).hexdigest() == story.metadata.sha256:
        if old == story.text.encode("utf-8", "replace"):
            return target
        raise OutputError(f"cannot write {target}: it is the file the story was read from. Choose another folder.")
    return write_text(target, story.text)
