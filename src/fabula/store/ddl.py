"""The tables of a .fabula file, made from the schema of the layers."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

import numpy as np

from fabula.errors import OutputError
from fabula.layers import SCHEMA, Array, Column, Layer

SCHEMA_NUMBER = 4
"""`PRAGMA user_version`; rises with every change to the tables or to the layers."""
APPLICATION_ID = 0x46414255
"""`PRAGMA application_id`: the letters FABU."""
PAGE_SIZE = 4096
FTS_TABLE = "passages"
FTS_SHADOWS = frozenset(f"{FTS_TABLE}_{part}" for part in ("data", "idx", "content", "docsize", "config"))
"""The tables in which FTS5 keeps its index; their SQL is SQLite's own."""

ROW_LAYERS = tuple(layer for layer in SCHEMA.values() if layer.storage == "rows")
BLOB_LAYERS = tuple(layer for layer in SCHEMA.values() if layer.storage == "blobs")

_SQL_TYPE = {"i4": "INTEGER", "f4": "REAL", "bool": "INTEGER", "str": "TEXT", "code": "TEXT"}

_DOCUMENT = """CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  name TEXT,
  value TEXT NOT NULL
)"""
_BLOBS = """CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  layer TEXT NOT NULL,
  "column" TEXT NOT NULL,
  dtype TEXT NOT NULL,
  length INTEGER NOT NULL,
  data BLOB NOT NULL
)"""
_TEXTS = """CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  layer TEXT NOT NULL,
  "column" TEXT NOT NULL,
  code INTEGER NOT NULL,
  text TEXT NOT NULL
)"""
_NOTES = """CREATE TABLE schema_notes (
  id INTEGER PRIMARY KEY,
  layer TEXT NOT NULL,
  "column" TEXT,
  type TEXT,
  unit TEXT,
  meaning TEXT NOT NULL
)"""
_PASSAGES = f"CREATE VIRTUAL TABLE {FTS_TABLE} USING fts5(text, tokenize='unicode61 remove_diacritics 2')"

_TABLE_NOTES = (
    ("document", None, None, None, "The text, what the source says of itself, versions: one row per value."),
    (
        "document",
        "key",
        "TEXT",
        None,
        "what it is; `checksum` is SHA-256 over the text and all layers, `index` over the full-text index; `cast` is a "
        "line of the cast file that the reading stuck to",
    ),
    ("document", "name", "TEXT", None, "for key `tags`: the tag's key; else NULL"),
    ("blobs", None, None, None, "Columns with many values, as raw little-endian arrays."),
    ("blobs", "dtype", "TEXT", None, "numpy's name of the type of one value"),
    ("blobs", "length", "INTEGER", "values", "how many values"),
    (
        "texts",
        None,
        None,
        None,
        "For columns of text in `blobs`: each text once, with the code that stands for it there.",
    ),
    ("texts", "code", "INTEGER", None, "counted from 0 in each column, in the order in which the texts first occur"),
    (FTS_TABLE, None, None, None, "Full-text index (FTS5) over each paragraph as a reader sees it; rowid = its id."),
)


def statements() -> list[str]:
    """Every CREATE statement, in order."""
    return [_DOCUMENT, *(_table(layer) for layer in ROW_LAYERS), _BLOBS, _TEXTS, _NOTES, _PASSAGES]


def _table(layer: Layer) -> str:
    lines = ["id INTEGER PRIMARY KEY", *(_column(column) for column in layer.columns)]
    return f'CREATE TABLE "{layer.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _column(column: Column) -> str:
    sql = f'"{column.name}" {_SQL_TYPE[column.dtype]}'
    if column.refers_to is not None and SCHEMA[column.refers_to].storage == "rows":
        return sql + f' REFERENCES "{column.refers_to}" (id)'
    return sql if column.may_be_none else sql + " NOT NULL"


