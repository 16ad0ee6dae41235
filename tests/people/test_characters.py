"""The cast: who is in it, under which name, with which aliases, and how often."""

from __future__ import annotations

from collections import Counter

import pytest

from fabula.story import Story
from tests.readings import called, names, story_of

TALE = (
    "Elizabeth Hale came down to the quay. Captain Rook was there before her. “You are late, Miss Hale,” said Rook."
    "\n\n"
    "“I know,” said Elizabeth. “Forgive me, Captain.” She looked at the sea. Elizabeth had never been so far from home."
    "\n\nThe boy in the boat said nothing. Rook laughed. “Row,” he said to the boy.\n\n“Aye,” said the boy.\n\n"
    "Elizabeth sat down. “Where is your wife, Captain Rook?” asked Elizabeth Hale.\n\n"
    "“Mrs. Rook is at home,” said Rook."
)


def check_counts(story: Story) -> None:
    """Fail unless every character's aliases are the names by which it is mentioned, counted; or else the nouns."""
    for character in story.characters:
        forms = Counter(" ".join(m.text.split()) for m in character.mentions if m.kind == "PROP")
        if forms:
            assert character.alias_counts == dict(forms)
        else:
            nouns = Counter(" ".join(m.text.split()).lower() for m in character.mentions if m.kind == "NOM")
            assert {alias: nouns[alias.lower()] for alias in character.aliases} == character.alias_counts


def test_everyone_who_is_named_or_speaks_is_there() -> None:
    assert {called(TALE, name).id for name in ("Elizabeth", "Rook", "Mrs. Rook", "the boy")} == {0, 1, 2, 3}


def test_the_most_important_come_first() -> None:
    characters = story_of(TALE).characters
    weights = [len(character.mentions) + len(character.quotes) for character in characters]
    assert weights == sorted(weights, reverse=True)
    assert [one.importance for one in characters] == pytest.approx([each / weights[0] for each in weights], abs=1e-4)


def test_counts_and_reach_are_those_of_the_mentions() -> None:
    story = story_of(TALE)
    for row in (*story.characters, *story.entities):
        assert (row.first, row.last) == (row.mentions[0].start, max(mention.end for mention in row.mentions))
        assert row._table["mentions"][row.index] == len(row.mentions)


def test_a_character_is_one_entity_and_everything_mentioned_is_one() -> None:
    story = story_of(TALE)
    for character in story.characters:
        assert character.entity is not None
        assert (character.entity.character, character.entity.name) == (character, character.name)
    assert {mention.entity.index for mention in story.mentions if mention.entity} == set(range(len(story.entities)))
    firsts = [entity.first for entity in story.entities]
    assert firsts == sorted(firsts)


def test_pronouns_are_those_of_the_text() -> None:
    assert [called(TALE, name).pronouns for name in ("Elizabeth", "Mrs. Rook")] == ["she/her", "she/her"]


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Elizabeth", "Elizabeth Hale"),
        pytest.param(
            "Rook",
            "Captain Rook",
        ),
    ],
)
def test_the_canonical_name_is_a_full_one(alias: str, name: str) -> None:
    assert called(TALE, alias).name == name


def test_aliases_count_the_names_in_the_text() -> None:
    assert called(TALE, "Elizabeth").alias_counts == {"Elizabeth": 3, "Elizabeth Hale": 2, "Miss Hale": 1}
    assert called(TALE, "Rook").alias_counts == {"Rook": 3, "Captain Rook": 2}
    check_counts(story_of(TALE))


def test_aliases_stand_most_used_first() -> None:
    for character in story_of(TALE).characters:
        counts = list(character.alias_counts.values())
        assert counts == sorted(counts, reverse=True)


def test_someone_without_a_name_who_speaks_is_a_character() -> None:
    boy = called(TALE, "the boy")
    assert [quote.text for quote in boy.quotes] == ["“Aye,”"]


def test_someone_seen_once_who_says_nothing_is_none() -> None:
    text = "Anne passed a stranger on the stairs. “Good day,” said Anne. Nobody answered."
    assert names(text) == ["Anne"]


def test_a_text_without_people_has_no_cast() -> None:
    assert names("The rain came down on the sea. The wind rose.") == []


def test_a_name_in_two_spellings_of_space_is_one_alias() -> None:
    text = "That night Anne  Hale rowed out. “Wait,” said Anne Hale. Then Anne Hale waited."
    assert called(text, "Anne Hale").alias_counts == {"Anne Hale": 3}
