"""Ctrl-C, kill -9 and rivals at any moment: the old result or the new one, whole."""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path

import pytest

import fabula as library
from tests.end_to_end.command import STORY, names, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
SEED = 20240229


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(STORY * 150)
    return tmp_path


def test_stopped_at_any_moment(folder: Path) -> None:
    began = time.monotonic()
    process = start("read", "--quiet", "story.txt", cwd=folder)
    assert process.communicate(timeout=120) == ("", "")
    took = time.monotonic() - began
    result = folder / "story.fabula"
    report = folder / "story.report.html"
    new, new_report = result.read_bytes(), report.read_bytes()
    rng = random.Random(SEED)
    for how in (signal.SIGINT, signal.SIGKILL):
        for share in (0.6, 0.8, 0.95):
            result.write_bytes(b"old")
            report.write_bytes(b"old")
            process = start("read", "--quiet", "story.txt", cwd=folder)
            time.sleep(took * share * rng.uniform(0.9, 1.1))
            process.send_signal(how)
            process.communicate(timeout=120)
            assert result.read_bytes() in (b"old", new)
            assert report.read_bytes() in (b"old", new_report)
            left = [name for name in names(folder) if name not in ("story.txt", "story.fabula", "story.report.html")]
            if how == signal.SIGINT:
                assert left == []
            for name in left:
                assert name.startswith(".fabula-")  # hidden, and no story
                (folder / name).unlink()


def test_three_at_once(folder: Path) -> None:
    running = [start("read", "--quiet", "story.txt", cwd=folder) for _ in range(3)]
    assert [(process.communicate(timeout=120), process.returncode) for process in running] == [(("", ""), 0)] * 3
    assert names(folder) == ["story.fabula", "story.report.html", "story.txt"]
    library.open(folder / "story.fabula")
