"""Features of pairs: as many as are promised, the same in any batch, and the kinds of pairs by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.people.candidates import candidates
from fabula.people.mention_facts import FEMALE, MALE, Array
from fabula.people.pair_features import CATEGORIES, FEATURES, pair_features
from tests.people.facts import Said, any_facts, facts, name, noun, pronoun


def pair(antecedent: Said, anaphor: Said) -> tuple[Array, str]:
    """Features and kind of two mentions that follow each other."""
    made, kinds = pair_features(facts(antecedent, anaphor), np.array([1]), np.array([[0]]))
    return made[0, 0], CATEGORIES[int(kinds[0, 0])]


@pytest.mark.parametrize(
    ("antecedent", "anaphor", "kind"),
    [
        (pronoun("he"), pronoun("he"), "pronouns alike"),
        (pronoun("he"), pronoun("she"), "pronouns unlike"),
        (pronoun("I"), pronoun("you"), "pronouns unlike"),
        (pronoun("I"), pronoun("you", quote=0), "pronouns alike"),  # the narrator is spoken to
        (pronoun("I", quote=0, speaker=1), pronoun("you", quote=1, speaker=2), "pronouns alike"),
        (name("Anne"), pronoun("she"), "pronoun and entity"),
        (pronoun("she"), name("Anne"), "pronoun and entity"),
        (name("Anne Hale"), name("Anne Hale"), "match"),
        (noun("a tall man"), noun("the man"), "match"),
        (name("Anne Hale"), name("Anne"), "contain"),
        (name("Anne"), name("Anne Hale"), "contain"),
        (name("Anne Hale"), name("Anne Rook"), "contain"),
        (name("Anne"), noun("the girl"), "other"),
    ],
)
def test_kinds_of_pairs(antecedent: Said, anaphor: Said, kind: str) -> None:
    assert pair(antecedent, anaphor)[1] == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name("Tom", ruled=1), name("Tom", ruled=2)),
        (noun("the boat"), noun("the boats", number=2)),
        (noun("the boat"), noun("the boat", at=500)),
        (noun("the boat"), noun("a boat")),
        (pronoun("he", quote=0), pronoun("he", quote=1)),
        (pronoun("he", sentence=0), pronoun("he", sentence=9)),
        (pronoun("he", gender=MALE), pronoun("he", gender=FEMALE)),
    ],
)
def test_what_tells_two_mentions_apart_is_seen(one: Said, other: Said) -> None:
    before = name("Tom", ruled=1, gender=MALE, quote=0, sentence=0)
    assert not np.array_equal(pair(before, one)[0], pair(before, other)[0])


def test_of_candidates_that_agree_the_nearer_ranks_first() -> None:
    """Whoever stands between and does not fit takes no rank: "he" after Tom, Anne sees Tom as it would without her."""
    tom, anne, he = (
        name("Tom", gender=MALE, at=0),
        name("Anne", gender=FEMALE, at=5),
        pronoun("he", at=20, sentence=4),
    )
    will = name("Will", gender=MALE, at=5)
    behind_anne, _ = pair_features(facts(tom, anne, he), np.array([2]), np.array([[1, 0]]))
    behind_will, _ = pair_features(facts(tom, will, he), np.array([2]), np.array([[1, 0]]))
    first, _ = pair_features(facts(tom, anne, he), np.array([2]), np.array([[0, -1]]))
    assert np.array_equal(behind_anne[0, 1], first[0, 0])
    assert not np.array_equal(behind_will[0, 1], first[0, 0])


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 120), st.integers(0, 2**32 - 1), st.data())
def test_features_of_any_chunk_are_those_of_the_whole(count: int, seed: int, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, count))
    high = data.draw(st.integers(low, count))
    made = any_facts(count, seed)
    every = candidates(made)
    features, kinds = pair_features(made, np.arange(count), every)
    assert features.shape == (*every.shape, FEATURES)
    assert (features.dtype, kinds.dtype) == (np.float32, np.int8)
    assert np.isfinite(features).all()
    assert features.min() >= 0
    assert features.max() <= 1
    assert 0 <= kinds.min() <= kinds.max() < len(CATEGORIES)
    own, of_kind = pair_features(made, np.arange(low, high), every[low:high])
    assert np.array_equal(own, features[low:high])
    assert np.array_equal(of_kind, kinds[low:high])


def test_every_kind_of_pair_comes_up() -> None:
    made = any_facts(300, 1)
    every = candidates(made)
    _, kinds = pair_features(made, np.arange(300), every)
    assert set(kinds[every >= 0].tolist()) == set(range(len(CATEGORIES)))


def test_no_mentions_no_features() -> None:
    made = facts()
    features, kinds = pair_features(made, np.arange(0), candidates(made))
    assert features.shape[0] == kinds.shape[0] == 0
    assert features.shape[2] == FEATURES
