"""What the scorer of speakers learns from, made and kept: `python -m training.make_quotations [train] [dev] [novels]`.

A module of its own, so that what is pickled belongs to `training.quotations`, whoever loads it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence

from training.quotations import FOLDER, Reading, litbank_readings, novel_readings

_TOGETHER = 8
"""Readings in one file."""


def main(parts: Sequence[str]) -> None:
    """Make the named parts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for part in parts:
        for old in FOLDER.glob(f"{part}*.pickle"):
            old.unlink()
        kept: list[Reading] = []
        number = quotations = known = 0
        for one in novel_readings() if part == "novels" else litbank_readings(part):
            kept.append(one)
            quotations, known = quotations + one.spans.rows, known + int((one.gold >= 0).sum())
            if len(kept) == _TOGETHER:
                number = _keep(part, number, kept)
                kept = []
            print(one.name, one.spans.rows, "quotations,", int((one.gold >= 0).sum()), "known", flush=True)
        _keep(part, number, kept)
        print(part, quotations, "quotations,", known, "known")


def _keep(part: str, number: int, readings: list[Reading]) -> int:
    with (FOLDER / f"{part}-{number:02}.pickle").open("wb") as file:
        pickle.dump(readings, file, protocol=5)
    return number + 1


if __name__ == "__main__":
    main(sys.argv[1:] or ("train", "dev", "novels"))
