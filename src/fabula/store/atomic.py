"""Writing a file whole or not at all: beside its target, onto the disk, then into its place."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fabula.errors import OutputError

_CURES = {
    errno.ENOSPC: "Free some space or choose another folder",
    errno.EDQUOT: "Free some space or choose another folder",
    errno.EFBIG: "Raise the limit on file sizes or choose another folder",
    errno.EACCES: "Choose a folder that you may write to",
    errno.EPERM: "Choose a folder that you may write to",
    errno.EROFS: "Choose a folder that you may write to",
    errno.ENOENT: "Make the folder or choose another",
    errno.ENOTDIR: "Choose another folder",
    errno.EEXIST: "Choose another folder",
    errno.ENAMETOOLONG: "Choose a shorter name",
}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give the path of an empty file to fill; when the block ends well it replaces `target`, else it goes.

    A kill at any moment leaves the old file or the new one. OutputError for whatever the system refuses.
    """
    temporary: Path | None = None
    try:
        final = Path(os.path.realpath(target))
        if final.exists() and not final.is_file():
            raise OutputError(f"cannot write {target}: it is not a file. Choose another name.")
        # The name does not grow with the target's, which may be as long as the system allows.
        temporary = final.parent / f".fabula-{os.urandom(6).hex()}.tmp"
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        if final.exists():
            with suppress(OSError):
                temporary.chmod(stat.S_IMODE(final.stat().st_mode))
        yield temporary
        _sync(temporary)
        temporary.replace(final)
        if sys.platform != "win32":
            _sync(final.parent)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def write_text(target: Path, text: str, *, errors: str = "replace") -> Path:
    """Write a file of UTF-8 text, whole or not at all; what UTF-8 cannot hold goes by `errors`."""
    with replacing(target) as temporary, temporary.open("w", encoding="utf-8", errors=errors, newline="") as file:
        file.write(text)
    return target


def make_folder(folder: Path) -> Path:
    """Make `folder` and those above it where missing; OutputError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return folder


def cannot_write(target: Path, error: OSError) -> OutputError:
    """The error that names the path, the reason and the cure."""
    reason = (error.strerror or str(error) or type(error).__name__).rstrip(".")
    cure = _CURES.get(error.errno or 0, "Check the folder and try again")
    return OutputError(f"cannot write {target}: {reason[:1].lower()}{reason[1:]}. {cure}.")


def _sync(path: Path) -> None:
    """Have the system put a file, or a folder's list of names, onto the disk."""
    # Windows refuses fsync on a file opened for reading only; a folder can be opened for nothing else.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
