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
from fabula.sources.casts import CastEntry
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
        addressed = database.execute(
            "SELECT q.start, c.name, a.cue FROM quotes q JOIN addressees a ON a.quote = q.id "
            "JOIN characters c ON c.id = a.character WHERE q.conversation = 0 ORDER BY q.id"
        ).fetchall()
        assert addressed == [(13, "Tom", "turn"), (67, "Anne Hale", "vocative")]
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
    assert (SCHEMA_NUMBER, digest) == (4, "4971447ced0737b8")


def annotated(lemmas: list[str]) -> Story:
    """A story of one word per lemma."""
    tale = story(" ".join("a" * len(lemmas)))
    tokens = tale.layers["tokens"].with_columns(lemma=lemmas)
    return Story(tale.document, {**tale.layers, "tokens": tokens}, version="1", model="m")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["", "a", "\ud800", "\udfff", "\ud83d\ude00", "\U0001f600"]) | st.text(), max_size=20))
def test_any_text_of_words(tmp_path: Path, lemmas: list[str]) -> None:
    path = save(annotated(lemmas), tmp_path / "x.fabula")
    found = open_story(path)
    assert found.layers["tokens"]["lemma"].tolist() == lemmas
    assert save(found, tmp_path / "y.fabula").read_bytes() == path.read_bytes()


def test_texts_of_words_are_kept_once(tmp_path: Path) -> None:
    lemmas = ["go", "be", "go", "\ud800", "be", "go"]
    with closing(sqlite3.connect(save(annotated(lemmas), tmp_path / "x.fabula"))) as database:
        database.text_factory = bytes
        texts = database.execute("SELECT code, text FROM texts WHERE \"column\" = 'lemma' ORDER BY code").fetchall()
        (codes,) = database.execute("SELECT data FROM blobs WHERE layer = 'tokens' AND \"column\" = 'lemma'").fetchone()
    assert texts == [(0, b"go"), (1, b"be"), (2, b"\xed\xa0\x80")]
    assert codes == b"".join(code.to_bytes(4, "little") for code in (0, 1, 0, 2, 1, 0))


def test_every_row_of_texts_stands_for_what_it_says(tmp_path: Path) -> None:
    """Stories that differ in one text of one word differ in their checksums, also where the codes are the same."""
    sums = set()
    for number, lemmas in enumerate((["a", "b"], ["ab", ""], ["a", "a"], ["b", "a"], ["a", "c"])):
        with closing(sqlite3.connect(save(annotated(lemmas), tmp_path / f"{number}.fabula"))) as database:
            sums |= set(database.execute("SELECT value FROM document WHERE key = 'checksum'"))
    assert len(sums) == 5


@pytest.mark.parametrize("head", [[1, -1, 5], [0, -1, 1], [-1, 0, -2], [-1, 2, 3]])
def test_heads_that_are_no_tree_s_are_not_written(tmp_path: Path, head: list[int]) -> None:
    tale = story("one two\n\nthree")
    tokens = tale.layers["tokens"].with_columns(head=head)
    with pytest.raises(ValueError, match="tokens, column head"):
        save(Story(tale.document, {**tale.layers, "tokens": tokens}, version="1", model="m"), tmp_path / "x.fabula")


def test_overlapping_supersenses_are_not_written(tmp_path: Path) -> None:
    tale = story("one two three", supersenses=[("one two", "noun.act"), ("three", "noun.time")])
    assert_same(tale, open_story(save(tale, tmp_path / "x.fabula")))
    spans = tale.layers["supersenses"].with_columns(end=[9, 13])
    with pytest.raises(ValueError, match="supersenses: spans overlap"):
        save(Story(tale.document, {**tale.layers, "supersenses": spans}, version="1", model="m"), tmp_path / "x.fabula")


