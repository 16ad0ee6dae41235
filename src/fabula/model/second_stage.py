"""What the weights of the small networks over mentions share: files checked, calibration."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from fabula.errors import ModelError
from fabula.model.weights import CURE, checked, manifest
from fabula.model.word_tables import FILES as WORD_FILES


def contents_of(encoder: Path, own: Path, files: Sequence[str]) -> dict[str, bytes]:
    """The files of a network's folder and those of the encoder's; ModelError if they are not as their manifests say."""
    expected, of_encoder = manifest(own)["files"], manifest(encoder)["files"]
    contents = {name: checked(own / name, expected.get(name)) for name in files}
    return contents | {name: checked(encoder / name, of_encoder.get(name)) for name in WORD_FILES}


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
