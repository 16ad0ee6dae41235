"""The linker's weights: found, checked and loaded. They lie in this package, in `weights/linker/`.

Files: `mentions.onnx`, `pairs.onnx` (several networks in one), `calibration.json`, `manifest.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.errors import ModelError
from fabula.model.pieces import Pieces
from fabula.model.sessions import session
from fabula.model.weights import CURE, checked, folder, manifest

Array = npt.NDArray[Any]
FILES = ("mentions.onnx", "pairs.onnx", "calibration.json")
ENCODER_FILES = ("words.npy", "tables.npz", "vocabulary.txt")
"""Those of the encoder that the linker reads too."""
OUTPUTS = ("anaphor", "antecedent", "left", "right", "new")


@dataclass(frozen=True, slots=True)
class LinkerParts:
    """What scores: mentions in their context, then pairs; the vectors of words that go in; the calibration.

    `words` int8 [pieces, 384] with `scales` [pieces]. `calibration`: by name the two numbers of Platt's scaling.
    """

    mentions: Callable[[dict[str, Array]], list[Array]]
    pairs: Callable[[dict[str, Array]], Array]
    pieces: Pieces
    words: Array
    scales: Array
    calibration: dict[str, tuple[float, float]]


def load(where: Path | None = None) -> LinkerParts:
    """The linker's parts from a weights folder, the shipped one by default; ModelError if they are damaged."""
    encoder = where or folder()
    own = encoder / "linker"
    expected, of_encoder = manifest(own)["files"], manifest(encoder)["files"]
    contents = {name: checked(own / name, expected.get(name)) for name in FILES}
    contents |= {name: checked(encoder / name, of_encoder.get(name)) for name in ENCODER_FILES}
    try:
        with np.load(BytesIO(contents["tables.npz"]), allow_pickle=False) as tables:
            scales = tables["word_scales"].astype(np.float32)
        mentions, pairs = session(contents["mentions.onnx"]), session(contents["pairs.onnx"])
        calibration = {name: (float(a), float(b)) for name, (a, b) in json.loads(contents["calibration.json"]).items()}
        return LinkerParts(
            lambda given: list(mentions.run(OUTPUTS, given)),
            lambda given: np.asarray(pairs.run(("scores",), given)[0]),
            Pieces(contents["vocabulary.txt"].decode("utf-8").splitlines()),
            np.load(BytesIO(contents["words.npy"]), allow_pickle=False),
            scales,
            calibration,
        )
    except ImportError:
        raise
    except Exception as error:
        raise ModelError(str(own), f"cannot be loaded ({' '.join(str(error).split())[:200]})", CURE) from error
