"""Scores of linkers on LitBank's dev part: `python -m training.link_scores CHECKPOINT…`, each alone and all at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.link import Example, conll, example, word_vectors
from training.linker import Linker
from training.mentions import load


def table(linkers: Sequence[Linker], some: Sequence[Example]) -> list[str]:
    """Lines of a Markdown table: each network, their mean and spread, and all of them averaged."""
    rows = [[conll([linker], some, given=given) for given in (True, False)] for linker in linkers]
    every = [conll(linkers, some, given=given) for given in (True, False)]
    lines = ["| | gold mentions | found mentions |", "| --- | ---: | ---: |"]
    lines += [f"| seed {seed} | {gold:.2f} | {found:.2f} |" for seed, (gold, found) in enumerate(rows, 1)]
    mean, spread = np.mean(rows, axis=0), np.std(rows, axis=0, ddof=1) if len(rows) > 1 else np.zeros(2)
    lines.append("| mean ± sd | " + " | ".join(f"{m:.2f} ± {s:.2f}" for m, s in zip(mean, spread, strict=True)) + " |")
    lines.append(f"| all, shipped | {every[0]:.2f} | {every[1]:.2f} |")
    return lines


def dev() -> list[Example]:
    """The dev part."""
    vectors = word_vectors()
    return [example(document, vectors) for document in load("dev")]


def main() -> None:
    """Command line."""
    from training.link_export import read  # noqa: PLC0415 (it needs this module for its card)

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    print("\n".join(table(read(parser.parse_args().checkpoints), dev())))


if __name__ == "__main__":
    main()
