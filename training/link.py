"""Training of the linker: `python -m training.link` trains on LitBank's training part and scores its dev part."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from evaluation import coreference
from fabula.model.weights import folder
from fabula.model.word_tables import FILES, WordTables, word_tables
from fabula.people.candidates import candidates
from fabula.people.clusters import Clusters, cluster
from fabula.people.mention_inputs import mention_inputs
from fabula.people.pair_features import pair_features
from training.linker import Linker, Sizes, places
from training.mentions import FOLDER, Document, load


@dataclass
class Example:
    """One reading as tensors."""

    document: Document
    vectors: Tensor
    words: Tensor
    inputs: Tensor
    candidates: Tensor
    features: Tensor
    kinds: Tensor
    right: Tensor
    """[m, 1 + k]: whether being new, or the candidate, is right."""


def word_vectors() -> WordTables:
    """The shipped encoder's vectors of words before their context."""
    return word_tables({name: (folder() / name).read_bytes() for name in FILES})


def example(document: Document, vectors: WordTables) -> Example:
    facts = document.prepared.facts
    antecedents = candidates(facts)
    features, kinds = pair_features(facts, np.arange(len(facts)), antecedents)
    gold = document.gold
    same = (antecedents >= 0) & (gold[antecedents] == gold[:, None]) & (gold >= 0)[:, None]
    right = np.concatenate([~same.any(1, keepdims=True), same], axis=1)
    return Example(
        document,
        torch.from_numpy(document.prepared.vectors.astype(np.float32)),
        torch.from_numpy(vectors.of(document.prepared.head_words)),
        torch.from_numpy(mention_inputs(facts)),
        torch.from_numpy(antecedents.astype(np.int64)),
        torch.from_numpy(features).to(torch.float16),
        torch.from_numpy(kinds.astype(np.int64)),
        torch.from_numpy(right),
    )


def scores_of(linker: Linker, one: Example) -> Tensor:
    count = len(one.vectors)
    h = linker.mentions(one.vectors, one.words, one.inputs, places(count))
    return linker(h, torch.arange(count), one.candidates, one.features.float(), one.kinds)


def mean_scores(linkers: Sequence[Linker], one: Example) -> Tensor:
    """Mean log-probabilities [m, 1 + k] of several networks."""
    with torch.no_grad():
        return torch.stack([torch.log_softmax(scores_of(linker, one), 1) for linker in linkers]).mean(0)


def loss_of(scores: Tensor, right: Tensor) -> Tensor:
    every = torch.logsumexp(scores, 1)
    return (every - torch.logsumexp(scores.masked_fill(~right, -1e9), 1)).sum()


def clusters(linkers: Sequence[Linker], one: Example) -> Clusters:
    """The clusters of a document's mentions, made as a reading makes them."""
    document, prepared = one.document, one.document.prepared
    scored = [(one.candidates.numpy(), mean_scores(linkers, one).numpy())]
    return cluster(prepared.facts, prepared.head_words, prepared.sides, scored, document.entities, document.narrator)


def score(one: Example, found: list[int]) -> coreference.Scores:
    document = one.document
    key = [(row, entity) for row, entity in enumerate(document.gold.tolist()) if entity >= 0]
    key += [(-1 - row, entity) for row, entity in enumerate(document.missed)]
    return coreference.score(coreference.clusters_of(key), coreference.clusters_of(enumerate(found)))


def conll(linkers: Sequence[Linker], some: Sequence[Example], *, given: bool) -> float:
    """CoNLL F1 in percent of documents whose gold mentions are given, or of those whose mentions are found."""
    own = [one for one in some if one.document.given == given]
    return 100 * sum((score(one, clusters(linkers, one).of) for one in own), coreference.Scores()).conll


def _evaluated(linker: Linker, dev: Sequence[Example]) -> dict[str, float]:
    linker.eval()
    return {name: conll([linker], dev, given=given) for name, given in (("gold", True), ("found", False))}


def _columns(low: int, high: int) -> Callable[[Example], None]:
    """Features of pairs, by their places in `pair_features`, made nothing."""

    def leave_out(one: Example) -> None:
        one.features[:, :, low:high] = 0

    return leave_out


ABLATIONS: dict[str, Callable[[Example], object]] = {
    "vectors": lambda one: one.vectors.zero_(),
    "words": lambda one: one.words.zero_(),
    "kinds": lambda one: one.kinds.zero_(),
    "rules": _columns(12, 19),
    "talk": _columns(19, 33),
    "syntax": _columns(33, 44),
    "strings": _columns(0, 5),
    "agreement": _columns(5, 12),
}
"""Parts that can be left out: the encoder's vectors, vectors of head words, heads by kind of pair, and features."""


def part(name: str, without: int | None = None) -> list[Document]:
    """The documents of a part; `without`: less every other work, from the first (0) or the second (1) on."""
    documents = load(name)
    works = sorted({document.name for document in documents})
    left_out = set() if without is None else set(works[without::2])
    return [document for document in documents if document.name not in left_out]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--decay", type=float, default=0.05)
    parser.add_argument("--gum", type=float, default=0.0, help="share of the epochs that see GUM too")
    parser.add_argument("--name", default="linker")
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--without", choices=("context", *ABLATIONS), help="leave out a part, to see what it gives")
    parser.add_argument("--half", type=int, choices=(0, 1), help="leave out every other work, from this one on")
    given = parser.parse_args()
    torch.set_flush_denormal(True)
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    vectors = word_vectors()
    train = [example(document, vectors) for document in part("train", given.half)]
    dev = [example(document, vectors) for document in load("dev")]
    gum = [example(document, vectors) for document in load("gum")] if given.gum else []
    print("examples", len(train), len(dev), flush=True)
    if given.without in ABLATIONS:
        for one in (*train, *dev, *gum):
            ABLATIONS[given.without](one)
    linker = Linker(Sizes(dropout=given.dropout, layers=0 if given.without == "context" else Sizes.layers))
    litbank = train
    plan = [litbank + gum if epoch < given.gum * given.epochs else list(litbank) for epoch in range(given.epochs)]
    steps = sum(len(each) // given.batch for each in plan)
    optimiser = torch.optim.AdamW(linker.parameters(), lr=given.rate, weight_decay=given.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, given.rate, total_steps=steps + 1, pct_start=0.1)
    for epoch, train in enumerate(plan):
        linker.train()
        random.shuffle(train)
        began, total, count = time.time(), 0.0, 0
        for low in range(0, len(train) - given.batch + 1, given.batch):
            batch = train[low : low + given.batch]
            losses = [loss_of(scores_of(linker, one), one.right) for one in batch]
            mentions = sum(len(one.right) for one in batch)
            loss = torch.stack(losses).sum() / mentions
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(linker.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item() * mentions, count + mentions
        figures = _evaluated(linker, dev) if epoch % 3 == 2 or epoch == given.epochs - 1 else {}
        print(
            epoch,
            f"{total / count:.4f}",
            {k: round(v, 2) for k, v in figures.items()},
            f"{time.time() - began:.0f}s",
            flush=True,
        )
    torch.save(linker.state_dict(), FOLDER / f"{given.name}-{given.seed}.pt")


if __name__ == "__main__":
    main()
