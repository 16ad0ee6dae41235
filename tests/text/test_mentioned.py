"""Words in marks that nobody says: titles, names, words held at arm's length; and speech that looks like them."""

from __future__ import annotations

import pytest

from fabula.text.mentioned import is_mentioned_not_spoken, looks_spoken
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
