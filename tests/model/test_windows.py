"""Windows: each word is read once, in its own paragraph, and a paragraph is cut alike wherever it stands."""

from __future__ import annotations

from dataclasses import astuple
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.model.pieces import MOST_PIECES
from fabula.model.windows import AROUND, BEFORE, FITTING, LONGEST, Window, windows

Paragraph = list[list[int]]
"""The pieces of each word of each sentence."""
SIZE = st.integers(1, MOST_PIECES)
SENTENCE = st.one_of(
    st.lists(SIZE, min_size=1, max_size=12),
    st.lists(st.integers(1, 2), min_size=1, max_size=60),
    st.builds(lambda size, count: [size] * count, SIZE, st.integers(1, 400)),
)
TEXT = st.lists(st.lists(SENTENCE, min_size=1, max_size=12), max_size=5)


def cut(text: list[Paragraph]) -> list[Window]:
    sizes = [size for paragraph in text for sentence in paragraph for size in sentence]
    sentence_first = [0, *accumulate(len(sentence) for paragraph in text for sentence in paragraph)]
    paragraph_first = [0, *accumulate(sum(map(len, paragraph)) for paragraph in text)]
    return list(windows(sizes, sentence_first, paragraph_first))


def edges(text: list[Paragraph]) -> tuple[set[int], set[int]]:
    """Where sentences and paragraphs begin or end."""
    sentences = {0, *accumulate(len(sentence) for paragraph in text for sentence in paragraph)}
    return sentences, {0, *accumulate(sum(map(len, paragraph)) for paragraph in text)}


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_each_word_is_read_once_in_order(text: list[Paragraph]) -> None:
    found = cut(text)
    count = sum(len(sentence) for paragraph in text for sentence in paragraph)
    assert [word for window in found for word in range(window.first, window.end)] == list(range(count))
    assert all(window.first < window.end for window in found)


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_no_window_sees_another_paragraph(text: list[Paragraph]) -> None:
    _, paragraphs = edges(text)
    for window in cut(text):
        assert window.seen_first <= window.first < window.end <= window.seen_end
        assert not any(window.seen_first < edge < window.seen_end for edge in paragraphs)


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_windows_are_whole_sentences_or_stretches_of_one(text: list[Paragraph]) -> None:
    sentences, _ = edges(text)
    for window in cut(text):
        if window.whole:
            assert {window.seen_first, window.first, window.end} <= sentences
            assert window.seen_end == window.end
        else:
            assert not any(window.seen_first < edge < window.seen_end for edge in sentences)


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_no_window_is_too_large(text: list[Paragraph]) -> None:
    sizes = [size for paragraph in text for sentence in paragraph for size in sentence]
    sentences, _ = edges(text)
    for window in cut(text):
        seen = sum(sizes[window.seen_first : window.seen_end])
        before = sum(sizes[window.seen_first : window.first])
        after = sum(sizes[window.end : window.seen_end])
        assert seen <= LONGEST
        assert before <= max(BEFORE, AROUND)
        assert after <= AROUND
        alone = not any(window.seen_first < edge < window.seen_end for edge in sentences)
        assert alone or seen <= FITTING


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_only_sentences_that_no_window_holds_are_stretched(text: list[Paragraph]) -> None:
    sizes = [size for paragraph in text for sentence in paragraph for size in sentence]
    ordered = sorted(edges(text)[0])
    long = {(first, end) for first, end in pairwise(ordered) if sum(sizes[first:end]) > LONGEST}
    stretched = {
        next((first, end) for first, end in pairwise(ordered) if first <= window.first < end)
        for window in cut(text)
        if not window.whole
    }
    assert stretched == long


@settings(max_examples=60, deadline=None)
@given(TEXT, st.integers(0, 4))
def test_a_paragraph_is_cut_alike_wherever_it_stands(text: list[Paragraph], row: int) -> None:
    if row >= len(text):
        return
    before = sum(len(sentence) for paragraph in text[:row] for sentence in paragraph)
    size = sum(map(len, text[row]))
    inside = [window for window in cut(text) if before <= window.first < before + size]
    *places, whole = zip(*map(astuple, inside), strict=True)
    alone = zip(*map(astuple, cut([text[row]])), strict=True)
    assert [[place - before for place in column] for column in places] + [list(whole)] == [list(each) for each in alone]


def test_a_paragraph_that_fits_is_one_window() -> None:
    assert cut([[[1] * 100, [1] * 26]]) == [Window(0, 126, 0, 126)]


def test_a_window_sees_whole_sentences_before_it() -> None:
    # As many as make up no more than BEFORE: the sentences of 30 and of 20, not of 40.
    assert cut([[[1] * 90, [1] * 30, [1] * 20]]) == [Window(0, 120, 0, 120), Window(90, 140, 120, 140)]
    assert cut([[[1] * 100, [1] * 20, [1] * 12, [1] * 20]]) == [Window(0, 120, 0, 120), Window(100, 152, 120, 152)]
    assert cut([[[1] * 110, [2] * 20, [1] * 12]])[-1] == Window(110, 142, 110, 142)


def test_a_sentence_that_does_not_fit_beside_what_is_before_it_stands_alone() -> None:
    assert cut([[[1] * 120, [1] * 20, [1] * 120]])[-1] == Window(140, 260, 140, 260)
    assert cut([[[1] * 20, [1] * 254]]) == [Window(0, 20, 0, 20), Window(20, 274, 20, 274)]


def test_a_sentence_too_long_is_read_in_stretches_that_see_to_either_side() -> None:
    own = LONGEST - 2 * AROUND
    assert cut([[[1] * 400]]) == [
        Window(0, own + AROUND, 0, own, whole=False),
        Window(own - AROUND, 400, own, 2 * own, whole=False),
        Window(2 * own - AROUND, 400, 2 * own, 400, whole=False),
    ]


def test_a_sentence_across_a_paragraph_s_end_is_divided() -> None:
    assert list(windows([1] * 10, [0, 6, 10], [0, 4, 10])) == [Window(0, 4, 0, 4), Window(4, 10, 4, 10)]


def test_no_words_no_windows() -> None:
    assert list(windows([], [], [])) == []
    assert list(windows([], [0], [0, 0])) == []
