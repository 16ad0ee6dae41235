"""`fabula lines`: who says how much, one character's lines, both as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.stories import document, story

COUNTS = (
    "name       lines  quotations  words\n"
    "Anne Hale      1           1      1\n"
    "Tom            1           1      3\n"
    "?                          1      1\n"
)


def test_who_says_how_much(run: Run, saved: Path) -> None:
    done = run("lines", saved)
    assert (done.status, done.err) == (0, "")
    assert [line.rstrip() for line in done.out.splitlines()] == COUNTS.splitlines()
    Path("ferry.txt").write_text("ferry")
    assert run("lines", "ferry.txt").out == done.out
    assert sorted(path.name for path in Path().iterdir()) == ["ferry.fabula", "ferry.txt"]


def test_an_interrupted_line_is_one(run: Run, tmp_path: Path) -> None:
    tale = story(
        "“Row,” said Anne, “before it rains.” Tom wept.",
        characters=[("Anne", "she", 0.9, False), ("Tom", "he", 0.9, False)],
        quotes=[("“Row,”", 0, -1), ("“before it rains.”", 0, -1)],
        utterances=[0, 0],
    )
    out = run("lines", tale.save(tmp_path / "x.fabula")).out
    assert out.splitlines()[1:] == ["Anne      1           2      4"]


@pytest.mark.parametrize("name", [("Anne Hale",), ("anne", "hale"), ("Anne",)])
def test_one_character_s_lines(run: Run, saved: Path, name: tuple[str, ...]) -> None:
    done = run("lines", saved, *name)
    assert (done.status, done.out, done.err) == (0, "      13   10%  0.50  to Tom  “Row,”\n", "")


def test_nobody_s_lines(run: Run, saved: Path, tmp_path: Path) -> None:
    done = run("lines", saved, "Hale Anne")
    assert (done.status, done.out) == (2, "")
    assert "no character is called 'Hale Anne'" in done.err
    path = story("Rain.", characters=[("Anne", "she", 0.9, False)]).save(tmp_path / "x.fabula")
    assert run("lines", path).out == "Nobody says anything.\n"
    assert run("lines", path, "Anne").out == "Anne says nothing.\n"


def test_as_json(run: Run, saved: Path) -> None:
    found = json.loads(run("lines", "--json", saved).out)
    assert found == {
        "title": "A Tiny Story",
        "characters": [
            {"id": 0, "name": "Anne Hale", "lines": 1, "quotations": 1, "words": 1},
            {"id": 1, "name": "Tom", "lines": 1, "quotations": 1, "words": 3},
        ],
        "unknown": {"quotations": 1, "words": 1},
    }
    assert json.loads(run("lines", saved, "Tom", "--json").out) == {
        "title": "A Tiny Story",
        "id": 1,
        "name": "Tom",
        "lines": [
            {
                "quote": 1, "start": 67, "end": 81, "kind": "speech", "text": "“I am rowing,”", "utterance": 1,
                "conversation": 0, "cue": "tag", "confidence": 0.5,
                "addressees": [{"id": 0, "name": "Anne Hale", "cue": "vocative", "confidence": 0.875}],
            }
        ],
    }  # fmt: skip


def test_nothing_in_a_line_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    text = "“\x1b]0;owned\x07\u202e”"
    people = [("=a\x1b[2J", "she", 0.9, False)]
    path = story(document(text), characters=people, quotes=[(text, 0, -1)]).save(tmp_path / "x.fabula")
    for arguments in ((), ("--json",), ("=a\x1b[2J",), ("=a\x1b[2J", "--json")):
        out = run("lines", path, *arguments).out
        assert out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)
