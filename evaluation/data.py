"""Where the corpora lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


class NoCorpus(Exception):
    """A corpus is not on this machine; the message names the folder looked for and the cure."""


def data_folder(given: str | Path | None = None) -> Path:
    """The folder that holds the unpacked corpora: as given, else `$FABULA_DATA`, else `build/data` of the checkout."""
    return Path(given or os.environ.get("FABULA_DATA") or ROOT / "build" / "data")


def corpus(name: str, data: Path | None = None) -> Path:
    """The folder of one unpacked corpus; NoCorpus if it is absent."""
    folder = (data or data_folder()) / name
    if not folder.is_dir():
        raise NoCorpus(f"no corpus at {folder}: unpack it there, or name its parent with --data or FABULA_DATA")
    return folder


def wanted(name: str, only: str | None) -> bool:
    """Whether a run that was asked for names with `only` in them takes this one; None takes every name."""
    return only is None or only.casefold() in name.casefold()


def read_text(path: Path) -> str:
    """A file as UTF-8 with its line ends as they are; a byte-order mark is left out."""
    return path.read_bytes().decode("utf-8-sig")
