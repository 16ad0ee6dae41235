"""The cast of a story as entries: each name in one of them, and what a given cast has besides."""

from __future__ import annotations

from fabula.sources.casts import CastEntry, check_cast
from fabula.story import Story
from tests.stories import ferry, story


def given(tale: Story, *entries: CastEntry) -> Story:
    return Story(tale.document, tale.layers, version="1", model="m", given_cast=entries)


def test_names_most_used_first() -> None:
    assert ferry().cast == [
        CastEntry("Anne Hale", ("Anne Hale", "Anne"), "she/her"),
        CastEntry("Tom", ("Tom",)),
    ]


def test_someone_without_a_name_has_what_they_are_called() -> None:
    tale = story("The boy ran.", characters=[("the boy", "he", 0.95, False)], mentions=[("The boy", 0, "NOM", 1, 0)])
    assert tale.cast == [CastEntry("the boy", ("the boy",), "he/him")]


def test_what_is_no_name_is_left_out_where_there_is_one() -> None:
    tale = story(
        "Tom, said Ann. Tom ran.",
        characters=[("Tom", "he", 0.5, False), ("Ann", "she", 0.95, False)],
        mentions=[("Tom, said Ann", 0, "PROP", 1, 0), ("Tom", 1, "PROP", 1, 0), ("Ann", 0, "PROP", 2, 1)],
    )
    assert tale.cast == [CastEntry("Tom", ("Tom",), ""), CastEntry("Ann", ("Ann",), "she/her")]


def test_what_was_given_stays() -> None:
    nobody = CastEntry("-", ("Leith", "London"))
    gone = CastEntry("Mr. Nobody", ("Nob",), "xe/xem")
    tale = given(ferry(), gone, CastEntry("Anne Hale", ("Anne", "Nan", "the tall woman"), "she/her"), nobody)
    assert tale.cast == [
        CastEntry("Anne Hale", ("Anne Hale", "Anne", "Nan", "the tall woman"), "she/her"),
        CastEntry("Tom", ("Tom",)),
        gone,
        nobody,
    ]


def test_no_name_is_in_two_entries() -> None:
    tale = story(
        "Tom and Tom and Ann.",
        characters=[("Tom", "he", 0.5, False), ("Tom", "she", 0.5, False), ("-", "it", 0.5, False)],
        mentions=[("Tom", 0, "PROP", 1, 0), ("Tom", 1, "PROP", 2, 1), ("Ann", 0, "PROP", 3, 2)],
    )
    assert [(entry.name, entry.aliases) for entry in tale.cast] == [
        ("Tom", ("Tom",)),
        ("Tom (2)", ()),
        ("- (2)", ("Ann",)),
    ]
    check_cast(tale.cast)


def test_pronouns_that_are_none_are_left_out() -> None:
    tale = ferry()
    characters = tale.layers["characters"].with_columns(pronouns=["=1+1", "he/him"])
    tale = Story(tale.document, {**tale.layers, "characters": characters}, version="1", model="m")
    assert [entry.pronouns for entry in tale.cast] == ["", ""]
    sure = characters.with_columns(gender_confidence=[1.0, 1.0])
    tale = Story(tale.document, {**tale.layers, "characters": sure}, version="1", model="m")
    assert [entry.pronouns for entry in tale.cast] == ["", "he/him"]
