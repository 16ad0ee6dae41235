"""The model card: `python -m training.card` writes weights/MODEL_CARD.md from what the runs left in build/training/.

Data, licences, settings, scores, date. Scores come from the files that `training.scores --json` and
`python -m evaluation --json` wrote; nothing is typed in by hand.
"""

from __future__ import annotations

import argparse
import json
import statistics
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from evaluation.sets.annotated import Annotated, sentences_of
from training.export import TARGET
from training.losses import WEIGHTS
from training.train import BATCH, OUT, STAGES, START, corpora

LICENCES = {
    "litbank": "CC BY 4.0 (Bamman, Popat and Shen 2019; Bamman, Lewke and Mansoor 2020; Sims, Park and Bamman 2019)",
    "gum": "annotations CC BY 4.0; texts CC BY, CC BY-SA or free with credit (Zeldes 2017); without its fiction",
    "ewt": "CC BY-SA 4.0 (Silveira et al. 2014; UD English EWT 2.16)",
    "semcor": "Princeton's permissive notice (Miller et al. 1993); its Brown texts are marked non-commercial by some",
    "semcor fiction": "as above; Brown's fiction, less the 16 documents held out",
    "streusle": "CC BY-SA 4.0 (Schneider and Smith 2015)",
}
SHIPPED = ("joint", "further", "finish")
"""The stages that lead to the shipped weights."""
SCORES = (
    "ewt upos", "ewt xpos", "ewt features", "ewt lemmas", "ewt uas", "ewt las", "gum upos", "gum lemmas", "gum uas",
    "gum las", "entities every", "entities without_pronouns", "entities with_kinds", "entities spans", "events every",
    "senses every",
)  # fmt: skip


def card(version: str, seeds: list[Path], shipped: Path, exact: Path | None) -> str:
    """The card's text. `seeds`: dev scores of the seeds; `shipped` and `exact`: of the weights in int8 and fp32."""
    documents = corpora()
    lines = [
        f"# {version}",
        "",
        "A six-layer encoder with heads for tags, lemmas, dependency trees, entities, realis events and supersenses of",
        "English fiction. It ships inside the Python package fabula and is run by `fabula.model`.",
        "",
        f"Made {datetime.now(UTC):%Y-%m-%d} by `training/`: `train joint`, `train finish`, `export`, `card`.",
        "",
        "**Licence of the weights: CC BY-SA 4.0**, for EWT and STREUSLE are share-alike. The code is Apache-2.0.",
        "",
        "## Data",
        "",
        "| corpus | documents | sentences | words | share seen a round, by stage | licence |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
        *(_row(name, texts) for name, texts in documents.items()),
        "",
        "The encoder starts from all-MiniLM-L6-v2 (Apache-2.0; SHA-256 of its weights",
        f"`{START}`), whose vocabulary it keeps. Left out of training:",
        "the openings of Persuasion, Daisy Miller, A Room with a View and The Invisible Man; LitBank's dev fold and",
        "the tenth that is not among the 90 excerpts; EWT dev and test; GUM's fiction; 16 fiction documents of SemCor.",
        "",
        "## Settings",
        "",
        f"AdamW, {BATCH} pieces a step; losses weigh {', '.join(f'{k} {v}' for k, v in WEIGHTS.items())}.",
        "",
        *(f"- `{name}`: {json.dumps(asdict(stage))}" for name, stage in STAGES.items() if name in SHIPPED),
        "",
        "Shipped: the mean of the weights of the seeds of `finish`, all of which start from one run of the stages",
        "before it; weights of matrices in 7 of 8 bits per output channel, vectors of pieces in int8 per piece; others",
        "fp32.",
        "",
        "## Scores on dev sets, in percent, gold words",
        "",
        "Seeds: mean and standard deviation of the seeds, fp32. Definitions: docs/evaluation.md. Test scores stand in",
        "the README, with their commands.",
        "",
        "| | seeds | their mean's weights, fp32 | shipped |",
        "| --- | ---: | ---: | ---: |",
        *_scores(seeds, shipped, exact),
        "",
        "## Limits",
        "",
        "Trained on English of the 18th to the 21st century, mostly edited prose. Entities and events follow LitBank's",
        "guidelines: events are those asserted to have happened. Supersenses follow WordNet, one class for every noun",
        "and verb that SemCor's annotators marked; classes that WordNet does not give a lemma are held back. Words of",
        "other languages than English get labels that mean little.",
        "",
    ]
    return "\n".join(lines)


def _row(name: str, documents: list[Annotated]) -> str:
    words = sum(len(document.words) for document in documents)
    shares = ", ".join(f"{STAGES[stage].shares[name]}" for stage in SHIPPED)
    counts = f"{len(documents)} | {sentences_of(documents):,} | {words:,} | {shares}"
    return f"| {name} | {counts} | {LICENCES[name]} |"


def _scores(seeds: list[Path], shipped: Path, exact: Path | None) -> list[str]:
    some = [json.loads(path.read_text(encoding="utf-8")) for path in seeds]
    one = json.loads(shipped.read_text(encoding="utf-8"))
    other = json.loads(exact.read_text(encoding="utf-8")) if exact else {}
    rows = []
    for name in SCORES:
        values = [100 * scores[name] for scores in some]
        spread = f" ± {statistics.stdev(values):.2f}" if len(values) > 1 else ""
        seen = f"{statistics.mean(values):.2f}{spread}" if values else ""
        fp32 = f"{100 * other[name]:.2f}" if name in other else ""
        rows.append(f"| {name.replace('_', ' ').replace(' every', '')} | {seen} | {fp32} | {100 * one[name]:.2f} |")
    return rows


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, nargs="*", default=sorted(OUT.glob("scores-seed*.json")))
    parser.add_argument("--shipped", type=Path, default=OUT / "scores-shipped.json")
    parser.add_argument("--exact", type=Path, default=OUT / "scores-mean.json")
    given = parser.parse_args()
    version = json.loads((TARGET / "manifest.json").read_text(encoding="utf-8"))["model"]
    exact = given.exact if given.exact.exists() else None
    (TARGET / "MODEL_CARD.md").write_text(card(version, given.seeds, given.shipped, exact), encoding="utf-8")


if __name__ == "__main__":
    main()
