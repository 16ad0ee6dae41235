"""Export of the scorer of speakers: `python -m training.speak_export CHECKPOINT… --calibration FILE`."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch

from fabula.model import speaker_weights
from fabula.model.speaker_scorer import SpeakerScorer, shares
from fabula.model.speaker_weights import load
from fabula.model.weights import folder
from fabula.version import SPEAKERS
from training.export import digest
from training.link import word_vectors
from training.speak import Example, example, load_scorer, pair_scores, part, score
from training.speak_graph import moves_graph, pairs_graph, spans_graph
from training.speakers import Scorer

TARGET = folder() / "speakers"
CLOSE = 1e-3
"""The largest difference of a share of the graphs from PyTorch's."""


def read(paths: list[Path]) -> list[Scorer]:
    """Networks of checkpoints."""
    return [load_scorer(path) for path in paths]


def write(scorers: list[Scorer], calibration: dict[str, tuple[float, float]], out: Path) -> None:
    """Write graphs, calibration and manifest."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "spans.onnx").write_bytes(spans_graph(scorers).SerializeToString())
    (out / "pairs.onnx").write_bytes(pairs_graph(scorers).SerializeToString())
    (out / "moves.onnx").write_bytes(moves_graph(scorers).SerializeToString())
    (out / "calibration.json").write_text(json.dumps(calibration) + "\n", encoding="utf-8")
    files = {name: digest(out / name) for name in speaker_weights.FILES}
    text = json.dumps({"model": SPEAKERS, "files": files}, indent=1) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8")


def card(scores: list[str], count: int) -> str:
    """The model card."""
    return f"""# Model card: {SPEAKERS}

Made by `python -m training.speak_export` on {datetime.now(tz=UTC):%Y-%m-%d}.

What it is: {" ".join(WHAT.split()).format(count=count)}

Trained on: the speakers of LitBank's quotations (Sims and Bamman 2020, CC BY 4.0), training fold 0 without
*Persuasion*, *Daisy Miller*, *A Room with a View* and *The Invisible Man*; and silver labels from public-domain novels:
half of the tags that name the speaker taken out of the text (`training/hidden_tags.py`), the same works left out. No
quotation of the Project Dialogism Novel Corpus. The weights: CC BY-SA 4.0. Settings and all that was tried:
`training/NOTES.md`.

Share of quotations given to the right person (LitBank's dev fold 0; six novels not trained on, all tagged quotations
and those whose tag was taken out; "rules": the same by rules alone):

{chr(10).join(scores)}

Confidence: Platt's scaling by kind of cue, fitted on halves of LitBank's training fold that a network had not seen.

Meant for: dialogue in prose fiction in English. Not meant for: anything about real people, nor for transcripts. It
learned from fiction of 1719 to 1922; it reads modern fan fiction less well.
"""


WHAT = """
    {count} small networks, averaged; all but the last are transformers over the mentions and quotations of a stretch
    of text, trained; the last is the costs that the rules have, from which the others started. Each gives the
    probability that a mention shows who says a quotation, and how likely a speaker stays, goes back to the one before,
    or is a third, from one quotation to the next.
"""


def difference(scorers: list[Scorer], some: list[Example]) -> float:
    """The largest difference of a share between the shipped graphs and PyTorch."""
    runtime, most = SpeakerScorer(parts=load()), 0.0
    for one in some:
        given = one.weighed.inputs
        found = runtime.score(given)
        with torch.no_grad():
            both = [pair_scores(scorer, one) for scorer in scorers]
        scores, nobody = (np.stack([each[place].numpy() for each in both]) for place in range(2))
        pairs, _ = shares(scores, nobody, given.quotes)
        most = max(most, float(np.abs(np.exp(found.pairs) - np.exp(pairs)).max()))
    return most


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    # the rules' costs have a voice of their own: the trained ones go astray further than they do
    scorers = [*read(given.checkpoints), Scorer.untrained()]
    calibration = json.loads(given.calibration.read_text()) if given.calibration else {}
    write(scorers, calibration, given.out)
    vectors = word_vectors()
    dev = [one for reading in part("dev") if (one := example(reading, vectors, tags=False))]
    most = difference(scorers, dev)
    print(f"largest difference between ONNX and PyTorch: {most:.2e}")
    if most > CLOSE:
        raise SystemExit("the graphs are not the networks")
    held = [one for reading in part("held") if (one := example(reading, vectors, tags=True))]
    lines = [f"- {name}: {score(some_scorers, some)}" for name, some_scorers, some in (
        *((f"LitBank dev, network {number + 1}", [scorer], dev) for number, scorer in enumerate(scorers)),
        ("LitBank dev, all", scorers, dev), ("novels, all", scorers, held),
    )]  # fmt: skip
    print("\n".join(lines))
    (given.out / "MODEL_CARD.md").write_text(card(lines, len(scorers)), encoding="utf-8")
    for name in speaker_weights.FILES:
        print(f"{name}: {(given.out / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
