"""Aligning texts, joining tokens, and quotations in common between two editions."""

from __future__ import annotations

import numpy as np

from evaluation.align import align, letters, stream, visible
from evaluation.conventions import in_common
from evaluation.sets import litbank

STORY = (
    "It was late in the year when the ferryman laid up his boat and went down to the town to sell his eels. "
    "Nobody there would buy, for the river had risen and every ditch was full of them. So he walked home again. "
)


def test_a_text_aligns_with_itself_spelt_otherwise() -> None:
    left, right = "".join(stream(STORY, letters)[0]), stream(STORY.upper().replace("eels", "ee-ls"), letters)[0]
    assert left == right
    assert align(left, right).tolist() == list(range(len(left)))


def test_insertions_and_changes_shift_the_rest_only() -> None:
    left = stream(STORY, letters)[0]
    changed = stream("A preface. " + STORY.replace("river", "great river").replace("home", "hame"), letters)[0]
    found = align(left, changed)
    known = np.flatnonzero(found >= 0)
    assert len(known) == len(left) - 1
    assert all(left[i] == changed[found[i]] for i in known)
    assert (np.diff(found[known]) > 0).all()


def test_texts_with_nothing_in_common() -> None:
    assert (align("abc" * 20, "xyz" * 20) == -1).all()
    assert align("", "abc").tolist() == []


def test_tokens_find_their_place_in_the_raw_text() -> None:
    raw = "CHAPTER I\n\n\n“Don't,” said Tom--\n_softly_.\n\n" + STORY
    words = "“ Do n't , ” said Tom -- _ softly _ .".split() + STORY.replace(".", " .").split()
    spans, share = litbank.over_raw(words, raw)
    assert share == 1.0
    assert [raw[a:b] for a, b in spans] == words


def test_tokens_join_as_english_is_written() -> None:
    lines = ['" Do', "n't , \" said Tom ( the boy 's friend ) .", '" Why -- not ? "']
    text, spans = litbank.joined([line.split() for line in [" ".join(lines[:2]), lines[2]]])
    assert text == '"Don\'t," said Tom (the boy\'s friend).\n\n"Why--not?"'
    assert [text[a:b] for a, b in spans] == " ".join(lines).split()


def quoted(text: str, *quotes: str) -> list[tuple[int, int]]:
    return [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]


def test_quotations_in_common() -> None:
    left = f"‘To-day,’ he said, ‘we row.’ {STORY} ‘Aye!’ {STORY[::-1]}"
    right = f"Preface “by nobody.”\n\n“Today,” he said, “we row.” {STORY} “Aye!” {STORY[::-1]}"
    common = in_common(
        left,
        quoted(left, "‘To-day,’", "‘we row.’", "‘Aye!’"),
        right,
        quoted(right, "“by nobody.”", "“Today,”", "“we row.”"),
    )
    # The preface's quotation is not in the text they share; "Aye!" is in one edition only: 2 * 2 / (3 + 2).
    assert (common.counts.matched, common.counts.gold, common.counts.predicted) == (2, 3, 2)
    assert common.counts.f1 == 0.8
    assert common.only_left == (2,)
    assert common.only_right == ()


def test_white_space_is_no_character() -> None:
    assert stream("a “b” —\n", visible)[0] == 'a"b"-'
