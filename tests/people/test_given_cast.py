"""A cast that a reading sticks to: rows are people, whatever the rules would have, and nothing else moves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fabula.model
from fabula import CastEntry, reading
from fabula.people.characters import People, people_layers
from fabula.people.entities import Entity
from fabula.people.given_cast import GivenCast
from fabula.people.identity import Person
from fabula.people.mention_rows import MentionRow
from fabula.people.mentions import NAME, NOMINAL
from fabula.people.resolution import Resolution
from fabula.sources import from_text
from fabula.sources.casts import format_cast, parse_cast
from fabula.story import Story
from fabula.text.tokens import tokenize
from tests.encoders import light

TALE = (
    "Elizabeth Hale came down to the quay with her sister Jane Hale. Captain Rook was there before them.\n\n"
    "“You are late, Miss Hale,” said Captain Rook.\n\n“I know,” said Elizabeth. “Forgive me, Captain.” Lizzy looked at "
    "the sea. Lizzy had never been so far from home.\n\n"
    "The boy in the boat said nothing. Rook laughed. “Row,” said Rook to the boy.\n\n“Aye,” said the boy.\n\n"
    "Jane sat down. “Where is your wife, Captain Rook?” asked Jane Hale.\n\n"
    "“Mrs. Rook is at home,” said Rook. “Tom Bailey is with her, and Mr. Bailey too.” Tom waved from the shore.\n\n"
    "“Good evening,” said the boy. Tom Bailey waved again. Jane waved, and Jane Hale laughed. “Home,” said Lizzy.\n"
)
Names = dict[str, dict[str, int]]


@pytest.fixture(autouse=True, scope="module")
def _light() -> Iterator[None]:
    """Names are found by rules: an encoder that finds nothing will do, and takes no time."""
    patch = pytest.MonkeyPatch()
    patch.setattr(fabula.model, "shipped", light)
    yield
    patch.undo()


def read(text: str, cast: Sequence[CastEntry] | None = None) -> Story:
    return reading.read_text(text, cast=cast)


@cache
def plain() -> Story:
    return read(TALE)


def names(story: Story) -> Names:
    """Who goes by what, how often."""
    return {person.name: person.alias_counts for person in story.characters}


def owners(story: Story) -> dict[tuple[int, str], str]:
    """Each name's place and words, with the character whose it is."""
    return {
        (mention.start, mention.text): mention.character.name if mention.character else ""
        for mention in story.mentions
        if mention.kind == "PROP"
    }


def without(*gone: str) -> list[CastEntry]:
    """The tale's cast without some of its entries."""
    assert set(gone) <= names(plain()).keys()
    return [entry for entry in plain().cast if entry.name not in gone]


def test_the_tale_has_what_these_tests_need() -> None:
    assert {"Elizabeth Hale", "Jane Hale", "Captain Rook", "Tom Bailey", "the boy"} <= names(plain()).keys()


def test_the_cast_unchanged_changes_nothing() -> None:
    again = read(TALE, plain().cast)
    assert names(again) == names(plain())
    assert owners(again) == owners(plain())
    assert [person.pronouns for person in again.characters] == [person.pronouns for person in plain().characters]
    assert [quote.speaker and quote.speaker.name for quote in again.quotes] == [
        quote.speaker and quote.speaker.name for quote in plain().quotes
    ]
    assert again.cast == plain().cast
    assert not any("cast" in warning for warning in again.warnings)


def test_names_of_one_row_are_one_person_s_whatever_the_rules_say() -> None:
    cast = [CastEntry("The Rooks", ("Captain Rook", "Rook", "Mrs. Rook", "Tom Bailey", "Tom", "Mr. Bailey"))]
    people = names(read(TALE, cast))
    assert people["The Rooks"] == {
        "Captain Rook": 3, "Rook": 3, "Mrs. Rook": 1, "Tom Bailey": 2, "Tom": 1, "Mr. Bailey": 1,
    }  # fmt: skip
    assert {"Elizabeth Hale", "Jane Hale"} <= people.keys()


def test_names_of_two_rows_are_two_people_s() -> None:
    people = names(read(TALE, [CastEntry("Lizzy"), CastEntry("Elizabeth Hale", ("Elizabeth",))]))
    assert (people["Lizzy"], people["Elizabeth Hale"]) == ({"Lizzy": 3}, {"Elizabeth": 1, "Elizabeth Hale": 1} | (
        {"Miss Hale": 1} if "Miss Hale" in people["Elizabeth Hale"] else {}
    ))  # fmt: skip


