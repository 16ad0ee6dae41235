"""Very large input: in time, and in memory that is stated. What may take the most memory comes last."""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import fabula as library
from tests.end_to_end.command import FABULA, LIGHT, STORY, fabula

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="measures as POSIX does")]
SENTENCE = "“Wait,” said the ‘doctor’, who walked down the hill. No one saw him go."
NARRATION = "The man walked down the hill, and no one saw him go. "
MEGABYTE = 1_000_000
MOST_MEMORY = 2000
PATIENCE = 1800
"""Seconds, many times what it takes, for a machine that is busy."""


def measured(folder: Path, name: str, command: Sequence[str] = FABULA) -> tuple[float, float]:
    """Processor seconds for reading a file, and the most megabytes that any process so far has held."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = fabula("read", "--quiet", name, cwd=folder, command=command, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = MEGABYTE if sys.platform == "darwin" else 1000
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / unit


def chapters(words: int) -> tuple[str, int]:
    """A text of that many words, and how often its one chapter is repeated."""
    chapter = STORY + "\n" + NARRATION * 20 + "\n\n"
    times = words // len(chapter.split()) + 1
    return chapter * times, times


def test_a_million_words(tmp_path: Path) -> None:
    text, times = chapters(1_000_000)
    (tmp_path / "x.txt").write_text(text)
    seconds, memory = measured(tmp_path, "x.txt")
    assert seconds < PATIENCE
    assert memory < MOST_MEMORY
    assert len(library.open(tmp_path / "x.fabula").quotes) >= 4 * times


def test_two_million_words_but_for_the_encoder(tmp_path: Path) -> None:
    text, times = chapters(2_000_000)
    (tmp_path / "x.txt").write_text(text)
    seconds, memory = measured(tmp_path, "x.txt", LIGHT)
    assert seconds < 400
    assert memory < 2 * MOST_MEMORY
    assert len(library.open(tmp_path / "x.fabula").quotes) >= 4 * times


def test_one_word_of_fifty_megabytes(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a" * 50 * MEGABYTE)
    seconds, memory = measured(tmp_path, "x.txt", LIGHT)
    assert seconds < 60
    assert memory < MOST_MEMORY


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html"])
def test_a_line_of_fifty_megabytes(tmp_path: Path, name: str) -> None:
    flat = " ".join((STORY + SENTENCE).split()) + " "
    line = flat * (50 * MEGABYTE // len(flat))
    (tmp_path / name).write_text(f"<html><body><p>{line}</p></body></html>" if name == "x.html" else line)
    _, memory = measured(tmp_path, name, LIGHT)
    assert memory < 4 * MOST_MEMORY
