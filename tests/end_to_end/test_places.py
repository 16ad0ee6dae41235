"""Files, folders and streams that are not what one expects; names that need care."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.command import FABULA, STORY, environment, fabula, names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
NAMES = [
    "a\nb.txt", "a?b.txt", "a#b.txt", "a%41b.txt", "a\"'b.txt", "😀.txt", " .txt", "-x.txt", "--help.txt", ".txt",
    "none", "a\x1b[31m.txt", "\u202eabc.txt", "a..txt", "file:x.txt", ":memory:.txt", "?mode=memory.txt",
]  # fmt: skip


@pytest.fixture(autouse=True)
def good(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STORY)


def test_names(tmp_path: Path) -> None:
    (tmp_path / "good.txt").unlink()
    for name in NAMES:
        (tmp_path / name).write_text(STORY)
    done = fabula("read", "--", *NAMES, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = [line for line in done.stdout.splitlines() if line.startswith("written to ")]
    assert len(written) == len(NAMES)
    assert written[0] == r"written to a\nb.fabula"
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr
    results = [name for name in names(tmp_path) if name.endswith(".fabula")]
    assert len(results) == len(NAMES)
    for name in ("?mode=memory.fabula", "a%41b.fabula", "a#b.fabula", "a\nb.fabula"):
        assert fabula("search", "--", name, "tide", cwd=tmp_path).returncode == 0, name


def test_a_name_too_long_for_its_result(tmp_path: Path) -> None:
    long = "x" * 250 + ".txt"
    (tmp_path / long).write_text(STORY)
    done = fabula("read", "--quiet", long, "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "Choose a shorter name." in done.stderr
    assert names(tmp_path) == ["good.fabula", "good.report.html", "good.txt", long]


def test_pipes_sockets_and_links_in_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "round").symlink_to(".")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's path may not be long
        try:
            bound.bind("socket.txt")
        finally:
            os.chdir(here)
        done = fabula("read", "--quiet", ".", cwd=tmp_path)
        assert done.returncode == 2
        assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == ["loop.txt"]
        assert (tmp_path / "good.fabula").exists()
        done = fabula("read", "--quiet", "socket.txt", "/dev/null", "/dev/zero", "", "none.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 5
    assert "''" in done.stderr


def test_a_pipe_that_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", '"$@" read --quiet --out out <(cat good.txt)', "bash", *FABULA],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert [name.split(".", 1)[1] for name in names(tmp_path / "out")] == ["fabula", "report.html"]


def test_results_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "good.fabula").mkdir()
    (tmp_path / "other.txt").write_text(STORY)
    done = fabula("read", "--quiet", "good.txt", "other.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "error: cannot write good.fabula: it is not a file. Choose another name.\n"
    assert (tmp_path / "other.fabula").exists()
    for out, status in (("good.txt", 2), ("good.txt/x", 1), ("/dev/full", 1), ("/proc/x", 1)):
        done = fabula("read", "--quiet", "--out", out, "good.txt", cwd=tmp_path)
        assert done.returncode == status
        assert "Traceback" not in done.stderr


def test_a_full_disk(tmp_path: Path) -> None:
    import resource

    (tmp_path / "good.fabula").write_bytes(b"old")
    (tmp_path / "long.txt").write_text(STORY * 200)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = fabula("read", "--quiet", "--out", ".", "long.txt", "good.txt", cwd=tmp_path, preexec_fn=little_room)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: cannot write long.fabula: ")
    assert "free space" in line
    assert names(tmp_path) == ["good.fabula", "good.report.html", "good.txt", "long.txt"]
    assert (tmp_path / "good.fabula").read_bytes() != b"old"


@pytest.mark.parametrize(
    ("closed", "arguments", "status"),
    [
        (">&-", "good.txt", 0),
        ("2>&-", "good.txt", 0),
        ("<&- >&- 2>&-", "good.txt", 0),
        ("2>&-", "none.txt", 2),
        ("<&-", "-", 2),
        ("0>other", "-", 2),
    ],
)
def test_closed_streams(tmp_path: Path, closed: str, arguments: str, status: int) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$@" read --out out {arguments} {closed}', "bash", *FABULA],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert (tmp_path / "out" / "good.fabula").exists() == (arguments == "good.txt")


def test_the_current_folder_has_gone(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", 'mkdir gone && cd gone && rmdir ../gone && exec "$@" read ../good.txt', "bash", *FABULA],
        cwd=tmp_path, check=False, capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "error: the current folder: No such file or directory\n"


@pytest.mark.parametrize(
    "more",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"},
        {"COLUMNS": "1"},
    ],
)
def test_environments(tmp_path: Path, more: dict[str, str]) -> None:
    examples = Path(__file__).parents[2] / "examples"
    chosen = [examples / name for name in ("the-glass-harbour.epub", "the-understudy.docx", "ninth-floor.html")]
    done = fabula("read", "--out", ".", "good.txt", *chosen, cwd=tmp_path, env=environment(**more))
    assert done.returncode == 0, done.stderr
    assert all(": read " in line for line in done.stderr.splitlines()), done.stderr
