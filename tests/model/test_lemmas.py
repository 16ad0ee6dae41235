"""Lemmas as edits: what an edit made of a form and its lemma does to that form, and to others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.model.lemmas import apply, edit

CASES = [
    ("ponies", "pony", "l3|y"),
    ("Walked", "walk", "l2|"),
    ("the", "the", "l0|"),
    ("The", "the", "l0|"),
    ("London", "London", "k0|"),
    ("LONDON", "London", "t0|"),
    ("USA", "USA", "k0|"),
    ("Rooks", "Rook", "k1|"),
    ("ROOKS", "Rook", "t1|"),
    ("was", "be", "l3|be"),
    ("n't", "not", "l2|ot"),
    ("'s", "be", "l2|be"),
    ("I", "I", "k0|"),
    ("a|b", "a|c", "l1|c"),
    (",", ",", "l0|"),
]


@pytest.mark.parametrize(("form", "lemma", "expected"), CASES)
def test_the_shortest_edit(form: str, lemma: str, expected: str) -> None:
    assert edit(form, lemma) == expected
    assert apply(expected, form) == lemma


@pytest.mark.parametrize(
    ("given_edit", "form", "lemma"),
    [
        ("l3|y", "Cities", "city"),
        ("l2|", "talked", "talk"),
        ("t0|", "McDONALD", "Mcdonald"),
        ("k0|", "McDONALD", "McDONALD"),
        # It takes off more than there is, or all there is: the form in lower case.
        ("l3|y", "So", "so"),
        ("l2|", "Ed", "ed"),
        ("l0|", "", ""),
        # All there is, with something in its place.
        ("l3|be", "Was", "be"),
    ],
)
def test_an_edit_of_other_words(given_edit: str, form: str, lemma: str) -> None:
    assert apply(given_edit, form) == lemma


@settings(deadline=None)
@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_an_edit_makes_the_lemma_of_its_form(form: str, lemma: str) -> None:
    assert apply(edit(form, lemma), form) == lemma


@settings(deadline=None)
@given(st.text(max_size=12), st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_no_word_has_an_empty_lemma(form: str, lemma: str, other: str) -> None:
    assert apply(edit(form, lemma), other) != ""
