"""The JSON Schema of the JSON export, made from the schema of the layers.

`story.schema.json` beside this module is its text: `python -m fabula.exports.json_schema > story.schema.json`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from fabula.exports.plain import TEXT_LAYERS
from fabula.layers import SCHEMA, Column, Layer
from fabula.store.ddl import SCHEMA_NUMBER

_TYPES: dict[str, dict[str, Any]] = {
    "i4": {"type": "integer"},
    "f4": {"type": "number"},
    "bool": {"type": "boolean"},
    "str": {"type": "string"},
}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_STRINGS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}


def schema() -> dict[str, Any]:
    """The JSON Schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A story as Fabula exports it, schema {SCHEMA_NUMBER}",
        "description": "Offsets are half-open code-point offsets [start, end) into document.text. A reference is the "
        "id, or the position, of a row of another layer; null says that none is known.",
        **object_schema(
            {
                "fabula": about_schema(),
                "document": _document(),
                **{layer.name: _layer(layer) for layer in SCHEMA.values()},
            }
        ),
    }


def about_schema() -> dict[str, Any]:
    """The schema of what every export in JSON says of its making."""
    return object_schema(
        {
            "version": _text("the version of Fabula that read the story"),
            "model": _text("the version of its model"),
            "schema": {"const": SCHEMA_NUMBER},
            "input_sha256": _text("SHA-256 of the bytes that were read, in hexadecimal"),
        }
    )


def object_schema(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object of just these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _text(meaning: str) -> dict[str, Any]:
    return {"type": "string", "description": meaning}


def _document() -> dict[str, Any]:
    return object_schema(
        {
            "title": _text("as the source states it; empty if it does not"),
            "author": _text("as the source states it; empty if it does not"),
            "language": _text("BCP 47 tag that the source declares; empty if it does not"),
            "source_name": _text("the file's name without its folder"),
            "format": _text("text, markdown, html, epub, docx, odt, rtf or tei; perhaps /ao3 or /gutenberg behind it"),
            "encoding": _text("of the source"),
            "summary": _text("the author's summary"),
            "notes": _STRINGS | {"description": "author's notes, which are no story text"},
            "tags": {"type": "array", "items": object_schema({"key": {"type": "string"}, "value": {"type": "string"}})},
            "warnings": _STRINGS,
            "text": _text("the text that every offset indexes, in code points"),
        }
    )


def _layer(layer: Layer) -> dict[str, Any]:
    if layer.storage == "blobs":
        arrays = {column.name: {"type": "array", "items": _cell(column)} for column in layer.columns}
        return {"description": f"{layer.meaning} Columns, all of one length.", **object_schema(arrays)}
    properties: dict[str, Any] = {"id": _COUNT | {"description": "row number"}}
    for column in layer.columns:
        properties[column.name] = _cell(column)
        if column.name == "end" and layer.name in TEXT_LAYERS:
            properties["text"] = _text("its text as a reader sees it, without mark-up and hard wraps")
    if layer.name == "characters":
        properties["aliases"] = _STRINGS | {"description": "names, most used first"}
        properties["alias_counts"] = {
            "type": "object",
            "additionalProperties": _COUNT,
            "description": "how often each name is used",
        }
        properties["quotes"] = _COUNT | {"description": "how many rows of quotes"}
    elif layer.name == "quotes":
        properties["addressees"] = _ids("whom it is said to: ids of characters, likeliest first; see addressees")
    elif layer.name == "conversations":
        properties["participants"] = _ids("ids of the characters who speak or are addressed; see participants")
    return {"description": layer.meaning, "type": "array", "items": object_schema(properties)}


def _ids(meaning: str) -> dict[str, Any]:
    return {"type": "array", "items": _COUNT, "description": meaning}


def _cell(column: Column) -> dict[str, Any]:
    meaning = column.meaning + (f" ({column.unit})" if column.unit else "")
    if column.dtype == "code":
        return {"enum": list(column.vocabulary), "description": meaning}
    cell = dict(_TYPES[column.dtype])
    if column.may_be_none:
        cell = {"type": ["integer", "null"], "minimum": 0}
        meaning += f"; a row of {column.refers_to}" if column.refers_to else ""
    elif column.unit == "code points":
        cell["minimum"] = 0
    elif column.unit == "0 to 1":
        cell |= {"minimum": 0, "maximum": 1}
    return {**cell, "description": meaning}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=True) + "\n")
