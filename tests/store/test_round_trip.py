"""What is saved is what is opened, the same bytes every time, and what the tables say is documented."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fabula.layers import EMPHASIS, ORIGINS, SCHEMA, Table
from fabula.store import open_story, save
from fabula.store.ddl import SCHEMA_NUMBER, notes, statements
from fabula.story import Story
from tests.stories import assert_same, document, ferry, story


def test_round_trip(tmp_path: Path) -> None:
    assert_same(ferry(), open_story(save(ferry(), tmp_path / "x.fabula")))


def test_story_methods_and_str_paths(tmp_path: Path) -> None:
    path = ferry().save(str(tmp_path / "x.fabula"))
    assert path == tmp_path / "x.fabula"
    assert_same(ferry(), open_story(str(path)))


def test_nothing_at_all(tmp_path: Path) -> None:
    empty = story(document("", title=""))
    assert_same(empty, open_story(save(empty, tmp_path / "x.fabula")))


def test_everything_a_document_can_hold(tmp_path: Path) -> None:
    doc = document(
        "a hard\nwrap *here*, \ufeff zoë 🌊\r\n\n\x0c\ud800 lone",
        hidden=[(6, 7, "wrap"), (12, 13, "markup"), (17, 18, "markup")],
        title="T\ud83d",
        notes=("one\ntwo", ""),
        tags=(("a", "1"), ("a", ""), ("", "b")),
        summary="'; DROP TABLE document; --",
    )
    doc = type(doc)(
        doc.text,
        doc.metadata,
        doc.paragraphs,
        doc.hidden,
        Table.of_rows(EMPHASIS, [(13, 17, "strong")]),
        Table.of_rows(ORIGINS, [(0, 6, 0, 3)]),
        warnings=("first", "second"),
    )
    kept = story(doc, warnings=("w",))
    assert_same(kept, open_story(save(kept, tmp_path / "x.fabula")))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\0")), title=st.text(), warning=st.text())
def test_any_text(tmp_path: Path, text: str, title: str, warning: str) -> None:
    kept = story(document(text, title=title), warnings=(warning,))
    assert_same(kept, open_story(save(kept, tmp_path / "x.fabula")))


@pytest.mark.parametrize("name", ["a b", "q?x=1", "h#1", "50%25", "é", "a&b;c", "-", "x" * 200])
def test_names_that_mean_something_in_an_address(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / f"{name}.fabula"
    path.parent.mkdir()
    assert_same(ferry(), open_story(save(ferry(), path)))
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_same_story_same_bytes(tmp_path: Path) -> None:
    one, two = save(ferry(), tmp_path / "1.fabula"), save(ferry(), tmp_path / "2.fabula")
    again = save(open_story(one), tmp_path / "3.fabula")
    assert one.read_bytes() == two.read_bytes() == again.read_bytes()


def test_tables_answer_questions(tmp_path: Path) -> None:
    with closing(sqlite3.connect(save(ferry(), tmp_path / "x.fabula"))) as database:
        spoken = database.execute(
            "SELECT c.name, q.start, q.cue FROM quotes q LEFT JOIN characters c ON c.id = q.speaker ORDER BY q.id"
        ).fetchall()
        assert spoken == [("Anne Hale", 13, "tag"), ("Tom", 67, "tag"), (None, 92, "none")]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("INSERT INTO passages(passages) VALUES('integrity-check')").fetchall() == []
        found = database.execute("SELECT rowid FROM passages WHERE passages MATCH 'row'").fetchall()
        assert found == [(1,), (4,)]


def test_every_column_is_documented(tmp_path: Path) -> None:
    with closing(sqlite3.connect(save(ferry(), tmp_path / "x.fabula"))) as database:
        noted = set(database.execute('SELECT layer, "column" FROM schema_notes WHERE "column" IS NOT NULL'))
    assert {(layer.name, column.name) for layer in SCHEMA.values() for column in layer.columns} <= noted


def test_schema_number_rises_with_the_schema() -> None:
    """If this fails, files made before cannot be opened: raise SCHEMA_NUMBER once released, and set the digest."""
    digest = hashlib.sha256(repr((statements(), notes())).encode()).hexdigest()[:16]
    assert (SCHEMA_NUMBER, digest) == (1, "0f11dee1bea24a7c")


def test_contradictory_layers_are_not_written(tmp_path: Path) -> None:
    good = ferry()
    quotes = good.layers["quotes"]
    bad = Story(
        good.document,
        {**good.layers, "quotes": quotes.with_columns(speaker=[0, 1, 2])},
        version="1",
        model="m",
    )
    with pytest.raises(ValueError, match="quotes, column speaker"):
        save(bad, tmp_path / "x.fabula")
    assert list(tmp_path.iterdir()) == []
