"""Entities, events and supersenses on gold words.

- Entities: a span counts if its words and its category are right; nested spans each count. Without pronouns, as
  LitBank measures it: gold entities that are no pronouns against predicted ones that are said to be none. With kinds,
  as BookNLP measures it: name, nominal or pronoun must be right too. Nested recall is over gold entities that lie
  inside another one.
- Events: words, precision and recall.
- Supersenses: a span counts if its words and its class are right. By word: the share of all words with the right
  class, or rightly with none.

All counts add up over documents; what stands twice on one side needs two partners on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from evaluation import confusion
from evaluation.confusion import NONE, Confusion
from evaluation.sets.annotated import Annotated, Entity, Sense
from evaluation.spans import Counts, Span, exact
from evaluation.words import Share, same_words

T = TypeVar("T")
PRONOUN = "PRON"


@dataclass(frozen=True)
class Entities:
    """Scores of entities."""

    every: Counts = field(default_factory=Counts)
    """Span and category."""
    without_pronouns: Counts = field(default_factory=Counts)
    spans: Counts = field(default_factory=Counts)
    """Spans alone."""
    nested: Share = field(default_factory=Share)
    kinds: Mapping[str, Counts] = field(default_factory=dict)
    """Span, category and kind, by kind."""
    categories: Confusion = field(default_factory=Counter)
    """Gold by predicted category."""

    def __add__(self, other: Entities) -> Entities:
        return Entities(
            self.every + other.every,
            self.without_pronouns + other.without_pronouns,
            self.spans + other.spans,
            self.nested + other.nested,
            _added(self.kinds, other.kinds),
            confusion.added((self.categories, other.categories)),
        )

    @property
    def with_kinds(self) -> Counts:
        """Span, category and kind."""
        return sum(self.kinds.values(), Counts())

    def by_category(self) -> dict[str, Counts]:
        """Span and category, by category."""
        return confusion.by_label(self.categories)

    def parts(self) -> dict[str, Counts | Share]:
        """What may be a headline, by name."""
        return {
            "every": self.every,
            "without_pronouns": self.without_pronouns,
            "with_kinds": self.with_kinds,
            "spans": self.spans,
            "nested": self.nested,
        }


def entity_scores(gold: Annotated, predicted: Annotated) -> Entities:
    """Score one document's entities. ValueError if the words are not the same or a side has no such layer."""
    same_words(gold, predicted)
    return score_entities(*_both(gold, gold.entities, predicted.entities, "entities"))


def score_entities(gold: Sequence[Entity], predicted: Sequence[Entity]) -> Entities:
    """Score entities, whatever their spans count: words or characters."""
    left, right = _labelled(gold), _labelled(predicted)
    inside = _inside({(one.first, one.end) for one in gold})
    nested = [(span, label) for span, label in left if span in inside]
    kinds = sorted({one.kind for one in (*gold, *predicted)})
    return Entities(
        exact(left, right),
        exact(*(_labelled(one for one in side if one.kind != PRONOUN) for side in (gold, predicted))),
        exact([span for span, _ in left], [span for span, _ in right]),
        Share(exact(nested, right).matched, len(nested)),
        {
            kind: exact(*(_labelled(one for one in side if one.kind == kind) for side in (gold, predicted)))
            for kind in kinds
        },
        confusion.of_spans(left, right),
    )


def _inside(spans: set[Span]) -> set[Span]:
    """The spans that lie inside another one. Sorted so that a span comes after all that could hold it."""
    found, reach = set(), -1
    for first, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end <= reach:
            found.add((first, end))
        reach = max(reach, end)
    return found


@dataclass(frozen=True)
class Events:
    """Scores of events."""

    events: Counts = field(default_factory=Counts)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Words in lower case, with `missed` or `not there`."""

    def __add__(self, other: Events) -> Events:
        return Events(self.events + other.events, confusion.added((self.wrong, other.wrong)))

    def parts(self) -> dict[str, Counts | Share]:
        """What may be a headline, by name."""
        counts = self.events
        return {
            "every": counts,
            "precision": Share(counts.matched, counts.predicted),
            "recall": Share(counts.matched, counts.gold),
        }


def event_scores(gold: Annotated, predicted: Annotated) -> Events:
    """Score one document's events. ValueError if the words are not the same or a side has no such layer."""
    same_words(gold, predicted)
    left, right = _both(gold, gold.events, predicted.events, "events")
    both = sum(one and other for one, other in zip(left, right, strict=True))
    wrong = (
        (word.lower(), "missed" if one else "not there")
        for word, one, other in zip(gold.words, left, right, strict=True)
        if one != other
    )
    return Events(Counts(both, sum(left), sum(right)), Counter(wrong))


@dataclass(frozen=True)
class Senses:
    """Scores of supersenses."""

    every: Counts = field(default_factory=Counts)
    """Span and class."""
    spans: Counts = field(default_factory=Counts)
    """Spans alone."""
    words: Share = field(default_factory=Share)
    """All words: the right class, or rightly none."""
    classes: Confusion = field(default_factory=Counter)
    """Gold by predicted class."""

    def __add__(self, other: Senses) -> Senses:
        return Senses(
            self.every + other.every,
            self.spans + other.spans,
            self.words + other.words,
            confusion.added((self.classes, other.classes)),
        )

    def by_class(self) -> dict[str, Counts]:
        """Span and class, by class."""
        return confusion.by_label(self.classes)

    def parts(self) -> dict[str, Counts | Share]:
        """What may be a headline, by name."""
        every = self.by_class()
        nouns, verbs = (
            sum((counts for name, counts in every.items() if name.startswith(start)), Counts())
            for start in ("noun.", "verb.")
        )
        return {"every": self.every, "nouns": nouns, "verbs": verbs, "spans": self.spans, "words": self.words}


def sense_scores(gold: Annotated, predicted: Annotated) -> Senses:
    """Score one document's supersenses. ValueError if the words are not the same or a side has no such layer."""
    same_words(gold, predicted)
    senses = _both(gold, gold.senses, predicted.senses, "senses")
    left, right = (_labelled(side) for side in senses)
    words = [_by_word(side, len(gold.words)) for side in senses]
    return Senses(
        exact(left, right),
        exact([span for span, _ in left], [span for span, _ in right]),
        Share(sum(one == other for one, other in zip(*words, strict=True)), len(gold.words)),
        confusion.of_spans(left, right),
    )


def _by_word(senses: Sequence[Sense], words: int) -> list[str]:
    made = [NONE] * words
    for sense in senses:
        made[sense.first : sense.end] = [sense.category] * (sense.end - sense.first)
    return made


def _labelled(some: Iterable[Entity | Sense]) -> list[tuple[Span, str]]:
    return [((one.first, one.end), one.category) for one in some]


def _added(left: Mapping[str, Counts], right: Mapping[str, Counts]) -> dict[str, Counts]:
    return {name: left.get(name, Counts()) + right.get(name, Counts()) for name in sorted({*left, *right})}


def _both(gold: Annotated, left: T | None, right: T | None, layer: str) -> tuple[T, T]:
    if left is None or right is None:
        raise ValueError(f"{gold.name}: {'gold' if left is None else 'prediction'} has no {layer}")
    return left, right
