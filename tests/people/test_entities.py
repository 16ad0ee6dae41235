"""Entities: gender from titles, names and pronouns; nouns that mean someone known; the first-person narrator."""

from __future__ import annotations

import pytest

from tests.readings import called, meant_by, story_of


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mr. Pym", "he"),
        ("Mrs. Pym", "she"),
        ("Miss Pym", "she"),
        ("Lady Marsh", "she"),
        ("Sir Giles", "he"),
        ("Lord Marsh", "he"),
        ("Aunt Judith", "she"),
        ("Uncle Vane", "he"),
        ("Madame Roche", "she"),
        ("Queen Maud", "she"),
    ],
)
def test_titles_tell_gender(name: str, gender: str) -> None:
    text = f"At noon {name} came in. “Good day,” said {name}. Nobody looked at {name}."
    character = called(text, name)
    assert character.gender == gender
    assert character.gender_confidence > 0.9


@pytest.mark.parametrize(("name", "gender"), [("Elizabeth", "she"), ("Anne", "she"), ("John", "he"), ("William", "he")])
def test_given_names_tell_gender(name: str, gender: str) -> None:
    text = f"At noon {name} came in. “Good day,” said {name}. Nobody looked at {name}."
    assert called(text, name).gender == gender


@pytest.mark.parametrize(("pronouns", "gender"), [(("He", "his", "him"), "he"), (("She", "her", "her"), "she")])
@pytest.mark.parametrize("name", ["Vossel", "Captain Thrane", "Doctor Morrow"])
def test_pronouns_tell_gender_where_names_do_not(name: str, pronouns: tuple[str, str, str], gender: str) -> None:
    subject, possessive, other = pronouns
    text = (
        f"{name} came in. {subject} shut the door. {name} took off {possessive} hat, and the dog ran to {other}. "
        f"{name} sat down. {subject} was tired. {name} yawned. {subject} slept. “Good night,” said {name}."
    )
    assert called(text, name).gender == gender


def test_a_gender_that_nothing_shows_is_unknown() -> None:
    text = "Vossel came in. “Good day,” said Vossel. Nobody looked at Vossel. Vossel sat down."
    character = called(text, "Vossel")
    assert character.gender == "unknown"
    assert character.gender_confidence == 0.0


def test_a_title_outweighs_a_pronoun_that_means_someone_else() -> None:
    text = "Mrs. Pym saw him. Mrs. Pym knew him. Mrs. Pym feared him. “Out!” said Mrs. Pym, and he went."
    assert called(text, "Mrs. Pym").gender == "she"


def test_a_noun_in_apposition_means_the_person_named() -> None:
    text = (
        "Anne Hale, the doctor, came at noon. Tom Rook opened the door. “Come in,” said Tom. The doctor shook off the "
        "rain. “Where is she?” asked the doctor. Tom pointed. “Upstairs,” he said."
    )
    assert meant_by(text, "the doctor", 1) == "Anne Hale"


def test_a_title_alone_means_the_one_who_bears_it() -> None:
    text = "Captain Rook came aboard. The men cheered. The captain raised his hat. “Cast off,” said the captain."
    assert meant_by(text, "the captain") == "Captain Rook"


def test_the_old_man_of_one_scene_is_not_the_old_man_of_another() -> None:
    filler = "The rain came down on the harbour, and nobody on the quay looked up from his work. " * 120
    text = (
        "An old man sat by the gate. “Who goes there?” said the old man.\n\n"
        + filler
        + "\n\nAn old man stood at the bar. “What will you drink?” said the old man."
    )
    rows = [mention for mention in story_of(text).mentions if mention.text == "the old man"]
    entities = story_of(text).layers["mentions"]["entity"]
    assert entities[rows[0].index] != entities[rows[1].index]


FIRST_PERSON = (
    "I came down to the quay at dawn. I had slept badly, and my boots were wet. Anne was there before me.\n\n"
    "“You are late,” said Anne.\n\n“I know,” I said. I sat down beside her, and I looked at the water.\n\n"
    "I do not remember what I answered when she spoke again. I remember that I laughed.\n\n"
)


def test_a_story_told_by_i_has_a_narrator() -> None:
    story = story_of(FIRST_PERSON)
    (narrator,) = [character for character in story.characters if character.is_narrator]
    table = story.layers["mentions"]
    assert {int(table["entity"][mention.index]) for mention in narrator.mentions} == {0}
    assert all(mention.character == narrator for mention in story.mentions if mention.text == "I")


def test_i_within_quotations_makes_no_narrator() -> None:
    text = (
        "“I am cold,” said Anne. “I want to go home. I am tired, and I am wet, and I hate this.” Tom laughed.\n\n" * 3
    )
    story = story_of(text)
    assert not any(character.is_narrator for character in story.characters)


@pytest.mark.parametrize(
    "naming",
    [
        "“What is your name?” asked the guard.\n\n“My name is Philip Ash,” I said.\n\n“Pass, Philip,” said the guard.",
        "“Philip!” cried Anne. “Philip, come here.”\n\n“I am coming,” I said.\n\n“Quick, Philip!” said Anne.\n\n"
        "“I am here,” I said.",
        "My name is Philip Ash, and I was born in this town.\n\n“Philip!” said Anne. “Well, Philip?”",
        "They call me Philip. “Philip,” said Anne, “you are late.”\n\n“I know,” I said.",
    ],
)
def test_a_narrator_is_named_if_the_text_names_one(naming: str) -> None:
    narrator = called(FIRST_PERSON + naming + "\n\n" + FIRST_PERSON, "Philip")
    assert narrator.is_narrator


def test_a_narrator_whom_nobody_names_keeps_no_one_else_s_name() -> None:
    (narrator,) = [c for c in story_of(FIRST_PERSON).characters if c.is_narrator]
    assert "Anne" not in narrator.aliases
