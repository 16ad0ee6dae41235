"""Make the shipped weights of a checkpoint: `python -m training.export CHECKPOINT[,CHECKPOINT...]`.

Several checkpoints are averaged. The weights go to src/fabula/model/weights/ (or --out), with a manifest; the graph in
fp32 is first held against PyTorch on windows of training text, and int8 against fp32.
"""

from __future__ import annotations

import argparse
import json
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from evaluation.data import ROOT
from evaluation.sets import litbank_words
from fabula.model import weights
from fabula.model.annotator import Annotator
from fabula.model.pieces import Pieces
from fabula.model.scores import Int, Scores
from fabula.model.weights import OUTPUTS
from fabula.model.windows import LONGEST
from fabula.version import ENCODER
from training.graph import ENCODER_PARTS, HEAD_PARTS, array, build
from training.labels import Labels
from training.network import Network
from training.predict import TorchScorer, lexicon, load_network, runtime_labels, sense_counts
from training.train import OUT, vocabulary

TARGET = ROOT / "src" / "fabula" / "model" / "weights"
POSITIONS = LONGEST + 2
"""Rows kept of the positions: as many as the longest window has pieces, with the marks at its ends."""
CLOSE = 2e-3
"""How far a logit of the fp32 graph may be from PyTorch's."""


def write(network: Network, labels: Labels, out: Path, version: str, *, int8: bool = True, bits: int = 7) -> None:
    """Write all files of the weights and their manifest."""
    out.mkdir(parents=True, exist_ok=True)
    parts = frozenset((*ENCODER_PARTS, *HEAD_PARTS)) if int8 else frozenset[str]()
    (out / "network.onnx").write_bytes(build(network, parts, bits).SerializeToString())
    words = array(network.encoder.words.weight)
    scales = np.maximum(np.abs(words).max(1), 1e-8).astype(np.float32) / 127
    np.save(out / "words.npy", np.rint(words / scales[:, None]).astype(np.int8))
    np.savez(
        out / "tables.npz",
        word_scales=scales,
        positions=array(network.encoder.positions.weight)[:POSITIONS],
        shapes=array(network.encoder.shapes.weight),
        relation_weights=array(network.relation_both.weight).T,
    )
    (out / "vocabulary.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    kept = {
        "features": labels.features, "edits": labels.edits, "relations": labels.relations,
        "categories": labels.categories, "lexicon": lexicon(labels),
        "sense_counts": sense_counts(),
    }  # fmt: skip
    (out / "labels.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    files = {name: digest(out / name) for name in weights.FILES}
    manifest = {"model": version, "files": files}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def digest(path: Path) -> dict[str, int | str]:
    content = path.read_bytes()
    return {"size": len(content), "blake2b": blake2b(content, digest_size=32).hexdigest()}


class Fp32Scorer:
    """The fp32 graph in onnxruntime, fed with the network's own vectors of pieces."""

    def __init__(self, network: Network) -> None:
        self.session = onnxruntime.InferenceSession(
            build(network).SerializeToString(), providers=["CPUExecutionProvider"]
        )
        encoder = network.encoder
        self.tables = [array(table.weight) for table in (encoder.words, encoder.positions, encoder.shapes)]

    def __call__(self, pieces: Int, shapes: Int, firsts: Int, lasts: Int) -> Scores:
        words, positions, cases = self.tables
        embedded = words[pieces] + positions[: len(pieces)] + cases[shapes]
        return Scores(*self.session.run(OUTPUTS, {"embedded": embedded[None], "firsts": firsts, "lasts": lasts}))


def difference(network: Network, labels: Labels, documents: int = 1) -> float:
    """The largest difference of any score of the fp32 graph from PyTorch's, over LitBank's training texts."""
    ours, theirs, most = Fp32Scorer(network), TorchScorer(network), 0.0

    def both(pieces: Int, shapes: Int, firsts: Int, lasts: Int) -> Scores:
        nonlocal most
        left, right = ours(pieces, shapes, firsts, lasts), theirs(pieces, shapes, firsts, lasts)
        for name in OUTPUTS:
            a: npt.NDArray[np.float32] = getattr(left, name)
            most = max(most, float(np.abs(a - getattr(right, name)).max()))
        return left

    annotator = Annotator(scorer=both, pieces=Pieces(vocabulary()), labels=runtime_labels(network, labels), threads=1)
    for document in litbank_words.read_fold("train")[:documents]:
        annotator.annotate(document.words, [first for first, _ in document.sentences], [0])
    return most


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--version", default=ENCODER)
    parser.add_argument("--fp32", action="store_true", help="leave every part fp32")
    parser.add_argument("--bits", type=int, default=7, choices=(7, 8), help="7: no processor's sums overflow")
    given = parser.parse_args()
    labels = Labels.load(OUT / "labels.json")
    network = load_network(Path(given.checkpoint), labels, len(vocabulary()))
    most = difference(network, labels)
    print(f"largest difference between ONNX and PyTorch, fp32: {most:.2e}")
    if most > CLOSE:
        raise SystemExit("the graph is not the network")
    write(network, labels, given.out, given.version, int8=not given.fp32, bits=given.bits)
    for name in (*weights.FILES, "manifest.json"):
        print(f"{name}: {(given.out / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
