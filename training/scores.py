"""Dev scores of a checkpoint or of a folder of weights: `python -m training.scores CHECKPOINT|FOLDER [--json FILE]`.

Dev sets only: EWT dev, GUM's fiction, LitBank's fold-0 dev, SemCor's held-out fiction (dev half). Gold words.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.annotate import Annotate, by
from evaluation.headlines import values
from evaluation.labels import entity_scores, event_scores, sense_scores
from evaluation.sets import litbank_words, senses, treebanks
from evaluation.words import word_scores
from fabula.model import weights
from fabula.model.annotator import Annotator
from training.labels import Labels
from training.predict import annotator, load_network
from training.train import OUT, vocabulary

SETS = ("ewt", "gum", "litbank", "semcor")


def dev_scores(annotate: Annotate, sets: tuple[str, ...] = SETS) -> dict[str, float]:
    """Every figure by name, as shares."""
    found: dict[str, float] = {}
    for name, documents in (("ewt", lambda: treebanks.ewt("dev")), ("gum", treebanks.gum_fiction)):
        if name in sets:
            scores = values([word_scores(gold, annotate(gold)) for gold in documents()])
            found |= {f"{name} {part}": value for part, value in scores.items()}
    if "litbank" in sets:
        both = [(gold, annotate(gold)) for gold in litbank_words.read_fold("dev")]
        found |= {f"entities {k}": v for k, v in values([entity_scores(g, p) for g, p in both]).items()}
        found |= {f"events {k}": v for k, v in values([event_scores(g, p) for g, p in both]).items()}
    if "semcor" in sets:
        some = values([sense_scores(gold, annotate(gold)) for gold in senses.semcor("dev")])
        found |= {f"senses {part}": value for part, value in some.items()}
    return found


def of_folder(folder: Path, threads: int = 1) -> Annotate:
    """The annotator of a folder of weights."""
    scorer, pieces, labels = weights.load(folder)
    return by(Annotator(scorer=scorer, pieces=pieces, labels=labels, threads=threads))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="a checkpoint, several joined by commas (averaged), or a folder of weights")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    if Path(given.model).is_dir():
        annotate = of_folder(Path(given.model))
    else:
        labels = Labels.load(OUT / "labels.json")
        annotate = annotator(load_network(Path(given.model), labels, len(vocabulary())), labels, vocabulary())
    found = dev_scores(annotate, tuple(given.sets.split(",")))
    for name, value in found.items():
        print(f"{name:30} {100 * value:.2f}")
    if given.json:
        given.json.write_text(json.dumps({"model": given.model, **found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
