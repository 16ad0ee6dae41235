"""Words in marks that nobody says: titles, names, words held at arm's length; and speech that looks like them."""

from __future__ import annotations

import pytest

from fabula.text.mentioned import goes_on_after, is_mentioned_not_spoken, looks_spoken
from tests.readings import OPEN, bracketed, found


def mentioned(marked: str) -> bool:
    """Whether the one bracketed stretch of a paragraph is mentioned only."""
    text, spans = bracketed(marked)
    (span,) = spans
    return is_mentioned_not_spoken(text, 0, len(text), *span)


MENTIONED = [
    "He called it ⟦“progress”⟧ and looked away.",
    "They called him ⟦“the Badger”⟧ behind his back.",
    "The ⟦“gentleman”⟧ spat on the floor.",
    "His ⟦‘friends’⟧ said nothing.",
    "She was reading ⟦“The Raven”⟧ by the fire.",
    "She read ⟦“The Raven”⟧ by the fire.",
    "He sang ⟦“Greensleeves”⟧ out of tune.",
    "The ship was named ⟦“Good Intent”⟧ after an inn.",
    "He had a parrot known as ⟦“Admiral Ben”⟧ to the crew.",
    "The word ⟦“home”⟧ meant nothing to him.",
    "He spelled it with a ⟦“k”⟧ and two dots.",
    "A sign that read ⟦“Keep Out”⟧ hung from the gate.",
    "It was one of those ⟦«improvements»⟧ that cost money.",
    "So-called ⟦“experts”⟧ had gone over it.",
    "Nobody thought it a ⟦“joke.”⟧",
    "He ended with what he termed ⟦“the long view.”⟧",
    "Will, proud of his ⟦“new boots,”⟧ denied that they let in water.",
    "It had been sold to her as ⟦“The Swan.”⟧ Pressed, she said that she had not paid for it.",
    "He meant, as he put it, ⟦“to bring the old man round.”⟧",
    "They were, as my mother would have called it, ⟦“out of sorts,”⟧ and went home.",
    "She sang ⟦“Black Are the Hills,”⟧ and then she wept.",
]
SPOKEN = [
    "⟦“Progress,”⟧ he said.",
    "He looked away. ⟦“Progress!”⟧",
    "He said ⟦“No”⟧ and left.",
    "He said, ⟦“no more than that,”⟧ and left.",
    "She cried: ⟦“Home!”⟧",
    "Anne whispered ⟦“Yes.”⟧",
    "They answered ⟦‘Aye’⟧ together.",
    "The man at the door—⟦“Stop there!”⟧—was no friend.",
    "He turned to the others. ⟦“The Raven,”⟧ he said.",
    "⟦“Never”⟧, said Anne.",
    "And then a ⟦“Who goes there?”⟧ came out of the dark.",
    "⟦“Black are the hills,”⟧ she sang.",
    "As he put it down, ⟦“The Swan is mine,”⟧ he said.",
    "His ⟦“yes, indeed, sir!”⟧ was heard across the quay.",
    "To this I answered with a ⟦“Not at all, my dear sir, I assure you!”⟧ and a bow.",
]


@pytest.mark.parametrize("marked", MENTIONED)
def test_mentioned(marked: str) -> None:
    assert mentioned(marked)


@pytest.mark.parametrize("marked", SPOKEN)
def test_spoken(marked: str) -> None:
    assert not mentioned(marked)


def test_marks_around_nothing_hold_no_speech() -> None:
    assert mentioned("He wrote ⟦“”⟧ and stopped.")
    assert mentioned("He wrote ⟦“ . . . ”⟧ and stopped.")


@pytest.mark.parametrize("marked", MENTIONED)
def test_the_span_finder_leaves_out_what_is_mentioned(marked: str) -> None:
    opening, closing = next(pair for pair in ("“”", "‘’", "«»") if OPEN + pair[0] in marked)
    plain, _ = bracketed(marked)
    speech = f"\n\n⟦{opening}Well,{closing}⟧ said Anne."
    assert found(plain + speech) == plain + speech


@pytest.mark.parametrize(
    ("marked", "goes_on"),
    [
        ("⟦“I was”⟧ (here he coughed) ⟦“afraid of him.”⟧", True),
        ("⟦“I was,”⟧ here he coughed ⟦“afraid of him.”⟧", False),
        ("⟦“I was”⟧ here he coughed. She had a ⟦“fear of him.”⟧", False),
        ("⟦“I was”⟧ and he called it his ⟦“fear.”⟧", False),
        ("⟦“I was”⟧ (here he coughed) ⟦“afraid”⟧ of him.", False),
    ],
)
def test_speech_that_goes_on_after_it_was_broken_off(marked: str, goes_on: bool) -> None:
    text, (first, second) = bracketed(marked)
    assert goes_on_after(text, *first, *second) is goes_on


@pytest.mark.parametrize(
    ("marked", "spoken"),
    [
        ("⟦'Row,'⟧ said Anne.", True),
        ("Anne said ⟦'Row!'⟧", True),
        ("The sign, ⟦'No Entry.'⟧", True),
        ("It was a ⟦'joke'⟧ to them.", False),
        ("They hung in rows ⟦'and rotted.'⟧", False),
    ],
)
def test_speech_in_marks_other_than_the_story_s(marked: str, spoken: bool) -> None:
    text, ((start, end),) = bracketed(marked)
    assert looks_spoken(text, 0, len(text), start, end) is spoken
