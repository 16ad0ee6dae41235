"""The kind of a quotation: speech, thought, writing."""

from __future__ import annotations

import pytest

from tests.readings import story_of

PAIR = "Anne Hale and Tom Rook sat in the boat. “Good day,” said Anne.\n\n“Good day,” said Tom.\n\n"


def kind(line: str) -> str:
    return story_of(PAIR + line).quotes[2].kind


@pytest.mark.parametrize(
    "line",
    [
        "“It will rain,” thought Anne.",
        "“It will rain,” she thought.",
        "Anne thought, “It will rain.”",
        "“It will rain,” Anne said to herself.",
        "“It will rain,” he told himself.",
    ],
)
def test_thought(line: str) -> None:
    assert kind(line) == "thought"


@pytest.mark.parametrize(
    "line",
    [
        "“It will rain,” said Anne.",
        "“It will rain.” She pointed.",
        "“It will rain,” she said to Tom.",
        "“I think it will rain,” said Anne.",
        "“IT WILL RAIN!” cried Tom.",
        "“I thought so,” said Tom.",
        "“No.”",
    ],
)
def test_speech(line: str) -> None:
    assert kind(line) == "speech"


@pytest.mark.parametrize(
    "line",
    [
        "The letter ran: “Come at once. Bring the boat.”",
        "On the gate was a sign: “Keep out, all of you.”",
        "He had written a note: “Gone home. Do not wait for me.”",
    ],
)
def test_writing(line: str) -> None:
    assert kind(line) == "writing"


def test_the_first_quotations_are_speech() -> None:
    assert [quote.kind for quote in story_of(PAIR + "“Row.”").quotes] == ["speech"] * 3
