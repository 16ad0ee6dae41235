"""Layers as data frames of pandas or polars: columns by the schema, words for codes, names beside references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from fabula.errors import UsageError
from fabula.layers import SCHEMA, Array, Column

if TYPE_CHECKING:
    from fabula.story.story import Story

Library = Literal["pandas", "polars"]
_NAMED = ("characters", "entities")
"""Layers whose rows have names, which stand beside references to them."""


@dataclass(frozen=True, slots=True)
class FrameColumn:
    """One column of a frame: what it is, and its values, 1-d, one per row.

    Of dtype i4, f4 or bool they are numbers, of code numbers into the vocabulary, of str Python strings, None for none.
    """

    column: Column
    values: Array

    @property
    def none(self) -> Array | None:
        """Which rows have no value, as booleans; None where every row has one."""
        return self.values < 0 if self.column.may_be_none else None


def frame_columns(story: Story, layer: str, rows: Array | range, *, text: bool = False) -> list[FrameColumn]:
    """The columns of a layer for some of its rows: `id`, those of the schema, `..._name` behind a reference, `text`.

    UsageError for a layer that does not exist, or for the text of one without spans.
    """
    if layer not in SCHEMA:
        raise UsageError(f"no layer {layer!r}: choose from {', '.join(SCHEMA)}")
    table = story.layers[layer]
    chosen: Array = np.asarray(rows, dtype=np.int32)
    columns = [FrameColumn(Column("id", "i4", "row number"), chosen)]
    for column in table.layer.columns:
        columns.append(FrameColumn(column, table[column.name][chosen]))
        if column.refers_to in _NAMED and layer != "characters":
            columns.append(_names(story, column, columns[-1].values))
    if text:
        if "start" not in table or "end" not in table:
            raise UsageError(f"layer {layer!r} has no spans, so no text")
        found = texts(story, table["start"][chosen], table["end"][chosen])
        columns.append(_text("text", "its text as a reader sees it", found))
    return columns


def texts(story: Story, starts: Array, ends: Array) -> list[str]:
    """The text of spans as a reader sees it, many at once."""
    visible = story.document.visible
    lows, highs = (np.searchsorted(visible.offsets[:-1], edge).tolist() for edge in (starts, ends))
    return [visible.text[low:high] for low, high in zip(lows, highs, strict=True)]


def layer_frame(story: Story, layer: str, rows: Array | range, library: str, *, text: bool = False) -> Any:
    """Rows of a layer as a frame. UsageError for a library that is not known or not installed."""
    return make_frame(frame_columns(story, layer, rows, text=text), library)


def utterance_frame(story: Story, rows: Array | range, library: str, *, text: bool = False) -> Any:
    """Utterances, which are no layer of their own, as a frame: a row for each, made of its quotations' rows."""
    chosen = [story.utterances[int(row)] for row in rows]
    i4 = {
        "id": ("number of the utterance", [utterance.index for utterance in chosen]),
        "start": ("where its first quotation starts", [utterance.start for utterance in chosen]),
        "end": ("where its last quotation ends, exclusive", [utterance.end for utterance in chosen]),
        "quotes": ("how many quotations it has", [len(utterance.quotes) for utterance in chosen]),
    }
    columns = [FrameColumn(Column(name, "i4", meaning), _int32(values)) for name, (meaning, values) in i4.items()]
    for name, layer in (("speaker", "characters"), ("conversation", "conversations")):
        told = [getattr(utterance, name) for utterance in chosen]
        column = Column(name, "i4", f"its {name}", refers_to=layer)
        columns.append(FrameColumn(column, _int32([-1 if view is None else view.index for view in told])))
        if layer in _NAMED:
            columns.append(_names(story, column, columns[-1].values))
    if text:
        columns.append(_text("text", "what it says", [utterance.text for utterance in chosen]))
    return make_frame(columns, library)


def make_frame(columns: Iterable[FrameColumn], library: str) -> Any:
    """A frame of pandas or polars. UsageError for another library, or for one that is not installed."""
    makers = {"pandas": _pandas, "polars": _polars}
    if library not in makers:
        raise UsageError(f"no frames of {library!r}: choose from {', '.join(makers)}")
    return makers[library](installed(library, library), columns)


def installed(module: str, extra: str) -> Any:
    """A module that only an extra brings; UsageError, naming the extra, if it is not there."""
    try:
        return import_module(module)
    except ImportError as error:
        cure = f"pip install 'fabula[{extra}]'"
        raise UsageError(f"{module.partition('.')[0]} is not installed, or does not work here: {cure}") from error


def exact(values: Iterable[str | None]) -> list[str | None]:
    """Strings as UTF-8 can hold them: a lone surrogate becomes `?`."""
    return [
        value if value is None or value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        for value in values
    ]


def _int32(values: list[int]) -> Array:
    return np.array(values, dtype=np.int32)


def _text(name: str, meaning: str, values: list[Any]) -> FrameColumn:
    array: Array = np.empty(len(values), dtype=object)
    array[:] = values
    return FrameColumn(Column(name, "str", meaning), array)


def _names(story: Story, column: Column, rows: Array) -> FrameColumn:
    known = story.layers[str(column.refers_to)]["name"]
    names = [known[row] if row >= 0 else None for row in rows.tolist()]
    return _text(f"{column.name}_name", f"the name of: {column.meaning}", names)


def _pandas(pandas: Any, columns: Iterable[FrameColumn]) -> Any:
    made = {}
    for one in columns:
        column, values, none = one.column, one.values, one.none
        if column.dtype == "code":
            made[column.name] = pandas.Categorical.from_codes(values, categories=list(column.vocabulary))
        elif none is not None:
            made[column.name] = pandas.arrays.IntegerArray(np.where(none, 0, values).astype(np.int32), none)
        elif column.dtype == "str":
            made[column.name] = pandas.array(exact(values.tolist()), dtype="string")
        else:
            made[column.name] = values.copy()
    return pandas.DataFrame(made)


def _polars(polars: Any, columns: Iterable[FrameColumn]) -> Any:
    made = []
    for one in columns:
        column, values, none = one.column, one.values, one.none
        if column.dtype == "code":
            words = [column.vocabulary[code] for code in values.tolist()]
            made.append(polars.Series(column.name, words, dtype=polars.Enum(list(column.vocabulary))))
        elif column.dtype == "str":
            made.append(polars.Series(column.name, exact(values.tolist()), dtype=polars.String))
        elif none is not None:
            plain = [None if value < 0 else value for value in values.tolist()]
            made.append(polars.Series(column.name, plain, dtype=polars.Int32))
        else:
            made.append(polars.Series(column.name, np.ascontiguousarray(values)))
    return polars.DataFrame(made)
