"""The linker in PyTorch: a small transformer over the mentions of a stretch, and a score for every pair.

Mention ranking (Lee et al. 2017) with heads by kind of pair (LingMess, Otmazgin et al. 2023), over vectors of spans
that the frozen encoder keeps; relative places as in T5 (Raffel et al. 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor, nn
from torch.nn import functional

from fabula.model import linker
from fabula.people.mention_inputs import INPUTS
from fabula.people.pair_features import CATEGORIES, FEATURES
from training.network import WindowDropout

SPAN, WORD = 128, 384


@dataclass(frozen=True)
class Sizes:
    """Widths and dropout."""

    width: int = 160
    heads: int = 4
    layers: int = 2
    inner: int = 480
    word: int = 64
    product: int = 64
    hidden: int = 80
    dropout: float = 0.3
    attended: float = 0.3


class Block(nn.Module):
    """One transformer layer, normalised before each part."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.heads = s.heads
        self.first_norm, self.second_norm = nn.LayerNorm(s.width), nn.LayerNorm(s.width)
        self.qkv, self.out = nn.Linear(s.width, 3 * s.width), nn.Linear(s.width, s.width)
        self.up, self.down = nn.Linear(s.width, s.inner), nn.Linear(s.inner, s.width)
        self.bias = nn.Embedding(linker.BUCKETS, s.heads)
        nn.init.zeros_(self.bias.weight)
        self.dropout, self.attended = nn.Dropout(s.dropout), nn.Dropout(s.attended)

    def forward(self, x: Tensor, places: Tensor) -> Tensor:
        """`x` [n, width]; `places` [n, n], buckets of how far apart two mentions are, or [2 n - 1] from `distances`.

        The latter is several times as quick to train.
        """
        n, width = x.shape
        query, key, value = self.qkv(self.first_norm(x)).view(n, 3, self.heads, -1).permute(1, 2, 0, 3)
        scores = query @ key.transpose(1, 2) / (width / self.heads) ** 0.5 + self._bias(places).permute(2, 0, 1)
        attended = self.attended(torch.softmax(scores, -1)) @ value
        x = x + self.dropout(self.out(attended.transpose(0, 1).reshape(n, width)))
        return x + self.dropout(self.down(functional.gelu(self.up(self.second_norm(x)))))

    def _bias(self, places: Tensor) -> Tensor:
        if places.ndim == 1:
            count = (len(places) + 1) // 2
            return self.bias(places).unfold(0, count, 1).flip(0).transpose(1, 2)
        biases: Tensor = self.bias(places)
        return biases


class Linker(nn.Module):
    """Scores of antecedents."""

    def __init__(self, sizes: Sizes | None = None) -> None:
        super().__init__()
        s = sizes or Sizes()
        self.word = nn.Linear(WORD, s.word)
        self.enter = nn.Linear(SPAN + s.word + INPUTS, s.width)
        self.blocks = nn.ModuleList(Block(s) for _ in range(s.layers))
        self.norm = nn.LayerNorm(s.width)
        self.anaphor, self.antecedent = nn.Linear(s.width, s.hidden), nn.Linear(s.width, s.hidden)
        self.left, self.right = nn.Linear(s.width, s.product), nn.Linear(s.width, s.product)
        self.product = nn.Linear(s.product, s.hidden, bias=False)
        self.features = nn.Linear(FEATURES, s.hidden, bias=False)
        self.second = nn.Linear(s.hidden, s.hidden // 2)
        self.score = nn.Linear(s.hidden // 2, len(CATEGORIES))
        self.new = nn.Sequential(nn.Linear(s.width, s.hidden), nn.GELU(), nn.Dropout(s.dropout), nn.Linear(s.hidden, 1))
        self.dropout, self.pairs = nn.Dropout(s.dropout), WindowDropout(s.dropout)

    def mentions(self, vectors: Tensor, words: Tensor, inputs: Tensor, places: Tensor) -> Tensor:
        """Vectors [n, width] of mentions in context, from the encoder's [n, SPAN], of head words [n, WORD], inputs."""
        x = self.dropout(torch.cat([vectors, self.word(words), inputs], -1))
        x = self.enter(x)
        for block in self.blocks:
            x = block(x, places)
        return self.norm(x)

    def forward(self, h: Tensor, rows: Tensor, candidates: Tensor, features: Tensor, kinds: Tensor) -> Tensor:
        """Scores [n, 1 + k]: that `rows` [n] are the first of their entity, and of their candidates [n, k].

        `features` [n, k, FEATURES], `kinds` [n, k]: codes of CATEGORIES. Candidates below 0 get -1e9.
        """
        own, other = h[rows], candidates.clamp(min=0)
        product = self.left(self.dropout(own))[:, None] * self.right(self.dropout(h))[other]
        hidden = (
            self.anaphor(own)[:, None] + self.antecedent(h)[other] + self.product(product) + self.features(features)
        )
        hidden = functional.relu(self.second(self.pairs(functional.relu(hidden))))
        scores = self.score(self.pairs(hidden)).gather(-1, kinds[..., None]).squeeze(-1)
        return torch.cat([self.new(own), scores.masked_fill(candidates < 0, -1e9)], 1)


def places(count: int) -> Tensor:
    """[count, count]: buckets of distance, as the runtime has them."""
    return torch.from_numpy(linker.places(count))


@cache
def distances(count: int) -> Tensor:
    """[2 count - 1]: buckets of the distances count - 1 down to 1 - count, which make up all of `places`."""
    every = places(count)
    return torch.cat([every[:, 0].flip(0), every[0, 1:]])
