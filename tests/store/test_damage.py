"""A damaged, foreign, newer or hostile file gives a FormatError or an equal Story; never anything else."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fabula.errors import FormatError, InputError
from fabula.store import open_story, save, search
from tests.stories import assert_same, ferry

SEED = 20240229


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return save(ferry(), tmp_path / "x.fabula")


def _open_or_refuse(path: Path) -> bool:
    """Whether the file was refused; what opens must be the story that was saved."""
    try:
        story = open_story(path)
    except FormatError as error:
        assert str(path) in str(error)
        assert "\n" not in str(error)
        return True
    assert_same(ferry(), story)
    return False


def _search_or_refuse(path: Path) -> None:
    try:
        found = search(path, "row")
    except FormatError:
        return
    assert all(passage in search(ferry(), "row") for passage in found)


def test_truncated_anywhere(path: Path) -> None:
    whole = path.read_bytes()
    lengths = {*range(0, 130), *range(0, len(whole), 509), len(whole) - 1}
    for length in sorted(lengths):
        path.write_bytes(whole[:length])
        assert _open_or_refuse(path), length


def test_bytes_changed(path: Path) -> None:
    whole, rng = path.read_bytes(), random.Random(SEED)
    used = [i for i, byte in enumerate(whole) if byte]
    refused = 0
    for case in range(500):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 1, 2, 8))):
            at = rng.choice((rng.randrange(len(data)), rng.choice(used), rng.randrange(120)))
            data[at] = rng.choice((data[at] ^ (1 << rng.randrange(8)), 0, 255, rng.randrange(256)))
        path.write_bytes(data)
        refused += _open_or_refuse(path)
        if case % 5 == 0:
            _search_or_refuse(path)
    assert refused > 100


def test_stretches_zeroed_doubled_and_swapped(path: Path) -> None:
    whole, rng, page = path.read_bytes(), random.Random(SEED), 4096
    for _ in range(150):
        data = bytearray(whole)
        one, two = (rng.randrange(1, len(data) // page) * page for _ in range(2))
        kind = rng.randrange(3)
        if kind == 0:
            at = rng.randrange(len(data))
            data[at : at + 64] = bytes(len(data[at : at + 64]))
        elif kind == 1:
            data[one : one + page] = whole[two : two + page]
        else:
            data[one : one + page], data[two : two + page] = whole[two : two + page], whole[one : one + page]
        path.write_bytes(data)
        _open_or_refuse(path)
        _search_or_refuse(path)


def _refused(path: Path, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        open_story(path)


def test_not_a_fabula_file(tmp_path: Path) -> None:
    path = tmp_path / "x.fabula"
    path.write_bytes(b"")
    _refused(path, "empty")
    path.write_bytes(b"Once upon a time" * 100)
    _refused(path, "not a .fabula file")
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (x)")
    _refused(path, "not a .fabula file")


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_story(tmp_path / "none.fabula")
    with pytest.raises(InputError, match="folder"):
        open_story(tmp_path)


def _changed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.create_function("patched", 2, lambda new, old: new + old[len(new) :])
        for statement in statements:
            database.execute(statement)


def test_newer_and_unknown_versions(path: Path) -> None:
    _changed(path, "PRAGMA user_version = 99")
    _refused(path, r"newer Fabula \(schema 99.*Upgrade")
    _changed(path, "PRAGMA user_version = 0")
    _refused(path, "schema 0 is not known")
    _changed(path, "PRAGMA user_version = -5")
    _refused(path, "schema -5 is not known")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON quotes BEGIN DELETE FROM quotes; END",
        "CREATE TABLE more (x)",
        "CREATE INDEX i ON quotes (speaker)",
        "ALTER TABLE quotes ADD COLUMN more TEXT",
        "DROP TABLE passages",
        "DROP TABLE quotes",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    ],
)
def test_other_tables(path: Path, statement: str) -> None:
    _changed(path, statement)
    _refused(path, "damaged")


def test_a_view_in_place_of_a_table(path: Path) -> None:
    _changed(path, "DROP TABLE blobs", "CREATE VIEW blobs AS SELECT * FROM document")
    _refused(path, "more than tables")


def test_an_edit_without_a_checksum_is_damage(path: Path) -> None:
    _changed(path, "UPDATE quotes SET speaker = 0 WHERE id = 1")
    _refused(path, "checksum")


def _forged(path: Path, statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change the file as someone would who can also make its checksum."""
    monkeypatch.setattr("fabula.store.read.checksum", lambda rows, layers: "forged")
    _changed(path, statement, "UPDATE document SET value = 'forged' WHERE key = 'checksum'")


