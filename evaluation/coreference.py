"""Coreference: MUC, B-cubed, CEAF-e, their mean (CoNLL), and LEA.

As in the reference scorer (Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions"): key and
response mentions may differ, and a mention without a twin on the other side stays where it is, in a cluster that
overlaps nothing there. Singletons are kept on both sides. Mentions are any hashable things, here spans, so nested ones
are just different ones. Every metric gives a `Parts`, whose sum over documents is the corpus figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from evaluation.spans import Counts

Mention = Hashable
Clusters = Sequence[frozenset[Mention]]


@dataclass(frozen=True, slots=True)
class Parts:
    """Numerators and denominators of precision and recall."""

    precise: float = 0.0
    predicted: float = 0.0
    recalled: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Parts) -> Parts:
        return Parts(
            self.precise + other.precise,
            self.predicted + other.predicted,
            self.recalled + other.recalled,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """0 where there is nothing to divide by, as in the reference scorer."""
        return self.precise / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """0 where there is nothing to divide by, as in the reference scorer."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """All metrics of one document, or of several when added."""

    muc: Parts = Parts()
    b_cubed: Parts = Parts()
    ceaf_e: Parts = Parts()
    lea: Parts = Parts()
    mentions: Counts = field(default_factory=Counts)

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.muc + other.muc,
            self.b_cubed + other.b_cubed,
            self.ceaf_e + other.ceaf_e,
            self.lea + other.lea,
            self.mentions + other.mentions,
        )

    @property
    def conll(self) -> float:
        """The mean of the F1 of MUC, B-cubed and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def clusters_of(pairs: Iterable[tuple[Mention, Hashable]]) -> list[frozenset[Mention]]:
    """Clusters from (mention, entity) pairs; a mention given twice keeps its first entity."""
    entities: dict[Hashable, set[Mention]] = {}
    seen: set[Mention] = set()
    for mention, entity in pairs:
        if mention not in seen:
            seen.add(mention)
            entities.setdefault(entity, set()).add(mention)
    return [frozenset(mentions) for mentions in entities.values()]


def score(key: Clusters, response: Clusters) -> Scores:
    """Every metric of one document."""
    _check(key)
    _check(response)
    shared = _shared(key, response)
    gold, predicted = ({mention for cluster in side for mention in cluster} for side in (key, response))
    detection = Counts(len(gold & predicted), len(gold), len(predicted))
    return Scores(
        muc(key, response, shared), b_cubed(key, response, shared), ceaf_e(key, response, shared),
        lea(key, response, shared), detection,
    )  # fmt: skip


Shared = dict[tuple[int, int], int]


def _shared(key: Clusters, response: Clusters) -> Shared:
    """How many mentions each overlapping pair (key cluster, response cluster) shares."""
    home = {mention: row for row, cluster in enumerate(response) for mention in cluster}
    return dict(
        Counter((row, home[mention]) for row, cluster in enumerate(key) for mention in cluster if mention in home)
    )


def _check(clusters: Clusters) -> None:
    sizes = sum(len(cluster) for cluster in clusters)
    if sizes != len(frozenset().union(*clusters)) or not all(clusters):
        raise ValueError("clusters must not be empty or share a mention")


def muc(key: Clusters, response: Clusters, shared: Shared | None = None) -> Parts:
    """Links: Vilain et al. (1995), "A model-theoretic coreference scoring scheme"."""
    shared = _shared(key, response) if shared is None else shared
    recalled, gold = _links(key, shared, 0)
    precise, predicted = _links(response, shared, 1)
    return Parts(precise, predicted, recalled, gold)


def _links(clusters: Clusters, shared: Shared, side: int) -> tuple[int, int]:
    """Links found and links there are: a cluster that the other side cuts into p parts keeps size - p of size - 1."""
    found = [0] * len(clusters)
    for pair, count in shared.items():
        found[pair[side]] += count - 1  # a part of n mentions holds n - 1 links; twinless mentions are parts of one
    return sum(found), sum(len(cluster) - 1 for cluster in clusters)


def b_cubed(key: Clusters, response: Clusters, shared: Shared | None = None) -> Parts:
    """Mentions: Bagga and Baldwin (1998); twinless mentions count in the denominators of their own side only."""
    shared = _shared(key, response) if shared is None else shared
    precise = sum(count * count / len(response[b]) for (_, b), count in shared.items())
    recalled = sum(count * count / len(key[a]) for (a, _), count in shared.items())
    return Parts(precise, sum(map(len, response)), recalled, sum(map(len, key)))


def ceaf_e(key: Clusters, response: Clusters, shared: Shared | None = None) -> Parts:
    """Entities: Luo (2005), "On coreference resolution performance metrics", with phi 4 (2 shared / sum of sizes)."""
    shared = _shared(key, response) if shared is None else shared
    similarity = {(a, b): 2 * count / (len(key[a]) + len(response[b])) for (a, b), count in shared.items()}
    best = _best_pairing(similarity, len(key), len(response))
    return Parts(best, len(response), best, len(key))


def _best_pairing(weights: dict[tuple[int, int], float], rows: int, columns: int) -> float:
    """The greatest sum of weights over one-to-one pairs. Sparse, since clusters overlap few others."""
    if not weights:
        return 0.0
    # Only this metric needs scipy.
    from scipy.sparse import coo_array  # type: ignore[import-untyped]  # noqa: PLC0415
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # type: ignore[import-untyped]  # noqa: PLC0415

    # The solver pairs every row. So each row gets a column of its own, for staying alone; and as the solver reads 0 as
    # "no edge", every weight is raised by one, which adds the same to every full pairing.
    pairs = np.array(list(weights), dtype=np.int64)
    alone = np.arange(rows)
    graph = coo_array(
        (
            np.concatenate([np.array(list(weights.values())) + 1, np.ones(rows)]),
            (np.concatenate([pairs[:, 0], alone]), np.concatenate([pairs[:, 1], columns + alone])),
        ),
        shape=(rows, columns + rows),
    ).tocsr()
    chosen = zip(*min_weight_full_bipartite_matching(graph, maximize=True), strict=True)
    return sum(weights.get((int(row), int(column)), 0.0) for row, column in chosen)


def lea(key: Clusters, response: Clusters, shared: Shared | None = None) -> Parts:
    """Links weighed by the size of their entity: Moosavi and Strube (2016); a singleton links to itself."""
    shared = _shared(key, response) if shared is None else shared
    recalled, gold = _resolved(key, response, shared, 0)
    precise, predicted = _resolved(response, key, shared, 1)
    return Parts(precise, predicted, recalled, gold)


def _resolved(clusters: Clusters, others: Clusters, shared: Shared, side: int) -> tuple[float, int]:
    total = 0.0
    for pair, count in shared.items():
        size, other = len(clusters[pair[side]]), len(others[pair[1 - side]])
        if size == 1:
            total += float(other == 1)
        else:
            total += size * (count * (count - 1)) / (size * (size - 1))
    return total, sum(map(len, clusters))
