"""Clusters by hand: what holds whatever the linker says, and where it is followed."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.people.candidates import candidates
from fabula.people.clusters import Clusters, cluster
from fabula.people.contrasts import sides
from fabula.people.entities import Entity
from fabula.people.identity import Person
from fabula.people.mention_facts import FEMALE, MALE, UNKNOWN
from fabula.people.mention_rows import PERSON
from fabula.people.mentions import NAME
from tests.people.facts import PLACE, Said, any_facts, any_scores, clustered, name, noun, person, pronoun

ANNE, TOM = person("Anne", "she"), person("Tom", "he")
NARRATOR = Entity(None, narrator=True)


def together(found: Clusters) -> list[int]:
    """Per mention, the first mention of its cluster."""
    return [found.of.index(number) for number in found.of]


def test_no_mentions_no_clusters() -> None:
    found = clustered([], {})
    assert (found.of, found.anchor, found.probability) == ([], [], [])


def test_one_mention_is_one_cluster() -> None:
    found = clustered([pronoun("he")], {})
    assert (found.of, found.anchor) == ([0], [-1])
    assert found.probability == pytest.approx([1.0])


def test_a_mention_joins_the_cluster_whose_mentions_are_likeliest_together() -> None:
    said = [noun("the man"), noun("a dog", category=PLACE), pronoun("he"), pronoun("he")]
    found = clustered(said, {2: {0: 0.9}, 3: {1: 0.35, 0: 0.3, 2: 0.3}})
    assert together(found) == [0, 1, 0, 0]
    assert found.probability[3] == pytest.approx(0.6, abs=1e-5)


def test_what_is_likelier_new_than_any_cluster_is_new() -> None:
    said = [noun("the man"), noun("the boy")]
    assert together(clustered(said, {1: {0: 0.49}})) == [0, 1]
    assert together(clustered(said, {1: {0: 0.51}})) == [0, 0]


def test_a_name_is_its_bearer_s_whatever_the_linker_says() -> None:
    said = [name("Anne", ruled=0), name("Tom", ruled=1), name("Anne", ruled=0), name("Tom", ruled=1)]
    found = clustered(said, {1: {0: 0.99}, 2: {1: 0.99}}, [ANNE, TOM])
    assert together(found) == [0, 1, 0, 1]
    assert [found.anchor[number] for number in found.of] == [0, 1, 0, 1]


def test_a_name_revealed_late_names_the_unnamed() -> None:
    said = [noun("a man", gender=MALE), pronoun("he"), name("Tom", ruled=1, gender=MALE), pronoun("he")]
    found = clustered(said, {1: {0: 0.9}, 2: {1: 0.5, 0: 0.2}, 3: {2: 0.9}}, [ANNE, TOM])
    assert together(found) == [0, 0, 0, 0]
    assert found.anchor[found.of[0]] == 1


def test_a_name_revealed_names_nobody_of_another_gender() -> None:
    woman = [noun("a woman", gender=FEMALE), pronoun("she")]
    for gender in (MALE, UNKNOWN):  # of the mention; the person's is known
        said = [*woman, name("Tom", ruled=1, gender=gender)]
        assert together(clustered(said, {1: {0: 0.9}, 2: {1: 0.9}}, [ANNE, TOM])) == [0, 0, 2]


def test_whoever_has_a_name_takes_no_other_s() -> None:
    said = [name("Anne", ruled=0), pronoun("she"), name("Vossel", ruled=1)]
    found = clustered(said, {1: {0: 0.9}, 2: {1: 0.9}}, [ANNE, person("Vossel")])
    assert together(found) == [0, 0, 2]


def test_i_in_narration_is_the_narrator_and_in_talk_whoever_is_likeliest() -> None:
    said = [
        pronoun("I"), name("Anne", ruled=0), pronoun("I", quote=0, speaker=0), pronoun("I"), pronoun("I", quote=1),
    ]  # fmt: skip
    found = clustered(said, {2: {1: 0.9}, 3: {1: 0.9}}, [ANNE, NARRATOR], narrator=1)
    assert together(found) == [0, 1, 1, 0, 4]
    assert found.anchor[found.of[0]] == 1


def test_i_is_nobody_in_particular_where_nobody_narrates() -> None:
    assert together(clustered([pronoun("I"), pronoun("I")], {1: {0: 0.2}}, [ANNE])) == [0, 1]


@pytest.mark.parametrize(("word", "joins"), [("he", False), ("she", True)])
def test_nobody_is_both_he_and_she(word: str, joins: bool) -> None:
    said = [name("Anne", ruled=0, gender=FEMALE), pronoun(word)]
    assert (together(clustered(said, {1: {0: 0.9}}, [ANNE])) == [0, 0]) is joins


def test_of_an_unnamed_most_pronouns_tell_the_gender() -> None:
    said = [noun("the stranger"), pronoun("she"), pronoun("he"), pronoun("she")]
    found = clustered(said, {1: {0: 0.9}, 2: {0: 0.9}, 3: {0: 0.9}})
    assert together(found) == [0, 0, 2, 0]


def test_a_gender_that_is_hardly_known_forbids_nothing() -> None:
    said = [name("Vossel", ruled=0, gender=MALE), pronoun("she"), pronoun("she")]
    unsure = person("Vossel", "he", 0.6)
    found = clustered(said, {1: {0: 0.9}}, [unsure])
    assert together(found) == [0, 1, 2]  # one name that counts as "he" is all that is known
    said = [name("Vossel", ruled=0), pronoun("she")]
    assert together(clustered(said, {1: {0: 0.9}}, [unsure])) == [0, 0]


def test_a_man_opens_an_entity_unless_the_linker_is_all_but_certain() -> None:
    said = [noun("the man", gender=MALE), noun("a man", gender=MALE)]
    assert together(clustered(said, {1: {0: 0.85}})) == [0, 1]
    assert together(clustered(said, {1: {0: 0.95}})) == [0, 0]


@pytest.mark.parametrize("word", ["he", "she"])
def test_nobody_speaks_of_himself_as_he(word: str) -> None:
    """“He is late,” said Tom: the tag stands behind the quotation, so Tom was last seen before it."""
    who, gender = (ANNE, FEMALE) if word == "she" else (TOM, MALE)
    tom = name("Tom", ruled=0, gender=gender)
    said = [tom, pronoun(word, quote=0, speaker=0), name("Tom", ruled=0, gender=gender, tagged=0)]
    assert together(clustered(said, {1: {0: 0.9}}, [who])) == [0, 1, 0]
    untagged = [*said[:2], tom]
    assert together(clustered(untagged, {1: {0: 0.9}}, [who])) == [0, 0, 0]


def test_places_of_one_name_are_one_place() -> None:
    hall = name("Marsh Hall", category=PLACE)
    said = [hall, name("Marsh", category=PLACE), name("marsh hall", category=PLACE), name("Marsh Hall", ruled=0)]
    found = clustered(said, {2: {1: 0.9}}, [person("Marsh Hall")])
    assert together(found) == [0, 1, 0, 3]


def test_who_is_called_tall_is_not_who_is_called_short_shortly_after() -> None:
    said = [noun("the tall man"), noun("the short man"), noun("the tall man")]
    links = {1: {0: 0.9}, 2: {1: 0.6, 0: 0.3}}
    found = clustered(said, links)
    assert together(found)[:2] == [0, 1]
    assert together(found)[2] != 1


def test_a_title_known_from_far_back_is_its_bearer() -> None:
    said = [name("Captain Rook", ruled=0), noun("a boat", category=PLACE), noun("the captain", ruled=0)]
    assert together(clustered(said, {}, [person("Captain Rook")])) == [0, 1, 0]


RANKS = (
    Entity(Person(Counter({"Captain Rook": 3}), titles=Counter({"captain": 3})), "he", 0.95),
    Entity(Person(Counter({"Sgt. Hale": 3}), titles=Counter({"sgt": 3})), "he", 0.95),
)


def test_a_noun_that_is_someone_s_title_is_whose_title_it_is_whatever_the_linker_says() -> None:
    said = [name("Captain Rook", ruled=0), name("Sgt. Hale", ruled=1), noun("the sergeant", ruled=1)]
    assert together(clustered(said, {2: {0: 0.95}}, RANKS)) == [0, 1, 1]
    said[2] = noun("a sergeant", ruled=1)
    assert together(clustered(said, {2: {0: 0.95}}, RANKS))[2] != 1


def test_nobody_has_two_ranks() -> None:
    said = [noun("the corporal"), noun("the boy"), noun("the lieutenant")]
    assert together(clustered(said, {1: {0: 0.9}, 2: {0: 0.5, 1: 0.4}})) == [0, 0, 2]


def test_kin_known_from_far_back_are_the_same_kin() -> None:
    said = [noun("her brother", ruled=1), noun("a boat", category=PLACE), noun("her brother", ruled=1)]
    assert together(clustered(said, {}, [ANNE, Entity(None, "he", 0.9)])) == [0, 1, 0]
    others = [noun("the stranger", ruled=1), noun("a boat", category=PLACE), noun("the stranger", ruled=1)]
    assert together(clustered(others, {}, [ANNE, Entity(None, "he", 0.9)])) == [0, 1, 2]


ENTITIES = [person("Anne", "she"), person("Tom", "he"), NARRATOR, person("Vossel"), Entity(None, "he", 0.9)]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 90), st.integers(0, 2**32 - 1), st.sampled_from([-1, 2]))
def test_whatever_the_linker_says_names_hold(count: int, seed: int, narrator: int) -> None:
    made = any_facts(count, seed, people=len(ENTITIES))
    every = candidates(made)
    words = [("man", "brother", "captain")[form % 3] for form in made.head_form.tolist()]
    told = [sides((("tall", "short", "old", "")[form % 4],)) for form in made.head_form.tolist()]
    scores = any_scores(every, seed)
    cut = count // 3
    stretches = [(every[:cut], scores[:cut]), (every[cut:], scores[cut:])]
    found = cluster(made, words, told, stretches, ENTITIES, narrator)
    assert len(found.of) == len(found.probability) == count
    assert set(found.of) == set(range(len(found.anchor)))  # none is empty
    assert all(0 <= sure <= 1 + 1e-5 for sure in found.probability)
    anchors = [anchor for anchor in found.anchor if anchor >= 0]
    assert len(set(anchors)) == len(anchors)  # no one is two clusters
    for row in range(count):
        who = int(made.ruled[row])
        if made.kind[row] == NAME and made.category[row] == PERSON and who >= 0 and ENTITIES[who] is not ENTITIES[4]:
            assert found.anchor[found.of[row]] == who
        elif made.pronoun[row] == 1 and made.quote[row] < 0 and narrator >= 0:
            assert found.anchor[found.of[row]] == narrator
    again = cluster(made, words, told, [(every, scores)], ENTITIES, narrator)
    assert (again.of, again.probability) == (found.of, found.probability)


def test_said_is_as_written() -> None:
    """The builder's own arithmetic: "the" and "a" are no part of the words compared."""
    assert together(clustered([Said("Anne", NAME, ruled=0), Said("Anne", NAME, ruled=0)], {}, [ANNE])) == [0, 0]
    assert np.isclose(clustered([noun("a man"), noun("the man")], {1: {0: 0.7}}).probability[1], 0.7)
