"""Facts of mentions made by hand, one mention a line, and at random; and scores to cluster them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from fabula.layers import ENTITY_CATEGORIES, RELATIONS
from fabula.people.clusters import Clusters, cluster
from fabula.people.contrasts import Side, sides
from fabula.people.entities import Entity
from fabula.people.identity import Person
from fabula.people.mention_facts import (
    CONTENT,
    DETERMINERS,
    FEMALE,
    FORMS,
    MALE,
    NUMBERS,
    PLURAL,
    PRONOUN_CLASSES,
    THING,
    UNKNOWN,
    Array,
    Facts,
)
from fabula.people.mention_rows import PERSON
from fabula.people.mentions import NAME, NOMINAL, PRONOUN

PLACE = ENTITY_CATEGORIES.index("FAC")
APART = 10
"""Words from the start of one mention to the next, where nothing else is said."""


@dataclass(frozen=True)
class Said:
    """A mention as it is said. -1: there is none; `at`: its first word. Its last word is its head."""

    words: str
    kind: int
    pronoun: str = "none"
    determiner: str = "none"
    form: str = "subject"
    gender: int = UNKNOWN
    number: int = 1
    category: int = PERSON
    ruled: int = -1
    clear: float = 0.5
    quote: int = -1
    speaker: int = -1
    addressee: int = -1
    tagged: int = -1
    joined: int = -1
    sentence: int = -1
    at: int = -1


_PRONOUNS = {"i": UNKNOWN, "we": PLURAL, "you": UNKNOWN, "he": MALE, "she": FEMALE, "it": THING, "they": PLURAL}


def pronoun(word: str, **given: int | float | str) -> Said:
    """ "I", "he", "she", ..., in the nominative."""
    known = {"gender": _PRONOUNS[word.lower()], "number": 2 if word.lower() in ("we", "they") else 1}
    return Said(word, PRONOUN, word.lower(), **(known | given))  # type: ignore[arg-type]


def name(words: str, ruled: int = -1, **given: int | float | str) -> Said:
    """A name, of the entity that the rules take it for."""
    return Said(words, NAME, ruled=ruled, **given)  # type: ignore[arg-type]


def noun(words: str, **given: int | float | str) -> Said:
    """A noun phrase; "a" and "the" are its determiner."""
    opens = words.split(maxsplit=1)[0]
    known = {"determiner": "a" if opens in ("a", "an") else opens if opens in DETERMINERS else "none"}
    return Said(words, NOMINAL, **(known | given))  # type: ignore[arg-type]


def facts(*said: Said) -> Facts:
    """The facts of mentions; each is a sentence and a paragraph of its own unless told otherwise."""
    numbers: dict[str, int] = {}

    def number(word: str) -> int:
        return numbers.setdefault(word.lower(), len(numbers))

    rows = []
    for row, one in enumerate(said):
        words = one.words.split()
        first = one.at if one.at >= 0 else row * APART
        bare = words[one.determiner != "none" and len(words) > 1 :]
        content = [number(word) for word in reversed(bare)][:CONTENT] if one.kind != PRONOUN else []
        sentence = one.sentence if one.sentence >= 0 else row
        rows.append(
            {
                "first": first, "end": first + len(words), "head": first + len(words) - 1, "kind": one.kind,
                "category": one.category, "pronoun": PRONOUN_CLASSES.index(one.pronoun),
                "form": FORMS.index(one.form), "word_form": number(" ".join(bare)), "head_form": number(words[-1]),
                "content": [*content, *[-1] * (CONTENT - len(content))],
                "determiner": DETERMINERS.index(one.determiner), "gender": one.gender, "number": one.number,
                "relation": RELATIONS.index("nsubj"), "parent": first + len(words), "predicate": -1, "subject": True,
                "apposed": -1, "joined": one.joined, "sentence": sentence, "paragraph": sentence, "quote": one.quote,
                "ruled": one.ruled, "clear": one.clear, "speaker": one.speaker, "addressee": one.addressee,
                "tagged": one.tagged, "found": row,
            }
        )  # fmt: skip
    kinds = {"clear": np.float32, "subject": np.bool_}
    made: dict[str, Array] = {
        field.name: np.array([row[field.name] for row in rows], dtype=kinds.get(field.name, np.int32))
        for field in fields(Facts)
    }
    made["content"] = made["content"].reshape(-1, CONTENT)
    return Facts(**made)


def any_facts(count: int, seed: int, people: int = 5, words: int = 8) -> Facts:
    """`count` mentions of which everything is drawn, of up to so many entities and words; a story of any size."""
    random = np.random.default_rng(seed)

    def codes(low: int, high: int) -> Array:
        return random.integers(low, high, count, dtype=np.int32)

    first = np.cumsum(codes(0, 2 * APART), dtype=np.int32)
    length = codes(1, 5)
    head = (first + random.integers(0, length)).astype(np.int32)
    kind = codes(0, 3)
    is_pronoun = kind == PRONOUN
    parent = codes(-1, 3) + first
    content = random.integers(-1, words, (count, CONTENT), dtype=np.int32)
    subject = random.random(count) < 0.3
    return Facts(
        first, first + length, head, kind, codes(0, len(ENTITY_CATEGORIES)),
        np.where(is_pronoun, codes(1, len(PRONOUN_CLASSES)), 0).astype(np.int32), codes(0, len(FORMS)),
        codes(0, words), codes(0, words), content, codes(0, len(DETERMINERS)), codes(0, 5), codes(0, len(NUMBERS)),
        codes(0, len(RELATIONS)), parent, np.where(subject, parent, -1).astype(np.int32), subject,
        np.where(codes(0, 9) == 0, parent, -1).astype(np.int32),
        np.where(codes(0, 9) == 0, parent, -1).astype(np.int32),
        np.cumsum(codes(0, 2), dtype=np.int32), np.cumsum(codes(0, 2), dtype=np.int32) // 3,
        np.maximum(codes(-4, 1 + count // 4), -1), codes(-1, people), random.random(count, dtype=np.float32),
        codes(-1, people), codes(-1, people), np.maximum(codes(-8, 1 + count // 4), -1), codes(-1, count),
    )  # fmt: skip


def any_scores(candidates: Array, seed: int) -> Array:
    """Log-probabilities float32 [m, 1 + k] of mentions and their candidates, drawn; rows sum to 1."""
    scores = np.random.default_rng(seed).normal(0, 2, (len(candidates), 1 + candidates.shape[1]))
    scores[:, 1:][candidates < 0] = -1e9
    scores -= scores.max(1, keepdims=True)
    logs: Array = (scores - np.log(np.exp(scores).sum(1, keepdims=True))).astype(np.float32)
    return logs


def person(called: str, gender: str = "", sure: float = 0.95) -> Entity:
    """Someone of the cast who has a name."""
    return Entity(Person(Counter({called: 3})), gender, sure if gender else 0.0)


def clustered(
    said: Sequence[Said],
    links: Mapping[int, Mapping[int, float]],
    entities: Sequence[Entity] = (),
    narrator: int = -1,
) -> Clusters:
    """Clusters of mentions where the linker says: `links` [mention][antecedent] is a probability; the rest is new."""
    made = facts(*said)
    count = len(said)
    candidates = np.arange(count)[:, None] - 1 - np.arange(max(count, 1))
    chances = np.zeros((count, 1 + max(count, 1)))
    for row, own in links.items():
        for other, chance in own.items():
            chances[row, row - other] = chance
    chances[:, 0] = 1 - chances.sum(1)
    scores = np.log(np.maximum(chances, 1e-9)).astype(np.float32)
    told: list[frozenset[Side]] = [sides(one.words.split()) if one.kind == NOMINAL else frozenset() for one in said]
    heads = [one.words.split()[-1].lower() for one in said]
    return cluster(made, heads, told, [(np.maximum(candidates, -1), scores)], entities, narrator)
