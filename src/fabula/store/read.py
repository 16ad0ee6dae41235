"""Opening a .fabula file: read-only, everything checked before it is believed."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from fabula.document import Document, Metadata
from fabula.errors import FabulaError, FormatError, InputError
from fabula.layers import DOCUMENT_LAYERS, Array, Column, Layer, Table
from fabula.sources.casts import parse_entry
from fabula.store.checks import check_layers, checksum
from fabula.store.ddl import (
    APPLICATION_ID,
    BLOB_LAYERS,
    FTS_SHADOWS,
    PAGE_SIZE,
    ROW_LAYERS,
    SCHEMA_NUMBER,
    blob_dtype,
    statements,
)
from fabula.story import Story

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_MOST_TEXT = 1 << 30
_LONGEST_REASON = 200
_AGAIN = "Read the story again to make a new file."
_SINGLE = ("fabula", "model", "text", "index", "checksum")
_MANY = ("source_warnings", "warnings", "cast")
_INT32 = np.iinfo(np.int32)


class _DamagedError(ValueError):
    """What is wrong with the file, in words."""


def open_story(path: str | Path) -> Story:
    """The story in a .fabula file.

    FormatError if the file is damaged, of another kind, of another version of the schema or hostile; InputError if it
    cannot be read at all.
    """
    path = Path(path)
    with opened(path) as database:
        return load(database)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file whose header and tables have been checked; errors in the block tell of a bad file."""
    size = _check_header(path)
    try:
        with closing(sqlite3.connect(_uri(path), uri=True, isolation_level=None)) as database:
            database.text_factory = bytes
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(size, _MOST_TEXT))
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA cell_size_check = ON")
            database.execute("PRAGMA query_only = ON")
            _check_tables(database)
            yield database
    except FabulaError:
        raise
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError) as error:
        # SQLite quotes what it found, line breaks and all.
        reason = " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__
        raise FormatError(str(path), f"damaged: {reason}", _AGAIN) from error


