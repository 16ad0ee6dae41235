"""Views of people: characters, entities, groups."""

from __future__ import annotations

from fabula.story import Story
from tests.stories import ferry, story


def crew() -> Story:
    """Two people, the group they make, and a place's name of which no entity is known."""
    return story(
        "Anne met Tom. They rowed to Leith. Anne sang.",
        characters=[("Anne", "she", 0.9, False), ("Tom", "unknown", 0.0, False)],
        mentions=[
            ("Anne", 0, "PROP", 1, 0),
            ("Tom", 0, "PROP", 2, 1),
            ("They", 0, "PRON", 3, -1),
            ("Leith", 0, "PROP", -1, -1),
            ("Anne", 1, "PROP", 1, 0),
        ],
        members=[(3, 1), (3, 2)],
    )


def test_what_a_character_tells() -> None:
    anne, tom = crew().characters
    assert (anne.pronouns, anne.gender, tom.pronouns, tom.gender) == ("she/her", "she", "", "unknown")
    assert (anne.first, anne.last) == (0, 39)
    assert (round(anne.importance, 4), round(tom.importance, 4)) == (0.4, 0.2)
    assert anne.alias_counts == {"Anne": 2}
    assert anne.entity == anne.story.entities[0]


def test_entities_and_groups() -> None:
    tale = crew()
    anne, tom, they = tale.entities
    assert [entity.name for entity in tale.entities] == ["Anne", "Tom", "They"]
    assert [entity.is_several for entity in tale.entities] == [False, False, True]
    assert (they.members, anne.groups, tom.groups, anne.members) == ((anne, tom), (they,), (they,), ())
    assert tale.characters[0].groups == (they,)
    assert (they.character, anne.character, they.category) == (None, tale.characters[0], "PER")
    assert (they.first, they.last, [mention.text for mention in anne.mentions]) == (14, 18, ["Anne", "Anne"])
    assert [mention.entity for mention in tale.mentions] == [anne, tom, they, None, anne]
    assert repr(they) == "<Entity 2 'They', PER: 1 mentions>"


def test_someone_who_is_never_mentioned() -> None:
    (nobody,) = story("Rain fell.", characters=[("Nobody", "they", 1.0, False)]).characters
    assert (nobody.entity, nobody.first, nobody.last, nobody.groups) == (None, None, None, ())
    assert len(nobody.mentions) == 0


def test_a_character_s_mentions_are_its_entity_s() -> None:
    for character in ferry().characters:
        assert character.entity is not None
        assert list(character.mentions) == list(character.entity.mentions)
