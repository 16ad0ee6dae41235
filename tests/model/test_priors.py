"""Priors of supersenses, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.layers import SUPERSENSES, XPOS_TAGS
from fabula.model import priors
from fabula.model.classes import classes
from fabula.model.priors import UNLIKELY, WEIGHT, Priors
from fabula.model.scores import Float

CODE = {name: code for code, name in enumerate(SUPERSENSES)}
COUNTS = {
    "pony n": [[CODE["noun.animal"], 7], [CODE["noun.communication"], 2]],
    "river n": [[CODE["noun.object"], 30], [CODE["noun.animal"], 4]],
    "boat v": [[CODE["verb.motion"], 1]],
    "sleep n": [[CODE["noun.state"], 10_000]],
}


def of(lemma: str, tag: str) -> Float:
    found = Priors(COUNTS).of(lemma, tag)
    assert found is not None
    assert (found.dtype, found.shape) == (np.dtype("f4"), (len(SUPERSENSES),))
    return found


def likely(lemma: str, tag: str) -> dict[str, float]:
    """The classes that are not held back."""
    return {SUPERSENSES[code]: value for code, value in enumerate(of(lemma, tag).tolist()) if value > -UNLIKELY}


def test_counts_say_which_class_is_likelier() -> None:
    # Half a count each, and those given: 7.5 of an animal, 2.5 of a crib, 0.5 of a glass; then half the logarithm.
    assert likely("pony", "NN") == pytest.approx(
        {"noun.animal": 0.0, "noun.communication": 0.5 * np.log(2.5 / 7.5), "noun.artifact": 0.5 * np.log(0.5 / 7.5)}
    )
    assert likely("pony", "NN") == pytest.approx(
        {"noun.animal": 0.0, "noun.communication": -0.549306, "noun.artifact": -1.354025}, abs=1e-5
    )
    assert WEIGHT == 0.5


def test_without_counts_all_that_it_can_mean_are_alike() -> None:
    assert likely("person", "NNS") == {"noun.Tops": 0.0, "noun.body": 0.0, "noun.communication": 0.0}


def test_a_class_that_wordnet_does_not_give_is_held_back_counted_or_not() -> None:
    found = of("river", "NN")
    assert found[CODE["noun.object"]] == 0
    assert np.all(np.delete(found, CODE["noun.object"]) == -UNLIKELY)


def test_a_class_that_it_can_have_is_never_as_unlikely_as_one_that_it_cannot() -> None:
    # One in 20,001 is taken as one in a thousand.
    assert likely("sleep", "NN") == pytest.approx({"noun.state": 0.0, "noun.time": 0.5 * np.log(1e-3)})


def test_nouns_and_verbs_are_apart() -> None:
    assert likely("boat", "NN") == {"noun.artifact": 0.0}
    for tag in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"):
        assert likely("boat", tag) == {"verb.motion": 0.0}


@pytest.mark.parametrize(
    ("lemma", "tag"),
    [
        ("pony", "NNP"),
        ("pony", "NNPS"),
        ("boat", "JJ"),
        ("boat", "MD"),
        ("boat", ""),
        ("xyzzy", "NN"),
        ("Pony", "NN"),
        ("", "NN"),
        ("pony", "VB"),  # no verb in WordNet
    ],
)
def test_names_other_parts_and_unknown_words_have_none(lemma: str, tag: str) -> None:
    assert Priors(COUNTS).of(lemma, tag) is None


@settings(deadline=None)
@given(st.sampled_from(sorted(classes())), st.sampled_from(XPOS_TAGS), st.lists(st.integers(0, 9), max_size=41))
def test_the_best_class_that_it_can_have_gets_0_and_none_more(lemma: str, tag: str, counts: list[int]) -> None:
    pairs = [[code, count] for code, count in enumerate(counts)]
    found = Priors({f"{lemma} n": pairs, f"{lemma} v": pairs}).of(lemma, tag)
    if found is None:
        return
    possible = np.zeros(len(SUPERSENSES), dtype=bool)
    possible[list(classes()[lemma][tag.startswith("VB")])] = True
    assert found[possible].max() == 0
    assert np.all(found[possible] > -UNLIKELY)
    assert np.all(found[~possible] == -UNLIKELY)


def test_what_is_known_is_kept_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priors, "_CACHED", 2)
    made = Priors(COUNTS)
    first = made.of("pony", "NN")
    assert made.of("pony", "NN") is first
    for lemma in ("river", "boat", "sleep", "xyzzy"):
        made.of(lemma, "NN")
        assert len(made._known) <= 2
    again = made.of("pony", "NN")
    assert first is not None
    assert again is not None
    assert np.array_equal(again, first)
