"""The scorer of speakers in PyTorch: a small transformer over mentions and quotations, scores of pairs, and a chain.

Mention ranking as in the linker: a person's score is the sum (of exponentials) over their mentions. Over a conversation
the people form a chain with states (speaker of the turn before, speaker), whose moves are scored too; the loss is that
of a conditional random field whose labels are partly known (Tsuboi et al. 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from fabula.people.mention_inputs import INPUTS
from fabula.speech.quotation_inputs import MOVES, QUOTATION_INPUTS
from fabula.speech.speaker_features import PAIR_FEATURES
from training.linker import SPAN, WORD, Block
from training.network import WindowDropout

COSTS = {0: (0, 8, 8), 1: (0, 3, 4.4), 2: (0, -2.3, -2.3), 4: (4.2, 0, 1.4), 5: (1.0, 0, 1.4), 6: (1.0, 0, 1.4)}
"""Costs of staying, going back and a third from which moves start, by column of `quotation_inputs.move_table`."""


@dataclass(frozen=True)
class Sizes:
    """Widths and dropout."""

    width: int = 128
    heads: int = 4
    layers: int = 2
    inner: int = 384
    word: int = 48
    product: int = 48
    hidden: int = 96
    moves: int = 24
    dropout: float = 0.3
    attended: float = 0.0


class Scorer(nn.Module):
    """Scores of candidate mentions, and of moves from speaker to speaker."""

    def __init__(self, sizes: Sizes | None = None) -> None:
        super().__init__()
        s = sizes or Sizes()
        self.word = nn.Linear(WORD, s.word)
        self.mention = nn.Linear(SPAN + s.word + INPUTS, s.width)
        self.quotation = nn.Linear(s.word + QUOTATION_INPUTS, s.width)
        self.blocks = nn.ModuleList(Block(s) for _ in range(s.layers))
        self.norm = nn.LayerNorm(s.width)
        self.of_quotation, self.of_mention = nn.Linear(s.width, s.hidden), nn.Linear(s.width, s.hidden)
        self.left, self.right = nn.Linear(s.width, s.product), nn.Linear(s.width, s.product)
        self.product = nn.Linear(s.product, s.hidden, bias=False)
        self.features = nn.Linear(PAIR_FEATURES, s.hidden, bias=False)
        self.second = nn.Linear(s.hidden, s.hidden // 2)
        self.score = nn.Linear(s.hidden // 2, 1)
        self.nobody = nn.Sequential(
            nn.Linear(s.width, s.moves), nn.GELU(), nn.Dropout(s.dropout), nn.Linear(s.moves, 1)
        )
        self.moves = nn.Sequential(nn.Linear(MOVES, s.moves), nn.GELU(), nn.Linear(s.moves, 3))
        self.steps = nn.Linear(MOVES, 3)
        self.cost = nn.Parameter(torch.tensor(-1.0))
        self._start()
        self.dropout, self.pairs = nn.Dropout(s.dropout), WindowDropout(s.dropout)

    def _start(self) -> None:
        """Start from the costs that the rules have: what is learned is how to depart from them."""
        with torch.no_grad():
            for last in (self.score, self.nobody[3], self.moves[2]):
                last.weight.mul_(0.1)
                last.bias.zero_()
            self.nobody[3].bias.fill_(-5.0)
            self.steps.weight.zero_()
            self.steps.bias.zero_()
            for column, costs in COSTS.items():
                self.steps.weight[:, column] = -torch.tensor(costs)

    @classmethod
    def untrained(cls) -> Scorer:
        """A network that is nothing but the costs of the rules."""
        scorer = cls(Sizes(layers=0)).eval()
        with torch.no_grad():
            for last in (scorer.score, scorer.nobody[3], scorer.moves[2]):
                last.weight.zero_()
        return scorer

    def steps_of(self, about: Tensor) -> Tensor:
        """Log-weights [..., 3] of staying, of going back, of a third, by what is known of a step [..., MOVES]."""
        return torch.log_softmax(self.steps(about) + self.moves(about), -1)

    def spans(
        self, vectors: Tensor, words: Tensor, inputs: Tensor, quoted: Tensor, own: Tensor, order: Tensor, places: Tensor
    ) -> Tensor:
        """Vectors [n, width] of mentions, then quotations, in context.

        `vectors` [m, SPAN], `words` [m, WORD], `inputs` [m, INPUTS] of mentions; `quoted` [q, WORD], `own`
        [q, QUOTATION_INPUTS] of quotations; `order` [m + q]: their order in the text; `places` as in the linker.
        """
        mentions = self.mention(self.dropout(torch.cat([vectors, self.word(words), inputs], -1)))
        quotations = self.quotation(torch.cat([self.dropout(self.word(quoted)), own], -1))
        x = torch.cat([mentions, quotations])[order]
        for block in self.blocks:
            x = block(x, places)
        return self.norm(x)

    def forward(self, q: Tensor, m: Tensor, features: Tensor) -> Tensor:
        """Scores [p] of pairs, by the vectors of their quotations and mentions [p, width] and features."""
        product = self.left(self.dropout(q)) * self.right(self.dropout(m))
        hidden = self.of_quotation(q) + self.of_mention(m) + self.product(product) + self.features(features)
        hidden = functional.relu(self.second(self.pairs(functional.relu(hidden))))
        return self.score(self.pairs(hidden)).squeeze(-1) + self.cost * features[:, 0]


def chain(emissions: Tensor, moves: Tensor, lengths: Tensor) -> Tensor:
    """Log of the sum over all chains, [b].

    `emissions` [b, t, s]; `moves` [b, t, 3]: log-weights of staying, of going back to the speaker before, of a third;
    `lengths` [b].
    """
    size = emissions.shape[-1]
    off = 1 - torch.eye(size)
    peaks = emissions.amax(-1, keepdim=True)
    weights, peaks = torch.exp(emissions - peaks), peaks.squeeze(-1)
    steps = torch.exp(moves)
    # state[b, p, c]: p spoke before, c speaks
    state = weights[:, 0][:, None, :].expand(-1, size, size) / size
    total = state.sum((1, 2))
    state, logs = state / total[:, None, None], torch.log(total) + peaks[:, 0]
    for step in range(1, emissions.shape[1]):
        stay, back, third = (steps[:, step, kind][:, None, None] for kind in range(3))
        changed = state.sum(1)[:, :, None] * third + state.transpose(1, 2) * (back - third)
        new = (changed * off + state * stay) * weights[:, step][:, None, :]
        total = new.sum((1, 2)).clamp(min=1e-30)
        there = lengths > step
        state = torch.where(there[:, None, None], new / total[:, None, None], state)
        logs = logs + torch.where(there, torch.log(total) + peaks[:, step], torch.zeros_like(total))
    return logs
