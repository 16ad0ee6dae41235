"""The weights of the scorer of speakers: found, checked and loaded. They lie in this package, in `weights/speakers/`.

Files: `spans.onnx`, `pairs.onnx`, `moves.onnx` (several networks in one), `calibration.json`, `manifest.json`.
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
FILES = ("spans.onnx", "pairs.onnx", "moves.onnx", "calibration.json")
SPANS = ("quotation", "mention", "left", "right", "nobody")
"""What the first graph makes of every mention and quotation."""


@dataclass(frozen=True, slots=True)
class SpeakerParts:
    """What scores: mentions and quotations in context, pairs, moves; the vectors of words that go in; the calibration.

    pairs: float32 [n, p] of n networks. `calibration`: by group of
    cues the two numbers of Platt's scaling.
    """

    spans: Callable[[dict[str, Array]], list[Array]]
    pairs: Callable[[dict[str, Array]], Array]
    moves: Callable[[dict[str, Array]], Array]
    words: WordTables
    calibration: dict[str, tuple[float, float]]


def load(where: Path | None = None) -> SpeakerParts:
    """The scorer's parts from a weights folder, the shipped one by default; ModelError if they are damaged."""
    encoder = where or folder()
    own = encoder / "speakers"
    contents = contents_of(encoder, own, FILES)
    with loading(own):
        known = word_tables(contents)
        spans, pairs, moves = (session(contents[name]) for name in FILES[:3])
        return SpeakerParts(
            lambda given: list(spans.run(SPANS, given)),
            lambda given: np.asarray(pairs.run(("scores",), given)[0]),
            lambda given: np.asarray(moves.run(("steps",), given)[0]),
            known,
            calibration_of(contents),
        )
