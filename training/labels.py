"""The label sets that the heads predict: fixed ones from the schema, morphology and lemma edits from the treebanks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluation.sets.annotated import Annotated
from fabula.layers import ENTITY_CATEGORIES, MENTION_KINDS, RELATIONS, SUPERSENSES, UPOS_TAGS, XPOS_TAGS
from fabula.model.lemmas import edit

SEEN = 2
"""How often features or an edit must occur in the treebanks to be a label."""
GUM_CATEGORIES = tuple("abstract animal event object organization person place plant substance time".split())
REVIEW_SENSES = tuple(
    sorted({*(sense for sense in SUPERSENSES if sense != "noun.Tops"), "noun.naturalobject", "noun.other"})
)
"""STREUSLE's."""


@dataclass(frozen=True)
class Labels:
    """Every head's labels; a label's place is its number. Senses stand for B- and I- labels, after one for none."""

    features: tuple[str, ...]
    edits: tuple[str, ...]
    upos: tuple[str, ...] = UPOS_TAGS
    xpos: tuple[str, ...] = XPOS_TAGS
    relations: tuple[str, ...] = RELATIONS
    categories: tuple[str, ...] = ENTITY_CATEGORIES
    kinds: tuple[str, ...] = MENTION_KINDS
    senses: tuple[str, ...] = SUPERSENSES
    gum_categories: tuple[str, ...] = GUM_CATEGORIES
    review_senses: tuple[str, ...] = REVIEW_SENSES

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what `save` wrote."""
        return cls(**{name: tuple(values) for name, values in json.loads(path.read_text(encoding="utf-8")).items()})


def collect(treebanks: Iterable[Annotated]) -> Labels:
    """Labels for what the treebanks show at least SEEN times, most frequent first."""
    features, edits = Counter[str](), Counter[str]()
    for document in treebanks:
        features.update(document.features or ())
        edits.update(edit(form, lemma) for form, lemma in zip(document.words, document.lemmas or (), strict=True))

    def kept(counts: Counter[str]) -> tuple[str, ...]:
        return tuple(sorted((item for item, count in counts.items() if count >= SEEN), key=lambda i: (-counts[i], i)))

    return Labels(kept(features), kept(edits))
