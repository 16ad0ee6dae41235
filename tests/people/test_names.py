"""Which capitalised words are people's names: not places, days, openers of sentences, or shouting."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from fabula.layers import ENTITY_CATEGORIES
from fabula.people.names import find_names
from fabula.sources import from_text
from fabula.text.tokens import tokenize
from tests.readings import aliases, called, names

TALE = (
    "Anne Hale lived by the harbour, and Tom Rook rowed the ferry. Every Monday Anne walked down to the quay, and Tom "
    "looked up and smiled at her.\n\n“You are late,” said Anne.\n\n“The tide was against me,” said Tom.\n\n"
)
"""Two people, so that a story's habits show; what a test is about follows."""


def test_full_names_are_found_whole() -> None:
    assert {"Anne Hale", "Tom Rook"} <= aliases(TALE)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(
            "They met in London that spring. London was wet, and the road to London was long.",
            "London",
        ),
        ("They met in Grimsby that spring. Grimsby was wet, and the road to Grimsby was long.", "Grimsby"),
        ("The Thames was high. They walked along the Thames, and crossed the Thames again.", "Thames"),
        ("They lived near Whitby, and sold fish at Whitby, and were buried in Whitby.", "Whitby"),
        ("They walked up Castle Street. Castle Street was empty.", "Castle Street"),
        ("The mail came from Norway. In Norway it snowed, and ships from Norway came late.", "Norway"),
    ],
)
def test_places_are_no_people(text: str, place: str) -> None:
    assert place not in {word for alias in aliases(TALE + text) for word in (alias, *alias.split())}


@pytest.mark.parametrize("word", ["Monday", "Sunday", "January", "August", "May", "Christmas", "Easter", "Michaelmas"])
def test_days_months_and_feasts_are_no_people(word: str) -> None:
    text = TALE + f"They met last {word}, and again on {word}, and said that {word} was the best of days."
    assert word not in aliases(text)


@pytest.mark.parametrize(
    "text",
    [
        "Then she sat down. Then he sat down too. Perhaps it was over. Perhaps not. Then it rained.",
        "Nobody spoke. Nobody moved. Nothing came. Slowly the boat turned. Slowly it sank.",
        "“Yes,” said Tom. “Yes. Well. Oh, no. Indeed! Please. Thanks.”",
        "Silence fell. Rain came down. Waves broke over the bow. Silence again, and rain, and waves.",
        "Rowing was hard. Rowing at night was harder. Looking back was worst of all. Looking ahead was no better.",
        "“Heavens!” said Anne. “Good God, Tom! Goodness me. Lord, what a night!”",
        "“Mother was right,” said Tom. Two gulls flew over. Three more came. English gulls, by the sound of them.",
    ],
)
def test_words_that_only_begin_sentences_are_no_names(text: str) -> None:
    assert {word for alias in aliases(TALE + text) for word in alias.split()} <= {"Anne", "Hale", "Tom", "Rook"}


def test_shouting_makes_no_new_people() -> None:
    text = TALE + "“STOP THE BOAT!” cried Tom. “TURN BACK NOW, ANNE!”\n\n“I WILL NOT,” said Anne.\n\n“GET OUT!”"
    assert {word.upper() for alias in aliases(text) for word in alias.split()} <= {"ANNE", "HALE", "TOM", "ROOK"}


def test_a_name_that_is_shouted_is_still_that_name() -> None:
    text = TALE + "“Come back, ANNE!” cried Tom. “ANNE, come back!”"
    assert called(text, "ANNE") == called(text, "Anne")


@pytest.mark.parametrize(
    "name",
    [
        "O’Brien",
        "O'Brien",
        "Jean-Luc",
        "Anne-Marie",
        "McAllister",
        "MacGregor",
        "D’Arcy",
        "Smith-Jones",
        "Zoë",
        "Łukasz",
    ],
)
def test_one_word_names_of_every_make(name: str) -> None:
    text = TALE + f"{name} came in. “Good day,” said {name}. Anne looked at {name}, and {name} laughed."
    assert name in aliases(text)


@pytest.mark.parametrize(
    "name",
    ["Catherine de Bourgh", "Ludwig van Berg", "John St. Clair", "J. B. Ash", "Mary-Anne Pym", "Peter O’Hara"],
)
def test_names_of_several_words_are_one_name(name: str) -> None:
    text = TALE + f"Then {name} came in. “Good day,” said {name}. Anne looked at {name}."
    assert name in aliases(text)


@pytest.mark.parametrize(
    "name",
    [
        "Captain Vane",
        "Mrs. March",
        "Miss Abbot",
        "Mrs. Dean",
        "Widow Pym",
        "Monsieur de Vane",
        "Dr. Ash",
        "Mr. Pym",
        "Mrs Pym",
        "Lady Marsh",
        "Sir Giles Marsh",
        "Miss Pym",
        "Aunt Judith",
    ],
)
def test_titles_belong_to_names(name: str) -> None:
    text = TALE + f"At noon {name} came in. “Good day,” said {name}. Anne looked at {name}."
    assert name in aliases(text)


