"""What is known of pairs of mentions: distance, likeness, grammar, talk, and what the rules make of them."""

from __future__ import annotations

import numpy as np

from fabula.people.mention_facts import PRONOUN_CLASSES, UNKNOWN, Array, Facts
from fabula.people.mentions import NAME

_WORDS = np.array([2, 4, 7, 12, 20, 35, 60, 110, 200, 400, 900])
_MENTIONS = np.array([2, 3, 5, 8, 13, 22, 40, 80])
_SENTENCES = np.array([1, 2, 3, 4, 6, 10, 20])
_PARAGRAPHS = np.array([1, 2, 3, 5, 10])
_RANKS = 5

CATEGORIES = ("pronouns alike", "pronouns unlike", "pronoun and entity", "match", "contain", "other")
"""Kinds of pairs, after LingMess (Otmazgin et al. 2023)."""


def _steps(values: Array, bounds: Array) -> Array:
    made: Array = np.eye(len(bounds) + 1, dtype=np.float32)[np.searchsorted(bounds, values, side="right")]
    return made


def pair_features(facts: Facts, anaphors: Array, antecedents: Array) -> tuple[Array, Array]:
    """float32 [n, k, FEATURES] and the kinds of the pairs, int8 [n, k], codes of CATEGORIES.

    `anaphors` [n] and `antecedents` [n, k]: rows; an antecedent -1 is taken for row 0, to be masked by the caller.
    """
    i, j = anaphors[:, None], np.maximum(antecedents, 0)
    f = facts
    n, k = antecedents.shape
    i = np.broadcast_to(i, (n, k))

    def same(column: Array) -> Array:
        equal: Array = column[i] == column[j]
        return equal

    pronoun_i, pronoun_j = f.pronoun[i], f.pronoun[j]
    is_pronoun_i, is_pronoun_j = pronoun_i > 0, pronoun_j > 0
    entities = ~is_pronoun_i & ~is_pronoun_j
    equal_words = same(f.word_form) & entities
    equal_head = same(f.head_form) & entities
    share, contains = _likeness(f.content, i, j, entities & (antecedents >= 0))
    gender_i, gender_j = f.gender[i], f.gender[j]
    known = (gender_i != UNKNOWN) & (gender_j != UNKNOWN)
    number_i, number_j = f.number[i], f.number[j]
    counted = (number_i > 0) & (number_j > 0)
    agree = ~(known & (gender_i != gender_j)) & ~(counted & (number_i != number_j))
    ruled_i, ruled_j = f.ruled[i], f.ruled[j]
    both_ruled = (ruled_i >= 0) & (ruled_j >= 0)
    ruled_same = both_ruled & (ruled_i == ruled_j)
    quote_i, quote_j = f.quote[i], f.quote[j]
    in_i, in_j = quote_i >= 0, quote_j >= 0
    speaker_i, speaker_j = f.speaker[i], f.speaker[j]
    heard_i, heard_j = f.addressee[i], f.addressee[j]
    compatible = agree & (f.category[i] == f.category[j]) & (antecedents >= 0)
    rank = np.where(compatible, np.cumsum(compatible, axis=1) - 1, _RANKS)
    inside = (f.first[j] <= f.first[i]) & (f.end[i] <= f.end[j])
    around = (f.first[i] <= f.first[j]) & (f.end[j] <= f.end[i])
    same_sentence = same(f.sentence)
    plain = np.stack(
        [
            equal_words, equal_head, contains, share & ~contains, equal_head & ~equal_words,
            known & (gender_i == gender_j), known & (gender_i != gender_j),
            counted & (number_i == number_j), counted & (number_i != number_j),
            same(f.category), is_pronoun_i & same(f.pronoun), is_pronoun_i & is_pronoun_j & ~same(f.pronoun),
            ruled_same, both_ruled & ~ruled_same, both_ruled & ~ruled_same & (f.kind[i] == NAME) & (f.kind[j] == NAME),
            ruled_same * f.clear[i], ruled_same & (f.kind[i] == NAME) & (f.kind[j] == NAME),
            (ruled_i >= 0) & (ruled_j < 0), (ruled_i < 0) & (ruled_j >= 0),
            ~in_i & ~in_j, in_i & ~in_j, ~in_i & in_j, in_i & in_j & (quote_i == quote_j),
            in_i & in_j & (quote_i != quote_j) & (speaker_i == speaker_j) & (speaker_i >= 0),
            in_i & in_j & (quote_i != quote_j) & (speaker_i != speaker_j) & (speaker_i >= 0) & (speaker_j >= 0),
            in_i & (ruled_j >= 0) & (ruled_j == speaker_i), in_i & (ruled_j >= 0) & (ruled_j == heard_i),
            in_j & (ruled_i >= 0) & (ruled_i == speaker_j), in_j & (ruled_i >= 0) & (ruled_i == heard_j),
            in_i & (f.tagged[j] == quote_i), in_j & (f.tagged[i] == quote_j),
            (pronoun_i == 1) & in_i & (pronoun_j == 3) & in_j & (speaker_i == heard_j) & (speaker_i >= 0),
            (pronoun_i == 3) & in_i & (pronoun_j == 1) & in_j & (heard_i == speaker_j) & (heard_i >= 0),
            inside, around & ~inside, same_sentence & (f.parent[i] == f.parent[j]),
            f.head[i] == f.parent[j], f.parent[i] == f.head[j],
            (f.apposed[i] == f.head[j]) | (f.apposed[j] == f.head[i]),
            (f.predicate[j] == f.head[i]) | (f.predicate[i] == f.head[j]),
            (f.joined[i] == f.head[j]) | ((f.joined[i] >= 0) & (f.joined[i] == f.joined[j])),
            f.subject[i] & f.subject[j], f.subject[j] & is_pronoun_i,
            is_pronoun_i & (f.form[i] == 3) & same_sentence & f.subject[j],
            (f.determiner[i] == 2), (f.determiner[i] == 1) & (f.determiner[j] == 2), same(f.determiner) & entities,
        ],
        axis=-1,
    ).astype(np.float32)  # fmt: skip
    kinds = np.eye(9, dtype=np.float32)[f.kind[i] * 3 + f.kind[j]]
    classes = np.eye(len(PRONOUN_CLASSES), dtype=np.float32)
    made = np.concatenate(
        [
            plain, kinds, _steps(f.first[i] - f.first[j], _WORDS), _steps(i - j, _MENTIONS),
            _steps(f.sentence[i] - f.sentence[j], _SENTENCES), _steps(f.paragraph[i] - f.paragraph[j], _PARAGRAPHS),
            np.eye(_RANKS + 1, dtype=np.float32)[np.minimum(rank, _RANKS)],
            classes[pronoun_i] * is_pronoun_j[..., None], classes[pronoun_j] * is_pronoun_i[..., None],
        ],
        axis=-1,
    )  # fmt: skip
    both = is_pronoun_i & is_pronoun_j
    category = np.full((n, k), 5, dtype=np.int8)
    category[contains | share] = 4
    category[equal_words | equal_head] = 3
    category[is_pronoun_i ^ is_pronoun_j] = 2
    category[both] = np.where(agree & (same(f.pronoun) | (in_i != in_j) | (speaker_i != speaker_j)), 0, 1)[both]
    return made, category


def _likeness(content: Array, i: Array, j: Array, where: Array) -> tuple[Array, Array]:
    """Whether pairs share a word, and whether all words of one are the other's; only `where` it matters."""
    share, contains = np.zeros(i.shape, dtype=bool), np.zeros(i.shape, dtype=bool)
    own, other = content[i[where]], content[j[where]]
    equal = (own[:, :, None] == other[:, None, :]) & (own >= 0)[:, :, None]
    share[where] = equal.any((1, 2))
    contains[where] = (equal.any(2) | (own < 0)).all(1) | (equal.any(1) | (other < 0)).all(1)
    return share, contains & share


FEATURES = 119
