"""The JSON export: one file, one top-level key per layer, described by `story.schema.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fabula.exports.plain import TEXT_LAYERS, about, column_values, layer_texts, lists_of
from fabula.layers import Layer
from fabula.store.atomic import replacing
from fabula.story import Story


def write(story: Story, out: Path, stem: str) -> list[Path]:
    """Write STEM.json: rows one to a line, so that files can be read and compared by line.

    Layers of many rows (tokens, sentences, ...) are objects of columns instead, as the schema says.
    """
    target = out / f"{stem}.json"
    # A lone surrogate, which UTF-8 cannot hold, is written as the escape \udXXX that JSON has for it; two that no
    # decoder joined would be joined by every reader of JSON, and all offsets behind them be wrong.
    with (
        replacing(target) as temporary,
        temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        file.writelines(_pieces(story))
    return [target]


def _pieces(story: Story) -> Iterator[str]:
    yield f'{{\n"fabula": {_json(about(story))},\n"document": '
    yield _lines(_document(story))
    for layer in (table.layer for table in story.layers.values()):
        yield f',\n"{layer.name}": '
        if layer.storage == "rows":
            rows = [_json(row) for row in layer_rows(story, layer)]
            yield "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
        else:
            yield _lines(columns(story, layer))
    yield "\n}\n"


def _lines(values: dict[str, Any]) -> str:
    return "{\n" + ",\n".join(f"{_json(key)}: {_json(value)}" for key, value in values.items()) + "\n}"


_UNJOINED = re.compile("(?<=[\ud800-\udbff])[\udc00-\udfff]")


def _json(value: Any) -> str:
    return _UNJOINED.sub("\ufffd", json.dumps(value, ensure_ascii=False, allow_nan=False))


def _document(story: Story) -> dict[str, Any]:
    values = asdict(story.metadata)
    del values["sha256"]
    values["notes"] = list(story.metadata.notes)
    values["tags"] = [{"key": key, "value": value} for key, value in story.metadata.tags]
    values["warnings"] = list(story.warnings)
    values["text"] = story.text
    return values


def layer_rows(story: Story, layer: Layer) -> list[dict[str, Any]]:
    """The rows of a layer as objects, with their id first and, for spans, their text."""
    table = story.layers[layer.name]
    given: dict[str, list[Any]] = {"id": list(range(table.rows))}
    for column in layer.columns:
        given[column.name] = column_values(table, column.name)
        if column.name == "end" and layer.name in TEXT_LAYERS:
            given["text"] = layer_texts(story, layer.name)
    if layer.name == "characters":
        given |= _character_columns(story)
    elif layer.name == "quotes":
        given["addressees"] = lists_of(story, "addressees", "quote", table.rows)
    elif layer.name == "conversations":
        given["participants"] = lists_of(story, "participants", "conversation", table.rows)
    return [dict(zip(given, values, strict=True)) for values in zip(*given.values(), strict=True)]


def _character_columns(story: Story) -> dict[str, list[Any]]:
    people = list(story.characters)
    return {
        "aliases": [list(person.aliases) for person in people],
        "alias_counts": [person.alias_counts for person in people],
        "quotes": [len(person.quotes) for person in people],
    }


def columns(story: Story, layer: Layer) -> dict[str, list[Any]]:
    """The columns of a layer; their text is left to `document.text`."""
    return {column.name: column_values(story.layers[layer.name], column.name) for column in layer.columns}
