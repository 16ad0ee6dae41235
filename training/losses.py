"""Losses of the heads: sums over gold units by the words of the batch, so that corpora weigh as they occur."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from fabula.layers import ENTITY_CATEGORIES
from training.network import Network, distance_bucket
from training.windows import IGNORED, Batch

WEIGHTS = {
    "upos": 1.0, "xpos": 1.0, "features": 0.5, "edits": 0.7, "heads": 1.0, "relations": 1.0, "events": 3.0,
    "senses": 1.0, "review_senses": 0.5, "entities": 1.5, "kinds": 0.5, "gum_entities": 0.4, "antecedents": 0.1,
}  # fmt: skip
_FAR = 1e4


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Each task's loss, unweighted."""
    layers = network.encoder(network.encoder.embed(batch.pieces, batch.shapes), batch.mask)
    words = network.words(layers, batch.firsts, batch.lasts)
    total = (batch.sentence >= 0).sum()
    found: dict[str, Tensor] = {}
    if "upos" in batch.rows:
        _tags(network, batch, words, found)
        _trees(network, batch, words["tree"], found)
    if "events" in batch.rows:
        gold = batch.gold["events"]
        scores = network.event(words["event"][batch.rows["events"]]).squeeze(-1)
        there = gold != IGNORED
        found["events"] = functional.binary_cross_entropy_with_logits(
            scores[there], gold[there].float(), reduction="sum"
        )
    for name, head in (("senses", network.senses), ("review_senses", network.review_senses)):
        if name in batch.rows:
            found[name] = _cross_entropy(head(network.sense(words["sense"][batch.rows[name]])), batch.gold[name])
    for name in ("entities", "gum_entities"):
        if name in batch.rows:
            _entities(network, batch, words["entity"], name, found)
    if batch.spans:
        found["antecedents"] = _antecedents(network, batch, words["span"])
    return {name: loss / total for name, loss in found.items()}


def _cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="sum")


def _tags(network: Network, batch: Batch, words: dict[str, Tensor], found: dict[str, Tensor]) -> None:
    rows = words["tag"][batch.rows["upos"]]
    hidden = network.tag(rows)
    for name, head in (("upos", network.upos), ("xpos", network.xpos), ("features", network.features)):
        found[name] = _cross_entropy(head(hidden), batch.gold[name])
    found["edits"] = _cross_entropy(network.edits(network.lemma(rows)), batch.gold["edits"])


def _trees(network: Network, batch: Batch, words: Tensor, found: dict[str, Tensor]) -> None:
    rows, gold = batch.rows["heads"], batch.gold["heads"]
    sentence, words = batch.sentence[rows], words[rows]
    apart = sentence[:, :, None] != sentence[:, None, :]
    apart |= torch.eye(sentence.shape[1], dtype=torch.bool)
    apart = torch.cat([torch.zeros_like(apart[:, :, :1]), apart], -1)
    scores = network.arc_scores(words).masked_fill(apart, -_FAR)
    found["heads"] = _cross_entropy(scores, gold)
    dependents, heads = network.relation_sides(words)
    index = gold.clamp(min=0)[:, :, None].expand(-1, -1, heads.shape[-1])
    found["relations"] = _cross_entropy(
        network.relation_scores(dependents, torch.gather(heads, 1, index)),
        torch.where(gold == IGNORED, IGNORED, batch.gold["relations"]),
    )


def _entities(network: Network, batch: Batch, words: Tensor, name: str, found: dict[str, Tensor]) -> None:
    rows, spans = batch.rows[name], batch.spans[name]
    left, right = network.entity_start(words[rows]), network.entity_end(words[rows])
    sentence = batch.sentence[rows]
    size = sentence.shape[1]
    possible = (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, :, None]
    possible &= torch.ones(size, size, dtype=torch.bool).triu()
    place = torch.full((len(batch.windows),), -1).scatter(0, rows, torch.arange(len(rows)))[spans[:, 0]]
    first, last, category, kind = spans[:, 1], spans[:, 2], spans[:, 3], spans[:, 4]
    if name == "gum_entities":
        scores = network.gum_entities(left, right)
    else:
        every = network.entities(left, right)
        scores = every[:, : len(ENTITY_CATEGORIES)]
        of_kind = every[:, len(ENTITY_CATEGORIES) :].permute(0, 2, 3, 1)[place, first, last]
        there = kind >= 0
        found["kinds"] = functional.cross_entropy(of_kind[there], kind[there], reduction="sum")
    gold = torch.zeros_like(scores)
    gold[place, category, first, last] = 1.0
    cells = functional.binary_cross_entropy_with_logits(scores, gold, reduction="none")
    found[name] = (cells * possible[:, None]).sum()


def _antecedents(network: Network, batch: Batch, words: Tensor) -> Tensor:
    """Mention ranking (Lee et al. 2017) inside windows, over gold mentions: it shapes the vectors that spans keep."""
    spans = torch.cat(list(batch.spans.values()))
    spans = spans[spans[:, 5] >= 0]
    if len(spans) < 2:
        return words.sum() * 0
    order = torch.argsort((spans[:, 0] * 1000 + spans[:, 1]) * 1000 + spans[:, 2], stable=True)
    spans = spans[order]
    vectors = network.span_vectors(words, spans[:, 0], spans[:, 1], spans[:, 2])
    scores = vectors @ network.antecedent @ vectors.T + network.antecedent_bias(vectors)
    apart = spans[:, None, 1] - spans[None, :, 1]
    scores = scores + network.distance(distance_bucket(apart.abs())).squeeze(-1)
    before = (spans[:, None, 0] == spans[None, :, 0]).tril(-1)
    scores = scores.masked_fill(~before, -_FAR)
    same = before & (spans[:, None, 5] == spans[None, :, 5])
    none = torch.zeros(len(spans), 1)
    every = torch.cat([none, scores], 1)
    right = torch.cat([torch.where(same.any(1, keepdim=True), -_FAR, 0.0), scores.masked_fill(~same, -_FAR)], 1)
    return (torch.logsumexp(every, 1) - torch.logsumexp(right, 1)).sum()
