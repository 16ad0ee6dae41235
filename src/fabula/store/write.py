"""Saving a story as a .fabula file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

from fabula.document import Metadata
from fabula.errors import OutputError
from fabula.sources.casts import format_entry
from fabula.store.atomic import replacing
from fabula.store.checks import check_layers, checksum
from fabula.store.ddl import (
    APPLICATION_ID,
    BLOB_LAYERS,
    PAGE_SIZE,
    ROW_LAYERS,
    SCHEMA_NUMBER,
    blob_dtype,
    cells,
    coded,
    fill_index,
    index_checksum,
    notes,
    require_fts5,
    statements,
    stored_text,
)
from fabula.store.search import paragraph_texts
from fabula.story import Story


def save(story: Story, path: str | Path) -> Path:
    """Write `story` to `path`, replacing an older file whole or not at all, and return the path.

    The same story gives the same bytes with the same version of SQLite. OutputError if it cannot be written;
    ValueError if its layers contradict the schema, which no reading does.
    """
    path = Path(path)
    check_layers(len(story.text), story.layers)
    require_fts5()
    with replacing(path) as temporary:
        try:
            # The file that replaces the old one is complete before it moves: a journal would protect nothing.
            with closing(sqlite3.connect(temporary, isolation_level=None)) as database:
                database.text_factory = bytes
                database.execute("PRAGMA encoding = 'UTF-8'")
                database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
                database.execute("PRAGMA auto_vacuum = NONE")
                database.execute("PRAGMA journal_mode = OFF")
                database.execute("PRAGMA synchronous = OFF")
                database.execute("PRAGMA cache_size = -65536")
                database.execute("BEGIN")
                _fill(database, story)
                database.execute("COMMIT")
                # FTS5 writes the last of its index when a transaction ends; only then can it be summed.
                database.execute("BEGIN")
                _fill_document(database, story)
                database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                database.execute(f"PRAGMA user_version = {SCHEMA_NUMBER}")
                database.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(f"cannot write {path}: {error}. Check the disk's free space and the folder.") from error
    return path


def _fill(database: sqlite3.Connection, story: Story) -> None:
    for statement in statements():
        database.execute(statement)
    for layer in ROW_LAYERS:
        table = story.layers[layer.name]
        columns = [cells(column, table[column.name]) for column in layer.columns]
        places = ", ".join("?" * (len(columns) + 1))
        database.executemany(
            f'INSERT INTO "{layer.name}" VALUES ({places})',
            zip(range(table.rows), *columns, strict=True),
        )
    _fill_blobs(database, story)
    database.executemany(
        "INSERT INTO schema_notes VALUES (?, ?, ?, ?, ?, ?)", ((i, *row) for i, row in enumerate(notes()))
    )
    fill_index(database, paragraph_texts(story))


def _fill_blobs(database: sqlite3.Connection, story: Story) -> None:
    texts: list[tuple[str, str, int, str | bytes]] = []
    columns = [(layer, column) for layer in BLOB_LAYERS for column in layer.columns]
    for i, (layer, column) in enumerate(columns):
        values = story.layers[layer.name][column.name]
        if column.dtype == "str":
            values, distinct = coded(values)
            texts += [(layer.name, column.name, code, stored_text(text)) for code, text in enumerate(distinct)]
        row = (i, layer.name, column.name, blob_dtype(column).str, len(values), values.tobytes())
        database.execute("INSERT INTO blobs VALUES (?, ?, ?, ?, ?, ?)", row)
    database.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?)", ((i, *row) for i, row in enumerate(texts)))


def _fill_document(database: sqlite3.Connection, story: Story) -> None:
    rows = document_rows(story)
    rows.append(("index", None, index_checksum(database)))
    rows.append(("checksum", None, checksum(rows, story.layers)))
    database.executemany(
        "INSERT INTO document (id, key, name, value) VALUES (?, ?, ?, ?)",
        (
            (i, key, None if name is None else stored_text(name), stored_text(value))
            for i, (key, name, value) in enumerate(rows)
        ),
    )


def document_rows(story: Story) -> list[tuple[str, str | None, str]]:
    """The rows of `document` but for the checksum: (key, name, value), every key at least once unless many-valued."""
    rows: list[tuple[str, str | None, str]] = [("fabula", None, story.version), ("model", None, story.model)]
    for field in fields(Metadata):
        value = getattr(story.metadata, field.name)
        if isinstance(value, str):
            rows.append((field.name, None, value))
        elif field.name == "tags":
            rows.extend(("tags", name, item) for name, item in value)
        else:
            rows.extend((field.name, None, item) for item in value)
    rows.extend(("cast", None, format_entry(entry)) for entry in story.given_cast)
    rows.extend(("source_warnings", None, warning) for warning in story.document.warnings)
    rows.extend(("warnings", None, warning) for warning in story.warnings)
    rows.append(("text", None, story.text))
    return rows
