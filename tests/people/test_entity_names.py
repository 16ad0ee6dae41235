"""What an entity is called."""

from __future__ import annotations

from collections import Counter

import pytest

from fabula.people.entity_names import description, entity_name


@pytest.mark.parametrize(
    ("forms", "described", "pronoun", "narrator", "name"),
    [
        ({"Anne": 5, "Anne Hale": 2}, ["the girl"], "she", False, "Anne Hale"),
        ({"Nora": 9, "the other Nora": 1, "Nora Adeyemi": 1}, [], "", False, "Nora Adeyemi"),
        ({"Hale": 330, "Mr. James": 17, "J. Hale": 8, "James Hale": 5}, [], "", False, "James Hale"),
        ({"Hale": 330, "Mr. James": 17, "James Hale": 2}, [], "", False, "Hale"),
        ({"Anne": 430, "Anne Marrin": 5}, [], "", False, "Anne"),
        ({"Anne": 430, "Anne Anne": 5}, [], "", False, "Anne"),
        ({"Hale": 30, "Mr. Hale": 9}, [], "", False, "Mr. Hale"),
        ({"Fergie": 2, "Fergie, said Marrin": 1}, [], "", False, "Fergie"),
        ({"Fergie, said Marrin": 1}, [], "", False, "Fergie, said Marrin"),
        ({"the Scarlet Pimpernel": 3, "Pimpernel": 1}, [], "", False, "the Scarlet Pimpernel"),
        ({}, ["the man", "the man with the lamp", "he"], "he", False, "the man with the lamp"),
        ({}, ["your only son", "the boy", "my poor dear boy"], "he", False, "the boy"),
        ({}, ["your son"], "he", False, "your son"),
        ({}, ["a boy", "the boy"], "he", False, "the boy"),
        ({}, ["one two three four five six seven eight nine", "the man"], "", False, "the man"),
        (
            {},
            ["one two three four five six seven eight nine"],
            "",
            False,
            "one two three four five six seven eight nine",
        ),
        ({}, ["the man", "he", "he", "he", "he", "the very tall old man"], "", False, "the man"),
        ({}, [], "she", False, "she"),
        ({}, ["the girl"], "I", True, "Narrator"),
        ({}, [], "", False, ""),
    ],
)
def test_names(forms: dict[str, int], described: list[str], pronoun: str, narrator: bool, name: str) -> None:
    assert entity_name(Counter(forms), described, pronoun, narrator) == name


def test_a_description_stands_as_inside_a_sentence() -> None:
    texts = ["The boy", "the boy", "A boy", "His brother", "Captain", "Old Tom", "The"]
    assert [description(text) for text in texts] == [
        "the boy", "the boy", "a boy", "his brother", "Captain", "Old Tom", "The",
    ]  # fmt: skip