def test_mentions_of_places_belong_to_no_character(tmp_path: Path) -> None:
    tale = story("Anne left London.", mentions=[("Anne", 0, "PROP", 1, -1), ("London", 0, "PROP", -1, -1)])
    mentions = tale.layers["mentions"].with_columns(category=["PER", "GPE"])
    tale = Story(tale.document, {**tale.layers, "mentions": mentions}, version="1", model="m")
    found = open_story(save(tale, tmp_path / "x.fabula"))
    assert [(mention.category, mention.character) for mention in found.mentions] == [("PER", None), ("GPE", None)]


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


@pytest.mark.parametrize(
    ("layer", "columns"),
    [
        ("quotes", {"utterance": [0, 1, 3]}),
        ("quotes", {"utterance": [-1, 0, 1]}),
        ("quotes", {"utterance": [1, 1, 2]}),
        ("quotes", {"utterance": [0, 2, 2]}),
        ("quotes", {"conversation": [1, 0, 1]}),
        ("quotes", {"conversation": [0, 0, 2]}),
        ("addressees", {"quote": [1, 0]}),
        ("addressees", {"quote": [-1, 0]}),
        ("addressees", {"character": [0, -1]}),
        ("addressees", {"character": [0, 2]}),
        ("addressees", {"confidence": [0.5, 1.5]}),
        ("conversations", {"end_quote": [2, 4]}),
        ("conversations", {"end_quote": [0, 3]}),
        ("conversations", {"first_quote": [-1, 2]}),
        ("conversations", {"start": [93, 92]}),
        ("participants", {"conversation": [1, 0]}),
        ("participants", {"character": [-1, 0]}),
        ("participants", {"heard": [-1, 0]}),
    ],
)
def test_talk_that_contradicts_itself_is_not_written(tmp_path: Path, layer: str, columns: dict[str, list[int]]) -> None:
    good = ferry()
    bad = {**good.layers, layer: good.layers[layer].with_columns(**columns)}
    with pytest.raises(ValueError, match=layer):
        save(Story(good.document, bad, version="1", model="m"), tmp_path / "x.fabula")


@pytest.mark.parametrize(
    "columns", [{"first": [-1, 37]}, {"last": [118, 9999]}, {"first": [120, 37]}, {"mentions": [-1, 3]}]
)
def test_a_reach_that_is_none_is_not_written(tmp_path: Path, columns: dict[str, list[int]]) -> None:
    good = ferry()
    bad = {**good.layers, "characters": good.layers["characters"].with_columns(**columns)}
    with pytest.raises(ValueError, match="layer characters"):
        save(Story(good.document, bad, version="1", model="m"), tmp_path / "x.fabula")


def test_groups_and_those_never_mentioned_are_kept(tmp_path: Path) -> None:
    tale = story(
        "Anne met Tom. They rowed.",
        characters=[("Anne", "she", 0.5, False), ("Nobody", "unknown", 0.0, False)],
        mentions=[("Anne", 0, "PROP", 1, 0), ("Tom", 0, "PROP", 2, -1), ("They", 0, "PRON", 3, -1)],
        members=[(3, 1), (3, 2)],
    )
    path = save(tale, tmp_path / "x.fabula")
    assert_same(tale, open_story(path))
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT entity, first FROM characters").fetchall() == [(0, 0), (None, None)]
        named = 'SELECT e.name FROM members m JOIN entities e ON e.id = m.member WHERE m."group" = 2'
        assert database.execute(named).fetchall() == [("Anne",), ("Tom",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_given_cast_is_kept(tmp_path: Path) -> None:
    tale = ferry()
    cast = (CastEntry("Anne", ("a;b", '"c"', "d\ud800"), "she/her"), CastEntry("-", ("=x",)), CastEntry("Tom"))
    tale = Story(tale.document, tale.layers, version="1", model="m", given_cast=cast)
    path = save(tale, tmp_path / "x.fabula")
    assert_same(tale, open_story(path))
    with closing(sqlite3.connect(path)) as database:
        (line,) = database.execute(
            "SELECT value FROM document WHERE key = 'cast' ORDER BY id LIMIT 1 OFFSET 2"
        ).fetchone()
    assert line == "Tom,,\n"
