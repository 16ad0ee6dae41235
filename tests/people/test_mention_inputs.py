"""What the linker is told of each mention: so many finite numbers, whatever the mention is."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.people.mention_inputs import INPUTS, mention_inputs
from tests.people.facts import any_facts, facts, name, pronoun


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 80), st.integers(0, 2**32 - 1))
def test_inputs_are_as_many_as_promised_and_finite(count: int, seed: int) -> None:
    made = mention_inputs(any_facts(count, seed))
    assert made.shape == (count, INPUTS)
    assert made.dtype == np.float32
    assert np.isfinite(made).all()
    assert np.abs(made).max(initial=0) <= 1


def test_mentions_that_differ_have_other_inputs() -> None:
    he, other, he_said, again = mention_inputs(
        facts(pronoun("he", at=0), name("Tom", at=10, sentence=0), pronoun("he", at=20, quote=0), pronoun("he", at=30))
    )
    assert not np.array_equal(he, other)
    assert not np.array_equal(he_said, again)


def test_where_a_quotation_a_sentence_or_a_paragraph_begins_is_seen() -> None:
    said = [pronoun("he", quote=0, sentence=0)] * 2
    inside, other_quote, other_sentence = (
        mention_inputs(facts(*said, pronoun("he", quote=quote, sentence=sentence)))[2]
        for quote, sentence in ((0, 0), (1, 0), (0, 1))
    )
    assert not np.array_equal(inside, other_quote)
    assert not np.array_equal(inside, other_sentence)
    assert not np.array_equal(other_quote, other_sentence)
