"""The cast out and in again: `fabula cast` and `fabula read --cast`."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.sources.casts import CastEntry, load_cast
from tests.cli.conftest import Run
from tests.stories import document, story

CAST = "name,aliases,pronouns\nAnne Hale,Anne Hale; Anne,she/her\nTom,Tom,\n"


def test_the_cast_of_a_file_and_of_a_story(run: Run, saved: Path) -> None:
    done = run("cast", saved)
    assert (done.status, done.out, done.err) == (0, CAST, "")
    Path("ferry.txt").write_text("ferry")
    assert run("cast", "ferry.txt").out == CAST
    assert sorted(path.name for path in Path().iterdir()) == ["ferry.fabula", "ferry.txt"]


def test_into_a_file(run: Run, saved: Path) -> None:
    done = run("cast", saved, "--out", "new cast.csv")
    assert (done.status, done.out) == (0, "new cast.csv\n")
    assert Path("new cast.csv").read_bytes().decode() == CAST
    assert run("cast", saved, "-o", "none/cast.csv").status == 1


def test_other_letters_are_marked_for_spreadsheets(run: Run, tmp_path: Path) -> None:
    tale = story("Zoë ran.", characters=[("Zoë", "she", 0.95, False)], mentions=[("Zoë", 0, "PROP", 1, 0)])
    done = run("cast", tale.save(tmp_path / "x.fabula"), "--out", "cast.csv")
    assert done.status == 0
    assert Path("cast.csv").read_bytes().startswith(b"\xef\xbb\xbfname,")
    assert load_cast("cast.csv") == (CastEntry("Zoë", ("Zoë",), "she/her"),)
    assert run("cast", tmp_path / "x.fabula").out.startswith("\ufeffname,")


def test_nothing_in_a_name_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    name = "=cmd\x1b]0;owned\x07\u202e"
    path = story(document("x"), characters=[(name, "she", 0.5, False)]).save(tmp_path / "x.fabula")
    out = run("cast", path).out
    assert out.splitlines()[1].startswith("'=cmd\\x1b]0;owned\\x07\\u202e,")


def test_reading_with_a_cast(run: Run) -> None:
    Path("cast.csv").write_text(CAST)
    Path("1.txt").write_text("One.")
    Path("2.txt").write_text("Two.")
    done = run("read", "1.txt", "2.txt", "-q", "--cast", "cast.csv")
    assert done.status == 0
    assert done.err.splitlines() == ["1.txt: warning: a cast of 2", "2.txt: warning: a cast of 2"]
    assert run("read", "-", "-q", "--cast", "cast.csv", stdin=b"Three.").err == "stdin: warning: a cast of 2\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "error: cast.csv: an empty file. Write one with `fabula cast`, and change that.\n"),
        (b"Anne\n", "error: cast.csv: line 1: no column called name; found 'Anne'. The first line must be"),
        (b"name\nA\nB\nA\n", "error: cast.csv: line 4: 'A' is in line 2 too. Keep each name in one row only.\n"),
        (b"\x00\x01", "error: cast.csv: not text: control character"),
    ],
)
def test_a_bad_cast_is_one_line_and_nothing_is_read(run: Run, data: bytes, told: str) -> None:
    Path("cast.csv").write_bytes(data)
    Path("1.txt").write_text("One.")
    done = run("read", "1.txt", "--cast", "cast.csv")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(told)
    assert done.err.count("\n") == 1
    assert not Path("1.fabula").exists()


def test_no_cast(run: Run) -> None:
    Path("1.txt").write_text("One.")
    assert run("read", "1.txt", "--cast", "none.csv").err == (
        "error: none.csv: no such file. Check the name and the folder.\n"
    )
    assert run("cast", "none.fabula").status == 2
