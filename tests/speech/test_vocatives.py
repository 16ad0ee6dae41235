"""Forms of address: who is called is not who speaks, and often who speaks next."""

from __future__ import annotations

import pytest

from tests.readings import called, speakers, spoken_by

PAIR = "Anne Hale and Tom Rook sat in the boat. Anne looked at Tom, and Tom at Anne.\n\n"


@pytest.mark.parametrize(
    "line",
    ["“Row, Tom.”", "“Tom, row!”", "“My dear Tom, row.”", "“Row, Tom, before it rains.”", "“Oh, Tom! Row!”", "“Tom?”"],
)
def test_who_is_called_does_not_speak(line: str) -> None:
    assert speakers(PAIR + line) == ["Anne Hale"]


def test_who_is_called_answers() -> None:
    text = PAIR + "“Row, Tom.”\n\n“Where to?”\n\n“Home.”\n\n“As you like, Anne.”"
    assert speakers(text) == ["Anne Hale", "Tom Rook", "Anne Hale", "Tom Rook"]


def test_a_tag_outweighs_an_address() -> None:
    text = PAIR + "“Row, Tom,” said Tom to himself. “Row, old Tom.”"
    assert speakers(text) == ["Tom Rook", "Tom Rook"]


def test_who_is_spoken_of_need_not_be_present() -> None:
    text = PAIR + "“Where is Will Pym?” asked Anne.\n\n“Will is at home.”\n\n“Has Will the key?”\n\n“He has.”"
    assert speakers(text) == ["Anne Hale", "Tom Rook", "Anne Hale", "Tom Rook"]


def test_a_title_addresses_too() -> None:
    text = (
        "Captain Vane and Anne Hale stood on deck.\n\n“Shall we turn, Captain?”\n\n“We shall not, Miss Hale.”\n\n"
        "“As you like, Captain Vane.”"
    )
    assert [who for _, who in spoken_by(text)] == ["Anne Hale", "Captain Vane", "Anne Hale"]


def test_saying_one_s_own_name_is_no_address() -> None:
    text = (
        "Anne Hale opened the door. A stranger stood there.\n\n“I am Tom Rook,” he said.\n\n“Come in,” said Anne.\n\n"
        "“My name is Tom Rook, and I am cold.”"
    )
    assert called(text, "Tom Rook") is not None
    assert speakers(text)[0] == "Tom Rook"
    assert speakers(text)[2] == "Tom Rook"
