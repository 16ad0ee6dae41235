"""Pieces of words: cases worked by hand on a tiny vocabulary, and what holds for any text and the shipped one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fabula.model import weights
from fabula.model.pieces import MOST_PIECES, SHAPES, Pieces, shape

TINY = (
    "[PAD] [UNK] [CLS] [SEP] a un able aff ##aff ##able ##ab ##le ##a boat ##man the e ##e cafe 1 ##9 "
    "' \" — - . ... 你 好 😀 s ##s и ##и unknown"
).split()
ANYTHING = st.text(st.characters(), max_size=40)
"""Lone surrogates too."""


@cache
def tiny() -> Pieces:
    return Pieces(TINY)


@cache
def shipped() -> Pieces:
    lines = (weights.folder() / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    return Pieces(lines)


def seen(word: str) -> str:
    return " ".join(TINY[number] for number in tiny().of(word))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("boat", "boat"),
        ("Boat", "boat"),
        ("BOATMAN", "boat ##man"),
        # The longest first: not ##ab ##le, though that fits as well.
        ("unaffable", "un ##aff ##able"),
        ("aab", "a ##ab"),
        # Greedy, so what is left over may have no piece: then the word is unknown, not half of it.
        ("unboat", "[UNK]"),
        ("boats", "boat ##s"),
        ("x", "[UNK]"),
        ("199", "1 ##9 ##9"),
        # Marks and ideographs stand alone.
        ("boat-boat", "boat - boat"),
        ("boat-xs", "boat - [UNK]"),
        ("a-a", "a - a"),
        ("'s", "' s"),
        ("你好", "你 好"),
        ("a你a", "a 你 a"),
        ("😀😀", "😀 😀"),
        ("a😀", "a 😀"),
        # Accents go, composed or not.
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("ÉÉ", "e ##e"),
        ("ий", "и ##и"),
        # Invisible characters go.
        ("bo\u200bat", "boat"),
        ("\ufeffboat\u2060", "boat"),
        ("bo\u00adat", "boat"),
        ("a\u200da", "a ##a"),
        ("\u200b", "[UNK]"),
        ("\u0301", "[UNK]"),
        ("", "[UNK]"),
        # Names of pieces that a text happens to hold are not those pieces.
        ("[SEP]", "[UNK] [UNK] [UNK]"),
        ("##man", "[UNK] [UNK] [UNK]"),
    ],
)
def test_by_hand(word: str, pieces: str) -> None:
    assert seen(word) == pieces


@pytest.mark.parametrize(
    "same",
    ["“ ” „ « » \" `` '' ″", "‘ ’ ‚ ' ` ´ ʼ", "— -- --- ---- ― ⸺", "… ...", "’s 's ‘s", "a’a a'a"],
)
def test_marks_that_differ_only_in_print_are_the_same(same: str) -> None:
    for pieces in (tiny(), shipped()):
        first, *others = [pieces.of(word) for word in same.split()]
        assert pieces.unknown not in first
        assert all(other == first for other in others)


def test_a_hyphen_is_no_dash() -> None:
    assert tiny().of("-") != tiny().of("—")


@pytest.mark.parametrize("letter", ["a", "x", "é", "\u200b", "д"])
def test_a_run_of_letters_too_long_is_one_unknown_piece(letter: str) -> None:
    for pieces in (tiny(), shipped()):
        assert pieces.of(letter * 10_000) == (pieces.unknown,)


def test_no_word_has_more_than_its_share_of_pieces() -> None:
    assert seen("你" * 10_000) == " ".join(["你"] * MOST_PIECES)
    assert len(tiny().of("a-" * 5_000)) == MOST_PIECES
    assert len(tiny().of("a" * 60)) == MOST_PIECES
    assert seen("你" * (MOST_PIECES - 1) + "a" * 9).split()[-1] == "a"


@settings(deadline=None)
@given(ANYTHING)
def test_any_word_has_pieces(word: str) -> None:
    pieces = shipped()
    found = pieces.of(word)
    assert 1 <= len(found) <= MOST_PIECES
    assert not {pieces.cls, pieces.sep} & set(found)
    assert found == pieces.of(word) == shipped().of(word.lower())


@settings(deadline=None)
@given(ANYTHING)
def test_a_word_s_pieces_do_not_depend_on_the_words_before_it(word: str) -> None:
    assert Pieces(TINY).of(word) == tiny().of(word)


@pytest.mark.parametrize(
    ("word", "its"),
    [
        ("boat", "lower"),
        ("n't", "lower"),
        ("你好", "lower"),
        ("Boat", "title"),
        ("O’clock", "title"),
        ("ÉMILE", "upper"),
        ("U.S.", "upper"),
        ("I", "initial"),
        ("J.", "initial"),
        ("McDonald", "mixed"),
        ("iPhone", "mixed"),
        ("eH", "mixed"),
        ("1899", "none"),
        ("—", "none"),
        ("😀", "none"),
        ("", "none"),
        ("ПРИВЕТ", "upper"),
    ],
)
def test_letter_case(word: str, its: str) -> None:
    assert SHAPES[shape(word)] == its


@settings(deadline=None)
@given(ANYTHING)
def test_any_word_has_a_letter_case(word: str) -> None:
    assert 0 <= shape(word) < len(SHAPES)


@cache
def bert() -> Any:
    """BERT's own tokenizer with the shipped vocabulary."""
    tokenizers = pytest.importorskip("tokenizers")
    return tokenizers.BertWordPieceTokenizer(str(weights.folder() / "vocabulary.txt"), lowercase=True)


def bert_pieces(word: str) -> tuple[int, ...]:
    found = bert().encode(word, add_special_tokens=False).ids
    return tuple(found[:MOST_PIECES]) or (shipped().unknown,)


def test_pieces_are_those_of_bert() -> None:
    names = (Path(weights.__file__).parents[1] / "people" / "data" / "given_names.tsv").read_text(encoding="utf-8")
    words = set(names.split())
    words |= {
        *"Unaffable antidisestablishmentarianism o'clock ma'am will-o'-the-wisp don't 1,234.50 café naïve".split(),
        *"ÆSIR straße Łódź Ωμέγα Привет 你好吗 Đặng 3rd $5 half-past Mr. e.g. #9 a@b.c x² ﬁsh İstanbul Ǆ".split(),
    }
    words |= {word.upper() for word in words}
    for word in words:
        assert shipped().of(word) == bert_pieces(word), word


@settings(deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789éüñçß.,!?-'", min_size=1, max_size=30))
def test_pieces_of_made_up_words_are_those_of_bert(word: str) -> None:
    assume(not set(word) <= set("-'"))  # dashes and quotation marks, which are one however they are printed
    assert shipped().of(word) == bert_pieces(word)
