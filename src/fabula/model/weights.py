"""The shipped weights: found, checked and loaded. They lie in this package, in `weights/`, and are never downloaded.

Files: `network.onnx` (layers and heads), `words.npy` (int8 vectors of pieces), `tables.npz` (what else is added up at
the input, and the relations' weights), `vocabulary.txt`, `labels.json`, `manifest.json` (sizes and BLAKE2b digests).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.errors import ModelError
from fabula.model.pieces import Pieces
from fabula.model.scores import Float, Int, Scorer, Scores
from fabula.model.sessions import session
from fabula.model.word_tables import WordTables, word_tables

FILES = ("network.onnx", "words.npy", "tables.npz", "vocabulary.txt", "labels.json")
CURE = "Install Fabula again: pip install --force-reinstall fabula"
OUTPUTS = (
    "upos", "xpos", "features", "edits", "arcs", "dependents", "heads", "dependent_bias", "head_bias", "entities",
    "events", "senses", "span_starts", "span_ends",
)  # fmt: skip
"""The network's outputs, as in Scores."""


@dataclass(frozen=True)
class Labels:
    """The labels of heads that are not in the schema, and what the relations' decision needs."""

    features: tuple[str, ...]
    edits: tuple[str, ...]
    lexicon: dict[str, list[int]]
    """By form in lower case, space, Penn tag: the numbers of the edits that the treebanks show."""
    sense_counts: dict[str, list[list[int]]]
    """By lemma, space, n or v: pairs of a code of SUPERSENSES and how often SemCor's training documents have it."""
    categories: tuple[str, ...]
    root_relation: int
    joining_relation: int
    """What joins the stretches of a sentence that is too long to be read at once."""
    relation_weights: Float
    """[width, relations]"""


def folder() -> Path:
    """Where the weights lie."""
    return Path(str(resources.files("fabula.model") / "weights"))


def manifest(where: Path | None = None) -> dict[str, Any]:
    """The manifest; ModelError if it is missing or damaged."""
    path = (where or folder()) / "manifest.json"
    try:
        found = json.loads(path.read_bytes())
        found["files"].items()
    except OSError as error:
        raise ModelError(str(path), f"cannot be read ({error.strerror or error})", CURE) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise ModelError(str(path), "is damaged", CURE) from error
    return dict(found)


def load(where: Path | None = None) -> tuple[Scorer, Pieces, Labels]:
    """Scorer, pieces and labels of the weights in a folder, the shipped ones by default; ModelError if damaged."""
    chosen = where or folder()
    expected = manifest(chosen)["files"]
    contents = {name: checked(chosen / name, expected.get(name)) for name in FILES}
    try:
        labels, tables = json.loads(contents["labels.json"]), _tables(contents["tables.npz"])
        relations, words = labels["relations"], word_tables(contents)
        return (
            _OnnxScorer(contents["network.onnx"], words, tables),
            words.pieces,
            Labels(
                tuple(labels["features"]), tuple(labels["edits"]), labels["lexicon"], labels["sense_counts"],
                tuple(labels["categories"]), relations.index("root"), relations.index("parataxis"),
                tables["relation_weights"],
            ),
        )  # fmt: skip
    except ImportError:
        raise
    except Exception as error:
        raise ModelError(str(chosen), f"cannot be loaded ({' '.join(str(error).split())[:200]})", CURE) from error


def checked(path: Path, expected: Any) -> bytes:
    """A file's bytes, which are as the manifest says."""
    try:
        found = path.read_bytes()
    except OSError as error:
        raise ModelError(str(path), f"cannot be read ({error.strerror or error})", CURE) from error
    if not isinstance(expected, dict) or len(found) != expected.get("size"):
        size = expected.get("size") if isinstance(expected, dict) else "no"
        raise ModelError(str(path), f"has {len(found):,} bytes where the manifest says {size}", CURE)
    if blake2b(found, digest_size=32).hexdigest() != expected.get("blake2b"):
        raise ModelError(str(path), "is damaged: its digest is not the manifest's", CURE)
    return found


def _tables(content: bytes) -> dict[str, npt.NDArray[Any]]:
    with np.load(BytesIO(content), allow_pickle=False) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


class _OnnxScorer:
    """Scores windows with onnxruntime, one a call: a window's result has nothing to do with the others'."""

    def __init__(self, network: bytes, words: WordTables, tables: dict[str, npt.NDArray[Any]]) -> None:
        self._session = session(network)
        self._words, self._tables = words, tables

    def __call__(self, pieces: Int, shapes: Int, firsts: Int, lasts: Int) -> Scores:
        tables = self._tables
        embedded = self._words.words[pieces].astype(np.float32) * self._words.scales[pieces][:, None]
        embedded += tables["positions"][: len(pieces)]
        embedded += tables["shapes"][shapes]
        given = {"embedded": embedded[None], "firsts": firsts, "lasts": lasts}
        return Scores(*self._session.run(OUTPUTS, given))
