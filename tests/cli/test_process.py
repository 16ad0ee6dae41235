"""The command line as a process: signals, pipes, locales, terminals."""

from __future__ import annotations

import os
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.toy import SLOW
from tests.stories import document, story

ROOT = Path(__file__).parents[2]
TOY = [sys.executable, "-m", "tests.cli.toy"]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and terminals")


def environment(**more: str) -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, **more}


def wait_for(path: Path) -> None:
    until = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < until
        time.sleep(0.05)


@posix_only
def test_interrupted(tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_text(SLOW)
    (tmp_path / "slow.fabula").write_bytes(b"old")
    process = subprocess.Popen(
        [*TOY, "read", "slow.txt"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What runs in the background of a shell ignores the signal, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads here)
    )
    wait_for(tmp_path / "started")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert (out, err.decode().strip()) == (b"", "error: interrupted")
    assert (tmp_path / "slow.fabula").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["slow.fabula", "slow.txt", "started"]


def long_story(folder: Path) -> Path:
    return story(document("A paragraph of some length.\n\n" * 20_000)).save(folder / "long.fabula")


@posix_only
def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    long_story(tmp_path)
    command = f"{shlex.join([*TOY, 'show', '--text', 'long.fabula'])} | head -1"
    done = subprocess.run(
        command, shell=True, check=False, cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert done.stdout == "A paragraph of some length.\n"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [("formats",), ("show", "--text", "long.fabula")])
def test_output_that_cannot_be_written(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    long_story(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*TOY, *arguments],
            check=False,
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "error: standard output: No space left on device\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", ""])
def test_any_locale(tmp_path: Path, encoding: str) -> None:
    story(document("“Où est Łukasz?” 🌊", title="Łódź 🌊")).save(tmp_path / "x.fabula")
    env = environment(LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    done = subprocess.run([*TOY, "show", "x.fabula"], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert "Łódź 🌊" in done.stdout.decode("utf-8")
    done = subprocess.run([*TOY, "show", "--text", "x.fabula"], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert done.stdout.decode("utf-8").strip() == "“Où est Łukasz?” 🌊"


@posix_only
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (tmp_path / name).write_text("A story.")
    except OSError:
        pytest.skip("this file system wants UTF-8")
    env = environment(LC_ALL="C")
    done = subprocess.run([*TOY, "read", "."], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert b"written to caf" in done.stdout
    shown = subprocess.run([*TOY, "show", b"caf\xe9.fabula"], cwd=tmp_path, env=env, capture_output=True, check=True)
    assert b"words:" in shown.stdout


def on_terminal(arguments: list[str], folder: Path) -> str:
    """What a command writes to a terminal of its own."""
    import pty

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*TOY, *arguments],
        cwd=folder,
        env=environment(TERM="xterm", COLUMNS="100", NO_COLOR="1"),
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    shown, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([leader], [], [], 0.1)[0]:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    process.wait(timeout=60)
    os.close(leader)
    return shown.decode()


@posix_only
def test_progress_on_a_terminal_after_a_second(tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_text(SLOW)
    (tmp_path / "quick.txt").write_text("A quick story.")
    assert "waiting" in on_terminal(["read", "slow.txt"], tmp_path)
    assert "waiting" not in on_terminal(["read", "--quiet", "slow.txt"], tmp_path)
    assert "%" not in on_terminal(["read", "quick.txt"], tmp_path)


@posix_only
def test_a_cast_list_fits_the_terminal(tmp_path: Path) -> None:
    people = [
        ("A name that is very long indeed, " * 2, "he", 0.5, False),
        ("[bold]Ann[/bold] :smile:", "she", 0.5, False),
    ]
    story(document("x"), characters=people).save(tmp_path / "x.fabula")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal(["show", "--characters", "x.fabula"], tmp_path))
    assert "[bold]Ann[/bold] :smile:" in shown
    assert max(map(len, shown.split("\r\n"))) <= 100


@posix_only
def test_no_escape_reaches_a_terminal(tmp_path: Path) -> None:
    story(document("the \x1b[2J word", title="\x1b]0;owned\x07")).save(tmp_path / "x.fabula")
    for arguments in (["show", "x.fabula"], ["show", "--text", "x.fabula"], ["search", "x.fabula", "word"]):
        shown = on_terminal(arguments, tmp_path)
        assert "\x1b[2J" not in shown
        assert "\x1b]0" not in shown
        assert "\\x1b" in shown
