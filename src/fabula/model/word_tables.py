"""Word vectors before their context: the encoder's, which the small networks look at too; in memory once a process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
import numpy.typing as npt

from fabula.model.pieces import Pieces

Array = npt.NDArray[Any]
FILES = ("words.npy", "tables.npz", "vocabulary.txt")


@dataclass(frozen=True, slots=True, weakref_slot=True)
class WordTables:
    """The vectors of pieces before their context, `words` int8 [pieces, 384] with `scales` float32 [pieces]."""

    pieces: Pieces
    words: Array
    scales: Array

    def of(self, words: Sequence[str]) -> Array:
        """float32 [n, 384]: the vectors of words, means over their pieces."""
        made = np.zeros((len(words), self.words.shape[1]), dtype=np.float32)
        known: dict[str, Array] = {}
        for row, word in enumerate(words):
            if word not in known:
                own = np.array(self.pieces.of(word), dtype=np.int64)
                known[word] = (self.words[own] * self.scales[own][:, None]).mean(0)
            made[row] = known[word]
        return made


_known: WeakValueDictionary[bytes, WordTables] = WeakValueDictionary()


def word_tables(contents: Mapping[str, bytes]) -> WordTables:
    """The tables in files of these contents, by name; the same object for the same bytes while anyone holds it."""
    digest = blake2b(digest_size=32)
    for name in FILES:
        digest.update(contents[name])
    known = _known.get(digest.digest())
    if known is None:
        with np.load(BytesIO(contents["tables.npz"]), allow_pickle=False) as tables:
            scales = tables["word_scales"].astype(np.float32)
        known = WordTables(
            Pieces(contents["vocabulary.txt"].decode("utf-8").splitlines()),
            np.load(BytesIO(contents["words.npy"]), allow_pickle=False),
            scales,
        )
        _known[digest.digest()] = known
    return known