def test_possessives_are_cut_off() -> None:
    text = TALE + "Anne’s hat was Ruth’s once. Ruth's brother had it from James’ wife. “Ruth!” cried Tom. Ruth laughed."
    assert "Ruth" in aliases(text)
    assert not any(alias.endswith(("’s", "'s", "’", "'")) for alias in aliases(text))


def test_a_name_at_a_quotation_s_start_is_a_name() -> None:
    text = TALE + "“Giles is late,” said Anne.\n\n“Giles is always late,” said Tom. They waited for Giles."
    assert "Giles" in aliases(text)


def test_the_words_around_a_name_are_not_part_of_it() -> None:
    text = (
        TALE + "But Ruth stayed. When Ruth spoke, Tom left. And Ruth laughed. “Dear Ruth,” said Anne. “Poor old Ruth!”"
    )
    assert "Ruth" in aliases(text)
    assert not {"But Ruth", "When Ruth", "And Ruth", "Dear Ruth", "Poor old Ruth"} & aliases(text)


def test_headings_name_nobody() -> None:
    text = "CHAPTER ONE\n\nThe Ferryman\n\n" + TALE
    assert not {"The Ferryman", "Ferryman", "Chapter One", "CHAPTER ONE"} & aliases(text)


def test_a_ship_or_an_inn_is_no_person() -> None:
    text = TALE + "The Dolphin lay at the quay. The crew of the Dolphin slept at the Anchor. The Anchor was full."
    assert not {"Dolphin", "Anchor", "The Dolphin", "The Anchor"} & aliases(text)


def test_a_family_is_no_person() -> None:
    text = TALE + "The Hales came to supper. Tom liked the Hales. All the Hales were late, and the two Hales sang."
    assert "Hales" not in {word for alias in aliases(text) for word in alias.split()}


def test_a_story_without_capitals_has_no_names() -> None:
    text = "the tide came in. “row,” said the old man. “i am rowing,” said the boy, and the old man laughed."
    assert aliases(text) <= {"the old man", "the boy"}


def test_no_name_is_listed_twice() -> None:
    assert len(names(TALE)) == len(set(names(TALE)))


def spans(text: str, read_as_people: Sequence[str] = ()) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Titles and words of each name found, where an encoder reads those words as people's names."""
    words = tokenize(from_text(text))
    quiet = np.zeros(len(words), dtype=bool)
    starts = quiet.copy()
    starts[0] = True
    starts[1:] = [word in ".!?”" for word in words.texts[:-1]]
    named_as = [ENTITY_CATEGORIES.index("PER") if word in read_as_people else -1 for word in words.texts]
    found = find_names(words, from_text(text).paragraphs, quiet, starts, named_as)
    return [(name.titles, name.words) for name in found]


def test_a_shouted_name_has_the_words_of_the_name() -> None:
    text = "Anne called Tom. He told Anne and Anne told him. “TOM!” cried Anne. “ANNE!” said Tom, and Tom laughed."
    assert {words for _, words in spans(text)} == {("Anne",), ("Tom",)}


@pytest.mark.parametrize(
    ("text", "read", "name"),
    [
        ("They met Grace by the grace of God, and Grace smiled. Then Grace said no, and Grace went.", "Grace", "Grace"),
        ("They waited for K. in vain. At noon K. came, and K. said nothing. So K. went.", "K.", "K."),
        (
            "They met Billy Bones. The bones were bones and dry bones, but Billy laughed, and Billy Bones sang.",
            "Bones",
            "Billy Bones",
        ),
    ],
)
def test_what_the_encoder_reads_makes_names_of_common_words(text: str, read: str, name: str) -> None:
    assert tuple(name.split()) in {words for _, words in spans(text, [read, *name.split()])}
    assert tuple(name.split()) not in {words for _, words in spans(text)}


@pytest.mark.parametrize(
    ("name", "titles", "words"),
    [
        ("Naruto-kun", (), ("Naruto",)),
        ("the Duke of Rook", ("duke",), ("of", "Rook")),
        ("Mrs. March", ("mrs",), ("March",)),
        ("Miss Abbot", ("miss",), ("Abbot",)),
        ("De Vane", (), ("De", "Vane")),
        ("Monsieur de Vane", ("monsieur",), ("de", "Vane")),
        ("Armand St. Just", (), ("Armand", "St.", "Just")),
        ("Mr. W.", ("mr",), ("W.",)),
    ],
)
def test_the_words_of_a_name(name: str, titles: tuple[str, ...], words: tuple[str, ...]) -> None:
    text = f"At noon {name} came in. Nobody spoke, so {name} sat down and {name} said nothing. A man saw {name} go."
    assert (titles, words) in spans(text, name.replace(".", "").split())


@pytest.mark.parametrize("office", ["Mr. Justice", "Mr. President", "Madam President", "Captain Sergeant"])
def test_an_office_is_no_surname(office: str) -> None:
    assert spans(f"“No, {office},” said the clerk. He bowed to {office} and left {office} to it.") == []
