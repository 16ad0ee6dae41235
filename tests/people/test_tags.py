"""Whom the tags of a fan-fiction download name, by all their names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula import reading
from fabula.document import Metadata
from fabula.people.tags import seeds_of
from fabula.sources import from_text


def seeds(characters: list[str], relationships: list[str] | None = None) -> list[tuple[str, ...]]:
    tags = [("character", tag) for tag in characters] + [("relationship", tag) for tag in relationships or []]
    return list(seeds_of(Metadata(tags=(("rating", "Mature"), *tags, ("additional", "Fluff")))))


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("Harry Potter", [("Harry Potter",)]),
        ('James "Bucky" Barnes', [("James Barnes", "Bucky Barnes", "Bucky")]),
        ("James “Bucky” Barnes", [("James Barnes", "Bucky Barnes", "Bucky")]),
        ("Leonard 'Bones' McCoy", [("Leonard McCoy", "Bones McCoy", "Bones")]),
        ("Miles O'Brien", [("Miles O'Brien",)]),
        ("Princess Leia | Leia Organa", [("Princess Leia", "Leia Organa")]),
        ("Anakin Skywalker | Darth Vader", [("Anakin Skywalker", "Darth Vader")]),
        ("Keith (Voltron)", [("Keith",)]),
        ("Loki (Marvel) (mentioned)", [("Loki",)]),
        ("Sherlock Holmes & John Watson", [("Sherlock Holmes",), ("John Watson",)]),
        ("A. Adams/B. Bell/C. Carr", [("A. Adams",), ("B. Bell",), ("C. Carr",)]),
        ("Mentioned Sirius Black", [("Sirius Black",)]),
        ("Sirius Black (mentioned)", [("Sirius Black",)]),
        ("Sirius Black - mentioned", [("Sirius Black",)]),
        ("Past Ginny Weasley/Harry Potter", [("Ginny Weasley",), ("Harry Potter",)]),
        ("Minor or Background Relationship(s)", []),
        ("Implied/Referenced Ann Bell/Bea Carr", [("Ann Bell",), ("Bea Carr",)]),
        ("Alpha Keith", [("Keith",)]),
        ("Dark!Harry Potter", [("Harry Potter",)]),
        ("fem!Harry", [("Harry",)]),
        ("Original Female Character(s)", []),
        ("Original Male Character(s)/Reader", []),
        ("Reader", []),
        ("James \"Bucky\" Barnes/You", [("James Barnes", "Bucky Barnes", "Bucky")]),
        ("Minor Characters", []),
        ("Everyone", []),
        ("Other Character Tags to Be Added", []),
        ("No Romantic Relationship(s)", []),
        ("OC", []),
        ("The Doctor (Doctor Who)", [("Doctor",)]),
        ("Tenth Doctor", [("Tenth Doctor",)]),
        ("Dr. Hermann Gottlieb", [("Dr. Hermann Gottlieb",)]),
        ("Captain James T. Kirk", [("Captain James T. Kirk",)]),
        ("Wei Wuxian x Lan Wangji", [("Wei Wuxian",), ("Lan Wangji",)]),
        ("he is a cat and never speaks at all in this", []),
        ("", []),
        ("/", []),
        ("()", []),
        ("|", []),
        ("!!!", []),
        ("1984", []),
    ],
)  # fmt: skip
def test_one_tag(tag: str, names: list[tuple[str, ...]]) -> None:
    assert seeds([tag]) == names
    assert seeds([], [tag]) == names


def test_tags_of_one_person_are_one() -> None:
    pairs = ["Harry Potter/Draco Malfoy", "Draco & Harry", "HARRY POTTER/Ron"]
    assert seeds(["Harry Potter", "Draco Malfoy"], pairs) == [
        ("Harry Potter", "Harry"), ("Draco Malfoy", "Draco"), ("Ron",),
    ]  # fmt: skip


def test_a_word_of_two_people_s_names_says_nothing() -> None:
    assert seeds(["Nora Adeyemi", "Nora Whitlock", "Nora"]) == [("Nora Adeyemi",), ("Nora Whitlock",)]


def test_two_full_names_that_share_words_are_two_people_s() -> None:
    assert seeds(["James Potter", "James Sirius Potter"]) == [("James Potter",), ("James Sirius Potter",)]


def test_other_metadata_says_nothing() -> None:
    assert seeds_of(Metadata(title="Harry Potter", tags=(("fandom", "Harry Potter - J. K. Rowling"),))) == ()


@given(st.lists(st.text() | st.text('/|&"()! AbC', max_size=20)))
def test_any_tag_makes_names_or_nothing(tags: list[str]) -> None:
    for names in seeds(tags, tags):
        assert names
        assert all(name == " ".join(name.split()) and any(map(str.isalpha, name)) for name in names)


def cast(text: str, *tags: str) -> dict[str, set[str]]:
    document = from_text(text)
    tagged = replace(document.metadata, tags=tuple(("character", tag) for tag in tags))
    return {p.name: set(p.aliases) for p in reading.read_document(replace(document, metadata=tagged)).characters}


def test_tags_tell_which_names_are_one_person_s_and_make_no_one() -> None:
    text = "“Row,” said James Barnes. Bucky laughed. “No,” said Bucky. “Yes,” said Steve to Bucky. James Barnes rowed."
    assert cast(text) == {"James Barnes": {"James Barnes"}, "Bucky": {"Bucky"}, "Steve": {"Steve"}}
    assert cast(text, 'James "Bucky" Barnes', "Steve Rogers", "Natasha Romanoff", "Reader") == {
        "James Barnes": {"James Barnes", "Bucky"}, "Steve": {"Steve"},
    }  # fmt: skip


def test_tags_keep_apart_whom_they_name_apart() -> None:
    text = (
        "“Row,” said Kate. “No,” said Katherine. Kate laughed, and Katherine rowed. “Home,” said Kate. Katherine sat."
    )
    assert cast(text, "Kate Bell", "Katherine Carr").keys() == {"Kate", "Katherine"}