# In blobs, the columns of sentences begin at id 10, those of tokens at 14, those of supersenses at 26.
@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE quotes SET speaker = 2 WHERE id = 0", "speaker: refers to a row of characters"),
        ("UPDATE quotes SET speaker = -2 WHERE id = 0", "speaker: refers"),
        ("UPDATE quotes SET speaker = 'x' WHERE id = 0", "speaker: not an integer"),
        ("UPDATE quotes SET start = 5000000000 WHERE id = 0", "more than 32 bits"),
        ('UPDATE quotes SET start = 18, "end" = 17 WHERE id = 0', "ends before it starts"),
        ('UPDATE quotes SET "end" = 1000 WHERE id = 2', "outside the text"),
        ("UPDATE quotes SET start = -1 WHERE id = 0", "outside the text"),
        ('UPDATE quotes SET start = 0, "end" = 1 WHERE id = 2', "not in order"),
        ("UPDATE quotes SET kind = 'song' WHERE id = 2", "not in its vocabulary"),
        ("UPDATE quotes SET confidence = 1.5 WHERE id = 2", "not a number 0 to 1"),
        ("UPDATE quotes SET confidence = 9e999 WHERE id = 2", "out of range"),
        ("UPDATE quotes SET confidence = 1e300 WHERE id = 2", "out of range"),
        ("UPDATE quotes SET end_token = 1000 WHERE id = 2", "past the last token"),
        ("UPDATE quotes SET id = 77 WHERE id = 2", "row 2 is missing"),
        ("UPDATE characters SET narrator = 2 WHERE id = 1", "neither 0 nor 1"),
        ("UPDATE characters SET name = x'ff' WHERE id = 1", "decode"),
        ("DELETE FROM characters WHERE id = 0", "row 0 is missing"),
        ("UPDATE blobs SET length = 1000000000 WHERE id = 0", "are stated"),
        ("UPDATE blobs SET data = x'00' WHERE id = 12", "are stated"),
        ("UPDATE blobs SET data = zeroblob(0), length = -1 WHERE id = 12", "are stated"),
        ("UPDATE blobs SET data = zeroblob(0), length = 0 WHERE id = 12", "different lengths"),
        ("UPDATE blobs SET dtype = '|O' WHERE id = 12", "not the array that is expected"),
        ("UPDATE blobs SET data = 'text' WHERE id = 12", "not the array that is expected"),
        ("DELETE FROM blobs WHERE id = 3", "row 3 is missing"),
        ("UPDATE texts SET text = 'said' WHERE id = 0", "lemma: a text that stands twice"),
        ("UPDATE texts SET text = x'ff' WHERE id = 0", "decode"),
        ("UPDATE texts SET code = 7 WHERE id = 0", "a text that no column can hold"),
        ("UPDATE texts SET code = 0.5 WHERE id = 0", "a text that no column can hold"),
        ("UPDATE texts SET layer = 'quotes' WHERE id = 0", "a text that no column can hold"),
        ("DELETE FROM texts WHERE id = 1", "row 1 is missing"),
        ("DELETE FROM texts WHERE id = (SELECT max(id) FROM texts)", "features: a code without a text"),
        ("INSERT INTO texts SELECT max(id) + 1, layer, column, 2, 'more' FROM texts", "or a text without a code"),
        ("UPDATE blobs SET data = patched(x'FFFFFFFF', data) WHERE id = 18", "lemma: a code without a text"),
        ("UPDATE blobs SET data = patched(x'FFFFFF7F', data) WHERE id = 18", "lemma: a code without a text"),
        ("UPDATE blobs SET data = patched(x'01000000', data) WHERE id = 18", "lemma: a code without a text"),
        ("UPDATE blobs SET data = x'00' WHERE id = 18", "lemma: 1 bytes where"),
        ("UPDATE blobs SET dtype = '<i8' WHERE id = 18", "lemma: not the array that is expected"),
        ("UPDATE blobs SET data = patched(x'FFFFFF7F', data) WHERE id = 22", "head: refers to a row of tokens"),
        ("UPDATE blobs SET data = patched(x'FEFFFFFF', data) WHERE id = 22", "head: refers to a row of tokens"),
        ("UPDATE blobs SET data = patched(x'00000000', data) WHERE id = 22", "head: a token is its own head"),
        ("UPDATE blobs SET data = patched(x'02000000', data) WHERE id = 22", "head of a token is in another sentence"),
        ("UPDATE blobs SET data = patched(x'11', data) WHERE id = 19", "upos: a code without a word"),
        ("UPDATE blobs SET data = patched(x'02', data) WHERE id = 24", "event: neither 0 nor 1"),
        ("UPDATE blobs SET data = patched(x'0000C07F', data) WHERE id = 25", "event_confidence: not a number"),
        ("UPDATE blobs SET data = patched(x'60000000', data) WHERE id = 27", "supersenses: spans overlap"),
        ("DELETE FROM document WHERE key = 'text'", "missing"),
        ("UPDATE document SET key = 'txet' WHERE key = 'text'", "has no text"),
        ("UPDATE document SET key = 'colour' WHERE key = 'title'", "damaged"),
        ("UPDATE document SET key = 'colour' WHERE key = 'tags'", "unknown key 'colour'"),
        ("UPDATE document SET value = 'short' WHERE key = 'text'", "outside the text"),
    ],
)
def test_forged_contents(path: Path, statement: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _forged(path, statement, monkeypatch)
    _refused(path, reason)


def test_forging_alone_is_no_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forged(path, "UPDATE quotes SET speaker = 0 WHERE id = 1", monkeypatch)
    speaker = open_story(path).quotes[1].speaker
    assert speaker is not None
    assert speaker.name == "Anne Hale"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE passages SET text = 'row row row' WHERE rowid = 1",
        "INSERT INTO passages (rowid, text) VALUES (77, 'row')",
        "UPDATE passages_data SET block = x'00' WHERE id > 1",
        "UPDATE passages_config SET v = 99",
        "DELETE FROM passages_content",
    ],
)
def test_an_index_that_lies(path: Path, statement: str) -> None:
    _changed(path, statement)
    with pytest.raises(FormatError):
        search(path, "row")


def test_journal_beside_the_file_is_not_played_back(path: Path) -> None:
    path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
    path.with_name(path.name + "-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))
    assert_same(ferry(), open_story(path))


def test_opening_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    open_story(path)
    search(path, "row")
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["x.fabula"]
