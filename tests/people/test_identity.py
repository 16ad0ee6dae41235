"""Which names are one person's, and which are kept apart: titles, families, initials, nicknames."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fabula.people.identity import identify
from fabula.people.lexicon import TITLES
from fabula.people.name_parts import take_apart
from fabula.people.names import NameSpan
from tests.readings import aliases, called, same


def people(*names: str, seeds: Sequence[tuple[str, ...]] = ()) -> list[set[str]]:
    """The groups that `identify` makes of these names, each far from the next in the text."""
    spans = []
    for number, name in enumerate(names):
        words = name.split()
        titles = []
        while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
            titles.append(words.pop(0).rstrip(".").lower())
        spans.append(NameSpan(number * 10, number * 10 + len(name.split()), tuple(titles), tuple(words), False))
    _, owner = identify(spans, ["."] * (10 * len(names)), seeds)
    groups: dict[int, set[str]] = {}
    for name, span in zip(names, spans, strict=True):
        groups.setdefault(owner[span.key], set()).add(name)
    return list(groups.values())


def together(*names: str) -> bool:
    return len(people(*names)) == 1


ONE = [
    ("Captain Rook", "Rook"),
    ("Captain Rook", "Tom Rook"),
    ("Captain Tom Rook", "Captain Rook", "Tom Rook", "Tom", "Rook"),
    ("J. Smith", "John Smith"),
    ("John Smith", "Mr. Smith", "Smith", "John"),
    ("J. B. Smith", "John Smith"),
    ("Elizabeth Hale", "Eliza", "Elizabeth"),
    ("Elizabeth Hale", "Lizzy", "Elizabeth"),
    ("William Price", "Will", "Bill Price", "William"),
    ("Catherine Marsh", "Kitty", "Catherine"),
    ("Evelyn Marsh", "Evie", "Miss Marsh"),
    ("Mr. Garnet", "Garny"),
    ("Katherine Marsh", "Catherine"),
    ("Hemi Rook", "Hem"),
    ("Katherine Marsh", "Kate Marsh", "Kate"),
    ("Robert Ash", "Bob", "Robert"),
    ("Margaret Ash", "Peggy Ash", "Margaret"),
    ("Dr. Ash", "Doctor Ash", "Ash"),
    ("Lady Catherine de Bourgh", "Lady Catherine"),
    ("Sir Giles Marsh", "Sir Giles"),
    ("Miss Jane Pym", "Jane Pym", "Jane"),
    ("Mrs. Hale", "Mrs. Hale"),
    ("Colonel Fitz", "Col. Fitz"),
    ("Jean-Luc Moreau", "Jean-Luc", "Moreau"),
    ("Patrick O’Brien", "O’Brien", "Mr. O’Brien"),
    ("Aunt Judith", "Judith"),
    ("Tom Rook", "Mr. Tom", "Master Tom"),
    ("Miss Ruth Pym", "Mademoiselle Ruth", "Ruth"),
    ("Armand St. Just", "St. Just", "Armand"),
    ("Mrs. Peter Pym", "Mrs. Pym"),
    ("Mrs. Emma Pym", "Mrs. Pym"),
    ("Lord Marsh", "Marsh"),
    ("Monsieur Moreau", "Moreau", "M. Moreau"),
    ("Stanley Hugh", "Stanley Hugh Rook"),
    ("T'Pol", "T’Pol"),
    ("Naruto Uzumaki", "Uzumaki Naruto", "Naruto"),
    ("Comte Moreau", "Count Moreau"),
]
APART = [
    ("Mr. Hale", "Mrs. Hale"),
    ("Mr. Hale", "Miss Hale"),
    ("Mrs. Hale", "Miss Hale"),
    ("Mr. Hale", "Mrs. Hale", "Miss Hale"),
    ("Jane Hale", "Elizabeth Hale"),
    ("Jane Hale", "Elizabeth Hale", "Mr. Hale", "Mrs. Hale"),
    ("Tom Rook", "Will Rook"),
    ("John Smith", "Jane Smith"),
    ("J. Smith", "K. Smith"),
    ("John Smith Jr.", "John Smith Sr."),
    ("Anne Hale", "Anne Rook"),
    ("Lord Marsh", "Lady Marsh"),
    ("Uncle Rook", "Aunt Rook"),
    ("King Harald", "Queen Maud"),
    ("Henry", "Harriet"),
    ("Peter Pym", "Mrs. Peter Pym"),
    ("Mrs. Peter Pym", "Mrs. Hugh Pym"),
    ("Jane", "Janet"),
    ("Clara", "Clarissa"),
    ("John Silver", "John Marsh"),
    ("St. James", "James"),
    ("King George", "George Rook"),
    ("Captain Rook", "Mary Rook"),
    ("J. Rook", "Jim"),
    ("John", "Johnson"),
    ("Mrs. Pym", "Minnie Pym"),
    ("Count Rook", "Viscount Rook"),
    ("Duke of Rook", "Tom Rook"),
]


@pytest.mark.parametrize("names", ONE, ids=" = ".join)
def test_names_of_one_person(names: tuple[str, ...]) -> None:
    assert together(*names)


@pytest.mark.parametrize("names", APART, ids=" / ".join)
def test_names_of_different_people(names: tuple[str, ...]) -> None:
    assert len(people(*names)) == len(names)


def test_a_surname_that_fits_two_brothers_names_neither() -> None:
    assert {"Mr. Rook", "Rook"} in people("Tom Rook", "Will Rook", "Mr. Rook", "Rook", "Tom", "Will")


def test_a_surname_is_the_one_s_who_is_called_by_it_most() -> None:
    found = people("Tom Rook", "Tom Rook", "Tom Rook", "Will Rook", "Mr. Rook", "Tom", "Will")
    assert {"Tom Rook", "Mr. Rook", "Tom"} in found


def test_a_husband_in_the_book_makes_the_wife_of_that_name_his() -> None:
    names = ("John Hale", "Mary Hale", "Mrs. Hale")
    assert {"Mary Hale", "Mrs. Hale"} in people(*names)
    assert {"Mrs. Hale"} in people(*names, "Miss Mary", "Miss Mary", "Miss Mary")


def test_what_is_known_from_outside_joins_names_that_nothing_else_joins() -> None:
    names = ("Sergeant Rook", "Gull", "Rook", "Hale")
    told = ("James Rook", "Gull")
    assert {"Gull"} in people(*names)
    assert {"Sergeant Rook", "Rook", "Gull"} in people(*names, seeds=[told])
    assert people("Hale", seeds=[told]) == [{"Hale"}]


def test_what_is_known_from_outside_keeps_people_apart() -> None:
    names = ("Katherine", "Kate")
    assert len(people(*names)) == 1
    assert len(people(*names, seeds=[("Katherine Marsh",), ("Kate Rook", "Kate"), ("Katherine",)])) == 2


def test_the_order_in_which_names_appear_does_not_matter() -> None:
    for names in (*(case for case in ONE if type(case) is tuple), *APART):
        assert sorted(map(sorted, people(*names))) == sorted(map(sorted, people(*reversed(names))))


@pytest.mark.parametrize(
    ("titles", "words", "given", "surname", "single"),
    [
        (("mr",), ("Hale",), (), "", "Hale"),
        ((), ("Anne", "Hale"), ("Anne",), "Hale", ""),
        ((), ("Anne", "Mary", "Hale"), ("Anne", "Mary"), "Hale", ""),
        (("lady",), ("Catherine", "de", "Bourgh"), ("Catherine",), "de Bourgh", ""),
        ((), ("J.", "B.", "Ash"), ("J.", "B."), "Ash", ""),
        ((), ("Tom",), (), "", "Tom"),
    ],
)
def test_a_name_is_taken_apart(
    titles: tuple[str, ...], words: tuple[str, ...], given: tuple[str, ...], surname: str, single: str
) -> None:
    parts = take_apart(titles, words)
    assert (parts.titles, parts.given, parts.surname, parts.single) == (titles, given, surname, single)


FAMILY = (
    "Mr. Hale sat by the fire. Mrs. Hale sewed. Their daughters, Jane Hale and Elizabeth Hale, had gone out.\n\n"
    "“Where is Lizzy?” asked Mrs. Hale.\n\n“With Jane,” said Mr. Hale. He did not look up.\n\n"
    "“Elizabeth is never home,” said Mrs. Hale. She sighed. Mr. Hale turned a page. Mrs. Hale sighed again.\n\n"
    "At six Jane came in. “Lizzy is in the garden,” said Jane. Elizabeth laughed outside.\n\n"
)


def test_a_family_is_kept_apart() -> None:
    everyone = {called(FAMILY, name) for name in ("Mr. Hale", "Mrs. Hale", "Jane Hale", "Elizabeth Hale")}
    assert len(everyone) == 4


def test_a_nickname_finds_its_bearer_in_the_family() -> None:
    assert same(FAMILY, "Lizzy", "Elizabeth Hale")


def test_a_daughter_s_first_name_finds_her_in_the_family() -> None:
    assert same(FAMILY, "Jane", "Jane Hale")


def test_kit_and_kitty_are_one_where_only_one_is_known() -> None:
    text = (
        "Kitty Marsh ran down to the quay. “Kit!” called her father. “Kit, come back!” Kitty stopped. She looked "
        "round, and Kitty laughed. “Kit, I say!” he called."
    )
    assert same(text, "Kit", "Kitty Marsh")


def test_two_people_named_side_by_side_never_become_one() -> None:
    text = (
        "Will and William had come by the same boat. Will rowed. William slept. “Wake up,” said Will. “Why?” said "
        "William. Will laughed, and William closed his eyes."
    )
    assert not same(text, "Will", "William")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kate", "Catherine"), ("Tom Rook", "Rook"), ("Lizzy", "Elizabeth"), ("Captain Ash", "Ash")],
)
def test_coordinated_names_stay_apart_whatever_they_look_like(one: str, other: str) -> None:
    text = (
        f"Yesterday {one} and {other} came to dinner. “Sit down,” said Mrs. Pym. When {one} sat, {other} stood. "
        f"“No,” said {other}. “Yes,” said {one}. Mrs. Pym laughed at {one} and {other}."
    )
    assert not same(text, one, other)


def test_a_title_and_the_bare_surname_are_one_in_a_story() -> None:
    text = (
        "Captain Rook came aboard at noon. “Cast off,” said Rook. The men ran. Captain Rook watched them, and Rook's "
        "pipe went out."
    )
    assert same(text, "Captain Rook", "Rook")
    assert not any(alias.endswith("'s") for alias in aliases(text))


def test_initials_and_the_full_name_are_one_in_a_story() -> None:
    text = (
        "The letter was signed J. Smith. Nobody had heard of J. Smith. Then John Smith came in. “I am late,” said "
        "John Smith. They all looked at Smith."
    )
    assert same(text, "J. Smith", "John Smith")


def test_who_is_called_he_is_not_who_is_called_she() -> None:
    text = "Peggotty looked up and shook her head. " * 12 + "Mr. Peggotty took off his hat. " * 12 + "Dan Peggotty sat."
    assert not same(text, "Peggotty", "Mr. Peggotty")


def test_who_stands_in_one_sentence_with_another_is_not_that_one() -> None:
    text = "Meg told Margaret that the boat was late. Margaret asked Meg why. Meg laughed, and then Margaret sat down. "
    assert same(
        "Meg told us that the boat was late. Margaret asked why. “Meg!” cried Tom. Margaret laughed. ",
        "Meg",
        "Margaret",
    )
    assert not same(text * 2, "Meg", "Margaret")


def test_who_calls_a_name_does_not_bear_it() -> None:
    text = (
        "“Come in, Kate,” said Catherine. “You are wet, Kate,” said Catherine. Kate sat down. “Well, Kate?” asked "
        "Catherine."
    )
    assert not same(text, "Kate", "Catherine")
