"""Phrases of an exact cast in a text: where they begin and end."""

from __future__ import annotations

import pytest

from fabula.people.cast_phrases import phrase_of, phrases_in
from fabula.sources import from_text
from fabula.sources.casts import CastEntry
from fabula.text.tokens import Words, tokenize


def words_of(text: str) -> Words:
    return tokenize(from_text(text))


def found(text: str, *names: str, nouns: tuple[str, ...] = ()) -> list[str]:
    words = words_of(text)
    places = phrases_in(words, [CastEntry(name) for name in names], nouns)
    return [" ".join(words.texts[first:end]) for first, end in sorted(places.items())]


@pytest.mark.parametrize(
    ("alias", "phrase"),
    [
        ("The Man With The Lamp", "man with the lamp"),
        ("An Old Sea Captain", "old sea captain"),
        ("One Of The Men", "one of the men"),
        ("First Farmer", "first farmer"),
        ("The", "the"),
    ],
)
def test_a_phrase_is_an_alias_in_small_letters_less_its_article(alias: str, phrase: str) -> None:
    assert phrase_of(alias) == phrase


def test_a_phrase_is_found_behind_an_article_whatever_its_case() -> None:
    text = "The first farmer nodded. A First Farmer nods. First farmer or not, that first farmer left."
    assert found(text, "First Farmer") == ["The first farmer", "A First Farmer", "that first farmer"]


def test_the_longest_phrase_counts() -> None:
    assert found("Then the man with the lamp came.", "The Man With", "The Man With The Lamp") == [
        "the man with the lamp"
    ]


def test_a_possessive_is_part_of_a_phrase() -> None:
    assert found("So the landlord’s boy ran.", "The Landlord's Boy") == ["the landlord ’s boy"]


def test_phrases_that_pick_someone_need_no_article() -> None:
    assert found("Then one of the men spoke.", "One Of The Men") == ["one of the men"]


def test_a_lone_noun_counts_where_it_is_no_part_of_another_phrase() -> None:
    text = "The voice was low. The voice of the wind was loud. The voice's edge was sharp. Voice is all."
    assert found(text, "The Voice") == ["The voice"]


def test_a_lone_noun_that_is_looked_for_elsewhere_does_not_count() -> None:
    assert found("The clerk came.", "The Clerk", nouns=("clerk",)) == []


def test_names_are_no_phrases() -> None:
    assert found("The Rook flew. Tom Rook came.", "Tom Rook", "Rook") == []
