"""The bytes of a file that a user names, or an error that says what is wrong with the name."""

from __future__ import annotations

from pathlib import Path

from fabula.errors import InputError


def read_bytes(path: Path, most: int) -> bytes:
    """At most the first `most` bytes of a file; InputError, naming it as given, if it cannot be read."""
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise InputError(name, "no such file", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise InputError(name, "a folder, not a file", "Name the files in it.") from None
    except PermissionError:
        what = "a folder, not a file" if Path(path).is_dir() else "no permission to read it"
        raise InputError(name, what, "Name a file that you may read.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(name, f"it could not be read ({reason})", "Check the file and try again.") from None