def test_the_row_s_name_is_the_character_s_even_if_no_one_says_it() -> None:
    (eliza,) = [p for p in read(TALE, [CastEntry("The Heiress", ("Elizabeth Hale",))]).characters if p.confidence == 1]
    assert eliza.name == "The Heiress"
    assert "Elizabeth Hale" in eliza.aliases
    assert "The Heiress" not in eliza.aliases


def test_a_name_that_no_row_lists_joins_a_row_only_by_its_words() -> None:
    text = (
        "“Row,” said Elizabeth Hale. Elizabeth laughed. “Home,” said Lizzy. Lizzy sat. Elizabeth sat too, and Lizzy "
        "slept. “Good,” said Hale."
    )
    people = names(read(text, [CastEntry("Elizabeth Hale")]))
    assert "Elizabeth" in people["Elizabeth Hale"]
    assert "Lizzy" not in people["Elizabeth Hale"]
    assert people["Lizzy"] == {"Lizzy": 3}


def test_new_people_are_found_as_before() -> None:
    (entry,) = [entry for entry in plain().cast if entry.name == "Captain Rook"]
    assert names(read(TALE, [entry])).keys() == names(plain()).keys()


def test_a_listed_name_that_the_rules_overlook_is_found() -> None:
    text = "I looked at Mountain View and at Ivory. She was called View by some. Ivory smiled."
    assert "View" not in str(names(read(text)))
    people = names(read(text, [CastEntry("Ivory Stone", ("Ivory", "View"))]))
    assert people["Ivory Stone"]["View"] >= 1


@pytest.mark.parametrize("listed", ["the {}", "The {}", "{}"])
@pytest.mark.parametrize("noun", ["Warden", "Onyx"])
def test_an_article_before_a_name_is_no_part_of_it(listed: str, noun: str) -> None:
    """Whether the word is one that the rules know for a person's or not."""
    text = f"“Who is here?” asked the {noun}. Nobody came. The {noun} swore. “Anne?” said the {noun}."
    (warden,) = [p for p in read(text, [CastEntry(listed.format(noun))]).characters if noun in p.name]
    assert warden.name == listed.format(noun)
    assert len(warden.quotes) == 2


@pytest.mark.parametrize("listed", ["the other Nora", "Nora, Tom", "“Nora”"])
def test_what_is_no_name_is_not_looked_for(listed: str) -> None:
    text = "“Row,” said Anne. She was the other Nora, Tom. “Nora,” said Anne. “No, I thank you,” said Anne."
    assert names(read(text, [CastEntry("Anne", (listed,))]))["Anne"] == {"Anne": 3}


@pytest.mark.parametrize("listed", ["Jean Luc", "Jean-Luc", "JEAN-LUC", "O’Neil", "o'neil", "J.B. Rook", "J. B. Rook"])
def test_spaces_dots_and_apostrophes_do_not_keep_names_apart(listed: str) -> None:
    text = "“Row,” said Jean-Luc. “No,” said O'Neil. J. B. Rook laughed. Jean-Luc rowed. O'Neil and J. B. Rook sat."
    found = [person for person in read(text, [CastEntry("X", (listed,))]).characters if person.name == "X"]
    assert len(found) == (listed != "Jean Luc")


def test_someone_without_a_name_is_meant_by_what_they_are_called() -> None:
    merged = read(TALE, [*without("Tom Bailey", "the boy"), CastEntry("Tom Bailey", ("Tom", "Mr. Bailey", "the boy"))])
    assert "the boy" not in names(merged)
    (tom,) = [person for person in merged.characters if person.name == "Tom Bailey"]
    assert {quote.text for quote in tom.quotes} == {"“Aye,”", "“Good evening,”"}
    assert {m.text for m in tom.mentions} >= {"the boy", "Tom", "Tom Bailey"}
    assert tom.entity is not None
    assert len(tom.entity.mentions) == len(tom.mentions)
    assert parse_cast(format_cast(merged.cast).encode(), "c") == tuple(merged.cast)
    again = read(TALE, merged.cast)
    assert (names(again), again.cast) == (names(merged), merged.cast)


