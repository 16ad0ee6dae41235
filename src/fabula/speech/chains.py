"""Chains of speakers: runs of one conversation, and each speaker's probability over all chains.

States are (speaker of the turn before, speaker); the sum goes forward and backward (Rabiner 1989).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Float = npt.NDArray[np.float64]


def runs(conversation: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The quotations [low, high) of each conversation. `conversation`: per quotation its number."""
    low = 0
    for at in range(1, len(conversation) + 1):
        if at == len(conversation) or conversation[at] != conversation[low]:
            yield low, at
            low = at


def marginals(emissions: Float, moves: Float) -> Float:
    """float64 [t, s]: probabilities of each state's speaker, from log-emissions [t, s] and weights of moves [t, 3]."""
    steps, size = emissions.shape
    weights = np.exp(emissions - emissions.max(1, keepdims=True))
    off = 1 - np.eye(size)
    state = np.tile(weights[0], (size, 1))
    forward = [state / state.sum()]
    for step in range(1, steps):
        stay, back, third = moves[step]
        old = forward[-1]
        state = ((old.sum(0)[:, None] * third + old.T * (back - third)) * off + old * stay) * weights[step]
        forward.append(state / state.sum())
    made = np.zeros((steps, size))
    ahead = np.ones((size, size))
    for step in range(steps - 1, -1, -1):
        belief = (forward[step] * ahead).sum(0)
        made[step] = belief / belief.sum()
        if step:
            stay, back, third = moves[step]
            ahead = ahead * weights[step]
            apart = ahead * off
            ahead = (apart.sum(1) * third)[None, :] + apart.T * (back - third) + ahead * stay
            ahead /= ahead.sum()
    return made
