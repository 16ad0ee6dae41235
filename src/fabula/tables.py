"""Tables: what a layer and its columns are, and a layer's columns as read-only numpy arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Dtype = Literal["i4", "f4", "bool", "str", "code"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `dtype` i4, f4, bool, str (numpy objects) or code (int8 into `vocabulary`).

    In a column that is `optional` or refers to a row, -1 says that there is none, or none known.
    """

    name: str
    dtype: Dtype
    meaning: str
    unit: str = ""
    refers_to: str | None = None
    vocabulary: tuple[str, ...] = ()
    optional: bool = False

    @property
    def may_be_none(self) -> bool:
        """Whether -1 stands for none."""
        return self.optional or self.refers_to is not None

    @property
    def numpy_dtype(self) -> np.dtype[Any]:
        """The dtype in memory; little-endian on disk."""
        return np.dtype({"i4": "<i4", "f4": "<f4", "bool": "?", "str": "O", "code": "i1"}[self.dtype])


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `storage` says how a .fabula file keeps it: as queryable rows, or as raw column blobs."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    storage: Literal["rows", "blobs"] = "rows"

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"layer {self.name!r} has no column {name!r}")


class Table(Mapping[str, Array]):
    """One layer's columns: a read-only mapping from column name to a 1-d array, all of one length."""

    __slots__ = ("_columns", "layer", "rows")

    def __init__(self, layer: Layer, columns: Mapping[str, Any]) -> None:
        """Take one array-like per column of `layer`; ValueError if they do not fit it."""
        names = [column.name for column in layer.columns]
        if set(columns) != set(names):
            raise ValueError(f"layer {layer.name!r} has columns {names}, got {sorted(columns)}")
        made: dict[str, Array] = {}
        for column in layer.columns:
            array = _as_array(columns[column.name], column)
            array.flags.writeable = False
            made[column.name] = array
        lengths = {len(array) for array in made.values()}
        if len(lengths) != 1:
            raise ValueError(f"layer {layer.name!r}: columns of different lengths {sorted(lengths)}")
        self.layer = layer
        self.rows: int = lengths.pop()
        self._columns = made

    @classmethod
    def empty(cls, layer: Layer) -> Table:
        """A table of no rows."""
        return cls(layer, {column.name: [] for column in layer.columns})

    @classmethod
    def of_rows(cls, layer: Layer, rows: list[tuple[Any, ...]]) -> Table:
        """A table from rows whose values stand in the order of the layer's columns."""
        columns = list(zip(*rows, strict=True)) if rows else [() for _ in layer.columns]
        return cls(layer, {column.name: values for column, values in zip(layer.columns, columns, strict=True)})

    def __getitem__(self, name: str) -> Array:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        """The number of columns; `rows` is the number of rows."""
        return len(self._columns)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.layer.name == other.layer.name and all(
            np.array_equal(array, other[name]) for name, array in self.items()
        )

    __hash__ = None  # type: ignore[assignment]

    def with_columns(self, **columns: Any) -> Table:
        """A copy with some columns replaced."""
        return Table(self.layer, {**self._columns, **columns})

    def decoded(self, name: str, row: int) -> Any:
        """One cell as a plain Python value: codes as their words, numbers as int, float or bool."""
        column, value = self.layer.column(name), self._columns[name][row]
        if column.dtype == "code":
            return column.vocabulary[int(value)]
        return value if column.dtype == "str" else value.item()


def _as_array(values: Any, column: Column) -> Array:
    """An own, contiguous copy of `values` in the column's dtype; codes may be given as words."""
    if column.dtype == "str":
        array: Array = np.empty(len(values), dtype=object)
        # Columns with a value per word repeat few values: equal ones share one object.
        known: dict[str, str] = {}
        array[:] = [known.setdefault(text, text) for text in map(str, values)]
        return array
    if column.dtype == "code" and len(values) and isinstance(values[0], str):
        number = {word: code for code, word in enumerate(column.vocabulary)}
        values = [number[word] for word in values]
    return np.array(values, dtype=column.numpy_dtype)