def _check_header(path: Path) -> int:
    """Check what the first 100 bytes say, before SQLite sees the file, and return its size."""
    name = str(path)
    try:
        if path.is_dir():
            raise InputError(name, "it is a folder", "Give a .fabula file.")
        with path.open("rb") as file:
            head = file.read(_HEADER)
            size = file.seek(0, 2)
    except FileNotFoundError as error:
        raise InputError(name, "no such file", "Check the path; `fabula read` makes .fabula files.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(name, f"cannot be read: {reason}", "Check the path and its permissions.") from error
    if not head:
        raise FormatError(name, "it is empty", _AGAIN)
    if not _MAGIC.startswith(head[: len(_MAGIC)]):
        raise FormatError(name, "not a .fabula file", "Make one with `fabula read`.")
    if len(head) < _HEADER:
        raise FormatError(name, f"damaged: only {size} bytes long", _AGAIN)
    page_size, write_version, read_version = struct.unpack_from(">HBB", head, 16)
    (pages,) = struct.unpack_from(">I", head, 28)
    user_version, application_id = struct.unpack_from(">i4xi", head, 60)
    if application_id != APPLICATION_ID:
        raise FormatError(name, "a database, but not a .fabula file", "Make one with `fabula read`.")
    if user_version > SCHEMA_NUMBER:
        raise FormatError(
            name,
            f"made by a newer Fabula (schema {user_version}; this one knows {SCHEMA_NUMBER})",
            "Upgrade it with `pip install --upgrade fabula`.",
        )
    if user_version != SCHEMA_NUMBER:
        raise FormatError(name, f"its schema {user_version} is not known ({SCHEMA_NUMBER} is)", _AGAIN)
    if (page_size, write_version, read_version) != (PAGE_SIZE, 1, 1):
        raise FormatError(name, "damaged: its header is not one that Fabula writes", _AGAIN)
    if size != pages * PAGE_SIZE:
        raise FormatError(name, f"damaged: {size} bytes long where its header says {pages * PAGE_SIZE}", _AGAIN)
    return size


def _uri(path: Path) -> str:
    """SQLite's name for a file that it shall neither change nor look beside: no journal of a stranger's is read."""
    # as_posix: drive letters and \\server\share become what SQLite expects after `file://`.
    absolute = path.absolute().as_posix()
    lead = "" if absolute.startswith("/") else "/"
    return f"file://{lead}{quote(absolute.encode('utf-8', 'surrogateescape'), safe='/:')}?mode=ro&immutable=1"


_SHADOW_SQL = re.compile(r"CREATE TABLE '(\w+)'\((?!.*\b(?:AS|GENERATED|CHECK|DEFAULT)\b)[\w, ()]+\)( WITHOUT ROWID)?")


def _check_tables(database: sqlite3.Connection) -> None:
    """No table, column, view, trigger or index but those that Fabula makes, told by their very SQL."""
    expected = set(statements())
    shadows = set(FTS_SHADOWS)
    for kind, name, table, sql in database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"):
        if kind != b"table" or name != table or not isinstance(name, bytes) or not isinstance(sql, bytes):
            raise _DamagedError("it holds more than tables")
        words = sql.decode("utf-8")
        shadow = _SHADOW_SQL.fullmatch(words)
        if words in expected:
            expected.remove(words)
        elif shadow and shadow[1].encode() == name and shadow[1] in shadows:
            shadows.remove(shadow[1])
        else:
            raise _DamagedError(f"a table that Fabula does not make: {name.decode(errors='replace')[:60]!r}")
    if expected or shadows:
        raise _DamagedError("a table is missing")


def load(database: sqlite3.Connection) -> Story:
    """The story in a database whose tables have been checked; ValueError or sqlite3.Error if it is damaged."""
    rows = [
        (_text(key), None if name is None else _text(name), _text(value))
        for key, name, value in _rows(database, "document", "key, name, value")
    ]
    values = {key: value for key, _, value in rows}
    if missing := [key for key in _SINGLE if key not in values]:
        raise _DamagedError(f"table document has no {missing[0]}")
    layers = {layer.name: _table(database, layer) for layer in ROW_LAYERS} | _blob_tables(database)
    check_layers(len(values["text"]), layers)
    if checksum([row for row in rows if row[0] != "checksum"], layers) != values["checksum"]:
        raise _DamagedError("its contents do not match their checksum")
    document = Document(
        values["text"],
        _metadata(rows),
        **{name: layers[name] for name in DOCUMENT_LAYERS},
        warnings=_all(rows, "source_warnings"),
    )
    return Story(
        document,
        layers,
        version=values["fabula"],
        model=values["model"],
        warnings=_all(rows, "warnings"),
        given_cast=tuple(map(parse_entry, _all(rows, "cast"))),
    )


def _metadata(rows: list[tuple[str, str | None, str]]) -> Metadata:
    given: dict[str, Any] = {}
    for field in fields(Metadata):
        if field.name == "tags":
            given["tags"] = tuple((name or "", value) for key, name, value in rows if key == "tags")
        elif isinstance(field.default, str):
            (given[field.name],) = _all(rows, field.name)
        else:
            given[field.name] = _all(rows, field.name)
    if unknown := {key for key, _, _ in rows} - set(given) - {*_SINGLE, *_MANY}:
        raise _DamagedError(f"table document has an unknown key {min(unknown)[:60]!r}")
    return Metadata(**given)


def _all(rows: list[tuple[str, str | None, str]], wanted: str) -> tuple[str, ...]:
    return tuple(value for key, _, value in rows if key == wanted)


def _rows(database: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table without their id, which must count from 0: a damaged tree cannot repeat or skip rows."""
    query = f'SELECT id, {columns} FROM "{table}" ORDER BY id'
    for number, (row, *values) in enumerate(database.execute(query)):
        if row != number:
            raise _DamagedError(f"table {table}: row {number} is missing")
        yield tuple(values)


def _table(database: sqlite3.Connection, layer: Layer) -> Table:
    names = ", ".join(f'"{column.name}"' for column in layer.columns)
    columns = list(zip(*_rows(database, layer.name, names), strict=True)) or [()] * len(layer.columns)
    read = _READ
    return Table(
        layer,
        {
            column.name: read[column.dtype](values, column, f"layer {layer.name}, column {column.name}")
            for column, values in zip(layer.columns, columns, strict=True)
        },
    )


def _integers(values: tuple[Any, ...], column: Column, where: str) -> Array:
    if column.may_be_none:
        values = tuple(-1 if value is None else value for value in values)
    if not set(map(type, values)) <= {int}:
        raise _DamagedError(f"{where}: not an integer")
    if values and not _INT32.min <= min(values) <= max(values) <= _INT32.max:
        raise _DamagedError(f"{where}: an integer of more than 32 bits")
    return np.array(values, dtype=np.int32)


def _booleans(values: tuple[Any, ...], column: Column, where: str) -> Array:  # noqa: ARG001 (one signature for all)
    if not set(values) <= {0, 1}:
        raise _DamagedError(f"{where}: neither 0 nor 1")
    return np.array(values, dtype=bool)


def _floats(values: tuple[Any, ...], column: Column, where: str) -> Array:  # noqa: ARG001
    if not set(map(type, values)) <= {float}:
        raise _DamagedError(f"{where}: not a number")
    wide = np.array(values, dtype=np.float64)
    if not (np.abs(wide) < np.finfo(np.float32).max).all():
        raise _DamagedError(f"{where}: a number out of range")
    return wide.astype(np.float32)


def _strings(values: tuple[Any, ...], column: Column, where: str) -> list[str]:  # noqa: ARG001
    if not set(map(type, values)) <= {bytes}:
        raise _DamagedError(f"{where}: not text")
    return [_text(value) for value in values]


def _codes(values: tuple[Any, ...], column: Column, where: str) -> Array:
    number = {word.encode(): code for code, word in enumerate(column.vocabulary)}
    if not set(values) <= set(number):
        raise _DamagedError(f"{where}: a word that is not in its vocabulary")
    return np.array([number[value] for value in values], dtype=np.int8)


_READ: dict[str, Callable[[tuple[Any, ...], Column, str], Any]] = {
    "i4": _integers, "bool": _booleans, "f4": _floats, "str": _strings, "code": _codes,
}  # fmt: skip


def _text(value: Any) -> str:
    if not isinstance(value, bytes):
        raise _DamagedError("a number where text should be")
    return value.decode("utf-8", "surrogatepass")


def _blob_tables(database: sqlite3.Connection) -> dict[str, Table]:
    """The layers kept as raw arrays; each one's length is compared with what it should be before it is loaded."""
    wanted = [(layer, column) for layer in BLOB_LAYERS for column in layer.columns]
    heads = list(_rows(database, "blobs", 'layer, "column", dtype, length, typeof(data), length(data)'))
    if len(heads) != len(wanted):
        raise _DamagedError(f"table blobs has {len(heads)} rows where {len(wanted)} are expected")
    texts = _texts(database)
    columns: dict[str, dict[str, Array]] = {layer.name: {} for layer in BLOB_LAYERS}
    for row, ((layer, column), (name, column_name, dtype, length, kind, size)) in enumerate(
        zip(wanted, heads, strict=True)
    ):
        where = f"layer {layer.name}, column {column.name}"
        expected = blob_dtype(column)
        if (name, column_name, dtype, kind) != (
            layer.name.encode(), column.name.encode(), expected.str.encode(), b"blob",
        ):  # fmt: skip
            raise _DamagedError(f"{where}: not the array that is expected")
        if type(length) is not int or size != length * expected.itemsize:
            raise _DamagedError(f"{where}: {size} bytes where {length} values are stated")
        (data,) = database.execute("SELECT data FROM blobs WHERE id = ?", (row,)).fetchone() or (b"",)
        if len(data) != size:
            raise _DamagedError(f"{where}: shorter than stated")
        if column.dtype == "bool" and data.strip(b"\0\1"):
            raise _DamagedError(f"{where}: neither 0 nor 1")
        values = np.frombuffer(data, dtype=expected)
        if column.dtype == "str":
            values = _decoded(values, texts[layer.name, column.name], where)
        columns[layer.name][column.name] = values
    return {layer.name: Table(layer, columns[layer.name]) for layer in BLOB_LAYERS}


def _texts(database: sqlite3.Connection) -> dict[tuple[str, str], list[str]]:
    """By layer and column: the texts that the codes of a column in `blobs` stand for."""
    found: dict[tuple[str, str], list[str]] = {
        (layer.name, column.name): [] for layer in BLOB_LAYERS for column in layer.columns if column.dtype == "str"
    }
    for layer, column, code, text in _rows(database, "texts", 'layer, "column", code, text'):
        known = found.get((_text(layer), _text(column)))
        if known is None or type(code) is not int or code != len(known):
            raise _DamagedError("table texts: a text that no column can hold")
        known.append(_text(text))
    return found


def _decoded(codes: Array, texts: list[str], where: str) -> Array:
    """The column that the codes stand for; only what `coded` makes is taken: each text once, in order, and used."""
    highest = np.maximum.accumulate(np.concatenate(([-1], codes.astype(np.int64))))
    if not ((codes >= 0) & (codes <= highest[:-1] + 1)).all() or highest[-1] + 1 != len(texts):
        raise _DamagedError(f"{where}: a code without a text, or a text without a code")
    if len(set(texts)) != len(texts):
        raise _DamagedError(f"{where}: a text that stands twice")
    return np.array(texts, dtype=object)[codes]
