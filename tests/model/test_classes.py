"""WordNet's tables: whole, in the schema's own classes, and true where anybody can tell."""

from __future__ import annotations

import pytest

from fabula.layers import SUPERSENSES
from fabula.model.classes import LETTERS, classes, irregular

FILES = (
    "noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition noun.communication "
    "noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person noun.phenomenon "
    "noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state noun.substance "
    "noun.time verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption verb.contact "
    "verb.creation verb.emotion verb.motion verb.perception verb.possession verb.social verb.stative verb.weather"
).split()
"""WordNet's lexicographer files 3 to 43, in their order (lexnames, 5WN)."""


def named(lemma: str) -> tuple[set[str], set[str]]:
    nouns, verbs = classes()[lemma]
    return {SUPERSENSES[code] for code in nouns}, {SUPERSENSES[code] for code in verbs}


def test_a_letter_for_each_file_in_wordnet_s_order() -> None:
    assert list(SUPERSENSES) == FILES
    assert LETTERS == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"


@pytest.mark.parametrize(
    ("lemma", "nouns", "verbs"),
    [
        ("pony", {"noun.animal", "noun.artifact", "noun.communication"}, set()),
        ("person", {"noun.Tops", "noun.body", "noun.communication"}, set()),
        ("river", {"noun.object"}, set()),
        ("boat", {"noun.artifact"}, {"verb.motion"}),
        ("rain", {"noun.attribute", "noun.phenomenon", "noun.substance"}, {"verb.weather"}),
        ("think", {"noun.cognition"}, {"verb.cognition", "verb.change", "verb.creation"}),
        ("sleep", {"noun.state", "noun.time"}, {"verb.body", "verb.stative"}),
    ],
)
def test_what_a_lemma_can_mean(lemma: str, nouns: set[str], verbs: set[str]) -> None:
    assert named(lemma) == (nouns, verbs)


def test_every_lemma_is_a_plain_word_with_classes_of_its_part() -> None:
    found = classes()
    assert len(found) == 45_885
    for lemma, (nouns, verbs) in found.items():
        assert lemma.isascii()
        assert lemma.isalpha()
        assert lemma.islower()
        assert nouns or verbs
        assert all(SUPERSENSES[code].startswith("noun.") for code in nouns)
        assert all(SUPERSENSES[code].startswith("verb.") for code in verbs)
    used = frozenset().union(*(nouns | verbs for nouns, verbs in found.values()))
    assert used == frozenset(range(len(SUPERSENSES)))


@pytest.mark.parametrize("word", ["of", "Anne", "the", "xyzzy", "", "ice cream"])
def test_other_words_are_not_there(word: str) -> None:
    assert word not in classes()


@pytest.mark.parametrize(
    ("form", "part", "lemma"),
    [
        ("geese", "n", "goose"),
        ("children", "n", "child"),
        ("oxen", "n", "ox"),
        ("went", "v", "go"),
        ("sang", "v", "sing"),
        ("lain", "v", "lie"),
        ("worse", "a", "bad"),
        ("best", "a", "good"),
        ("best", "r", "well"),
    ],
)
def test_irregular_forms(form: str, part: str, lemma: str) -> None:
    assert irregular()[form, part] == lemma


def test_irregular_forms_have_one_lemma_each() -> None:
    found = irregular()
    assert len(found) == 5540
    assert {part for _, part in found} == set("nvar")
    assert all(form and lemma and form == form.lower() for (form, _), lemma in found.items())
    # "axes" is of "axis" and of "ax"; "boats" is regular.
    assert ("axes", "n") not in found
    # WordNet has "offer" as a comparative on two lines.
    assert ("offer", "a") not in found
    assert ("boats", "n") not in found


def test_tables_are_read_once() -> None:
    assert classes() is classes()
    assert irregular() is irregular()
