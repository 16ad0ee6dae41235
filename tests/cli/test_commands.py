"""Every command: what it prints where, what it writes, and its exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fabula.cli.printing import line, printable
from fabula.store import open_story
from tests.cli.conftest import Run
from tests.cli.toy import BUG
from tests.stories import assert_same, document, ferry, story


def test_read(run: Run, tmp_path: Path) -> None:
    Path("ferry.txt").write_text("ferry")
    done = run("read", "ferry.txt")
    assert done.status == 0
    assert done.out.splitlines() == [
        "A Tiny Story, by M. Quill",
        "name       pronouns  also called  mentions  lines",
        "Anne Hale  she/her   Anne                4      1",
        "Tom        he/him                        3      1",
        "written to ferry.fabula",
        "report: ferry.report.html",
    ]
    assert done.err.splitlines()[0] == "ferry.txt: warning: a warning"
    assert re.fullmatch(r"ferry\.txt: read 24 words in \d+\.\d s", done.err.splitlines()[1])
    assert_same(open_story("ferry.fabula"), ferry())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ferry.fabula", "ferry.report.html", "ferry.txt"]


def test_read_quietly(run: Run) -> None:
    Path("ferry.txt").write_text("ferry")
    done = run("read", "--quiet", "ferry.txt", "none.txt")
    assert done.out == ""
    assert "warning: a warning" in done.err
    assert "error: none.txt" in done.err
    assert "words in" not in done.err


def test_read_standard_input_into_a_new_folder(run: Run) -> None:
    done = run("read", "-", "--out", "new/folder", stdin=b"ferry")
    assert done.status == 0
    assert_same(open_story("new/folder/stdin.fabula"), ferry())


def test_the_others_are_still_read(run: Run) -> None:
    for name, text in {"1.txt": "One.", "2.txt": " ", "3.txt": "\0", "4.txt": "Four."}.items():
        Path(name).write_text(text)
    done = run("read", "1.txt", "2.txt", "3.txt", "4.txt")
    assert done.status == 2
    assert [line for line in done.err.splitlines() if line.startswith("error")] == [
        "error: 2.txt: nothing to read. Give a story.",
        "error: 3.txt: binary data. Give a text.",
    ]
    assert sorted(path.name for path in Path().glob("*.fabula")) == ["1.fabula", "4.fabula"]


def test_a_bug_is_one_line_and_status_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("1.txt").write_text(BUG)
    Path("2.txt").write_text("Two.")
    done = run("read", "1.txt", "2.txt", "-q")
    assert done.status == 1
    assert done.err == (
        "error: internal error in 1.txt: RuntimeError: a line that breaks. "
        "Please report it; FABULA_DEBUG=1 shows where it happened.\n"
    ).removeprefix("error: ")
    assert Path("2.fabula").exists()
    monkeypatch.setenv("FABULA_DEBUG", "1")
    assert "Traceback" in run("read", "1.txt").err
    Path("3.txt").write_text("")
    assert run("read", "1.txt", "3.txt", "-q").status == 2


def test_a_result_that_cannot_be_written(run: Run) -> None:
    Path("1.txt").write_text("One.")
    Path("2.txt").write_text("Two.")
    Path("1.fabula").mkdir()
    done = run("read", "1.txt", "2.txt", "-q")
    assert done.status == 1
    assert done.err == "error: cannot write 1.fabula: it is not a file. Choose another name.\n"
    assert Path("2.fabula").is_file()


def test_an_out_folder_that_is_a_file(run: Run) -> None:
    Path("1.txt").write_text("One.")
    assert run("read", "1.txt", "--out", "1.txt").status == 2
    done = run("read", "1.txt", "--out", "1.txt/sub")
    assert done.status == 1
    assert done.err.startswith("error: cannot write 1.txt/sub: ")


def test_report(run: Run, tmp_path: Path) -> None:
    Path("ferry.txt").write_text("ferry")
    run("read", "ferry.txt", "--out", "o", "-q")
    beside = Path("o/ferry.report.html").read_bytes()
    assert b"Anne Hale" in beside
    done = run("report", "o/ferry.fabula", "--out", "o/again.html")
    assert (done.status, done.out) == (0, "o/again.html\n")
    assert Path("o/again.html").read_bytes() == beside
    assert run("report", "ferry.txt").out == "ferry.report.html\n"
    assert Path("ferry.report.html").read_bytes() == beside
    assert not Path("ferry.fabula").exists()


def test_no_report(run: Run, tmp_path: Path) -> None:
    Path("ferry.txt").write_text("ferry")
    assert "report" not in run("read", "ferry.txt", "--no-report").out
    assert sorted(path.name for path in Path().iterdir()) == ["ferry.fabula", "ferry.txt"]


def test_reports_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    Path("ferry.txt").write_text("ferry")
    Path("ferry.report.html").mkdir()
    done = run("read", "ferry.txt", "-q")
    assert (done.status, done.err) == (
        1,
        "error: cannot write ferry.report.html: it is not a file. Choose another name.\n",
    )
    assert Path("ferry.fabula").is_file()
    done = run("report", "ferry.txt", "--out", "ferry.txt")
    assert done.status == 2
    assert "is the story itself" in done.err
    assert Path("ferry.txt").read_text() == "ferry"


def test_a_long_cast_is_cut(run: Run, tmp_path: Path) -> None:
    people = [(f"Person {number}", "he", 0.5, False) for number in range(20)]
    path = story(document("x"), characters=people).save(tmp_path / "x.fabula")
    done = run("show", path)
    assert done.out.splitlines()[-1] == "… and 5 more (--all shows them)"
    assert "Person 19" in run("show", path, "--all").out
    assert "Person 19" in run("show", path, "--characters").out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("read",),
        ("show",),
        ("show", "a", "b"),
        ("show", "--what", "a"),
        ("show", "x.fabula", "--text", "--quotes"),
        ("search", "x"),
        ("search", "x", "y", "--limit", "0"),
        ("export", "x"),
        ("cast",),
        ("lines",),
        ("lines", "--xml", "a"),
    ],
)
def test_bad_usage(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert "Usage: fabula" in done.err


def test_version_and_help(run: Run) -> None:
    assert re.fullmatch(r"fabula \d+\.\d+\.\d+ \(model \S+\)\n", run("--version").out)
    for command in ("", "read", "show", "lines", "cast", "search", "export", "formats"):
        done = run(*command.split(), "--help")
        assert done.status == 0
        assert "Examples:\n    fabula " in done.out
        assert done.err == ""


def test_show(run: Run, saved: Path) -> None:
    out = run("show", saved).out
    assert out.splitlines()[0] == "A Tiny Story, by M. Quill"
    assert "words:      24\n" in out
    assert "warnings:   a warning\n" in out
    assert "Anne Hale  she/her   Anne                4      1\n" in out
    cast = run("show", saved, "--characters").out
    assert out.endswith(cast)


def test_show_text(run: Run, saved: Path) -> None:
    assert run("show", "--text", saved).out == ferry().text + "\n"


def test_show_quotes(run: Run, saved: Path) -> None:
    assert run("show", saved, "--quotes").out == (
        "      13   10%  Anne Hale → Tom  “Row,”\n"
        "      67   51%  Tom → Anne Hale  “I am rowing,”\n"
        "      92   70%  ?                “Hush!”\n"
    )
    tom = "      67   51%  Tom → Anne Hale  “I am rowing,”\n"
    assert run("show", saved, "--quotes", "--speaker", "tom").out == tom
    assert run("show", saved, "--speaker", "Tom").out == tom


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ann", "Near it: Anne"),
        ("Hale", "Near it: Anne Hale"),
        ("Zoroaster", "There are: Anne Hale, Tom"),
        ("", "There are"),
    ],
)
def test_a_speaker_that_does_not_exist(run: Run, saved: Path, name: str, told: str) -> None:
    done = run("show", saved, "--quotes", "--speaker", name)
    assert (done.status, done.out) == (2, "")
    assert told in done.err


def test_search(run: Run, saved: Path) -> None:
    assert run("search", saved, "row").out == (
        "  9.9%  [13, 35)  Chapter One\n"
        "        “Row,” said Anne Hale.\n"
        " 77.1%  [101, 131)  Chapter One\n"
        "        Anne laughed; she did not row.\n"
    )
    done = run("search", saved, "row", "--limit", "1")
    assert done.out.count("\n") == 2
    assert done.err == "the first 1; there are more (--limit)\n"
    done = run("search", saved, "no", "such")
    assert (done.status, done.out) == (0, "")
    assert done.err.endswith("no passage holds no such\n")
    assert run("search", saved, "—").status == 2


def test_export(run: Run, saved: Path) -> None:
    done = run("export", saved, "--to", "json", "--to", "csv", "--to", "json", "--out", "o")
    assert done.status == 0
    paths = [Path(path) for path in done.out.splitlines()]
    assert paths[0] == Path("o/ferry.json")
    assert len(paths) == len(set(paths)) == len(list(Path("o").iterdir()))
    assert json.loads(paths[0].read_text(encoding="utf-8"))["document"]["title"] == "A Tiny Story"
    assert run("export", saved, "--to", "booknlp").status == 0
    assert saved.with_name("ferry.tokens").is_file()


def test_export_to_an_unknown_format_writes_nothing(run: Run, saved: Path) -> None:
    done = run("export", saved, "--to", "json", "--to", "xml", "--out", "o")
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: no export format 'xml': choose from booknlp, csv, json, parquet, script\n"
    assert not Path("o").exists()


def test_formats(run: Run) -> None:
    out = run("formats").out
    assert ".epub" in out
    assert "  booknlp" in out


@pytest.mark.parametrize(
    "command",
    [("show",), ("search", "x"), ("export", "--to", "json"), ("show", "--quotes"), ("show", "--text"), ("cast",)],
)
def test_a_file_that_is_none(run: Run, command: tuple[str, ...]) -> None:
    Path("x.fabula").write_bytes(b"SQLite format 3\0 and no more")
    for name in ("x.fabula", "none.fabula"):
        done = run(command[0], name, *command[1:])
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith(f"error: {name}: ")
        assert done.err.count("\n") == 1


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp\u2066\u200f\x00\x08\x7f"


@pytest.mark.parametrize(
    "command", [("show",), ("show", "--quotes"), ("show", "--text"), ("search", "word"), ("show", "--speaker", "none")]
)
def test_nothing_in_a_story_reaches_the_terminal_raw(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    text = f"Title {HOSTILE}\n\n“{HOSTILE} word\x0c”"
    tale = story(
        document(text, title=HOSTILE, author=HOSTILE, language=HOSTILE, source_name=HOSTILE),
        characters=[(HOSTILE, "he", 0.5, False)],
        quotes=[(f"“{HOSTILE} word\x0c”", 0, -1)],
        chapters=[(f"Title {HOSTILE}", 0)],
        warnings=(HOSTILE,),
    )
    path = tale.save(tmp_path / "x.fabula")
    done = run(command[0], path, *command[1:])
    shown = (done.out + done.err).replace("\n", "")
    assert shown
    assert "\\x1b" in shown
    assert not set(shown) & set(HOSTILE) - set("gnpowned]0;[2J31m")


def test_printable() -> None:
    assert printable("a\r\nb\rc\td\x0ce\x1b\ud800é🌊") == "a\nb\nc\tde\\x1b\\ud800é🌊"
    assert line(" a\n\tb\u2028c \x85") == "a b\\u2028c \\x85"
