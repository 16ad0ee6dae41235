"""The network in PyTorch: a six-layer encoder, and a head per task on mixtures of its layers.

Encoder: BERT (Devlin et al. 2019) as distilled into MiniLM (Wang et al. 2020), with an added vector per letter case.
Trees: biaffine scores (Dozat and Manning 2017). Entities: a biaffine score per span and category (Yu et al. 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from fabula.model.pieces import SHAPES
from training.labels import Labels

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
TASKS = ("tag", "tree", "entity", "event", "sense", "span")
"""What has a mixture of layers of its own."""
SPAN = 64
"""Numbers per end of a span: a span's vector has twice as many."""
DISTANCES = 10


@dataclass(frozen=True)
class Sizes:
    """Widths of the heads, and dropout."""

    tag: int = 256
    arc: int = 192
    relation: int = 192
    entity: int = 160
    event: int = 128
    sense: int = 256
    dropout: float = 0.1
    head_dropout: float = 0.25


class WindowDropout(nn.Module):
    """Dropout that takes the same numbers from every word of a window (Gal and Ghahramani 2016): cheap to draw."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """`x` [windows, ..., numbers]."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], *[1] * (x.dim() - 2), x.shape[-1]) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One transformer layer, normalised after each part, as BERT is."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = WindowDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` [batch, pieces, WIDTH]; `mask` [batch, 1, 1, pieces], 0 or -inf."""
        batch, length, _ = x.shape
        shape = (batch, length, HEADS, WIDTH // HEADS)
        query, key, value = (part(x).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.first_norm(x + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.second_norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Vectors of pieces after the embedding and after every layer."""

    def __init__(self, pieces: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, WIDTH)
        self.words.weight.requires_grad_(False)  # half of all weights; most pieces hardly occur in training
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = WindowDropout(dropout)

    def embed(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """Sums of the vectors of piece, place and letter case, not yet normalised: [batch, pieces, WIDTH]."""
        return self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.shapes(shapes)

    def forward(self, embedded: Tensor, mask: Tensor | None) -> list[Tensor]:
        """LAYERS + 1 tensors [batch, pieces, WIDTH]."""
        x = self.dropout(self.norm(embedded))
        found = [x]
        for layer in self.layers:
            x = layer(x, mask)
            found.append(x)
        return found


class Project(nn.Module):
    """One hidden layer."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.linear, self.dropout = nn.Linear(WIDTH, width), WindowDropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """[..., WIDTH] to [..., width]."""
        return self.dropout(functional.gelu(self.linear(x)))


def with_one(x: Tensor) -> Tensor:
    """`x` with a last number 1, so that a bilinear form holds linear terms and a constant too."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Biaffine(nn.Module):
    """A score per channel for every pair of words."""

    def __init__(self, width: int, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(channels, width + 1, width + 1) * 0.01)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        """[batch, n, width] and [batch, m, width] to [batch, channels, n, m]."""
        return torch.matmul(
            torch.matmul(with_one(left).unsqueeze(1), self.weight), with_one(right).transpose(1, 2).unsqueeze(1)
        )


class Network(nn.Module):
    """Encoder and heads. `annotate` gives what the shipped model gives; the rest serves training."""

    def __init__(self, labels: Labels, pieces: int, sizes: Sizes | None = None) -> None:
        super().__init__()
        s = sizes or Sizes()
        self.encoder = Encoder(pieces, s.dropout)
        self.mix = nn.Parameter(torch.zeros(len(TASKS), LAYERS + 1))
        with torch.no_grad():
            self.mix[:, -1] = 2.0
            self.mix[:, 0] = -1.0
        drop = s.head_dropout
        self.word_dropout = WindowDropout(drop)
        self.tag, self.lemma = Project(s.tag, drop), Project(s.tag, drop)
        self.upos, self.xpos = nn.Linear(s.tag, len(labels.upos)), nn.Linear(s.tag, len(labels.xpos))
        self.features = nn.Linear(s.tag, len(labels.features))
        self.edits = nn.Linear(s.tag, len(labels.edits))
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc_head, self.arc_dependent = Project(s.arc, drop), Project(s.arc, drop)
        self.arcs = Biaffine(s.arc, 1)
        self.relation_head, self.relation_dependent = Project(s.relation, drop), Project(s.relation, drop)
        # A bilinear form per relation, all of them diagonal in one learned space: a tenth of the cost of full ones.
        self.relation_both = nn.Linear(s.relation, len(labels.relations), bias=False)
        self.relation_from_dependent = nn.Linear(s.relation, len(labels.relations))
        self.relation_from_head = nn.Linear(s.relation, len(labels.relations), bias=False)
        self.entity_start, self.entity_end = Project(s.entity, drop), Project(s.entity, drop)
        self.entities = Biaffine(s.entity, len(labels.categories) + len(labels.kinds))
        self.gum_entities = Biaffine(s.entity, len(labels.gum_categories))
        self.event = nn.Sequential(Project(s.event, drop), nn.Linear(s.event, 1))
        self.sense = Project(s.sense, drop)
        self.senses = nn.Linear(s.sense, 1 + 2 * len(labels.senses))
        self.review_senses = nn.Linear(s.sense, 1 + 2 * len(labels.review_senses))
        self.span_start, self.span_end = nn.Linear(WIDTH, SPAN), nn.Linear(WIDTH, SPAN)
        self.antecedent = nn.Parameter(torch.randn(2 * SPAN, 2 * SPAN) * 0.02)
        self.antecedent_bias = nn.Linear(2 * SPAN, 1)
        self.distance = nn.Embedding(DISTANCES, 1)
        with torch.no_grad():
            self.entities.weight[:, -1, -1] = -4.0
            self.gum_entities.weight[:, -1, -1] = -4.0

    def words(self, layers: list[Tensor], firsts: Tensor, lasts: Tensor) -> dict[str, Tensor]:
        """Per task, vectors of words: the task's mixture of layers at a word's first and last piece, their mean."""
        batch, length, _ = layers[0].shape
        base = torch.arange(batch)[:, None] * length
        index = torch.cat([(base + firsts).flatten(), (base + lasts).flatten()])
        picked = torch.stack([layer.reshape(-1, WIDTH).index_select(0, index) for layer in layers])
        picked = 0.5 * (picked[:, : firsts.numel()] + picked[:, firsts.numel() :])
        mixed = (torch.softmax(self.mix, -1) @ picked.flatten(1)).view(len(TASKS), *firsts.shape, WIDTH)
        return {task: self.word_dropout(mixed[row]) for row, task in enumerate(TASKS)}

    def _rooted(self, words: Tensor) -> Tensor:
        """Words with the root before them, at place 0."""
        return torch.cat([self.root.expand(words.shape[0], 1, WIDTH), words], 1)

    def arc_scores(self, words: Tensor) -> Tensor:
        """[batch, words, 1 + words]: how well the root (place 0) and each word fit as head of each word."""
        return self.arcs(self.arc_dependent(words), self.arc_head(self._rooted(words))).squeeze(1)

    def relation_sides(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of dependents [batch, words, width] and of heads [batch, 1 + words, width]."""
        return self.relation_dependent(words), self.relation_head(self._rooted(words))

    def relation_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Pairs of vectors [..., width] to scores [..., relations]."""
        return (
            self.relation_both(dependents * heads)
            + self.relation_from_dependent(dependents)
            + self.relation_from_head(heads)
        )

    def span_vectors(self, words: Tensor, rows: Tensor, firsts: Tensor, lasts: Tensor) -> Tensor:
        """Vectors [n, 2 * SPAN] of spans: window number, first word, last word."""
        return torch.cat([self.span_start(words)[rows, firsts], self.span_end(words)[rows, lasts]], -1)


def from_pretrained(labels: Labels, weights: Path, sizes: Sizes | None = None) -> Network:
    """A network whose encoder starts from a BERT-like checkpoint in safetensors."""
    state = {name.removeprefix("bert."): tensor.float() for name, tensor in load_file(weights).items()}
    words = state["embeddings.word_embeddings.weight"]
    network = Network(labels, words.shape[0], sizes)
    encoder = network.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(words)
        # Only one of BERT's two token types ever occurs: it moves into the positions.
        encoder.positions.weight.copy_(
            state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(encoder.norm, state, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            prefix = f"encoder.layer.{number}"
            for part, name in (
                (layer.query, "attention.self.query"), (layer.key, "attention.self.key"),
                (layer.value, "attention.self.value"), (layer.out, "attention.output.dense"),
                (layer.first_norm, "attention.output.LayerNorm"), (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"), (layer.second_norm, "output.LayerNorm"),
            ):  # fmt: skip
                _copy(part, state, f"{prefix}.{name}")
    return network


def _copy(part: nn.Module, state: dict[str, Tensor], name: str) -> None:
    part.weight.copy_(state[f"{name}.weight"])
    part.bias.copy_(state[f"{name}.bias"])


def distance_bucket(words: Tensor) -> Tensor:
    """Distances in words to one of DISTANCES buckets, by halves of powers of two."""
    return torch.clamp((torch.log2(words.float().clamp(min=1)) * 1.3).long(), max=DISTANCES - 1)
