"""The linker's weights: found, checked and loaded. They lie in this package, in `weights/linker/`.

Files: `mentions.onnx`, `pairs.onnx` (several networks in one), `calibration.json`, `manifest.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.model.second_stage import calibration_of, contents_of, loading
from fabula.model.sessions import session
from fabula.model.weights import folder
from fabula.model.word_tables import WordTables, word_tables

Array = npt.NDArray[Any]
FILES = ("mentions.onnx", "pairs.onnx", "calibration.json")
OUTPUTS = ("anaphor", "antecedent", "left", "right", "new")


@dataclass(frozen=True, slots=True)
class LinkerParts:
    """What scores: mentions in their context, then pairs; the vectors of words that go in; the calibration.

    `calibration`: by name the two numbers of Platt's scaling.
    """

    mentions: Callable[[dict[str, Array]], list[Array]]
    pairs: Callable[[dict[str, Array]], Array]
    words: WordTables
    calibration: dict[str, tuple[float, float]]


def load(where: Path | None = None) -> LinkerParts:
    """The linker's parts from a weights folder, the shipped one by default; ModelError if they are damaged."""
    encoder = where or folder()
    own = encoder / "linker"
    contents = contents_of(encoder, own, FILES)
    with loading(own):
        known = word_tables(contents)
        mentions, pairs = session(contents["mentions.onnx"]), session(contents["pairs.onnx"])
        return LinkerParts(
            lambda given: list(mentions.run(OUTPUTS, given)),
            lambda given: np.asarray(pairs.run(("scores",), given)[0]),
            known,
            calibration_of(contents),
        )
