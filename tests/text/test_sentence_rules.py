"""Sentences: dialogue, abbreviations and odd styles by hand, and what must hold for any text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from fabula.document import Document
from fabula.text.sentences import sentences
from fabula.text.tokens import tokenize
from tests.text.test_tokenize import documents
from tests.text.texts import blocks, heading, sentences_of

CASES = [
    # a tag belongs to what it tags
    '"Stop!" he said.|"Go home."',
    '"Where?" John asked.|Nobody answered.',
    '"Where?" Mr. Alfred Pym asked softly.|Nobody answered.',
    '"Where?" I asked.',
    "“Never!” cried the old man.|He sat down.",
    "‘Never!’ cried the old man.|‘Never.’",
    "'Never!' cried the old man.|'Not for gold.'",
    "«Jamais!» dit-il.|«Pas pour tout l'or.»",
    "—Stop there! Martha said.|—I will not.",
    '"I thought..." Ruth whispered.|Then she wept.',
    # a beat does not
    '"Where?"|John sat down.',
    '"Enough."|She rose.',
    '"Enough!"|The door opened.',
    # an opening quotation
    'He said, "Wait.|I am coming."',
    'He said, "Wait for me," and went.',
    "She rose.|“Come,” she said.|“It is late.”",
    'He looked up: "Is it you?"',
    # abbreviations and initials
    "Mr. Pym met Dr. J. B. Ash at St. Ives.|They dined.",
    "He came at 5 p.m. and left at six.",
    "He came at 5 p.m.|They dined at six.",
    "Cats, dogs, etc., were there, i.e. all of them.",
    "It was plan B.|The others had failed.",
    "See No. 12 for that.|It is clear.",
    # exclamations within a sentence
    "Alas! poor thing, she fell.|Oh!|How she wept.",
    "What! you here?|Yes.",
    # trailing off, stammering
    "I... I don't know.|You do.",
    "He waited... and waited.|Nothing came…|Nobody spoke.",
    "Well . . . perhaps.|No.",
    # brackets, notes, lower case
    "(He was late.)|She was not.",
    "It was so.[12]|It is not.",
    "i went home.|then i slept.",
    "No stop at the end",
]


@pytest.mark.parametrize("case", CASES)
def test_divisions(case: str) -> None:
    expected = case.split("|")
    assert sentences_of(" ".join(expected)) == expected


def test_a_missing_space_divides_too() -> None:
    assert sentences_of("It ended.Then it began.") == ["It ended.", "Then it began."]


def test_headings_and_breaks_are_one_sentence() -> None:
    document = blocks(heading("CHAPTER I. The End. Or not?"), ("* * *", "break", 0), "One. Two.")
    table, rows = sentences(document, tokenize(document))
    assert table.rows == 4
    assert rows.tolist() == sorted(rows.tolist())


def test_no_tokens_no_sentences() -> None:
    document = blocks()
    table, rows = sentences(document, tokenize(document))
    assert table.rows == 0
    assert len(rows) == 0


@settings(max_examples=100, deadline=None)
@given(documents())
def test_sentences_cover_the_tokens_and_cross_no_paragraph(document: Document) -> None:
    words = tokenize(document)
    table, rows = sentences(document, words)
    assert len(rows) == len(words)
    for row in range(table.rows):
        first, end = int(table["first_token"][row]), int(table["end_token"][row])
        assert first < end
        assert (rows[first:end] == row).all()
        assert len(set(words.paragraph[first:end].tolist())) == 1
        assert table["start"][row] == words.start[first]
        assert table["end"][row] == words.end[end - 1]
    assert table["first_token"].tolist() == np.unique(rows, return_index=True)[1].tolist()
