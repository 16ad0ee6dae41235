"""Entities of clusters by hand: who they are, of what gender, number and category, and who is in a group."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.people.cluster_entities import resolution_of
from fabula.people.clusters import Clusters
from fabula.people.entities import Entity
from fabula.people.mention_facts import FEMALE, MALE, UNKNOWN
from fabula.people.mention_rows import PERSON, MentionRow
from fabula.people.resolution import Resolution
from tests.people.facts import PLACE, Said, any_facts, facts, name, noun, person, pronoun

ANNE, TOM = 0, 1
CAST = [person("Anne", "she", 0.99), person("Tom", "he", 0.95)]


def resolved(
    said: Sequence[Said], of: Sequence[int], anchors: Sequence[int], cast: Sequence[Entity] = CAST, narrator: int = -1
) -> Resolution:
    """The resolution of mentions that are in these clusters, which are these of the cast (-1: none)."""
    rows = [MentionRow(at, at + 1, one.kind, one.category, -1, 0.9, at) for at, one in enumerate(said)]
    found = Clusters(list(of), list(anchors), [0.5] * len(said))
    return resolution_of(rows, facts(*said), found, cast, narrator)


def only(*said: Said, anchors: Sequence[int] = (-1,), cast: Sequence[Entity] = CAST) -> Entity:
    """The entity of one cluster of all these mentions."""
    found = resolved(said, [0] * len(said), anchors, cast)
    assert len(set(found.entity)) == 1
    return found.entities[found.entity[0]]


def test_the_cast_keeps_its_numbers_and_others_come_after() -> None:
    said = [noun("the cook"), name("Tom", ruled=TOM), noun("a boat", category=PLACE)]
    found = resolved(said, [0, 1, 2], [-1, TOM, -1])
    assert found.entity == [2, TOM, 3]
    assert [each.person for each in found.entities] == [CAST[0].person, CAST[1].person, None, None]
    assert found.confidence == [0.5] * 3


def test_the_cast_itself_is_left_as_it_is() -> None:
    cast = [person("Vossel")]
    found = resolved([name("Vossel", ruled=0), *[pronoun("she")] * 5], [0] * 6, [0], cast)
    assert found.entities[0].gender == "she"
    assert (cast[0].gender, cast[0].gender_confidence) == ("", 0.0)


@pytest.mark.parametrize(("word", "gender", "other"), [("he", "he", "she"), ("she", "she", "he")])
def test_gender_of_the_unnamed_is_that_of_their_pronouns(word: str, gender: str, other: str) -> None:
    assert only(noun("the cook"), pronoun(word)).gender == gender
    assert only(noun("the cook"), pronoun(word), pronoun(other)).gender == ""
    assert only(noun("the cook"), *[pronoun(word)] * 5, pronoun(other)).gender == gender
    assert only(noun("the cook")).gender == ""


def test_gender_of_the_unnamed_is_that_of_their_noun() -> None:
    assert only(noun("the woman", gender=FEMALE)).gender == "she"
    more = only(noun("the woman", gender=FEMALE), *[pronoun("she")] * 3)
    assert more.gender_confidence > only(noun("the woman", gender=FEMALE)).gender_confidence > 0.5


def test_gender_of_the_named_takes_pronouns_enough() -> None:
    vossel = [person("Vossel")]
    assert only(name("Vossel", ruled=0), pronoun("he"), pronoun("he"), anchors=[0], cast=vossel).gender == ""
    assert only(name("Vossel", ruled=0), *[pronoun("he")] * 3, anchors=[0], cast=vossel).gender == "he"


def test_a_title_s_gender_stands_and_a_name_s_yields_to_many_pronouns() -> None:
    titled, named = person("Mr. Pym", "he", 0.99), person("Evelyn", "he", 0.9)
    assert only(name("Mr. Pym", ruled=0), *[pronoun("she")] * 9, anchors=[0], cast=[titled]).gender == "he"
    assert only(name("Evelyn", ruled=0), *[pronoun("she")] * 9, anchors=[0], cast=[named]).gender == "she"
    assert only(name("Evelyn", ruled=0), *[pronoun("she")] * 2, anchors=[0], cast=[named]).gender == "he"


def test_they_of_one_person() -> None:
    rook = [person("Rook")]
    assert only(name("Rook", ruled=0), *[pronoun("they")] * 4, anchors=[0], cast=rook).gender == "they"
    assert only(name("Rook", ruled=0), *[pronoun("they")] * 2, anchors=[0], cast=rook).gender == ""


def test_category_is_that_of_most_nouns_and_pronouns_do_not_count() -> None:
    boat = [noun("the boat", category=PLACE), *[pronoun("she", category=PERSON)] * 3]
    assert only(*boat).category == PLACE
    assert only(pronoun("he"), pronoun("he", category=PLACE), pronoun("he")).category == PERSON
    assert only(*boat).gender == ""


@pytest.mark.parametrize(
    ("said", "several"),
    [
        ([noun("the men", number=2)], True),
        ([noun("the man")], False),
        ([noun("the crew", number=0)], False),
        ([noun("the crew", number=0), pronoun("we")], True),
        ([noun("the man"), pronoun("we")], False),
        ([pronoun("we")], True),
        ([pronoun("they")], True),
        ([noun("the men", number=2), noun("the man"), noun("a man")], False),
    ],
)
def test_several(said: list[Said], several: bool) -> None:
    assert only(*said).several is several


def test_whoever_has_a_name_is_one() -> None:
    assert not only(name("Anne", ruled=ANNE), *[pronoun("they")] * 5, anchors=[ANNE]).several


TWO = [
    noun("Anne and Tom", at=10, number=2), name("Anne", ruled=ANNE, at=10, number=1),
    name("Tom", ruled=TOM, at=12, number=1, joined=10),
]  # fmt: skip


def test_a_coordination_s_parts_are_its_members() -> None:
    """The head of "Anne and Tom" is Anne; Tom hangs on her."""
    made = facts(*TWO)
    made.head[0] = 10
    rows = [MentionRow(at, at + 1, one.kind, PERSON, -1, 0.9, at) for at, one in enumerate(TWO)]
    found = resolution_of(rows, made, Clusters([0, 1, 2], [-1, ANNE, TOM], [0.5] * 3), CAST, -1)
    assert found.members == [(2, ANNE), (2, TOM)]


def test_what_only_stands_inside_a_phrase_is_no_member() -> None:
    """ "The men of Anne's": she is none of them."""
    said = [noun("the men of Anne", at=10, number=2), name("Anne", ruled=ANNE, at=13)]
    made = facts(*said)
    made.head[0] = 11
    rows = [MentionRow(at, at + 1, one.kind, PERSON, -1, 0.9, at) for at, one in enumerate(said)]
    assert resolution_of(rows, made, Clusters([0, 1], [-1, ANNE], [0.5] * 2), CAST, -1).members == []


def test_we_in_talk_are_speaker_and_hearer() -> None:
    said = [name("Anne", ruled=ANNE), pronoun("we", quote=0, speaker=TOM, addressee=ANNE)]
    assert resolved(said, [0, 1], [ANNE, -1]).members == [(2, ANNE), (2, TOM)]
    unheard = [name("Anne", ruled=ANNE, sentence=0), pronoun("we", quote=0, speaker=TOM)]
    assert resolved(unheard, [0, 1], [ANNE, -1]).members == [(2, TOM)]


def test_we_in_narration_are_the_narrator_s() -> None:
    cast = [*CAST, Entity(None, narrator=True)]
    assert resolved([pronoun("we")], [0], [-1], cast, narrator=2).members == [(3, 2)]
    assert resolved([pronoun("we")], [0], [-1], cast).members == []


def test_they_are_the_two_just_spoken_of_and_of_three_nobody_knows() -> None:
    said = [name("Anne", ruled=ANNE, sentence=0), name("Tom", ruled=TOM, sentence=0), pronoun("they", sentence=1)]
    assert resolved(said, [0, 1, 2], [ANNE, TOM, -1]).members == [(2, ANNE), (2, TOM)]
    three = [said[0], said[1], noun("the cook", sentence=0), said[2]]
    assert resolved(three, [0, 1, 2, 3], [ANNE, TOM, -1, -1]).members == []
    later = [*said[:2], pronoun("they", sentence=5)]
    assert resolved(later, [0, 1, 2], [ANNE, TOM, -1]).members == []


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 60), st.integers(0, 2**32 - 1), st.integers(1, 12))
def test_of_any_clusters_every_mention_has_an_entity_and_no_group_is_in_itself(
    count: int, seed: int, size: int
) -> None:
    made = any_facts(count, seed, people=2)
    of = [row * 7 % size for row in range(count)]
    order = {number: place for place, number in enumerate(dict.fromkeys(of))}
    anchors = [ANNE, TOM, *[-1] * size][: len(order)]
    rows = [
        MentionRow(int(first), int(end), int(kind), int(category), -1, 0.9, -1)
        for first, end, kind, category in zip(made.first, made.end, made.kind, made.category, strict=True)
    ]
    found = resolution_of(rows, made, Clusters([order[number] for number in of], anchors, [0.5] * count), CAST, -1)
    assert len(found.entity) == count
    assert all(0 <= number < len(found.entities) for number in found.entity)
    for group, one in found.members:
        assert group != one
        assert found.entities[group].several
    for entity in found.entities:
        assert entity.gender in ("", "he", "she", "they")
        assert 0 <= entity.gender_confidence <= 1
        assert bool(entity.gender) == (entity.gender_confidence > 0)
    assert UNKNOWN not in (MALE, FEMALE)