def notes() -> list[tuple[str, str | None, str | None, str | None, str]]:
    """The rows of `schema_notes` but for their id: layer, column, type, unit, meaning."""
    found: list[tuple[str, str | None, str | None, str | None, str]] = list(_TABLE_NOTES)
    for layer in SCHEMA.values():
        where = "" if layer.storage == "rows" else " (in blobs)"
        found.append((layer.name, None, None, None, layer.meaning + where))
        for column in layer.columns:
            stored = _SQL_TYPE[column.dtype] if layer.storage == "rows" else blob_dtype(column).str
            meaning = column.meaning
            if column.dtype == "str" and layer.storage == "blobs":
                meaning += "; the code of a text in texts"
            if column.vocabulary and layer.storage == "rows":
                meaning += ": one of " + ", ".join(column.vocabulary)
            elif column.vocabulary:
                meaning += ": " + ", ".join(f"{code} {word}" for code, word in enumerate(column.vocabulary))
            none = "NULL" if layer.storage == "rows" else "-1"
            if column.refers_to:
                meaning += f"; a row of {column.refers_to}, {none} for none known"
            elif column.optional:
                meaning += f"; {none} for none"
            found.append((layer.name, column.name, stored, column.unit or None, meaning))
    return found


def blob_dtype(column: Column) -> np.dtype[Any]:
    """The type of a column in `blobs`; for text, that of the codes which stand for it."""
    return np.dtype("<i4") if column.dtype == "str" else column.numpy_dtype


def coded(array: Array) -> tuple[Array, list[str]]:
    """A column of text as codes, int32, and the text of each code, in the order in which they first occur."""
    code_of: dict[str, int] = {}
    codes = [code_of.setdefault(text, len(code_of)) for text in array]
    return np.array(codes, dtype="<i4"), list(code_of)


def cells(column: Column, array: Array) -> list[Any]:
    """A column's values as SQLite takes them: codes as words, no reference as NULL, text as `stored_text`."""
    values: list[Any] = array.tolist()
    if column.dtype == "code":
        return [column.vocabulary[code] for code in values]
    if column.dtype == "str":
        return [stored_text(value) for value in values]
    if column.may_be_none:
        return [None if value < 0 else value for value in values]
    return values


def stored_text(text: str) -> str | bytes:
    """The text itself, or its bytes where lone surrogates keep it from being UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def require_fts5() -> None:
    """Raise OutputError if this Python's SQLite has no full-text search."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute(_PASSAGES)
    except sqlite3.OperationalError as error:
        raise OutputError(
            f"this Python's SQLite {sqlite3.sqlite_version} has no full-text search (FTS5): {error}. "
            "Use a Python from python.org, conda or your system's packages."
        ) from error
    finally:
        database.close()


def index_checksum(database: sqlite3.Connection) -> str:
    """SHA-256 over the full-text index's own tables, of which FTS5 notices damage only in part.

    The connection's text_factory must be bytes.
    """
    digest = hashlib.sha256()
    for query in (f"SELECT id, block FROM {FTS_TABLE}_data ORDER BY id", f"SELECT * FROM {FTS_TABLE}_idx"):
        for row in database.execute(query):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def fill_index(database: sqlite3.Connection, paragraphs: list[str]) -> None:
    """Put each paragraph's visible text into the full-text index, its row number as rowid."""
    database.executemany(
        f"INSERT INTO {FTS_TABLE} (rowid, text) VALUES (?, ?)",
        ((row, indexed_text(text)) for row, text in enumerate(paragraphs)),
    )
    # One segment instead of several: smaller, quicker to search, and no trace of how it was filled.
    database.execute(f"INSERT INTO {FTS_TABLE} ({FTS_TABLE}) VALUES ('optimize')")


_NOT_INDEXED = {0: " ", 1: " ", 2: " "} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def indexed_text(text: str) -> str:
    """`text`, of the same length, without what FTS5 cannot hold or what marks its hits: \\0, \\1, \\2, surrogates."""
    return text.translate(_NOT_INDEXED)
