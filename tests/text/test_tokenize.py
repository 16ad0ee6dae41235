"""Tokens: conventions case by case, and what must hold for any text."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.document import Document, Metadata
from fabula.layers import EMPHASIS, HIDDEN, ORIGINS, PARAGRAPHS, Table
from fabula.text.tokens import LONGEST, tokenize
from tests.text.texts import blocks, tokens_of

CASES = [
    # contractions, straight and curly
    ("I don't, can't, won't; she'll.", "I do n't , ca n't , wo n't ; she 'll ."),
    ("I don’t know; John’s here.", "I do n’t know ; John ’s here ."),
    ("I'd've gone. cannot gonna dont", "I 'd 've gone . can not gon na do nt"),
    ("I 'll go, he 's late", "I 'll go , he 's late"),
    ("DON'T. D'ye see, ma'am? o'clock y'all", "DO N'T . D'ye see , ma'am ? o'clock y' all"),
    # possessives and dropped letters
    ("the sailors' ship, the sailors’ ship", "the sailors ' ship , the sailors ’ ship"),
    ("goin' an' comin'", "goin ' an ' comin '"),
    ("cat's-eyes birds'-nesting", "cat 's - eyes birds ' - nesting"),
    ("'tis 'Twas ’twasn’t 'em ’em 'cause", "'t is 'T was ’t was n’t 'em ’em 'cause"),
    ("rock 'n' roll in the '90s of the 1890's", "rock 'n' roll in the '90s of the 1890's"),
    ("’Ave a care, “’e said” so", "’Ave a care , “ ’e said ” so"),
    # quotation marks are tokens, single ones too
    ("'Go,' he said. 'Now.'", "' Go , ' he said . ' Now . '"),
    ("‘Go,’ he said, “why ‘now’?”", "‘ Go , ’ he said , “ why ‘ now ’ ? ”"),
    ("''Tis so,' said he", "' 'T is so , ' said he"),
    ("“‘Go!’”", "“ ‘ Go ! ’ ”"),
    ("«Va», dit-il. „So“", "« Va » , dit-il . „ So “"),
    # dashes, dots, repeated marks
    ("No--wait—yes – so ---- x―y", "No -- wait — yes – so ---- x ― y"),
    ("Well... wait…. . . . no!!! what?!", "Well ... wait … . . . . no !!! what ?!"),
    ("* * * *****", "* * * *****"),
    # hyphens stay inside words
    ("will-o'-the-wisp twenty-one I-I-I mother-in-law's", "will-o'-the-wisp twenty-one I-I-I mother-in-law 's"),
    # abbreviations
    ("Mr. J. R. Smith, Esq., of St. Ives.", "Mr. J. R. Smith , Esq. , of St. Ives ."),
    ("He ate it, i.e. all, at 5 p.m. Then U.S. etc.", "He ate it , i.e. all , at 5 p.m. Then U.S. etc."),
    ("No. 5 was a no. The sun. I saw it all, said I.", "No. 5 was a no . The sun . I saw it all , said I ."),
    # numbers
    ("$5,000.50 at 5:30 on 1/2/1999, 5pm, 3-4, 1st", "$ 5,000.50 at 5:30 on 1/2/1999 , 5 pm , 3 - 4 , 1st"),
    # the net
    ("See www.foo.org/x. Write a.b@c.com, @me #tag1!", "See www.foo.org/x . Write a.b@c.com , @me #tag1 !"),
    ("ok :) 😂👍🏽 👨‍👩‍👧 🇬🇧", "ok :) 😂 👍🏽 👨‍👩‍👧 🇬🇧"),
    # mark-up that nobody hid
    ("_very_ snake_case", "_ very _ snake_case"),
    ("cafe\u0301 naïve", "cafe\u0301 naïve"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_conventions(text: str, expected: str) -> None:
    assert tokens_of(text) == expected.split()


def test_a_word_broken_by_hidden_characters_is_one_token() -> None:
    text = "un\u2060believ_able_, he\nsaid"
    hidden = [(2, 3, "invisible"), (9, 10, "markup"), (14, 15, "markup"), (19, 20, "wrap")]
    words = tokenize(blocks(text, hidden=hidden))
    assert words.texts == ["unbelievable", ",", "he", "said"]
    assert [(int(a), int(b)) for a, b in zip(words.start, words.end, strict=True)] == [
        (0, 14),
        (15, 16),
        (17, 19),
        (20, 24),
    ]
    assert words.space_before.tolist() == [False, False, True, True]


def test_tokens_stay_in_their_paragraphs_and_what_lies_outside_is_left_out() -> None:
    rows = [(0, 3, "prose", 0, False, False, "", ""), (3, 3, "prose", 0, False, False, "", "")]
    rows += [(3, 6, "prose", 0, False, False, "", "")]
    empty = [Table.empty(layer) for layer in (HIDDEN, EMPHASIS, ORIGINS)]
    words = tokenize(Document("abcdef ghi", Metadata(), Table.of_rows(PARAGRAPHS, rows), *empty))
    assert words.texts == ["abc", "def"]
    assert words.paragraph.tolist() == [0, 2]
    assert words.paragraph_first.tolist() == [0, 1, 1, 2]


def test_no_paragraphs_no_tokens() -> None:
    words = tokenize(blocks())
    assert len(words) == 0
    assert words.paragraph_first.tolist() == [0]


def test_scripts_without_spaces_and_noise_are_cut() -> None:
    assert {len(token) for token in tokens_of("漢" * 300)} == {LONGEST, 300 - 2 * LONGEST}
    assert max(map(len, tokens_of("a" * 5000))) == LONGEST


@pytest.mark.parametrize(
    "unit", ["a", "'", "a'", "a-", "1,", "@", "www.", "a's-", "n't", "a_", "-", "“a", "a.", "http://"]
)
def test_takes_linear_time(unit: str) -> None:
    begun = time.perf_counter()
    tokens_of(unit * (30_000 // len(unit)))
    assert time.perf_counter() - begun < 5


_PIECES = st.sampled_from(
    [
        "a", "B", "I", "word", "Mr", "St", "No", "'", "’", "‘", '"', "“", "”", "«", ".", "...", "…", "!", "?", ",", "-",
        "--", "—", " ", "  ", "\n", "\t", "\u00a0", "\u200a", "\u2060", "\u200b", "\u00ad", "\u0301", "\u200d", "_",
        "n't", "’s", "'em", "’twas", "1", "5:30", "$", "www.", "http://x", "@", "#", "a@b.co", ":)", "😂", "🏽", "🇬🇧",
        "*", "漢字", "é", "ß", "ſ", "İ", "\x1f", "&", "/", "(", ")", "[", "]", "cannot", "\ud800",
    ]
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A text cut at random into paragraphs, with random hidden spans."""
    text = draw(st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=80)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    paragraphs = [(a, b, "prose", 0, False, False, "", "") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    kinds = st.sampled_from(["wrap", "markup", "invisible"])
    hidden = [(a, b, draw(kinds)) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return Document(
        text,
        Metadata(),
        Table.of_rows(PARAGRAPHS, paragraphs),
        Table.of_rows(HIDDEN, hidden),
        Table.empty(EMPHASIS),
        Table.empty(ORIGINS),
    )


@settings(max_examples=100, deadline=None)
@given(documents())
def test_every_visible_character_is_in_exactly_one_token(document: Document) -> None:
    words = tokenize(document)
    visible = document.visible
    shown = {int(offset): character for offset, character in zip(visible.offsets[:-1], visible.text, strict=True)}
    covered = np.zeros(len(document.text) + 1, dtype=int)
    for text, start, end, paragraph in zip(words.texts, words.start, words.end, words.paragraph, strict=True):
        row = {name: int(document.paragraphs[name][paragraph]) for name in ("start", "end")}
        assert row["start"] <= start < end <= row["end"]
        assert text == "".join(shown[at] for at in range(start, end) if at in shown)
        assert not any(map(str.isspace, text))
        assert 0 < len(text) <= LONGEST
        covered[start:end] += 1
    assert (np.diff(words.start) > 0).all()
    assert (words.end[:-1] <= words.start[1:]).all()
    inside = np.zeros(len(document.text) + 1, dtype=bool)
    for start, end in zip(document.paragraphs["start"], document.paragraphs["end"], strict=True):
        inside[start:end] = True
    for at, character in shown.items():
        assert covered[at] == (inside[at] and not character.isspace())
    first = words.paragraph_first
    assert len(first) == document.paragraphs.rows + 1
    assert first[-1] == len(words)
    for row in range(document.paragraphs.rows):
        assert (words.paragraph[first[row] : first[row + 1]] == row).all()
