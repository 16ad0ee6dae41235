""".fabula files, damaged by the byte, and by the row as someone would who can make their checksum."""

from __future__ import annotations

import atexit
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from unittest import mock

from fabula.store import open_story, save, search
from fabula.store.ddl import PAGE_SIZE
from fabula.story import Story
from tests.robust.made_stories import made_story
from tests.stories import ferry

_VALUES = (
    "NULL", "-1", "-2", "0", "1", "2", "7", "255", "2147483647", "2147483648", "-9223372036854775808", "0.5", "1e300",
    "-0.0", "9e999", "''", "'x'", "'said'", "x''", "x'00'", "x'ff'", "x'eda080'", "zeroblob(4)", "zeroblob(4096)",
    "char(0)", "char(8238)", "'PROP'", "'speech'", "'none'", "'she/her'",
)  # fmt: skip
_FORGED = "forged"


@cache
def _own() -> Path:
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="fabula-fuzz-", dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def folder() -> Path:
    """Where this process keeps the files that it tries: in memory where the system has such a place."""
    made = _own() / str(os.getpid())
    made.mkdir(exist_ok=True)
    return made


@cache
def seeds() -> tuple[bytes, ...]:
    """Files to damage: a story, and some made at random."""
    rng = random.Random(1)
    stories = [ferry(), *(made_story(rng) for _ in range(5))]
    return tuple(save(story, folder() / "seed.fabula").read_bytes() for story in stories)


def damaged_file(rng: random.Random) -> bytes:
    """The bytes of a .fabula file with bytes or pages changed, or with cells, rows and tables changed and forged."""
    data = rng.choice(seeds())
    return _by_byte(rng, data) if rng.random() < 0.4 else _by_row(rng, data)


def _by_byte(rng: random.Random, whole: bytes) -> bytes:
    data, kind = bytearray(whole), rng.random()
    pages = len(data) // PAGE_SIZE
    one, two = (rng.randrange(pages) * PAGE_SIZE for _ in range(2))
    if kind < 0.6:
        used = [at for at, byte in enumerate(whole) if byte]
        for _ in range(rng.choice((1, 1, 2, 8, 40))):
            at = rng.choice((rng.randrange(len(data)), rng.choice(used), rng.randrange(120), one + rng.randrange(16)))
            data[at] = rng.choice((data[at] ^ (1 << rng.randrange(8)), 0, 255, rng.randrange(256)))
    elif kind < 0.7:
        data[one : one + PAGE_SIZE], data[two : two + PAGE_SIZE] = whole[two:][:PAGE_SIZE], whole[one:][:PAGE_SIZE]
    elif kind < 0.8:
        data[one : one + PAGE_SIZE] = whole[two:][:PAGE_SIZE]
    elif kind < 0.9:
        at = rng.randrange(len(data))
        data[at : at + 64] = bytes(len(data[at : at + 64]))
    else:
        del data[rng.randrange(len(data)) :]
    return bytes(data)


def _by_row(rng: random.Random, whole: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(whole)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema ORDER BY name")]
        for _ in range(rng.choice((1, 1, 2, 3))):
            try:
                database.execute(_statement(rng, database, rng.choice(tables)))
            except sqlite3.Error:
                continue  # some statements are not for that table
        if rng.random() < 0.9:
            with suppress(sqlite3.Error):  # the table may be gone
                database.execute(f"UPDATE document SET value = '{_FORGED}' WHERE key = 'checksum'")
        return database.serialize()


def _statement(rng: random.Random, database: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    (rows,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    column, row = rng.choice(columns), rng.randrange(rows + 1)
    here = f'WHERE rowid = (SELECT rowid FROM "{table}" LIMIT 1 OFFSET {row})'
    kind = rng.random()
    if kind < 0.7:
        other = f'(SELECT "{column}" FROM "{table}" LIMIT 1 OFFSET {rng.randrange(rows + 1)})'
        value = rng.choice((*_VALUES, other, f'"{column}" + 1', f'"{column}" - 1', f'"{column}" || "{column}"'))
        return f'UPDATE "{table}" SET "{column}" = {value} {rng.choice((here, here, here, ""))}'
    if kind < 0.85:
        return f'DELETE FROM "{table}" {rng.choice((here, here, here, ""))}'
    if kind < 0.95:
        names = ", ".join(f'"{name}"' for name in columns[1:])
        return f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{table}" LIMIT 1 OFFSET {row}'
    return rng.choice(
        (f'DROP TABLE "{table}"', f'ALTER TABLE "{table}" ADD COLUMN more', f'CREATE TABLE more ("{column}")')
    )


def check_file(data: bytes, whole: Callable[[Story], object]) -> str:
    """Open and search what may be damaged; `whole` looks at what opens only because its checksum is forged."""
    path = folder() / "x.fabula"
    path.write_bytes(data)
    if _FORGED.encode() in data:
        with mock.patch("fabula.store.read.checksum", lambda rows, layers: _FORGED):
            story = open_story(path)
            whole(story)
            search(path, "row")
        return story.text
    story = open_story(path)
    assert any(_same(story, seed) for seed in _stories()), "another story than was saved"
    search(path, "row")
    return story.text


@cache
def _stories() -> tuple[Story, ...]:
    opened = []
    for data in seeds():
        path = folder() / "seed.fabula"
        path.write_bytes(data)
        opened.append(open_story(path))
    return tuple(opened)


def _same(one: Story, other: Story) -> bool:
    known = one.text, one.metadata, one.warnings, one.document.warnings, one.version, one.model, one.given_cast
    return known == (
        other.text, other.metadata, other.warnings, other.document.warnings, other.version, other.model,
        other.given_cast,
    ) and all(table == other.layers[name] for name, table in one.layers.items())  # fmt: skip
