"""How someone talks: how well the words of a quotation fit the lines that are known to be theirs.

The lines with a tag make up each person's own distribution of words, smoothed by that of all lines (Zhai and Lafferty
2004); a quotation's fit is the mean gain in log-probability, times the root of its length.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fabula.people.mention_facts import Array

_SMOOTHING = 150.0
"""Words of everyone's that are added to each person's own."""
_LEAST = 30
"""Words that a person's lines must have."""


class Manners:
    """The words of everyone's known lines."""

    def __init__(self, lines: Sequence[Sequence[str]], said: Mapping[int, Sequence[int]]) -> None:
        """`lines`: per quotation its words in lower case. `said`: per person the quotations known to be theirs."""
        numbers: dict[str, int] = {}
        self._words = [
            np.array([numbers.setdefault(word, len(numbers)) for word in line if word[0].isalpha()], dtype=np.int64)
            for line in lines
        ]
        every = np.concatenate([*self._words, np.zeros(0, dtype=np.int64)])
        self._common = (np.bincount(every, minlength=len(numbers)) + 0.5) / (len(every) + 0.5 * len(numbers) + 1)
        self._own: dict[int, Array] = {}
        self._totals: dict[int, float] = {}
        self._said = {person: frozenset(rows) for person, rows in said.items()}
        for person, rows in said.items():
            counts = np.bincount(np.concatenate([self._words[row] for row in rows]), minlength=len(numbers))
            if counts.sum() >= _LEAST:
                self._own[person], self._totals[person] = counts.astype(np.float64), float(counts.sum())

    def known(self, person: int) -> bool:
        """Whether enough of someone's lines are known."""
        return person in self._own

    def fit(self, quote: int, person: int) -> float:
        """How much better a quotation fits someone's lines than everyone's, itself apart; 0 if unknown."""
        own, words = self._own.get(person), self._words[quote]
        if own is None or not len(words):
            return 0.0
        counts, total = own[words], self._totals[person]
        if quote in self._said[person]:
            counts = counts - np.bincount(words)[words]
            total -= len(words)
        common = _SMOOTHING * self._common[words]
        gain = np.log((counts / common + 1) / (total / _SMOOTHING + 1))
        return float(gain.sum() / len(words) * min(5.0, len(words) ** 0.5))
