"""Searching: which paragraphs, where the hits are, and that no character a user types means anything to SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fabula.errors import FabulaError, UsageError
from fabula.store import Found, save, search
from fabula.story import Story
from tests.stories import document, ferry, story


def starts(found: list[Found]) -> list[int]:
    return [passage.start for passage in found]


def test_file_and_memory_agree(tmp_path: Path) -> None:
    path = save(ferry(), tmp_path / "x.fabula")
    for words in ("row", "anne row", "ROW*", '"said anne"', "nothing"):
        assert search(path, words) == search(str(path), words) == search(ferry(), words) == ferry().search(words)


def test_what_is_found() -> None:
    (found,) = ferry().search("rowing he")
    text = ferry().text
    assert text[found.start : found.end] == "Tom looked at the tall woman. “I am rowing,” he said."
    assert [text[start:end] for start, end in found.hits] == ["rowing", "he"]
    assert [found.snippet[start:end] for start, end in found.marks] == ["rowing", "he"]
    assert found.chapter == "Chapter One"
    assert found.share == found.start / len(text)


def test_words_phrases_prefixes_case_accents() -> None:
    tale = story("Zoë ran home.\n\nHome ran Zoe, running.\n\nRunners don’t go home.")
    assert len(tale.search("zoe")) == 2
    assert len(tale.search("ZOË")) == 2
    assert len(tale.search("ran home")) == 2
    assert len(tale.search('"ran home"')) == 1
    assert len(tale.search("“ran home”")) == 1
    assert len(tale.search("run")) == 0
    assert len(tale.search("run*")) == 2
    assert len(tale.search("don't")) == 1
    assert len(tale.search('"ran home" zoe')) == 1
    assert len(tale.search("home", limit=2)) == 2
    assert len(tale.search("home", limit=None)) == 3
    assert starts(tale.search("home")) == sorted(starts(tale.search("home")))


def test_hidden_text_is_neither_found_nor_shown() -> None:
    text = "The lan\u00adtern **swung**\nover the ford."
    hidden = [(7, 8, "invisible"), (13, 15, "markup"), (20, 22, "markup"), (22, 23, "wrap")]
    tale = story(document(text, hidden=hidden))
    (found,) = tale.search('lantern "swung over"')
    assert found.snippet == "The lantern swung over the ford."
    assert [text[start:end] for start, end in found.hits] == ["lan\u00adtern", "swung**\nover"]


def test_long_paragraphs_are_cut_between_words() -> None:
    tale = story("word " * 400 + "needle" + " word" * 400)
    (found,) = tale.search("needle")
    assert found.snippet.startswith("…word ")
    assert found.snippet.endswith(" word…")
    assert len(found.snippet) < 300
    assert [found.snippet[start:end] for start, end in found.marks] == ["needle"]


def test_one_word_longer_than_a_snippet() -> None:
    (found,) = story("x" * 5000).search("x*")
    assert set(found.snippet) <= {"x", "…"}
    assert found.hits == ((0, 5000),)


@pytest.mark.parametrize("words", ["", " ", '"', '""', "-", "— …", "*", "\0", "\1\2"])
def test_no_word(words: str) -> None:
    with pytest.raises(UsageError, match="at least one word"):
        ferry().search(words)


def test_too_many_words() -> None:
    with pytest.raises(UsageError, match="at most"):
        ferry().search("row " * 100)


@given(st.text())
@example('row" OR "x')
@example("row NOT anne NEAR(x y) text:row ^row {a b}: -row +row")
@example("text : row")
@example("\U0001e900 row")
@example("\ud800row")
def test_any_words(words: str) -> None:
    try:
        found = TALE.search(words)
    except UsageError:
        return
    assert all(0 <= passage.start < passage.end <= len(TALE.text) for passage in found)


TALE: Story = ferry()


def test_fts5_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("fabula.store.ddl._PASSAGES", "CREATE VIRTUAL TABLE x USING nothing(y)")
    with pytest.raises(FabulaError, match="FTS5"):
        save(ferry(), tmp_path / "x.fabula")
    with pytest.raises(FabulaError, match="FTS5"):
        ferry().search("row")
    assert list(tmp_path.iterdir()) == []
