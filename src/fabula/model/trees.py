"""Trees: the best dependency tree of a sentence, given how well each word fits as the head of each other.

Maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967) with one root, as Universal Dependencies asks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Float = npt.NDArray[np.float32]
Int = npt.NDArray[np.int64]
_NEVER = -1e9


def best_tree(scores: Float) -> Int:
    """Heads of the n words of a sentence, int64 [n]; 0 is the root, word i is number i + 1.

    `scores`, float [n, 1 + n]: how well the root and each word fit as head of each word. Exactly one word gets 0.
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.astype(np.float64)
    scores[np.arange(count), np.arange(count) + 1] = _NEVER
    heads: Int = scores.argmax(1)
    if _is_tree(heads):
        return heads
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:] = scores
    # One root: take each word in turn as the only one that may hang on it, likeliest first, while one could still win.
    best, found = -np.inf, heads
    bound = scores[:, 1:].max(1)
    order = np.argsort(bound - scores[:, 0], kind="stable")
    for root in order[:8].tolist():
        limit = bound.sum() - bound[root] + scores[root, 0]
        if limit <= best:
            break
        only = square.copy()
        only[1:, 0] = _NEVER
        only[root + 1, :] = _NEVER
        only[root + 1, 0] = scores[root, 0]
        tree = _arborescence(only)[1:]
        total = scores[np.arange(count), tree].sum()
        if total > best and (tree == 0).sum() == 1:
            best, found = total, tree
    return found


def _is_tree(heads: Int) -> bool:
    """Whether there is one root and every word hangs on it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    above = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return not above.any()


def _arborescence(scores: npt.NDArray[Any]) -> Int:
    """Best heads of nodes 1 to n, node 0 being the root: [1 + n], the first of no meaning. `scores[word, head]`."""
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
    smaller = np.full((len(rest) + 1, len(rest) + 1), _NEVER * 2)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    smaller[-1, :-1] = gain[enters, np.arange(len(rest))]
    smaller[:-1, -1] = scores[rest, nodes[leaves]]
    smaller[0] = _NEVER * 2
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
