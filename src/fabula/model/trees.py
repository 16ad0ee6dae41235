"""Trees: the best dependency tree of a sentence, given how well each word fits as the head of each other.

Maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967) with one root, as Universal Dependencies asks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Float = npt.NDArray[np.float32]
Int = npt.NDArray[np.int64]
_MOST = 1e6
"""Scores are taken as no further from 0 than this."""


def best_tree(scores: Float) -> Int:
    """Heads of the n words of a sentence, int64 [n]; 0 is the root, word i is number i + 1.

    `scores`, float [n, 1 + n]: how well the root and each word fit as head of each word. Exactly one word gets 0.
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    scores = np.nan_to_num(scores.astype(np.float64), nan=-_MOST).clip(-_MOST, _MOST)
    scores[np.arange(count), np.arange(count) + 1] = -np.inf
    heads: Int = scores.argmax(1)
    if _is_tree(heads):
        return heads
    # A second root costs more than any other choice could gain, so the best tree has one.
    square = np.full((count + 1, count + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= (np.ptp(scores[np.isfinite(scores)]) + 1) * count
    return _arborescence(square)[1:]


def _is_tree(heads: Int) -> bool:
    """Whether there is one root and every word hangs on it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    above = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return not above.any()


def _arborescence(scores: npt.NDArray[Any]) -> Int:
    """Best heads of nodes 1 to n, node 0 being the root: [1 + n], the first of no meaning. `scores[word, head]`.

    -inf for a node as its own head and for all of row 0; everything else is finite.
    """
    size = len(scores)
    heads: Int = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    nodes = np.array(cycle)
    # The cycle becomes one node, the last; an arc into it costs what the arc that it displaces scored.
    gain = scores[np.ix_(nodes, rest)] - scores[nodes, heads[nodes]][:, None]
    enters = gain.argmax(0)
    leaves = scores[np.ix_(rest, nodes)].argmax(1)
    smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    smaller[-1, :-1] = gain[enters, np.arange(len(rest))]
    smaller[:-1, -1] = scores[rest, nodes[leaves]]
    smaller[0] = -np.inf
    found = _arborescence(smaller)
    outside = len(rest)
    made = heads.copy()
    for row, node in enumerate(rest.tolist()):
        if node:
            head = int(found[row])
            made[node] = nodes[leaves[row]] if head == outside else rest[head]
    entered = int(found[-1])
    made[nodes[enters[entered]]] = rest[entered]
    return made


def _cycle(heads: Int) -> list[int] | None:
    """The nodes of some cycle; None if there is none."""
    colour = [0] * len(heads)
    colour[0] = -1
    above = heads.tolist()
    for start in range(1, len(heads)):
        node, path = start, list[int]()
        while colour[node] == 0:
            colour[node] = start
            path.append(node)
            node = above[node]
        if colour[node] == start and node:
            return path[path.index(node) :]
    return None
