"""Speech set off by dashes: from the dash to the tag, and on after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.text.dashes import dash_spans, uses_dashes
from tests.readings import bracketed, found, spans_of

DASHES = ["—", "― ", "--", "— ", "-- ", "– ", "―"]

STORIES = [
    ("⟦{d}Row,⟧ said Anne.", "⟦{d}I am rowing,⟧ said Tom.", "The sea was grey.", "⟦{d}Row harder!⟧"),
    ("⟦{d}Row!⟧ cried the old man.", "⟦{d}Where to?⟧ she asked softly.", "⟦{d}Home.⟧"),
    ("⟦{d}I am rowing,⟧ he said, ⟦as hard as I can.⟧", "⟦{d}Then row harder.⟧", "Nobody laughed."),
    ("⟦{d}It will rain,⟧ Anne said.", "⟦{d}It will not.⟧", "⟦{d}It rained yesterday.⟧"),
    ("⟦{d}Don’t you see?⟧ asked Tom. ⟦You never look.⟧", "⟦{d}I see well enough,⟧ said Anne."),
    (
        "⟦{d}Go from me, ye cursed, into the dark, and speak to no one!⟧",
        "⟦{d}I go,⟧ said old Will. ⟦Call me, speak to me!⟧",
    ),
    (
        "⟦{d}Let the boat, speak of it no more, be sunk, you rowed in it, say what you will.⟧",
        "⟦{d}So be it,⟧ said uncle Tom.",
    ),
    ("⟦{d}Who said that? You?⟧", "⟦{d}I did,⟧ Anne admitted. She looked at the floor.", "⟦{d}I knew it.⟧"),
]


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("lines", STORIES, ids=range(len(STORIES)))
def test_speech_runs_from_the_dash_to_the_tag(dash: str, lines: tuple[str, ...]) -> None:
    marked = "\n\n".join(lines).format(d=dash)
    assert found(marked) == marked


def test_dashes_within_narration_open_no_speech() -> None:
    marked = (
        "He came home—late, as always—and sat down.\n\n⟦“Late,”⟧ said Anne—she never looked up—⟦“as always.”⟧\n\n"
        "It was dark -- too dark to see -- and he was tired."
    )
    assert found(marked) == marked


def test_one_paragraph_that_opens_with_a_dash_among_marks_is_no_dash_speech() -> None:
    marked = (
        "⟦“Row,”⟧ said Anne.\n\n⟦“I am rowing,”⟧ said Tom. ⟦“It rains.”⟧\n\n"
        "—but he had stopped.\n\n⟦“You have stopped,”⟧ said Anne. ⟦“Why?”⟧"
    )
    assert found(marked) == marked


def test_a_list_or_a_rule_is_no_speech() -> None:
    for line in ("—", "――――", "-----", "— —", "--"):
        assert spans_of(f"He looked up.\n\n{line}\n\nHe looked down.") == []


def test_dash_speech_across_a_hard_wrap_keeps_its_offsets() -> None:
    text = "—I am rowing as hard\nas I can, said Tom.\n\n—Row harder, said\nAnne."
    assert [text[start:end] for start, end in spans_of(text)] == ["—I am rowing as hard\nas I can,", "—Row harder,"]


def test_a_story_may_go_over_to_dashes() -> None:
    first = ("⟦“Row,”⟧ said Anne.", "⟦“Where to?”⟧ asked Tom.") * 60
    second = ("⟦—Stay,⟧ said Ruth.", "⟦—I can’t,⟧ said Will.") * 60
    marked = "\n\n".join((*first, *second))
    assert found(marked) == marked


_PIECES = st.sampled_from(["—", "― ", "--", "Row", " said Anne", ",", ".", "!", " he said", " ", "…"])


@given(st.lists(_PIECES, max_size=14))
def test_spans_lie_in_their_paragraph_in_order(pieces: list[str]) -> None:
    text = "".join(pieces).strip() or "—Row."
    paragraphs = [(0, len(text))]
    (spans,) = dash_spans(text, paragraphs, uses_dashes(text, paragraphs))
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        last = end


def test_paragraphs_that_are_not_chosen_have_no_spans() -> None:
    text, _ = bracketed("⟦—Row,⟧ said Anne.")
    assert dash_spans(text, [(0, len(text))], [False]) == [[]]
