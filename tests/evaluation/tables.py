"""Layers made of the columns that a test is about."""

from __future__ import annotations

from typing import Any

from fabula.layers import Layer, Table

_EMPTY: dict[str, Any] = {"i4": 0, "f4": 0.0, "bool": False, "str": "", "code": 0}


def filled(layer: Layer, rows: list[dict[str, Any]]) -> Table:
    """A table of rows; what they do not say is -1 for references, else empty. Codes may be words."""
    columns: dict[str, list[Any]] = {}
    for column in layer.columns:
        empty = -1 if column.refers_to else _EMPTY[column.dtype]
        values = [row.get(column.name, empty) for row in rows]
        if column.dtype == "code":
            values = [column.vocabulary.index(value) if isinstance(value, str) else value for value in values]
        columns[column.name] = values
    unknown = {name for row in rows for name in row} - set(columns)
    if unknown:
        raise KeyError(f"layer {layer.name!r} has no columns {sorted(unknown)}")
    return Table(layer, columns)
