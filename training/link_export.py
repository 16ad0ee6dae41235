"""Export of the linker: `python -m training.link_export CHECKPOINT… --calibration FILE` writes the shipped weights."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch

from fabula.model import linker_weights
from fabula.model.linker import Linker as Runtime
from fabula.model.linker_weights import load
from fabula.model.weights import folder
from fabula.version import LINKER
from training.export import digest
from training.link import Example, mean_scores
from training.link_graph import mentions_graph, pairs_graph
from training.link_scores import dev, table
from training.linker import Linker

TARGET = folder() / "linker"
CLOSE = 1e-3
"""The largest difference of a log-probability of the graphs from PyTorch's."""


def read(paths: list[Path]) -> list[Linker]:
    """Networks of checkpoints."""
    made = []
    for path in paths:
        linker = Linker()
        linker.load_state_dict(torch.load(path))
        made.append(linker.eval())
    return made


def write(linkers: list[Linker], calibration: dict[str, tuple[float, float]], out: Path) -> None:
    """Write graphs, calibration and manifest."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "mentions.onnx").write_bytes(mentions_graph(linkers).SerializeToString())
    (out / "pairs.onnx").write_bytes(pairs_graph(linkers).SerializeToString())
    (out / "calibration.json").write_text(json.dumps(calibration) + "\n", encoding="utf-8")
    files = {name: digest(out / name) for name in linker_weights.FILES}
    (out / "manifest.json").write_text(json.dumps({"model": LINKER, "files": files}, indent=1) + "\n", encoding="utf-8")


def card(scores: list[str], count: int) -> str:
    """The model card."""
    return f"""# Model card: {LINKER}

Made by `python -m training.link_export` on {datetime.now(tz=UTC):%Y-%m-%d}.

What it is: {" ".join(WHAT.split()).format(count=count)}

Trained on: LitBank's training fold 0 (Bamman et al. 2020, CC BY 4.0), 80 excerpts without *Persuasion*, *Daisy Miller*,
*A Room with a View* and *The Invisible Man* where they are in it; GUM's documents under free licences (Zeldes 2017,
CC BY 4.0; texts CC BY and CC BY-SA). The weights: CC BY-SA 4.0. Settings and all that was tried: `training/NOTES.md`.

Coreference on LitBank's dev fold 0, CoNLL F1, singletons kept:

{chr(10).join(scores)}

Confidence: Platt's scaling by kind of mention, fitted on halves of the training fold that a network had not seen.

Meant for: prose fiction in English. Not meant for: anything about real people. It learned from fiction of 1719 to 1922
and from recent non-fiction; it reads modern fan fiction less well, and knows women and men better than anyone else.
"""


WHAT = """
    {count} small transformers over the mentions of a stretch of text, averaged; each gives the probability that a
    mention is the first of its entity, or that it continues one of the mentions before it.
"""


def difference(linkers: list[Linker], some: list[Example]) -> float:
    """The largest difference of a probability between the shipped graphs and PyTorch, over documents of one stretch."""
    runtime, most = Runtime(parts=load()), 0.0
    for one in some:
        if len(one.vectors) > 250:
            continue

        def features(low: int, high: int, one: Example = one) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            return one.candidates[low:high].numpy(), one.features[low:high].float().numpy(), one.kinds[low:high].numpy()

        prepared = one.document.prepared
        found = np.concatenate(runtime.score(prepared.vectors, prepared.head_words, one.inputs.numpy(), features))
        most = max(most, float(np.abs(np.exp(found) - np.exp(mean_scores(linkers, one).numpy())).max()))
    return most


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    linkers = read(given.checkpoints)
    calibration = json.loads(given.calibration.read_text()) if given.calibration else {"link": (1.0, 0.0)}
    write(linkers, calibration, given.out)
    some = dev()
    most = difference(linkers, some)
    print(f"largest difference between ONNX and PyTorch: {most:.2e}")
    if most > CLOSE:
        raise SystemExit("the graphs are not the networks")
    (given.out / "MODEL_CARD.md").write_text(card(table(linkers, some), len(linkers)), encoding="utf-8")
    for name in linker_weights.FILES:
        print(f"{name}: {(given.out / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
