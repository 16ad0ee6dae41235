"""What the wheel holds, part by part: bytes on the disk, and packed as in a wheel."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

from benchmarks.processes import ROOT

PACKAGE = ROOT / "src" / "fabula"
PARTS = (
    ("the encoder", "model/weights/network.onnx"),
    ("vectors and scales of words", "model/weights/words.npy"),
    ("the encoder's vocabulary and tables", "model/weights/"),
    ("the linker", "model/weights/linker/"),
    ("the scorer of speakers", "model/weights/speakers/"),
    ("word lists", "data/"),
    ("the report's script and style", "report/assets/"),
    ("Python", ".py"),
    ("the rest", ""),
)
"""Names of parts, and what stands in the path of a file that belongs to one: the most telling that fits."""


def part_of(path: str) -> str:
    """The part that a file belongs to, by its path in the package."""
    return max((where in path, len(where), name) for name, where in PARTS if where in path)[2]


def sizes(root: Path = PACKAGE) -> dict[str, tuple[int, int]]:
    """By part: bytes, and bytes once packed."""
    found = {name: (0, 0) for name, _ in PARTS}
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            data = path.read_bytes()
            name = part_of(path.relative_to(root).as_posix())
            whole, packed = found[name]
            found[name] = whole + len(data), packed + len(zlib.compress(data))
    return found


def part_rows() -> Iterable[list[str]]:
    """A row for each part, and one for all."""
    found = sizes()
    total = tuple(sum(column) for column in zip(*found.values(), strict=True))
    return [[name, *(f"{size / 1e3:,.0f}" for size in both)] for name, both in (*found.items(), ("all", total))]
