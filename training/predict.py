"""A PyTorch checkpoint as an annotator: the same windows and decisions as the shipped model's, for dev scores."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import torch

from evaluation.annotate import Annotate, by
from evaluation.sets import senses, treebanks
from fabula.layers import SUPERSENSES
from fabula.model import weights
from fabula.model.annotator import Annotator
from fabula.model.lemmas import edit
from fabula.model.pieces import Pieces, plain_marks
from fabula.model.scores import Int, Scores
from training.labels import Labels
from training.network import Network


class TorchScorer:
    """Scores windows with the network itself."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.no_grad()
    def __call__(self, pieces: Int, shapes: Int, firsts: Int, lasts: Int) -> Scores:
        network = self.network
        given = (torch.from_numpy(item)[None] for item in (pieces, shapes, firsts, lasts))
        piece, case, first, last = given
        words = network.words(network.encoder(network.encoder.embed(piece, case), None), first, last)
        tag = network.tag(words["tag"])
        dependents, heads = network.relation_sides(words["tree"])
        entities = network.entities(network.entity_start(words["entity"]), network.entity_end(words["entity"]))
        found = (
            network.upos(tag), network.xpos(tag), network.features(tag), network.edits(network.lemma(words["tag"])),
            network.arc_scores(words["tree"]), dependents, heads, network.relation_from_dependent(dependents),
            network.relation_from_head(heads), entities, network.event(words["event"]).squeeze(-1),
            network.senses(network.sense(words["sense"])), network.span_start(words["span"]),
            network.span_end(words["span"]),
        )  # fmt: skip
        return Scores(*(tensor[0].numpy() for tensor in found))


def load_network(path: Path, labels: Labels, pieces: int) -> Network:
    """A network with a checkpoint's weights; the mean of several if `path` is several, joined by commas."""
    network = Network(labels, pieces)
    paths = [Path(each) for each in str(path).split(",")]
    states = [torch.load(each, weights_only=True) for each in paths]
    states = [state.get("network", state) for state in states]
    network.load_state_dict({name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]})
    return network.eval()


@cache
def lexicon(labels: Labels) -> dict[str, list[int]]:
    """The edits that the training treebanks show, by form and tag, commonest first; names have none."""
    number = {label: row for row, label in enumerate(labels.edits)}
    seen: dict[str, Counter[int]] = {}
    for document in (*treebanks.ewt("train"), *treebanks.gum()):
        for form, tag, lemma in zip(document.words, document.xpos or (), document.lemmas or (), strict=True):
            found = number.get(edit(plain_marks(form).lower(), lemma))
            if found is not None and lemma != "_" and tag not in ("NNP", "NNPS", "CD", "ADD"):
                seen.setdefault(f"{plain_marks(form).lower()} {tag}", Counter())[found] += 1
    # An edit seen once beside one seen often is mostly a slip.
    return {
        key: [row for row, count in counts.most_common() if 20 * count >= counts.total()]
        for key, counts in sorted(seen.items())
    }


@cache
def sense_counts() -> dict[str, list[list[int]]]:
    """How often the documents of SemCor that train give each single noun and verb each class."""
    counts: dict[str, Counter[int]] = {}
    for document in senses.semcor("train"):
        for sense in document.senses or ():
            if sense.lemma.isalpha():
                key = f"{sense.lemma.lower()} {sense.category[0]}"
                counts.setdefault(key, Counter())[SUPERSENSES.index(sense.category)] += 1
    return {key: [list(pair) for pair in some.most_common()] for key, some in sorted(counts.items())}


def runtime_labels(network: Network, labels: Labels) -> weights.Labels:
    """The labels as the shipped model has them."""
    both = network.relation_both.weight.detach().numpy().T
    names = labels.relations
    return weights.Labels(
        labels.features,
        labels.edits,
        lexicon(labels),
        sense_counts(),
        labels.categories,
        names.index("root"),
        names.index("parataxis"),
        both,
    )


def annotator(network: Network, labels: Labels, vocabulary: list[str]) -> Annotate:
    """A function from a gold document to a predicted one."""
    pieces, runtime = Pieces(vocabulary), runtime_labels(network, labels)
    return by(Annotator(scorer=TorchScorer(network), pieces=pieces, labels=runtime, threads=1))
