"""Stories made at random from the schema: everything that the checks of a file allow, whatever its text."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from fabula.document import Document, Metadata
from fabula.layers import DOCUMENT_LAYERS, SCHEMA, Array, Column, Layer, Table
from fabula.sources.casts import CastEntry
from fabula.store.checks import check_layers
from fabula.story import Story

_ALPHABET = (
    *"abcdefghij ABC,;.!?'\"=+-@|\\/<>&{}[]01 \n\t\r\f\v", "“", "”", "’", "é", "e\u0301", "\u00a0", "\u00ad", "\u200d",
    "\u2028", "\x85", "\x00", "\x01", "\x1a", "\u202e", "\ufeff", "\ud83d", "\ude00", "😀", "中", "\n\n", "Anne",
    "said",
)  # fmt: skip
_DISJOINT = ("paragraphs", "hidden", "origins", "sentences", "tokens", "supersenses")
Random = random.Random


def text(rng: Random, most: int = 12) -> str:
    """Some characters, mostly odd ones."""
    return "".join(rng.choices(_ALPHABET, k=rng.randrange(most + 1)))


def made_story(rng: Random) -> Story:
    """A story of up to some hundred characters whose layers pass the checks of a file."""
    made = _Making(rng)
    document = Document(
        made.text,
        Metadata(
            title=text(rng), author=text(rng), language=rng.choice(("", "en", text(rng))), source_name=text(rng),
            format=rng.choice(("text", "html/ao3", "")), encoding="utf-8", sha256=rng.choice(("", "00" * 32)),
            summary=text(rng, 30), notes=tuple(text(rng) for _ in range(rng.randrange(3))),
            tags=tuple((text(rng), text(rng)) for _ in range(rng.randrange(3))),
        ),
        **{name: made.layers[name] for name in DOCUMENT_LAYERS},
        warnings=tuple(text(rng) for _ in range(rng.randrange(2))),
    )  # fmt: skip
    layers = {name: table for name, table in made.layers.items() if name not in DOCUMENT_LAYERS}
    check_layers(len(made.text), made.layers)
    cast = [CastEntry(f"a{row}", ("b",), "she/her") for row in range(rng.randrange(2))]
    return Story(
        document, layers, version="0.0", model="none", warnings=[text(rng)] * rng.randrange(2), given_cast=cast
    )


class _Making:
    """Layers in the making; how many rows each will have is known from the start, for they refer to one another."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.text = text(rng, rng.choice((0, 1, 10, 100, 400)))
        most = rng.choice((1, 3, 8, 20))
        self.rows = {name: rng.randrange(most + 1) for name in SCHEMA}
        if not self.rows["sentences"]:
            self.rows["tokens"] = 0
        if not self.rows["quotes"]:
            self.rows["conversations"] = 0
        for owner, layers in _NEEDS.items():
            if not self.rows[owner]:
                self.rows |= dict.fromkeys(layers, 0)
        self.layers: dict[str, Table] = {}
        for name, layer in SCHEMA.items():
            self.layers[name] = Table(layer, self._columns(layer))
        self._mend_talk()

    def _columns(self, layer: Layer) -> dict[str, Any]:
        columns = {column.name: self._column(column, self.rows[layer.name]) for column in layer.columns}
        if "start" in columns:
            columns |= self._spans(layer.name, self.rows[layer.name])
        if "first_token" in columns:
            columns |= self._ordered("first_token", "end_token", self.rows[layer.name], self.rows["tokens"])
        if "first" in columns:
            first, last = self._ordered("first", "last", self.rows[layer.name], len(self.text)).values()
            none = np.array([self.rng.random() < 0.2 for _ in first], dtype=bool)
            columns |= {"first": np.where(none, -1, first), "last": np.where(none, -1, last)}
        if layer.name == "tokens":
            columns["sentence"] = np.sort(self._integers(self.rows["tokens"], 0, max(self.rows["sentences"], 1)))
            columns["head"] = self._heads(columns["sentence"])
        elif layer.name == "chapters":
            columns["body_start"] = [
                self.rng.randint(start, end) for start, end in zip(columns["start"], columns["end"], strict=True)
            ]
        elif layer.name == "quotes":
            columns["utterance"] = np.cumsum([0, *self._integers(self.rows["quotes"], 0, 2)])[: self.rows["quotes"]]
            columns["conversation"] = np.full(self.rows["quotes"], -1)
        return columns

    def _column(self, column: Column, rows: int) -> Any:
        rng = self.rng
        if column.dtype == "str":
            return [text(rng) for _ in range(rows)]
        if column.dtype == "bool":
            return [rng.random() < 0.5 for _ in range(rows)]
        if column.dtype == "f4":
            return np.array([rng.choice((0.0, 1.0, 0.5, rng.random())) for _ in range(rows)], dtype=np.float32)
        if column.dtype == "code":
            return self._integers(rows, 0, len(column.vocabulary))
        if column.refers_to is not None:
            return self._integers(rows, -1, self.rows[column.refers_to])
        return self._integers(rows, 0, rng.choice((2, 7, 1_000_000)))

    def _integers(self, rows: int, low: int, high: int) -> Array:
        return np.array([self.rng.randrange(low, high) for _ in range(rows)], dtype=np.int32)

    def _ordered(self, low: str, high: str, rows: int, most: int) -> dict[str, Array]:
        pairs = [sorted(self.rng.randint(0, most) for _ in range(2)) for _ in range(rows)]
        made = np.array(pairs, dtype=np.int32).reshape(rows, 2)
        return {low: made[:, 0], high: made[:, 1]}

    def _spans(self, name: str, rows: int) -> dict[str, Array]:
        if name in _DISJOINT:
            edges = np.array(sorted(self.rng.randint(0, len(self.text)) for _ in range(2 * rows)), dtype=np.int32)
            return {"start": edges[::2], "end": edges[1::2]}
        made = self._ordered("start", "end", rows, len(self.text))
        order = np.lexsort((made["end"], made["start"]))
        return {key: values[order] for key, values in made.items()}

    def _heads(self, sentence: Array) -> list[int]:
        heads = []
        for row, own in enumerate(sentence.tolist()):
            others = [other for other in np.flatnonzero(sentence == own).tolist() if other != row]
            heads.append(self.rng.choice([-1, *others]))
        return heads

    def _mend_talk(self) -> None:
        """Conversations hold the quotations that are said to be theirs; whoever hears or takes part is someone."""
        rng, quotes = self.rng, self.rows["quotes"]
        ranges = sorted(sorted(rng.sample(range(quotes + 1), 2)) for _ in range(self.rows["conversations"]))
        talks, spoken = self.layers["conversations"], np.full(quotes, -1)
        for row, (low, high) in enumerate(ranges):
            spoken[low:high] = row if rng.random() < 0.7 else -1
        columns = {"first_quote": [low for low, _ in ranges], "end_quote": [high for _, high in ranges]}
        self.layers["conversations"] = talks.with_columns(**columns)
        self.layers["quotes"] = self.layers["quotes"].with_columns(conversation=spoken)
        for name, owner, of in (("addressees", "quote", "quotes"), ("participants", "conversation", "conversations")):
            rows = self.rows[name]
            owners = np.sort(self._integers(rows, 0, max(self.rows[of], 1)))
            who = self._integers(rows, 0, max(self.rows["characters"], 1))
            self.layers[name] = self.layers[name].with_columns(**{owner: owners, "character": who})


_NEEDS = {"quotes": ("addressees",), "conversations": ("participants",), "characters": ("addressees", "participants")}
"""Layers whose rows must be of someone or something."""
