"""A stand-in for the reading, so that the command line is tested without it: blocks become paragraphs, no more.

Run as a program it is the command line with that stand-in.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from fabula import reading
from fabula.cli import main
from fabula.errors import BinaryInput, EmptyInput
from fabula.story import Story
from tests.stories import document, ferry, story

Progress = Callable[[str, float], None]
SLOW = "slowly"
BUG = "a bug"


def read(source: str | Path, *, cast: object = None, progress: Progress | None = None) -> Story:
    """The story in a file of text; `ferry` stands for the story of that name."""
    return read_bytes(Path(source).read_bytes(), str(source), cast=cast, progress=progress)


def read_bytes(data: bytes, name: str, *, cast: object = None, progress: Progress | None = None) -> Story:
    """The story in bytes; of a cast that is given only the length is told, as a warning."""
    if b"\0" in data:
        raise BinaryInput(name, "binary data", "Give a text.")
    text = data.decode("utf-8")
    if not text.strip():
        raise EmptyInput(name, "nothing to read", "Give a story.")
    if text.startswith(BUG):
        raise RuntimeError("a line\nthat breaks")
    if text.startswith(SLOW):
        Path("started").touch()
        for step in range(30):
            if progress is not None:
                progress("waiting", step / 30)
            time.sleep(0.1)
    if text.strip() == "ferry":
        return ferry()
    if cast is not None:
        return story(document(text), warnings=[f"a cast of {len(list(cast))}"])  # type: ignore[call-overload]
    return story(document(text, title="", source_name=Path(name).name))


if __name__ == "__main__":
    reading.read = read
    reading.read_bytes = read_bytes
    sys.exit(main())
