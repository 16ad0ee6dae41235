"""Tags, lemmas and trees on gold words and sentences, by the conventions of the CoNLL 2018 shared task.

Every figure is a share of all words, punctuation included:

- UPOS, XPOS: the tag is equal.
- Features: the whole string is equal. (The task compares universal features alone, so it is no stricter.)
- Lemmas: equal, case included; a word whose gold lemma is `_` always counts as right.
- UAS: the head is the right word, or the root is known as root. LAS: the relation is right too, up to a `:`, so
  `nmod:poss` and `nmod` are the same. LAS with subtypes: the whole relation is.

A layer that either side lacks is not scored: its share is 0 of 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from evaluation import confusion
from evaluation.confusion import Confusion
from evaluation.sets.annotated import Annotated

NO_LEMMA = "_"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some things are right."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float:
        """The share; 1 if there are none."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True)
class Words:
    """Scores of one document, or sums of several."""

    upos: Share = Share()
    xpos: Share = Share()
    features: Share = Share()
    lemmas: Share = Share()
    uas: Share = Share()
    las: Share = Share()
    las_subtypes: Share = Share()
    tags: Confusion = field(default_factory=Counter)
    """UPOS, gold by predicted."""
    relations: Confusion = field(default_factory=Counter)
    """Whole relations, gold by predicted, wherever the word is attached."""
    attached: dict[str, Share] = field(default_factory=dict)
    """The share of right heads by gold relation."""

    def __add__(self, other: Words) -> Words:
        return total((self, other))

    def parts(self) -> dict[str, Share]:
        """The shares of the layers that were scored, by name."""
        shares = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: share for name, share in shares.items() if isinstance(share, Share) and share.of}


def word_scores(gold: Annotated, predicted: Annotated) -> Words:
    """Score one document. ValueError if the words are not the same."""
    same_words(gold, predicted)
    made: dict[str, Any] = {}
    for name in ("upos", "xpos", "features"):
        left, right = getattr(gold, name), getattr(predicted, name)
        if left is not None and right is not None:
            made[name] = _equal(left, right)
    if gold.upos is not None and predicted.upos is not None:
        made["tags"] = confusion.of_words(gold.upos, predicted.upos)
    if gold.lemmas is not None and predicted.lemmas is not None:
        pairs = zip(gold.lemmas, predicted.lemmas, strict=True)
        made["lemmas"] = Share(sum(left in (NO_LEMMA, right) for left, right in pairs), len(gold.lemmas))
    if gold.relations is not None and predicted.relations is not None:
        made["relations"] = confusion.of_words(gold.relations, predicted.relations)
    made |= _trees(gold, predicted)
    return Words(**made)


def same_words(gold: Annotated, predicted: Annotated) -> None:
    """ValueError unless both have the same words."""
    if gold.words != predicted.words:
        raise ValueError(f"{gold.name}: predicted words are not the gold ones")


def universal(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0]


def total(scores: Iterable[Words]) -> Words:
    """The sum of some documents' scores."""
    every = list(scores)
    shares: dict[str, Any] = {
        name: sum((getattr(one, name) for one in every), Share())
        for name in ("upos", "xpos", "features", "lemmas", "uas", "las", "las_subtypes")
    }
    attached: dict[str, Share] = {}
    for one in every:
        for relation, share in one.attached.items():
            attached[relation] = attached.get(relation, Share()) + share
    return Words(
        **shares,
        tags=confusion.added(one.tags for one in every),
        relations=confusion.added(one.relations for one in every),
        attached=attached,
    )


def _equal(gold: Sequence[str], predicted: Sequence[str]) -> Share:
    return Share(sum(left == right for left, right in zip(gold, predicted, strict=True)), len(gold))


def _trees(gold: Annotated, predicted: Annotated) -> dict[str, Any]:
    if gold.heads is None or predicted.heads is None:
        return {}
    heads = [left == right for left, right in zip(gold.heads, predicted.heads, strict=True)]
    made: dict[str, Any] = {"uas": Share(sum(heads), len(heads))}
    if gold.relations is None or predicted.relations is None:
        return made
    las = subtypes = 0
    right_heads, words = Counter[str](), Counter[str]()
    for head, left, right in zip(heads, gold.relations, predicted.relations, strict=True):
        las += head and universal(left) == universal(right)
        subtypes += head and left == right
        right_heads[left] += head
        words[left] += 1
    made["las"], made["las_subtypes"] = Share(las, len(heads)), Share(subtypes, len(heads))
    made["attached"] = {relation: Share(right_heads[relation], times) for relation, times in words.items()}
    return made
