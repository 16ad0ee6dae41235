"""A file is replaced whole or not at all, and what stands in the way is said in one line."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fabula.errors import OutputError
from fabula.store import open_story, save
from fabula.store.atomic import make_folder, replacing, write_text
from tests.stories import assert_same, ferry

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions, links and limits")


def test_replaces(tmp_path: Path) -> None:
    target = tmp_path / "x.fabula"
    target.write_bytes(b"old")
    assert_same(ferry(), open_story(save(ferry(), target)))
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("raised", [KeyboardInterrupt, MemoryError, ValueError, SystemExit])
def test_whatever_is_raised_leaves_the_old_file(
    tmp_path: Path, raised: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*args: object) -> None:
        raise raised

    target = tmp_path / "x.fabula"
    target.write_bytes(b"old")
    monkeypatch.setattr("fabula.store.write.fill_index", stop)
    with pytest.raises(raised):
        save(ferry(), target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("call", ["open", "fsync"])
@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "Free some space"), (errno.EROFS, "may write to"), (errno.EIO, "Check the folder")],
)
def test_system_refuses(tmp_path: Path, call: str, number: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> int:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "x.fabula"
    target.write_bytes(b"old")
    monkeypatch.setattr(f"fabula.store.atomic.os.{call}", refuse)
    with pytest.raises(OutputError, match=words) as caught:
        save(ferry(), target)
    monkeypatch.undo()
    assert str(target) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no such file or directory\. Make the folder"):
        save(ferry(), tmp_path / "none" / "x.fabula")


def test_folder_vanishes_meanwhile(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "a" / "b")
    with pytest.raises(OutputError, match="cannot write"), replacing(folder / "x") as temporary:
        temporary.unlink()
        folder.rmdir()


def test_target_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not a file"):
        save(ferry(), tmp_path)


@posix_only
def test_target_is_a_device() -> None:
    with pytest.raises(OutputError, match="not a file"):
        save(ferry(), "/dev/null")


def test_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(OutputError):
        save(ferry(), tmp_path / "f" / "x.fabula")
    with pytest.raises(OutputError):
        make_folder(tmp_path / "f")


@posix_only
def test_the_longest_name(tmp_path: Path) -> None:
    save(ferry(), tmp_path / ("x" * 248 + ".fabula"))
    with pytest.raises(OutputError, match="shorter name"):
        save(ferry(), tmp_path / ("x" * 256 + ".fabula"))
    assert len(list(tmp_path.iterdir())) == 1


@posix_only
def test_links_and_modes_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    write_text(real, "old")
    assert stat.S_IMODE(real.stat().st_mode) & 0o600 == 0o600
    real.chmod(0o640)
    link.symlink_to(real)
    write_text(link, "new\r\n\ud800")
    assert link.is_symlink()
    assert real.read_bytes() == b"new\r\n?"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@posix_only
def test_disk_really_full(tmp_path: Path) -> None:
    """The system's own limit on file size stands for a full disk: SQLite meets it in the middle of writing."""
    script = f"""
import resource, signal, sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
from fabula.errors import OutputError
from fabula.store import save
from tests.stories import ferry
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    save(ferry(), Path({str(tmp_path / "x.fabula")!r}))
except OutputError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"cannot write {tmp_path / 'x.fabula'}: ")
    assert done.stdout.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
