"""The scorer of speakers: how likely each candidate mention shows who says a quotation, by small networks.

Several networks, trained from different seeds, are averaged. Weights lie beside the encoder's, in `weights/speakers/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.model.linker import places
from fabula.model.processors import processors
from fabula.model.speaker_weights import SPANS, SpeakerParts, load

Array = npt.NDArray[Any]

OWN, AROUND = 200, 50
"""Mentions and quotations that are scored together, and how many before and after them are seen."""
QUOTED = 60
"""Words of a quotation that are looked at."""
_TOGETHER = 4000
"""Pairs scored at once; results do not depend on it."""
_OF_MENTIONS = ("mention", "right")
"""Those of SPANS that pairs need of mentions; the others are needed of quotations."""


@cache
def shipped() -> SpeakerScorer:
    """The scorer with the shipped weights, loaded once a process."""
    return SpeakerScorer()


@dataclass(frozen=True, slots=True)
class SpeakerInputs:
    """What is scored.

    vectors [m, 128] of the encoder, head_words [m] and inputs [m, INPUTS] of mentions; quoted: per quotation its words
    in lower case, and own [q, QUOTATION_INPUTS]; order [m + q]: mentions, then quotations by m more, as they stand in
    the text; quotes, mentions [p]: the rows of each pair, sorted by quotation; features [p, PAIR_FEATURES]; moves
    [q, MOVES].
    """

    vectors: Array
    head_words: Sequence[str]
    inputs: Array
    quoted: Sequence[Sequence[str]]
    own: Array
    order: Array
    quotes: Array
    mentions: Array
    features: Array
    moves: Array


@dataclass(frozen=True, slots=True)
class SpeakerScores:
    """Log-shares of pairs, float32 [p], and of nobody at hand [q], which sum up to 1 for each quotation; log-weights of
    moves [q, 3]."""

    pairs: Array
    nobody: Array
    moves: Array


class SpeakerScorer:
    """The shipped scorer. Results do not depend on `threads`."""

    def __init__(self, *, threads: int | None = None, parts: SpeakerParts | None = None) -> None:
        """ModelError if the weights are missing or damaged. `parts`: of another model."""
        self._parts = parts or load()
        self._threads = threads or processors()

    @property
    def calibration(self) -> dict[str, tuple[float, float]]:
        """Slope and offset of the confidence of speakers, by group of cues."""
        return self._parts.calibration

    def quotation_vectors(self, quoted: Sequence[Sequence[str]]) -> Array:
        """float32 [q, 384]: means over the first words of quotations of their vectors before context."""
        known: dict[str, int] = {}
        rows = [[known.setdefault(word, len(known)) for word in words[:QUOTED]] for words in quoted]
        vectors = self._parts.words.of(list(known))
        return np.array([vectors[own].mean(0) for own in rows], dtype=np.float32).reshape(len(rows), -1)

    def score(self, given: SpeakerInputs) -> SpeakerScores:
        """Scores of everything given, which holds one quotation or more."""
        quoted = self.quotation_vectors(given.quoted)
        asked, place_of = np.unique(given.mentions, return_inverse=True)
        with ThreadPoolExecutor(self._threads) as pool:
            columns = self._columns(given, quoted, asked, pool)
            score = partial(self._pairs, given=given, place_of=place_of.astype(np.int64), columns=columns)
            scored = list(pool.map(score, range(0, len(given.quotes), _TOGETHER)))
        nobody = columns["nobody"].T
        raw = np.concatenate(scored, axis=1) if scored else np.zeros((len(nobody), 0), dtype=np.float32)
        pairs, nobody = shares(raw, nobody, given.quotes)
        return SpeakerScores(pairs, nobody, self._parts.moves({"moves": given.moves}))

    def _columns(self, given: SpeakerInputs, quoted: Array, asked: Array, pool: ThreadPoolExecutor) -> dict[str, Array]:
        """By name in SPANS: what pairs need of every quotation, or of the mentions `asked`, rows in order; no more."""
        count = len(given.vectors)
        of_mentions = np.full(count, -1, dtype=np.int64)
        of_mentions[asked] = np.arange(len(asked))
        place = np.concatenate([of_mentions, np.arange(len(given.own))])
        lows = range(0, len(given.order), OWN)
        made: dict[str, Array] = {}
        for low, part in zip(lows, pool.map(lambda low: self._stretch(low, given, quoted), lows), strict=True):
            rows = given.order[low : low + OWN]
            for name, column in zip(SPANS, part, strict=True):
                is_mention = name in _OF_MENTIONS
                if name not in made:
                    made[name] = np.empty((len(asked) if is_mention else len(given.own), column.shape[1]), column.dtype)
                own = (rows < count) == is_mention
                own &= place[rows] >= 0
                made[name][place[rows[own]]] = column[own]
        return made

    def _stretch(self, low: int, given: SpeakerInputs, quoted: Array) -> list[Array]:
        """What pairs need of the mentions and quotations from place `low` on, seen with those around them."""
        first, end = max(0, low - AROUND), min(len(given.order), low + OWN + AROUND)
        rows, count = given.order[first:end], len(given.vectors)
        mentions, quotations = rows[rows < count], rows[rows >= count] - count
        made = self._parts.spans(
            {
                "vectors": given.vectors[mentions].astype(np.float32),
                "words": self._parts.words.of([given.head_words[row] for row in mentions]),
                "inputs": given.inputs[mentions], "quoted": quoted[quotations], "own": given.own[quotations],
                "order": inner_order(rows, count), "places": places(end - first),
            }
        )  # fmt: skip
        own = slice(low - first, min(low + OWN, len(given.order)) - first)
        return [column[own] for column in made]

    def _pairs(self, low: int, given: SpeakerInputs, place_of: Array, columns: dict[str, Array]) -> Array:
        own = slice(low, low + _TOGETHER)
        quotes, mentions = given.quotes[own], place_of[own]
        return self._parts.pairs(
            {
                "quotation": columns["quotation"][quotes], "left": columns["left"][quotes],
                "mention": columns["mention"][mentions], "right": columns["right"][mentions],
                "features": given.features[own],
            }
        )  # fmt: skip


def inner_order(rows: Array, count: int) -> Array:
    """Where each of some rows stands among the mentions of them (below `count`), then the quotations."""
    mention = rows < count
    return np.asarray(np.where(mention, np.cumsum(mention) - 1, mention.sum() + np.cumsum(~mention) - 1))


def shares(scores: Array, nobody: Array, quotes: Array) -> tuple[Array, Array]:
    """Mean log-shares of pairs [p] and of nobody [q], from scores [n, p] and [n, q] of n networks.

    `quotes` [p]: the quotation of each pair.
    """
    peak = nobody.copy()
    for network in range(len(scores)):
        np.maximum.at(peak[network], quotes, scores[network])
    total = np.exp(nobody - peak)
    for network in range(len(scores)):
        total[network] += np.bincount(
            quotes, np.exp(scores[network] - peak[network][quotes]), minlength=nobody.shape[1]
        ).astype(total.dtype)
    every = peak + np.log(total)
    return (scores - every[:, quotes]).mean(0), (nobody - every).mean(0)
