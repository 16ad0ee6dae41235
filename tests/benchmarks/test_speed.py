"""The benchmark's own arithmetic: what is joined, what is measured of processes, and when a bar is met."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import books, page, speed, wheel
from benchmarks.processes import Run, Runs, output, run
from benchmarks.texts import ALONE, JOINED, NOVEL, OPENING, OPENING_WORDS, Text, joined, texts
from evaluation.data import NoCorpus

posix = pytest.mark.skipif(not hasattr(os, "wait4"), reason="measures as POSIX does")
RUNS = Runs(best=2.0, median=2.5, processor=3.0, memory=450.0)


def test_runs_are_summed_up() -> None:
    three = [Run(3.0, 2.0, 10_000_000), Run(1.0, 1.5, 30_000_000), Run(2.0, 4.0, 20_000_000)]
    assert Runs.of(three) == Runs(best=1.0, median=2.0, processor=1.5, memory=30.0)


@posix
def test_a_process_is_measured() -> None:
    one = run(["-c", "held = b'x' * 200_000_000; sum(range(100_000))"])
    assert 0 < one.processor < 60
    assert one.wall > 0
    assert 200_000_000 < one.memory < 2_000_000_000
    with pytest.raises(subprocess.CalledProcessError):
        run(["-c", "raise SystemExit(3)"])


@posix
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system binds no process")
def test_cores_are_bound() -> None:
    code = "from benchmarks.processes import bind; import os; print(bind(1), len(os.sched_getaffinity(0)), bind(9) > 0)"
    assert output(["-c", code]).split() == ["1", "1", "True"]


@pytest.mark.parametrize(
    ("bar", "runs", "line"),
    [
        (speed.Bar("x", "s", 4, 1.5), RUNS, "- x, under 4 s: met (2 s; the aim, 1.5 s, is not met)"),
        (speed.Bar("x", "s", 2, 2.1), RUNS, "- x, under 2 s: not met (2 s; the aim, 2.1 s, is met)"),
        (speed.Bar("x", "MB", 2000, 500), RUNS, "- x, under 2,000 MB: met (450 MB; the aim, 500 MB, is met)"),
        (speed.Bar("x", "s", 0.3), Runs(0.2468, 1, 1, 1), "- x, under 0.3 s: met (0.247 s)"),
        (speed.Bar("x", "MB", 2000), None, "- x, under 2,000 MB: not measured"),
    ],
)
def test_a_bar_is_met_or_not(bar: speed.Bar, runs: Runs | None, line: str) -> None:
    assert bar.line(runs) == line


def test_every_bar_is_of_something_measured() -> None:
    assert {bar.name for bar in speed.BARS} == {NOVEL, OPENING, JOINED, speed.IMPORT}
    assert speed.IMPORT in speed.START_UP
    assert sum("not measured" in line for line in speed.bars({speed.IMPORT: RUNS})) == len(speed.BARS) - 1


def test_tables() -> None:
    text = Text("x", (), 10_000)
    assert speed.start_up_table({"`python`": RUNS}).splitlines()[-1] == "| `python` | 2.000 | 2.500 | 3.000 |"
    assert speed.whole_table([(text, RUNS)]).splitlines()[-1] == (
        "| x | 10,000 | 2.00 | 2.50 | 3.00 | 5,000 | 4,000 | 450 |"
    )
    assert speed.step_table(
        [(text, {"words": [4.0, 5.0, 2.0], "save": [0.5]}), (text, {"save": [1.0]})]
    ).splitlines() == [
        "| step | x, 10,000 words | x, 10,000 words |",
        "| --- | ---: | ---: |",
        "| words (encoder) | 2,500 (2,000 to 5,000) |  |",
        "| save | 20,000 | 10,000 |",
    ]


def test_novels_are_joined_and_cut_after_a_paragraph(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone two\r\n\r\nthree four\r\n")
    (tmp_path / "b.txt").write_bytes(b"five six\n\nseven")
    novels = [tmp_path / "a.txt", tmp_path / "b.txt"]
    made = joined("x", novels, 5, tmp_path)
    assert (made.name, made.words) == ("x", 6)
    assert made.files[0].read_bytes() == b"one two\n\nthree four\n\n\nfive six"
    with pytest.raises(NoCorpus, match="7 words, not 8"):
        joined("x", novels, 8, tmp_path)


def test_what_is_read(tmp_path: Path) -> None:
    with pytest.raises(NoCorpus, match="no corpus"):
        list(texts(tmp_path, tmp_path, large=False))
    (tmp_path / "novels").mkdir()
    with pytest.raises(NoCorpus, match=ALONE):
        list(texts(tmp_path, tmp_path, large=False))
    (tmp_path / "novels" / ALONE).write_text("Nobody rowed.\n\n" * 3000)
    examples, novel, opening = texts(tmp_path, tmp_path, large=False)
    assert len(examples.files) >= 9
    assert examples.words > 10_000
    assert (novel.name, novel.words) == (NOVEL, 6000)
    assert (opening.name, opening.words) == (OPENING, OPENING_WORDS)
    with pytest.raises(NoCorpus, match="6,000 words"):
        list(texts(tmp_path, tmp_path, large=True))


def test_steps_are_told_apart(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("“Row,” said Anne.\n")
    steps = speed.by_step(Text("x", (story,), 3), tmp_path, 1)
    assert next(iter(steps)) == "parse"
    assert {"words", "people", "save"} <= set(steps)
    assert all(len(runs) == 1 and runs[0] >= 0 for runs in steps.values())
    assert (tmp_path / "story.fabula").exists()


def test_what_is_measured_goes_between_the_marks(tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    marks = {name: f"<!-- measured: python -m benchmarks.{name} --markdown -->" for name in ("speed", "books")}
    target.write_text("".join(f"before {name}\n{mark}\nold\n{page.END}\nafter\n" for name, mark in marks.items()))
    for text in ("| a |", "| b |"):
        page.write_between(target, "books", text)
        assert target.read_text() == (
            f"before speed\n{marks['speed']}\nold\n{page.END}\nafter\n"
            f"before books\n{marks['books']}\n\n{text}\n\n{page.END}\nafter\n"
        )
    target.write_text("nothing")
    with pytest.raises(ValueError, match="no place"):
        page.write_between(target, "speed", "x")
    assert all(mark in page.PAGE.read_text() for mark in marks.values())


def test_every_file_of_the_wheel_is_of_one_part() -> None:
    found = wheel.sizes()
    whole = sum(path.stat().st_size for path in wheel.PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert sum(size for size, _ in found.values()) == whole
    assert all(0 < packed <= size for size, packed in found.values())
    assert wheel.part_of("model/weights/linker/pairs.onnx") == "the linker"
    assert wheel.part_of("model/weights/labels.json") == "the encoder's vocabulary and tables"
    assert wheel.part_of("people/data/given_names.tsv") == "word lists"
    assert wheel.part_of("py.typed") == "the rest"
    assert len(list(wheel.part_rows())) == len(wheel.PARTS) + 1


def test_books_are_read_and_compared(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("“Row,” said Anne.\n")
    one = books.measure(story)
    assert (one.name, one.words, one.quotes) == ("story", 3, 1)
    assert one.memory > 50
    made = [replace(one, name=name, words=words, processor=words / 1000 * pace, memory=memory)
            for name, words, pace, memory in (("a", 100_000, 1.0, 300), ("b", 200_000, 1.1, 350), ("c", 60_000, 1.5, 280))]  # fmt: skip  # noqa: E501
    pace, memory = books.steadiness(made)
    assert "median 110.0, furthest c (+36%), beyond 20%" in pace
    assert "250 MB and 50 MB per 100,000 words" in memory
    assert "within 20%" in memory
    _, memory = books.steadiness([replace(made[2], memory=900), *made[:2]])
    assert memory.endswith("beyond 20%")
    assert books.steadiness(made[:2]) == []
    assert books.books_table(made).splitlines()[2].startswith("| a | 100,000 | ")
