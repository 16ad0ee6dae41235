"""What the weights of the small networks over mentions share: files checked, word vectors, calibration."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.errors import ModelError
from fabula.model.pieces import Pieces
from fabula.model.weights import CURE, checked, manifest

Array = npt.NDArray[Any]
ENCODER_FILES = ("words.npy", "tables.npz", "vocabulary.txt")
"""Those of the encoder that are read too."""


@dataclass(frozen=True, slots=True)
class WordTables:
    """The encoder's vectors of pieces before their context, `words` int8 [pieces, 384] with `scales` [pieces]."""

    pieces: Pieces
    words: Array
    scales: Array


def contents_of(encoder: Path, own: Path, files: Sequence[str]) -> dict[str, bytes]:
    """The files of a network's folder and those of the encoder's; ModelError if they are not as their manifests say."""
    expected, of_encoder = manifest(own)["files"], manifest(encoder)["files"]
    contents = {name: checked(own / name, expected.get(name)) for name in files}
    return contents | {name: checked(encoder / name, of_encoder.get(name)) for name in ENCODER_FILES}


def word_tables(contents: Mapping[str, bytes]) -> WordTables:
    """The encoder's word vectors."""
    with np.load(BytesIO(contents["tables.npz"]), allow_pickle=False) as tables:
        scales = tables["word_scales"].astype(np.float32)
    return WordTables(
        Pieces(contents["vocabulary.txt"].decode("utf-8").splitlines()),
        np.load(BytesIO(contents["words.npy"]), allow_pickle=False),
        scales,
    )


def calibration_of(contents: Mapping[str, bytes]) -> dict[str, tuple[float, float]]:
    """By name the two numbers of Platt's scaling."""
    return {name: (float(a), float(b)) for name, (a, b) in json.loads(contents["calibration.json"]).items()}


@contextmanager
def loading(own: Path) -> Iterator[None]:
    """Whatever fails while weights are made ready is a ModelError of their folder."""
    try:
        yield
    except ImportError:
        raise
    except Exception as error:
        raise ModelError(str(own), f"cannot be loaded ({' '.join(str(error).split())[:200]})", CURE) from error
