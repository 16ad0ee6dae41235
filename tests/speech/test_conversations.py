"""Talk as layers: addressees that are characters, conversations as ranges, who takes part."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.layers import QUOTES, Table
from fabula.speech.addressees import Hearer
from fabula.speech.conversations import addressees_layer, conversations_layer, numbered, participants_layer


def rows(table: Table) -> list[tuple[Any, ...]]:
    return [tuple(table[name][row].item() for name in table) for row in range(table.rows)]


def quotes_of(conversations: list[int], speakers: list[int] | None = None) -> Table:
    """Quotations of five code points each, ten apart."""
    size = len(conversations)
    blank = {column.name: [0] * size for column in QUOTES.columns}
    starts = [10 * row for row in range(size)]
    spans = {"start": starts, "end": [start + 5 for start in starts]}
    return Table(QUOTES, {**blank, **spans, "conversation": conversations, "speaker": speakers or [-1] * size})


def test_conversations_are_counted_from_0() -> None:
    assert numbered([]) == []
    assert numbered([4, 4, 7, 7, 9]) == [0, 0, 1, 1, 2]
    assert numbered([4, -1, 7, 4]) == [0, -1, 1, 0]


def test_addressees_stand_by_quotation_the_likeliest_first() -> None:
    heard = [[Hearer(0, 0.25, 2), Hearer(1, 0.75, 1)], [], [Hearer(2, 0.5, 3)]]
    table = addressees_layer(heard, [2, 0, -1], [10, 11, 12])
    assert rows(table) == [(0, 11, 1, 0.75), (0, 10, 2, 0.25), (2, 12, 3, 0.5)]


def test_who_is_no_character_is_no_addressee() -> None:
    assert rows(addressees_layer([[Hearer(0, 0.9, 1), Hearer(1, 0.1, 0)]], [-1], [-1, 4])) == [
        (0, 4, 0, pytest.approx(0.1))
    ]


def test_two_entities_that_are_one_character_are_one_addressee() -> None:
    heard = [[Hearer(0, 0.25, 2), Hearer(1, 0.75, 1)]]
    assert rows(addressees_layer(heard, [2], [3, 3, 0])) == [(0, 3, 1, 0.75)]


def test_a_speaker_s_other_entity_is_not_addressed_but_the_speaker_may_be() -> None:
    assert rows(addressees_layer([[Hearer(0, 0.5, 1)]], [1], [3, 3])) == []
    assert rows(addressees_layer([[Hearer(1, 0.5, 1)]], [1], [3, 3])) == [(0, 3, 1, 0.5)]


def test_conversations_reach_from_the_first_to_the_last_quotation() -> None:
    assert rows(conversations_layer(quotes_of([0, 0, 1, -1, 1, 2]))) == [(0, 15, 0, 2), (20, 45, 2, 5), (50, 55, 5, 6)]
    assert rows(conversations_layer(quotes_of([]))) == []


def test_participants_speak_or_hear_the_most_talkative_first() -> None:
    quotes = quotes_of([0, 0, 0, 1, 1], [5, 6, 6, -1, 5])
    heard = [[Hearer(5, 0.9, 0), Hearer(7, 0.5, 0)], [Hearer(5, 0.9, 0)], [], [Hearer(8, 0.9, 0)], []]
    addressees = addressees_layer(heard, [6, 6, 6, -1, 5], list(range(9)))
    assert rows(participants_layer(quotes, addressees)) == [
        (0, 6, 2, 0), (0, 5, 1, 2), (0, 7, 0, 1), (1, 5, 1, 0), (1, 8, 0, 1),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 3), st.sets(st.integers(0, 3))), max_size=30))
def test_nothing_is_counted_twice_or_lost(given: list[tuple[int, int, set[int]]]) -> None:
    conversations = numbered([number for number, _, _ in given])
    speakers = [speaker for _, speaker, _ in given]
    heard = [[Hearer(one, 0.5, 0) for one in those] for _, _, those in given]
    quotes = quotes_of(conversations, speakers)
    addressees = addressees_layer(heard, speakers, list(range(4)))
    talks, parts = conversations_layer(quotes), participants_layer(quotes, addressees)
    assert talks.rows == len({number for number in conversations if number >= 0})
    for row, number in enumerate(conversations):
        if number >= 0:
            assert talks["first_quote"][number] <= row < talks["end_quote"][number]
    inside = [row for row, number in enumerate(conversations) if number >= 0]
    assert parts["quotes"].sum() == sum(speakers[row] >= 0 for row in inside)
    assert parts["heard"].sum() == sum(len(heard[row]) for row in inside)
    pairs = list(zip(parts["conversation"].tolist(), parts["character"].tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    assert parts["conversation"].tolist() == sorted(parts["conversation"].tolist())