def test_someone_without_a_name_gets_one() -> None:
    named = read(TALE, [*without("the boy"), CastEntry("Sam Weir", ("the boy",))])
    assert {"Sam Weir"} == names(named).keys() - names(plain()).keys()
    assert "the boy" not in names(named)
    assert [entry.aliases for entry in named.cast if entry.name == "Sam Weir"] == [("the boy",)]


def two_boys(*cast: CastEntry) -> People:
    """The layers of two boys, each "the boy", and one Tom."""
    document = from_text("The boy ran. The boy hid. Tom sat. The boy sang.")
    words = tokenize(document)
    at = [row for row, text in enumerate(words.texts) if text in ("The", "Tom")]
    rows = [
        MentionRow(first, first + 1, NAME, 0, -1, 0.9)
        if words.texts[first] == "Tom"
        else MentionRow(first, first + 2, NOMINAL, 0, -1, 0.9)
        for first in at
    ]
    entities = [Entity(Person(Counter(Tom=1))), Entity(None), Entity(None)]
    given = GivenCast.of(cast)
    given.entity[:] = [0 if "Tom" in (entry.name, *entry.aliases) else -1 for entry in given.entries]
    return people_layers(
        document,
        words,
        Resolution(rows, [1, 2, 0, 2], [0.9] * 4, entities),
        {0: 3, 1: 1, 2: 1},
        given if cast else None,
    )


@pytest.mark.parametrize(
    ("cast", "names", "mentions", "character_of"),
    [
        ([], ["Tom", "the boy (2)", "the boy"], [1, 2, 1], [0, 2, 1]),
        ([CastEntry("Tom", ("the boy (2)",))], ["Tom", "the boy"], [3, 1], [0, 1, 0]),
        ([CastEntry("Tom", ("The boy",))], ["Tom", "the boy (2)"], [2, 2], [0, 0, 1]),
        ([CastEntry("Sam", ("the boy", "the boy (2)"))], ["Sam", "Tom"], [3, 1], [1, 0, 0]),
        ([CastEntry("the boy (2)"), CastEntry("the boy (3)")], ["Tom", "the boy (2)", "the boy"], [1, 2, 1], [0, 2, 1]),
        ([CastEntry("-", ("the boy",))], ["Tom", "the boy (2)"], [1, 2], [0, -1, 1]),
    ],
)
def test_two_of_one_description_are_told_apart(
    cast: list[CastEntry], names: list[str], mentions: list[int], character_of: list[int]
) -> None:
    people = two_boys(*cast)
    assert people.characters["name"].tolist() == names
    assert people.characters["mentions"].tolist() == mentions
    assert people.character_of == character_of
    assert people.missing == [entry.name for entry in cast if entry.name == "the boy (3)"]


def test_a_narrator_without_a_name_gets_one() -> None:
    text = (
        "I went out. I saw Anne, and I told Anne so. I was glad; I always am when I see my friend Anne. “Oh,” I said.\n"
    )
    assert "Narrator" in names(read(text))
    ishmael = read(text, [CastEntry("Ishmael", ("Narrator",), "he")]).character("Ishmael")
    assert ishmael is not None
    assert ishmael.is_narrator
    assert (ishmael.pronouns, len(ishmael.quotes)) == ("he/him", 1)


def test_names_of_no_one_make_no_one() -> None:
    story = read(TALE, [CastEntry("-", ("Tom Bailey", "the boy"))])
    assert not {"Tom Bailey", "the boy"} & names(story).keys()
    assert not any("Tom Bailey" in aliases for aliases in names(story).values())
    assert story.cast[-1] == CastEntry("-", ("Tom Bailey", "the boy"))


def test_pronouns_are_taken_as_certain() -> None:
    text = "“Row,” said Captain Rook. She laughed. Tom Vane laughed. “Home,” she said. Tom Vane sat down."
    story = read(text, [CastEntry("Captain Rook", (), "She/Her"), CastEntry("Tom Vane", (), "xe/xem")])
    rook, tom = (story.character(name) for name in ("Captain Rook", "Tom Vane"))
    assert rook is not None
    assert tom is not None
    assert (rook.pronouns, rook.gender, rook.gender_confidence) == ("she/her", "she", 1.0)
    assert (tom.pronouns, tom.gender) == ("xe/xem", "other")
    assert [quote.speaker for quote in story.quotes] == [rook, rook]


