"""From documents to batches: windows of whole sentences as the encoder sees them, with their gold labels."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import Tensor

from evaluation.sets.annotated import Annotated, Entity, Sense
from fabula.model.lemmas import edit
from fabula.model.pieces import Pieces
from fabula.model.windows import LONGEST
from training.labels import Labels

IGNORED = -100


@dataclass
class Window:
    """Some sentences of one document: pieces, and gold by word of the window (heads by word + 1, 0 for the root)."""

    corpus: str
    pieces: list[int]
    shapes: list[int]
    firsts: list[int]
    lasts: list[int]
    sentence: list[int]
    document: int = -1
    first_word: int = 0
    upos: list[int] | None = None
    xpos: list[int] | None = None
    features: list[int] | None = None
    edits: list[int] | None = None
    heads: list[int] | None = None
    relations: list[int] | None = None
    events: list[int] | None = None
    senses: list[int] | None = None
    entities: list[tuple[int, int, int, int, int]] | None = None
    """First word, last word, category, kind (-1 if not given), entity."""

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass
class Maker:
    """Makes windows of documents."""

    pieces: Pieces
    labels: Labels
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("upos", "xpos", "features", "edits", "relations", "categories", "kinds", "gum_categories"):
            self.numbers[name] = {label: number for number, label in enumerate(getattr(self.labels, name))}
        for name in ("senses", "review_senses"):
            self.numbers[name] = {label: 1 + 2 * number for number, label in enumerate(getattr(self.labels, name))}

    def windows(self, document: Annotated, budgets: Iterator[int], number: int = -1) -> list[Window]:
        """Cut a document into windows; each takes as many sentences as fit its budget of pieces, at least one."""
        lengths = [len(self.pieces.of(word)) for word in document.words]
        made: list[Window] = []
        begun, size, budget, rows = 0, 0, next(budgets), list[int]()
        for row, (first, end) in enumerate(document.sentences):
            length = sum(lengths[first:end])
            if rows and size + length > budget:
                made.append(self._window(document, begun, rows, number))
                rows, size, budget = [], 0, next(budgets)
            if not rows:
                begun = first
            rows.append(row)
            size += length
        if rows:
            made.append(self._window(document, begun, rows, number))
        return made

    def _window(self, document: Annotated, first: int, rows: Sequence[int], number: int) -> Window:
        laid = self.pieces.lay(document.words[first : document.sentences[rows[-1]][1]], LONGEST)
        end = first + len(laid.firsts)
        sentence = [row for row in rows for _ in range(*document.sentences[row])][: end - first]
        made = Window(document.corpus, *laid, sentence, number, first)
        self._label(made, document, first, end)
        return made

    def _label(self, made: Window, document: Annotated, first: int, end: int) -> None:
        numbers = self.numbers
        if document.upos is not None:
            made.upos = [numbers["upos"].get(item, IGNORED) for item in document.upos[first:end]]
            made.xpos = [numbers["xpos"].get(item, IGNORED) for item in (document.xpos or ())[first:end]]
            made.features = [numbers["features"].get(item, IGNORED) for item in (document.features or ())[first:end]]
            lemmas = zip(document.words[first:end], (document.lemmas or ())[first:end], strict=True)
            made.edits = [
                IGNORED if lemma == "_" else numbers["edits"].get(edit(form, lemma), IGNORED) for form, lemma in lemmas
            ]
            heads = [head + 1 - first if head >= 0 else 0 for head in (document.heads or ())[first:end]]
            made.heads = [head if 0 <= head <= end - first else IGNORED for head in heads]
            made.relations = [numbers["relations"].get(item, IGNORED) for item in (document.relations or ())[first:end]]
        if document.events is not None:
            made.events = [int(item) for item in document.events[first:end]]
        if document.senses is not None:
            kind = numbers["review_senses" if document.corpus == "streusle" else "senses"]
            made.senses = [0] * (end - first)
            for sense in document.senses:
                if first <= sense.first and sense.end <= end and sense.category in kind:
                    label = kind[sense.category]
                    made.senses[sense.first - first : sense.end - first] = [
                        label,
                        *[label + 1] * (sense.end - sense.first - 1),
                    ]
        if document.entities is not None:
            kind = numbers["gum_categories" if document.corpus == "gum" else "categories"]
            made.entities = [
                (e.first - first, e.end - 1 - first, kind[e.category], numbers["kinds"].get(e.kind, -1), e.entity)
                for e in document.entities
                if first <= e.first and e.end <= end and e.category in kind
            ]


def capitals(document: Annotated, share: float, rng: random.Random) -> Annotated:
    """A copy in which some sentences are written in capitals throughout, and a few in lower case throughout."""
    words = list(document.words)
    for first, end in document.sentences:
        draw = rng.random()
        if draw < share:
            words[first:end] = [word.upper() for word in words[first:end]]
        elif draw < 1.5 * share:
            words[first:end] = [word.lower() for word in words[first:end]]
    return replace(document, words=words)


def with_hyphens_whole(document: Annotated) -> Annotated:
    """A copy of a treebank document in which hyphenated words are one word, as the tokenizer has them.

    Only where the parts form one subtree, else the tree would break. The word takes the tags of the part that heads it
    and the lemmas of all parts.
    """
    if document.heads is None or document.lemmas is None or not document.glued:
        return document
    part_of = list(range(len(document.words)))
    head_of: dict[int, int] = {}
    for first, end in document.sentences:
        word = first
        while word < end:
            stop = word + 1
            while (
                stop + 1 < end and document.words[stop] == "-" and document.glued[stop] and document.glued[stop + 1]
                and document.words[stop - 1][-1:].isalnum() and document.words[stop + 1][:1].isalnum()
            ):  # fmt: skip
                stop += 2
            outside = [i for i in range(word, stop) if not word <= document.heads[i] < stop]
            dependents = (
                all(
                    document.heads[i] not in range(word, stop) or document.heads[i] == outside[0]
                    for i in (*range(first, word), *range(stop, end))
                )
                if len(outside) == 1
                else False
            )
            if stop > word + 1 and dependents:
                part_of[word:stop] = [word] * (stop - word)
                head_of[word] = outside[0]
            word = stop
    kept = [word for word in range(len(document.words)) if part_of[word] == word]
    new = {word: row for row, word in enumerate(kept)}
    ends = {old: row for row, old in enumerate(kept)} | {len(document.words): len(kept)}

    def end_of(end: int) -> int:
        return new[part_of[end - 1]] + 1

    groups = {word: [word] for word in kept}
    for word in head_of:
        groups[word] = [other for other in range(word, len(part_of)) if part_of[other] == word]
    source = [head_of.get(word, word) for word in kept]
    heads = [new[part_of[document.heads[word]]] if document.heads[word] >= 0 else -1 for word in source]
    return replace(
        document,
        words=["".join(document.words[i] for i in groups[word]) for word in kept],
        sentences=[(ends[first], ends.get(end, len(kept))) for first, end in document.sentences],
        glued=[document.glued[word] for word in kept],
        upos=[(document.upos or [])[word] for word in source],
        xpos=[(document.xpos or [])[word] for word in source],
        features=[(document.features or [])[word] for word in source],
        lemmas=["".join(document.lemmas[i] for i in groups[word]) for word in kept],
        heads=heads,
        relations=[(document.relations or [])[word] for word in source],
        entities=None if document.entities is None else sorted({
            Entity(new[part_of[e.first]], end_of(e.end), e.category, e.kind, e.entity) for e in document.entities
        }),
        senses=None if document.senses is None else [
            Sense(new[part_of[s.first]], end_of(s.end), s.category) for s in document.senses
        ],
    )  # fmt: skip


@dataclass
class Batch:
    """Windows padded to one length. Word arrays are [windows, words]."""

    windows: list[Window]
    pieces: Tensor
    shapes: Tensor
    mask: Tensor | None
    firsts: Tensor
    lasts: Tensor
    sentence: Tensor
    """-1 where there is no word."""
    rows: dict[str, Tensor]
    """Per layer of gold, the windows that have it."""
    gold: dict[str, Tensor]
    """Word layers of gold, [windows that have it, words]."""
    spans: dict[str, Tensor]
    """LitBank's and GUM's entities: [n, 6], window (of all), first, last, category, kind, entity."""


WORD_LAYERS = ("upos", "xpos", "features", "edits", "heads", "relations", "events")


def collate(windows: list[Window]) -> Batch:
    """Pad windows to one batch."""
    length, words = max(map(len, windows)), max(len(window.firsts) for window in windows)

    def padded(lists: list[list[int]], size: int, filler: int) -> Tensor:
        made = np.full((len(lists), size), filler, dtype=np.int64)
        for row, items in enumerate(lists):
            made[row, : len(items)] = items
        return torch.from_numpy(made)

    mask = None
    if min(map(len, windows)) < length:
        present = padded([[1] * len(window) for window in windows], length, 0)
        mask = torch.zeros(present.shape).masked_fill_(present == 0, float("-inf"))[:, None, None, :]
    rows: dict[str, Tensor] = {}
    gold: dict[str, Tensor] = {}
    layers = {name: [(row, getattr(window, name)) for row, window in enumerate(windows)] for name in WORD_LAYERS}
    layers["senses"] = [(r, w.senses if w.corpus != "streusle" else None) for r, w in enumerate(windows)]
    layers["review_senses"] = [(r, w.senses if w.corpus == "streusle" else None) for r, w in enumerate(windows)]
    for name, items in layers.items():
        present_items = [(row, values) for row, values in items if values is not None]
        if present_items:
            rows[name] = torch.tensor([row for row, _ in present_items])
            gold[name] = padded([values for _, values in present_items], words, IGNORED)
    spans: dict[str, Tensor] = {}
    for name, is_gum in (("entities", False), ("gum_entities", True)):
        chosen = [(r, w) for r, w in enumerate(windows) if w.entities is not None and (w.corpus == "gum") == is_gum]
        if chosen:
            rows[name] = torch.tensor([row for row, _ in chosen])
            found = [(row, *entity) for row, window in chosen for entity in window.entities or ()]
            spans[name] = torch.tensor(found, dtype=torch.int64).reshape(-1, 6)
    return Batch(
        windows,
        padded([window.pieces for window in windows], length, 0),
        padded([window.shapes for window in windows], length, 0),
        mask,
        padded([window.firsts for window in windows], words, 0),
        padded([window.lasts for window in windows], words, 0),
        padded([window.sentence for window in windows], words, -1),
        rows,
        gold,
        spans,
    )


def batches(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of about `size` pieces, windows of like length together, in random order."""
    ordered = sorted(windows, key=lambda window: (len(window) // 8, rng.random()))
    made: list[list[Window]] = []
    current: list[Window] = []
    for window in ordered:
        if current and (len(current) + 1) * max(map(len, [*current, window])) > size:
            made.append(current)
            current = []
        current.append(window)
    if current:
        made.append(current)
    rng.shuffle(made)
    return made
