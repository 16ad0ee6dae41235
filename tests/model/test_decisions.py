"""Decisions on scores written by hand: which spans are kept, what supersenses become of labels, which relation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.model import decisions
from fabula.model.scores import Scores

CATEGORIES, KINDS, WIDTH = 2, 3, 2
ROOT = 1
RELATIONS = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]], dtype=np.float32)
"""[WIDTH, relations]; relation 1 is the root's."""


def blank(words: int, **given: Any) -> Scores:
    """Scores that speak for nothing, but for those given."""
    made = {
        "upos": (words, 3),
        "xpos": (words, 3),
        "features": (words, 2),
        "edits": (words, 2),
        "arcs": (words, 1 + words),
        "dependents": (words, WIDTH),
        "heads": (1 + words, WIDTH),
        "dependent_bias": (words, 3),
        "head_bias": (1 + words, 3),
        "events": (words,),
        "senses": (words, 5),
        "span_starts": (words, 64),
        "span_ends": (words, 64),
    }
    every: dict[str, Any] = {name: np.zeros(shape, dtype=np.float32) for name, shape in made.items()}
    every["entities"] = np.full((CATEGORIES + KINDS, words, words), -5, dtype=np.float32)
    return Scores(**(every | given))


def spanned(words: int, *spans: tuple[int, int, int, float], kind: int = 0) -> Scores:
    """Scores in which these spans, by first and last word, have a category and that logit."""
    scores = blank(words)
    for first, last, category, logit in spans:
        scores.entities[category, first, last] = logit
        scores.entities[CATEGORIES + kind, first, last] = 1
    return scores


def found(scores: Scores, *sentences: tuple[int, int]) -> list[tuple[int, int, int]]:
    spans = decisions.entities(scores, CATEGORIES, sentences or [(0, len(scores.upos))])
    return list(zip(spans.first.tolist(), spans.end.tolist(), spans.label.tolist(), strict=True))


def test_nested_spans_are_kept() -> None:
    scores = spanned(6, (0, 4, 0, 2.0), (0, 1, 1, 1.0), (3, 4, 0, 0.5), (3, 3, 1, 0.1))
    assert sorted(found(scores)) == [(0, 2, 1), (0, 5, 0), (3, 4, 1), (3, 5, 0)]


def test_of_spans_that_cross_the_likelier_is_kept() -> None:
    assert found(spanned(6, (0, 3, 0, 2.0), (2, 5, 1, 1.0))) == [(0, 4, 0)]
    assert found(spanned(6, (0, 3, 0, 1.0), (2, 5, 1, 2.0))) == [(2, 6, 1)]
    # The middle one is left out for the first; so the last, which crosses only that, stays.
    assert sorted(found(spanned(9, (0, 3, 0, 3.0), (2, 6, 0, 2.0), (5, 8, 0, 1.0)))) == [(0, 4, 0), (5, 9, 0)]


def test_spans_that_only_touch_do_not_cross() -> None:
    assert sorted(found(spanned(6, (0, 2, 0, 1.0), (3, 5, 0, 1.0)))) == [(0, 3, 0), (3, 6, 0)]


def test_a_span_has_its_likeliest_category_its_kind_and_its_probability() -> None:
    scores = spanned(3, (0, 1, 0, 1.0), (0, 1, 1, 2.0), kind=2)
    spans = decisions.entities(scores, CATEGORIES, [(0, 3)])
    assert (spans.label.tolist(), spans.second.tolist()) == ([1], [2])
    assert spans.confidence[0] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_no_span_without_more_for_it_than_against() -> None:
    assert found(spanned(3, (0, 1, 0, -0.1), (2, 2, 0, 0.0))) == []


def test_no_span_ends_before_it_begins() -> None:
    assert found(spanned(4, (2, 1, 0, 4.0), (3, 0, 0, 4.0))) == []


