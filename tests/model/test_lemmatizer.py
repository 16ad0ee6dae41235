"""Lemmas of words: by the lexicon, by WordNet's irregular forms, else by the likeliest edit that makes a known word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.layers import XPOS_TAGS
from fabula.model.lemmas import Lemmatizer

EDITS = ("l0|", "l1|", "k0|", "l3|be", "l2|ave", "l3|y", "l2|ot", "l2|", "t0|", "l3|e")
LEXICON = {"was VBD": [3], "'s VBZ": [0, 4], "n't RB": [6], "left VBD": [1], "found VBD": [1, 0], "rook NN": [1]}


def lemma(word: str, tag: str, *likeliest: str) -> str:
    """The lemma where these edits are the likeliest, in order."""
    scores = np.zeros((1, len(EDITS)), dtype=np.float32)
    for row, edit in enumerate(likeliest):
        scores[0, EDITS.index(edit)] = 9 - row
    return Lemmatizer(EDITS, LEXICON).lemmas([word], [tag], scores)[0]


@pytest.mark.parametrize(
    ("word", "tag", "likeliest", "expected"),
    [
        # One edit was seen: that one, whatever the scores or WordNet say.
        ("was", "VBD", ["l0|"], "be"),
        ("WAS", "VBD", ["l0|"], "be"),
        ("n’t", "RB", ["l0|"], "not"),
        ("left", "VBD", ["l0|"], "lef"),
        # Of several seen, the likelier; the earlier if none is.
        ("'s", "VBZ", ["l1|", "l0|", "l2|ave"], "'s"),
        ("’s", "VBZ", ["l2|ave", "l0|"], "ave"),
        ("found", "VBD", ["l0|", "l1|"], "found"),
        ("found", "VBD", [], "found"),
        # None seen, and irregular in WordNet, which knows parts of speech.
        ("geese", "NNS", ["l1|"], "goose"),
        ("Geese", "NNS", ["l1|"], "goose"),
        ("went", "VBD", ["l1|"], "go"),
        ("left", "VBN", ["l1|"], "leave"),
        ("worse", "JJR", ["l1|"], "bad"),
        ("best", "JJS", ["l0|"], "good"),
        ("best", "RBS", ["l0|"], "well"),
        # None seen, regular: the likeliest of a known noun, or of a known verb.
        ("ponies", "NNS", ["l1|", "l3|y"], "pony"),
        ("Boats", "NNS", ["k0|", "l1|"], "boat"),
        ("glimpses", "NNS", ["l2|", "l1|"], "glimpse"),
        ("glimpsing", "VBG", ["l0|", "l2|", "l3|e"], "glimpse"),
        ("persons", "VBZ", ["l0|", "l1|"], "persons"),
        # What none makes of it is known: the likeliest.
        ("zorps", "NNS", ["l1|", "l0|"], "zorp"),
        # Comparatives: the likeliest that changes something.
        ("greyer", "JJR", ["l0|", "l2|"], "grey"),
        # Other forms are their own lemmas.
        ("Lamp", "NN", ["l1|"], "lamp"),
        ("Run", "VB", ["l1|"], "run"),
        ("Beneath", "IN", ["l2|"], "beneath"),
        ("HTTP://X.example", "ADD", ["l0|"], "HTTP://X.example"),
        # A name is as its likeliest edit has it, whatever the lexicon or WordNet know.
        ("Boats", "NNP", ["k0|", "l1|"], "Boats"),
        ("ROOK", "NNP", ["t0|"], "Rook"),
        ("Geese", "NNPS", ["k0|"], "Geese"),
        # What has no letters stands as it is, with plain marks.
        ("1,234", "CD", ["l1|"], "1,234"),
        ("”", "''", ["l1|"], '"'),
        ("—", ":", ["l1|"], "—"),
        ("’", "NNP", ["t0|"], "'"),
    ],
)
def test_by_hand(word: str, tag: str, likeliest: Sequence[str], expected: str) -> None:
    assert lemma(word, tag, *likeliest) == expected


WORDS = st.sampled_from("was ’s ponies geese Geese x ’ — found the Rook wanted".split()) | st.text(
    min_size=1, max_size=8
)
ROWS = st.lists(st.tuples(WORDS, st.sampled_from(XPOS_TAGS)), max_size=9)


@settings(deadline=None)
@given(ROWS, st.integers(0, 2**32 - 1))
def test_any_words_have_lemmas_whatever_came_before(rows: list[tuple[str, str]], seed: int) -> None:
    words, tags = [word for word, _ in rows], [tag for _, tag in rows]
    scores = np.random.default_rng(seed).normal(size=(len(rows), len(EDITS))).astype(np.float32)
    one = Lemmatizer(EDITS, LEXICON)
    found = one.lemmas(words, tags, scores)
    assert all(found)
    assert one.lemmas(words, tags, scores) == found
    for row, (word, tag) in enumerate(rows):
        assert Lemmatizer(EDITS, LEXICON).lemmas([word], [tag], scores[row : row + 1]) == [found[row]]


def test_as_many_tags_as_words() -> None:
    with pytest.raises(ValueError, match="zip"):
        Lemmatizer(EDITS, LEXICON).lemmas(["a", "b"], ["DT"], np.zeros((2, len(EDITS)), dtype=np.float32))
