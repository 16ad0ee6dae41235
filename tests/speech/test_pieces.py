"""Quotations in pieces: rows of what is someone's own and of what they quote; what refers to them; a whole reading."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula import reading
from fabula.errors import EmptyInput
from fabula.exports.script import lines_of
from fabula.layers import ADDRESSEES, Table
from fabula.sources import from_text, load_bytes
from fabula.speech.pieces import Pieces, cut, in_pieces, pieces_that_go_on
from fabula.store.checks import check_layers
from fabula.text.quotations import quotations, quotations_at
from fabula.text.spans import Span
from fabula.text.tokens import tokenize
from tests.readings import story_of
from tests.test_reading import check

TOLD = "“He told me, ‘Go home,’ and I went,” said Anne."
SHOWN = ("speech", "other")


def pieces_of(text: str, speaker: int = 0) -> tuple[Pieces, Table]:
    """The quotations of a plain text in pieces, all of one speaker by a tag, and the whole ones."""
    document = from_text(text)
    words = tokenize(document)
    whole = quotations(document, words)
    rows = whole.rows
    whole = whole.with_columns(speaker=[speaker] * rows, cue=["tag"] * rows, confidence=[0.5] * rows)
    return in_pieces(document, words, whole), whole


def shown(text: str) -> list[tuple[str, str]]:
    table = pieces_of(text)[0].quotes
    columns = (table[name].tolist() for name in ("start", "end"))
    return [(text[a:b], table.decoded("kind", row)) for row, (a, b) in enumerate(zip(*columns, strict=True))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TOLD, ["“He told me,", "*‘Go home,’", "and I went,”"]),
        ("“‘Go home!’ he told me, and I went.”", ["*“‘Go home!’", "he told me, and I went.”"]),
        ("“And then he said: ‘Go home.’”", ["“And then he said:", "*‘Go home.’”"]),
        ("“He said, ‘Who?’ ‘Who goes?’ and I ran.”", ["“He said,", "*‘Who?’", "*‘Who goes?’", "and I ran.”"]),
        ("“He said—‘Never!’—and left,” said Anne.", ["“He said—", "*‘Never!’", "—and left,”"]),
        ("“He said, ‘Row,’—‘Stay,’ he said.”", ["“He said,", "*‘Row,’—", "*‘Stay,’", "he said.”"]),
        ("‘He told me, “Go home,” and I went,’ said Anne.", ["‘He told me,", "*“Go home,”", "and I went,’"]),
        ("“The ‘Mary Anne’ went down,” said Anne.", ["“The ‘Mary Anne’ went down,”"]),
    ],
)  # fmt: skip
def test_rows(text: str, wanted: list[str]) -> None:
    assert shown(text) == [(each.lstrip("*"), SHOWN[each.startswith("*")]) for each in wanted]


def test_what_a_piece_has_of_the_whole() -> None:
    text = f"“Row,” said Tom. {TOLD} “Never!”"
    pieces, whole = pieces_of(text, 7)
    table = pieces.quotes
    assert pieces.of.tolist() == [0, 1, 1, 1, 2]
    for name in ("utterance", "conversation", "speaker", "mention", "confidence"):
        assert np.array_equal(table[name], whole[name][pieces.of])
    cues = [table.decoded("cue", row) for row in range(5)]
    assert cues == ["tag", "tag", "continuation", "continuation", "tag"]
    assert [table.decoded("marks", row) for row in range(5)] == ["double", "double", "single", "double", "double"]
    assert np.all(table["first_token"][1:] >= table["end_token"][:-1])


def test_nobody_goes_on_with_what_nobody_said() -> None:
    table = pieces_of(TOLD, -1)[0].quotes
    assert [table.decoded("cue", row) for row in range(3)] == ["tag", "tag", "tag"]


def test_without_embedded_speech_the_table_is_the_same_one() -> None:
    pieces, whole = pieces_of("“Row,” said Anne. “The ‘old’ boat.”")
    assert pieces.quotes is whole
    heard = Table.of_rows(ADDRESSEES, [(0, 3, "tag", 0.75), (1, 2, "near", 0.5)])
    assert pieces.addressees(heard) == heard


def test_pieces_are_said_to_all_whom_the_whole_is_said_to() -> None:
    pieces, _ = pieces_of(f"“Row,” said Tom. {TOLD} “Never!”")
    heard = Table.of_rows(ADDRESSEES, [(1, 3, "tag", 0.75), (1, 2, "near", 0.5), (2, 3, "turn", 0.25)])
    found = pieces.addressees(heard)
    assert found["quote"].tolist() == [1, 1, 2, 2, 3, 3, 4]
    assert found["character"].tolist() == [3, 2] * 3 + [3]
    assert found["confidence"].tolist() == [0.75, 0.5] * 3 + [0.25]
    assert pieces.addressees(Table.empty(ADDRESSEES)).rows == 0


def test_all_of_it_quoted_stays_whole() -> None:
    text = "“‘Row!’”"
    assert cut(text, 0, len(text), [Span(1, 7, "single")]) == []
    assert cut("“‘Row!’ ‘No!’”", 0, 14, [Span(1, 7, "single"), Span(8, 13, "single")]) == []


def test_offsets_pass_over_what_is_hidden() -> None:
    source = "“He told me,\n‘*Go*\nhome,’ and I *went*,” said Anne.\n"
    document = load_bytes(source.encode(), "x.md")
    words = tokenize(document)
    table = in_pieces(document, words, quotations(document, words)).quotes
    spans = list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))
    assert [document.shown(*span) for span in spans] == ["“He told me,", "‘Go home,’", "and I went,”"]
    assert [document.text[a:b] for a, b in spans] == ["“He told me,", "‘*Go*\nhome,’", "and I *went*,”"]


def test_given_quotations_are_not_cut() -> None:
    at = [(0, TOLD.index(" said Anne"))]
    story = reading.read_document(from_text(TOLD), gold_quotes=at)
    assert [(quote.start, quote.end) for quote in story.quotes] == at
    words = tokenize(from_text(TOLD))
    assert in_pieces(from_text(TOLD), words, quotations_at(at, words)).quotes.rows == 3


TEXT = (
    "Anne Hale and Tom Rook sat in the boat.\n\n“Row, Tom!” said Anne.\n\n“Captain Vane said to me, ‘Stay with Peter,’ "
    "and I stayed, Anne,” said Tom to Anne. “So I did.”\n\n“Why?” she asked.\n"
)


def test_a_reading() -> None:
    story = story_of(TEXT)
    check_layers(len(TEXT), story.layers)
    check(story)
    first, said, quoted, then, last, why = story.quotes
    assert [quote.text for quote in (said, quoted, then)] == [
        "“Captain Vane said to me,", "‘Stay with Peter,’", "and I stayed, Anne,”",
    ]  # fmt: skip
    assert [quote.kind for quote in story.quotes] == ["speech", "speech", "other", "speech", "speech", "speech"]
    tom, anne = story.character("Tom"), story.character("Anne")
    assert tom is not None
    assert anne is not None
    assert [quote.speaker for quote in (said, quoted, then, last)] == [tom] * 4
    assert said.cue == "tag"
    assert (quoted.cue, then.cue) == ("continuation", "continuation")
    assert {quote.utterance for quote in (said, quoted, then, last)} == {said.utterance}
    assert first.utterance < said.utterance < why.utterance
    assert said.addressees == quoted.addressees == then.addressees == [anne]
    stands = {mention.text: int(story.layers["mentions"]["quote"][mention.index]) for mention in story.mentions}
    assert stands["Captain Vane"] == said.index
    assert stands["Peter"] == quoted.index
    assert story.utterances[said.utterance].text == (
        "“Captain Vane said to me, ‘Stay with Peter,’ and I stayed, Anne,” “So I did.”"
    )
    lines = [line for line in lines_of(story) if line.utterance == said.utterance]
    assert [line.quote for line in lines] == [1, 2, 3, 4]
    assert {line.voice for line in lines} == {tom.id}


def test_an_utterance_has_no_space_where_its_pieces_touch() -> None:
    story = story_of("“He said—‘Never!’—and left,” said Anne Hale.\n")
    assert len(story.quotes) == 3
    assert story.utterances[0].text == "“He said—‘Never!’—and left,”"


PARTS = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", " ", " ", ", ", ". ", "—", "! ", "said ", "she said, ", "Go ", "home", "\n", "\n\n"]
)


def letters(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_pieces_hold_what_the_whole_does_once_in_order(text: str) -> None:
    text = f"“She said, ‘Go,’ {text}”"
    try:
        pieces, whole = pieces_of(text)
    except EmptyInput:
        return
    table = pieces.quotes
    held = [""] * whole.rows
    at = 0
    for row, (start, end) in enumerate(zip(table["start"].tolist(), table["end"].tolist(), strict=True)):
        assert at <= start < end
        held[pieces.of[row]] += letters(text[start:end])
        at = end
    columns = (whole[name].tolist() for name in ("start", "end"))
    assert held == [letters(text[start:end]) for start, end in zip(*columns, strict=True)]
    assert np.all(table["first_token"] < table["end_token"])
    assert np.all(table["first_token"][1:] >= table["end_token"][:-1])
    kinds = [table.decoded("kind", row) for row in range(table.rows)]
    assert {int(row) for row, kind in zip(pieces.of, kinds, strict=True) if kind == "speech"} == {*range(whole.rows)}


def test_pieces_that_go_on_are_told_from_quotations_that_follow() -> None:
    text = (
        f"{TOLD} “So,” said Tom.\n\n“He said, ‘Row.’ ‘Now.’”\n\n“And I rowed.” “Well!”\n\n"
        "“He cried, ‘No!’\n\n“And ‘Yes!’ he cried.”"
    )
    table = pieces_of(text)[0].quotes
    on = pieces_that_go_on(from_text(text), table)
    assert [(text[a:b], bool(is_on)) for a, b, is_on in zip(table["start"], table["end"], on, strict=True)] == [
        ("“He told me,", False), ("‘Go home,’", True), ("and I went,”", True), ("“So,”", False),
        ("“He said,", False), ("‘Row.’", True), ("‘Now.’”", True), ("“And I rowed.”", False), ("“Well!”", False),
        ("“He cried,", False), ("‘No!’", True), ("“And", False), ("‘Yes!’", True), ("he cried.”", True),
    ]  # fmt: skip