def test_whoever_is_never_mentioned_is_no_character_but_stays_in_the_cast() -> None:
    cast = [*plain().cast, CastEntry("Mr. Nobody", ("Nob",), "he/him"), CastEntry("No One")]
    story = read(TALE, cast)
    assert names(story) == names(plain())
    assert story.warnings == (*plain().warnings, "of the cast given, the text never mentions Mr. Nobody, No One")
    assert story.cast == [*plain().cast, *cast[-2:]]
    many = read(TALE, [CastEntry(f"Nobody {letter}") for letter in "ABCDEFGHIJKLM"])
    assert many.warnings[-1].endswith("Nobody I, Nobody J and 3 more")


def test_a_cast_of_no_one_is_as_none() -> None:
    assert names(read(TALE, [])) == names(plain())


@pytest.mark.parametrize("name", ["Elizabeth", "Rook", "Tom", "Jane"])
def test_a_label_that_is_another_row_s_name_is_refused(name: str) -> None:
    with pytest.raises(fabula.InputError, match="is in entry 1 too"):
        read(TALE, [CastEntry("A", (name,)), CastEntry(name)])


def rows(story: Story) -> list[CastEntry]:
    """The entries of those who have names."""
    return [entry for entry in story.cast if re.search("[A-Z]", entry.name)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_merging_two_rows_merges_just_those(data: st.DataObject) -> None:
    cast = plain().cast
    one, other = data.draw(st.permutations(rows(plain())))[:2]
    merged = CastEntry(one.name, (*one.aliases, *other.aliases), one.pronouns)
    story = read(TALE, [merged if entry == one else entry for entry in cast if entry != other])
    before = owners(plain())
    assert owners(story) == {at: one.name if who == other.name else who for at, who in before.items()}
    assert {entry.name for entry in rows(story)} == {entry.name for entry in rows(plain())} - {other.name}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_splitting_a_row_splits_just_that(data: st.DataObject) -> None:
    cast = plain().cast
    row = data.draw(st.sampled_from([entry for entry in rows(plain()) if len(entry.aliases) > 1]))
    gone = data.draw(st.lists(st.sampled_from(row.aliases), min_size=1, max_size=len(row.aliases) - 1, unique=True))
    left = [alias for alias in row.aliases if alias not in gone]
    parts = [CastEntry("One " + row.name, tuple(left)), CastEntry("Other " + row.name, tuple(gone))]
    story = read(TALE, [*(entry for entry in cast if entry != row), *parts])
    expected = {
        at: f"{'Other' if at[1] in gone else 'One'} {row.name}" if who == row.name else who
        for at, who in owners(plain()).items()
    }
    assert owners(story) == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_sorting_of_names_into_rows_is_kept(data: st.DataObject) -> None:
    """However names are dealt out to rows, each row is one character, and a second round changes nothing."""
    aliases = [alias for entry in rows(plain()) for alias in entry.aliases]
    dealt = data.draw(st.lists(st.integers(0, 3), min_size=len(aliases), max_size=len(aliases)))
    cast = [
        CastEntry(f"Person {number}", tuple(alias for alias, to in zip(aliases, dealt, strict=True) if to == number))
        for number in sorted(set(dealt))
    ]
    story = read(TALE, cast)
    for person in story.characters:
        if person.name.startswith("Person"):
            (entry,) = [entry for entry in cast if entry.name == person.name]
            assert set(person.aliases) == set(entry.aliases)
    assert {entry.name for entry in cast} <= names(story).keys()
    again = read(TALE, parse_cast(format_cast(story.cast).encode(), "c"))
    assert names(again) == names(story)
    assert owners(again) == owners(story)


def test_a_description_with_capitals_means_the_same() -> None:
    given_cast = GivenCast.of((CastEntry("The Harbour Clerk"), CastEntry("Ned", ("the boy",)), CastEntry("The Boy")))
    called = [(7, "the harbour clerk"), (8, "the boy")]
    assert given_cast.meant_by(called) == {}
    assert given_cast.entity == [7, 8, -1]


def test_a_row_that_is_a_noun_with_a_capital_is_whoever_the_text_calls_so() -> None:
    story = read(TALE, [CastEntry("The Boy", (), "he/him")])
    assert "The Boy" in {person.name for person in story.characters}
    assert not story.warnings
