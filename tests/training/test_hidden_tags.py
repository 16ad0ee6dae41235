"""Tags taken out of a text: what is left, and which quotations had them."""

from __future__ import annotations

import random

import pytest

from training.hidden_tags import hide


def hidden(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without its tags, and the quotations that had them with their names."""
    left, found = hide(text, 1.0, random.Random(1))
    return left, [(left[one.start : one.end], one.name) for one in found]


def test_a_tag_that_ends_its_paragraph_goes_and_the_comma_becomes_a_stop() -> None:
    left, found = hidden("“We shall be late,” said Mrs. Arkwright.\n\nNobody moved.")
    assert left == "“We shall be late.”\n\nNobody moved."
    assert found == [("“We shall be late.”", "Mrs. Arkwright")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Go,” said Ada, “while you can.”", "“Go, while you can.”"),
        ("“Go,” Ada said. “There is still time.”", "“Go. There is still time.”"),
        ("“Is it you?” asked Ada. “Come in.”", "“Is it you? Come in.”"),
    ],
)
def test_segments_around_a_tag_become_one_quotation(text: str, wanted: str) -> None:
    left, found = hidden(text)
    assert left == wanted
    assert found == [(wanted, "Ada")]


@pytest.mark.parametrize(
    "text",
    [
        "“Go,” she said.",
        "“Go,” said the older of the two.",
        "“Go,” said Ada, who had been standing at the window all this while with Bertram and the two boys.",
        "“Go,” said Ada to Bertram.",
        "Ada rose. “Go.”",
    ],
)
def test_other_tags_stay(text: str) -> None:
    assert hidden(text) == (text, [])


def test_places_of_later_quotations_follow_what_was_taken_out() -> None:
    text = "“One,” said Ada.\n\n“Two,” said Bertram.\n\n“Three,” said Ada."
    left, found = hidden(text)
    assert left == "“One.”\n\n“Two.”\n\n“Three.”"
    assert [name for _, name in found] == ["Ada", "Bertram", "Ada"]
    assert [quotation for quotation, _ in found] == ["“One.”", "“Two.”", "“Three.”"]


def test_a_share_of_none_changes_nothing() -> None:
    text = "“One,” said Ada."
    assert hide(text, 0.0, random.Random(1)) == (text, [])