def test_no_span_crosses_a_sentence_s_end_or_stands_outside() -> None:
    scores = spanned(9, (1, 1, 0, 9.0), (1, 4, 0, 9.0), (3, 4, 0, 1.0), (4, 6, 0, 9.0), (6, 6, 0, 1.0), (8, 8, 0, 9.0))
    assert found(scores, (2, 5), (5, 8)) == [(3, 5, 0), (6, 7, 0)]
    assert decisions.entities(scores, CATEGORIES, []).first.tolist() == []


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 14))
def test_of_any_scores_spans_do_not_cross(seed: int, words: int) -> None:
    random = np.random.default_rng(seed)
    scores = blank(words, entities=random.normal(0, 2, (CATEGORIES + KINDS, words, words)).astype(np.float32))
    middle = words // 2
    spans = found(scores, *(each for each in ((0, middle), (middle, words)) if each[0] < each[1]))
    assert len({span[:2] for span in spans}) == len(spans)
    for first, end, _ in spans:
        assert 0 <= first < end <= words
        assert end <= middle or first >= middle
        assert not any(first < other < end < other_end for other, other_end, _ in spans)


def sensed(labels: str, *sentences: tuple[int, int]) -> list[tuple[int, int, int]]:
    """Spans made of labels, written as `O`, `B0`, `I1` and so on."""
    scores = blank(len(labels.split()))
    for word, label in enumerate(labels.split()):
        scores.senses[word, 0 if label == "O" else 1 + 2 * int(label[1]) + (label[0] == "I")] = 3
    spans = decisions.senses(scores, sentences or [(0, len(labels.split()))])
    assert spans.confidence == pytest.approx(np.full(len(spans.first), np.exp(3) / (np.exp(3) + 4)))
    return list(zip(spans.first.tolist(), spans.end.tolist(), spans.label.tolist(), strict=True))


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O O", []),
        ("B0 I0 O B1", [(0, 2, 0), (3, 4, 1)]),
        ("B0 B0 I0", [(0, 1, 0), (1, 3, 0)]),
        # What continues nothing, or something else, begins a span.
        ("I0 I0 O I1", [(0, 2, 0), (3, 4, 1)]),
        ("B0 I1 I1", [(0, 1, 0), (1, 3, 1)]),
        ("B0 O I0", [(0, 1, 0), (2, 3, 0)]),
    ],
)
def test_supersenses_of_labels(labels: str, spans: list[tuple[int, int, int]]) -> None:
    assert sensed(labels) == spans


def test_no_supersense_crosses_a_sentence_s_end_or_stands_outside() -> None:
    assert sensed("B0 I0 I0 I0 O B1 I1", (1, 2), (2, 6)) == [(1, 2, 0), (2, 4, 0), (5, 6, 1)]


def test_a_supersense_is_as_sure_as_its_least_sure_word() -> None:
    scores = blank(2)
    scores.senses[0, 1], scores.senses[1, 2] = 9, 1
    (confidence,) = decisions.senses(scores, [(0, 2)]).confidence
    assert confidence == pytest.approx(np.e / (np.e + 4))


def prior(*added: float) -> Any:
    return np.array(added, dtype=np.float32)


def test_priors_are_added_to_the_classes_of_words() -> None:
    scores = blank(3)
    scores.senses[:] = [[0, 2, 0, 1.5, 0], [0, 2, 0, 1.5, 0], [1, 2, 0, 0, 0]]
    before = scores.senses.copy()

    def labels(*priors: Any) -> list[tuple[int, int]]:
        spans = decisions.senses(scores, [(0, 3)], priors)
        return list(zip(spans.first.tolist(), spans.label.tolist(), strict=True))

    assert labels() == labels(None, None, None) == [(0, 0), (1, 0), (2, 0)]
    # The first word's 2 and 1.5 become 1 and 1.5; the last one's 2 becomes -2, and none, which has no prior, wins.
    assert labels(prior(-1, 0), None, prior(-4, 0)) == [(0, 1), (1, 0)]
    # Fewer priors than words: for the first ones.
    assert labels(prior(-1, 0)) == [(0, 1), (1, 0), (2, 0)]
    assert np.array_equal(scores.senses, before)


def test_priors_count_from_the_sentences_first_word() -> None:
    scores = blank(4)
    scores.senses[:] = [0, 2, 0, 1.5, 0]
    spans = decisions.senses(scores, [(1, 2), (2, 4)], [prior(-1, 0), None, prior(-1, 0)])
    assert (spans.first.tolist(), spans.label.tolist()) == ([1, 2, 3], [1, 0, 1])


