"""Pronouns: the nearest compatible person, across a quotation, by gender."""

from __future__ import annotations

import pytest

from tests.readings import meant_by, story_of

COUPLE = "Anne Hale met Tom Rook at the gate. “Good day,” said Anne. “Good day,” said Tom. "


@pytest.mark.parametrize(
    ("sentence", "form", "name"),
    [
        ("He took off his hat.", "He", "Tom Rook"),
        ("She took off her hat.", "She", "Anne Hale"),
        ("Then she laughed.", "she", "Anne Hale"),
        ("Anne gave him the key.", "him", "Tom Rook"),
        ("Tom gave her the key.", "her", "Anne Hale"),
        ("Tom opened his bag.", "his", "Tom Rook"),
        ("Anne opened her bag.", "her", "Anne Hale"),
        ("Tom hurt himself.", "himself", "Tom Rook"),
    ],
)
def test_gender_tells_who_is_meant(sentence: str, form: str, name: str) -> None:
    assert meant_by(COUPLE + sentence, form) == name


def test_the_nearer_of_two_is_meant() -> None:
    text = (
        "Tom Rook sat by the fire. He was tired. “Good night,” said Tom.\n\nIn the yard Will Pym was cutting wood. He "
        "had been at it since noon, and he whistled. “Good night,” said Will."
    )
    assert [meant_by(text, "He", 0), meant_by(text, "He", 1), meant_by(text, "he")] == [
        "Tom Rook",
        "Will Pym",
        "Will Pym",
    ]


COAT = (
    "“I am cold,” said Anne Hale.\n\n“You should have brought your coat,” said Tom Rook.\n\n“I forgot it,” said Anne."
)


def test_i_in_a_quotation_is_its_speaker() -> None:
    assert [meant_by(COAT, "I", 0), meant_by(COAT, "I", 1)] == ["Anne Hale", "Anne Hale"]


def test_you_in_a_quotation_is_its_hearer() -> None:
    assert [meant_by(COAT, "You"), meant_by(COAT, "your")] == ["Anne Hale", "Anne Hale"]


def test_a_speaker_does_not_say_he_of_himself() -> None:
    text = (
        "Tom Rook and Will Pym looked at the sea.\n\n“He is late,” said Tom.\n\n“Is he?” said Will.\n\n"
        "“He is,” said Tom, “and he knows it.”"
    )
    for mention in story_of(text).mentions:
        if mention.text.lower() == "he":
            quote = next(q for q in story_of(text).quotes if q.start <= mention.start < q.end)
            assert mention.character is None or mention.character != quote.speaker


def test_an_object_is_not_its_own_subject() -> None:
    text = "Tom Rook knew Will Pym of old. “Sit down,” said Will. Tom watched him. “No,” said Tom."
    assert meant_by(text, "him") == "Will Pym"


def test_nobody_is_meant_where_nobody_fits() -> None:
    text = "He came in and shut the door. It rained."
    assert meant_by(text, "He") is None


def test_a_pronoun_does_not_mean_the_wrong_gender_however_near() -> None:
    text = "Mrs. Pym came in with Miss Ash. “Sit,” said Mrs. Pym. Miss Ash sat. He laughed."
    assert meant_by(text, "He") is None


def test_kin_are_not_the_one_whose_kin_they_are() -> None:
    text = (
        "Anne Hale came in. “Is my brother here?” she asked. Her brother was asleep. Anne woke him. Her brother yawned."
    )
    assert meant_by(text, "Her brother") != "Anne Hale"


def test_kin_of_one_person_are_one_person() -> None:
    text = (
        "Anne Hale came in. Her brother was asleep. Anne woke him. “Get up,” said Anne. Her brother yawned. "
        "“Why?” said her brother."
    )
    story = story_of(text)
    entities = story.layers["mentions"]["entity"]
    assert len({int(entities[m.index]) for m in story.mentions if m.text.lower() == "her brother"}) == 1
