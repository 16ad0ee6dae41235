"""Kills, full disks, folders that cannot be written and rivals: old file or new file, whole, and one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

import fabula
from fabula.exports import formats
from tests.end_to_end.command import LIGHT, STORY
from tests.robust.kills import NEW, OLD, Case, cases, command, contents, kill, temporaries

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="POSIX signals, limits and mounts")
FORMATS = [format_.name for format_ in formats()]
SMALL = 160
"""Kilobytes of the small disk: more than a story's text, less than its file."""
EXPORTED = STORY * 400


@cache
def case(name: str) -> Case:
    """One of the commands that write."""
    return next(case for case in cases([] if name == "read" else [name]) if case.name == name)


@pytest.mark.parametrize("name", ["read", "booknlp"])
def test_killed_at_any_moment(name: str) -> None:
    found = kill(case(name), 4, 20240229, every=4)
    assert found.total() == 4
    assert found["while writing"] >= 1


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, too small for what is written; where mounting is not allowed the test is skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}k", "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def refused(done: subprocess.CompletedProcess[str], name: str) -> str:
    """The one line in which a run says that it cannot write."""
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"error: cannot write {name}"), line
    return line


def test_a_full_disk(disk: Path) -> None:
    (disk.parent / "story.txt").write_text(STORY * 150)
    target = disk / "story.fabula"
    target.write_bytes(b"old")
    line = refused(command(["read", "--quiet", "../story.txt", "--out", "."], disk), "story.fabula")
    assert "free space" in line
    assert contents(disk) == {"story.fabula": b"old"}
    assert temporaries(disk) == []
    (disk.parent / "story.txt").write_text(STORY)
    assert command(["read", "--quiet", "--no-report", "../story.txt", "--out", "."], disk).returncode == 0
    assert fabula.open(target).text == STORY


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .fabula file whose exports are larger than the small disk."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "large.txt").write_text(EXPORTED)
    assert command(["read", "--quiet", "large.txt"], folder).returncode == 0
    return folder / "large.fabula"


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_under_exports(form: str, disk: Path, large: Path) -> None:
    old = dict.fromkeys(export_names(form, large), b"old")
    for path, data in old.items():
        (disk / path).write_bytes(data)
    line = refused(command(["export", str(large), "--to", form, "--out", "."], disk), "large.")
    assert "space" in line
    assert temporaries(disk) == []
    assert set(contents(disk)) == set(old)
    assert b"old" in contents(disk).values()


@cache
def export_names(form: str, large: Path) -> Sequence[str]:
    """The files that an export writes."""
    done = command(["export", str(large), "--to", form, "--out", f"out-{form}"], large.parent)
    assert done.returncode == 0, done.stderr
    return [path.name for path in (large.parent / f"out-{form}").iterdir()]


def test_a_disk_that_cannot_be_written(disk: Path, large: Path) -> None:
    (disk / "story.txt").write_text(STORY)
    (disk / "story.fabula").write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    line = refused(command(["read", "--quiet", "story.txt"], disk), "story.fabula")
    assert "may write to" in line
    for form in FORMATS:
        assert "may write to" in refused(command(["export", str(large), "--to", form, "--out", "."], disk), "large.")
    assert contents(disk) == {"story.fabula": b"old", "story.txt": STORY.encode()}


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="permissions do not bind root")
def test_a_folder_that_one_may_not_write_to(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    tmp_path.chmod(0o500)
    try:
        assert "may write to" in refused(command(["read", "--quiet", "story.txt"], tmp_path), "story.fabula")
        assert contents(tmp_path) == {"story.txt": STORY.encode()}
    finally:
        tmp_path.chmod(0o700)


def test_two_runs_on_one_file(tmp_path: Path) -> None:
    """Both end well; the file is the one's or the other's, whole, as are those of an export."""
    for name, text in (("a", OLD), ("b", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.txt").write_text(text)
    rivals = [together(["read", "--quiet", f"{name}/story.txt", "--out", "."], tmp_path) for name in "ab" * 2]
    assert [ended(one) for one in rivals] == [(0, "")] * 4
    assert fabula.open(tmp_path / "story.fabula").text in (OLD, NEW)
    rivals = [together(["export", "story.fabula", "--to", "csv", "--out", "out"], tmp_path) for _ in range(3)]
    assert [ended(one) for one in rivals] == [(0, "")] * 3
    assert command(["export", "story.fabula", "--to", "csv", "--out", "alone"], tmp_path).returncode == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")
    assert temporaries(tmp_path) == []


def together(arguments: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    """Start the command and go on."""
    pipe = subprocess.PIPE
    return subprocess.Popen([*LIGHT, *arguments], cwd=folder, stdout=pipe, stderr=pipe, encoding="utf-8")


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How a process ended, and what it said on standard error."""
    _, said = process.communicate(timeout=120)
    return process.returncode, said