def test_an_expression_of_several_words_has_no_prior() -> None:
    # "give up": what "give" can mean says nothing of it; but of an "up" that goes on with it nothing is added to I-.
    scores = blank(3)
    scores.senses[:] = [[0, 2, 0, 1, 0], [0, 0, 2, 0, 0], [0, 2, 0, 1, 0]]
    spans = decisions.senses(scores, [(0, 3)], [prior(-4, 0)] * 3)
    found = zip(spans.first.tolist(), spans.end.tolist(), spans.label.tolist(), strict=True)
    assert list(found) == [(0, 2, 0), (2, 3, 1)]


def test_probabilities_are_those_with_priors() -> None:
    scores = blank(1)
    scores.senses[:] = [0, 2, 0, 0, 0]
    (confidence,) = decisions.senses(scores, [(0, 1)], [prior(-1, -4)]).confidence
    assert confidence == pytest.approx(np.e / (np.e + 3 + np.exp(-4)))


def arcs(*heads: int) -> Any:
    """Scores of arcs that make this tree; 0 is the root."""
    made = np.zeros((len(heads), 1 + len(heads)), dtype=np.float32)
    made[np.arange(len(heads)), heads] = 5
    return made


def test_heads_are_words_of_the_window_and_roots_have_none() -> None:
    heads, _ = decisions.trees(blank(5, arcs=arcs(2, 0, 2, 0, 4)), RELATIONS, ROOT, [(0, 3), (3, 5)])
    assert heads.tolist() == [1, -1, 1, -1, 3]


def test_no_word_hangs_on_another_sentence() -> None:
    # Word 2 would rather hang on word 4, of the next sentence, and word 4 on word 1.
    heads, _ = decisions.trees(blank(5, arcs=arcs(2, 0, 5, 0, 1)), RELATIONS, ROOT, [(0, 3), (3, 5)])
    assert heads[:2].tolist() == [1, -1]
    assert heads[2] in (0, 1)
    assert heads[3:].tolist() == [-1, 3]


def test_the_root_s_relation_is_the_root_s_alone() -> None:
    bias = np.array([[0, 9, 1], [5, 0, 0], [0, 9, 0]], dtype=np.float32)
    _, relations = decisions.trees(blank(3, arcs=arcs(2, 0, 2), dependent_bias=bias), RELATIONS, ROOT, [(0, 3)])
    assert relations.tolist() == [2, ROOT, 0]


def test_a_relation_is_of_dependent_and_head_together() -> None:
    dependents = np.array([[1, 0], [0, 0], [0, 1]], dtype=np.float32)
    heads = np.array([[0, 0], [0, 0], [3, 3], [0, 0]], dtype=np.float32)
    head_bias = np.zeros((4, 3), dtype=np.float32)
    scores = blank(3, arcs=arcs(2, 0, 2), dependents=dependents, heads=heads, head_bias=head_bias)
    # Word 0: [3, 0] with the weights is [3, 0, 6]. Word 2: [0, 3] is [0, 3, -3], and 1 is the root's.
    assert decisions.trees(scores, RELATIONS, ROOT, [(0, 3)])[1].tolist() == [2, ROOT, 0]
    head_bias[2] = [4, 0, 0]
    assert decisions.trees(scores, RELATIONS, ROOT, [(0, 3)])[1].tolist() == [0, ROOT, 0]


def test_a_span_of_several_phrases_is_no_mention() -> None:
    # "Anna 's death , Sir Walter said": Anna hangs on death, death and Walter on said, Sir on Walter.
    heads = np.array([2, 0, 6, 6, 5, 6, -1])
    punctuation = np.array([False, False, False, True, False, False, False])
    first, end = np.array([0, 0, 0, 3, 4]), np.array([1, 3, 6, 6, 6])
    none = np.zeros(5, dtype=np.int64)
    spans = decisions.Spans(first, end, none, none, np.ones(5, dtype=np.float32))
    kept = decisions.phrases(spans, heads, punctuation)
    # Neither what begins with one name and ends with another, nor is a comma counted as a second phrase.
    assert list(zip(kept.first.tolist(), kept.end.tolist(), strict=True)) == [(0, 1), (0, 3), (3, 6), (4, 6)]
