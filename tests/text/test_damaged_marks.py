"""Quotations whose marks are not what they should be: marks lost by printers and scanners, marks within marks."""

from __future__ import annotations

import pytest

from tests.readings import found

DOUBLE, STRAIGHT, SINGLE, STRAIGHT_SINGLE = "“”", '""', "‘’", "''"
EVERY = pytest.mark.parametrize("pair", [DOUBLE, STRAIGHT, SINGLE, STRAIGHT_SINGLE])
TALK = "\n\n⟦{o}I am rowing,{c}⟧ said Tom.\n\nThe sea was grey.\n\n⟦{o}Row harder,{c}⟧ she said, ⟦{o}or swim.{c}⟧"
"""What follows in every story here, and must not suffer."""


def written(line: str, pair: str) -> str:
    """The line and some talk after it, in one convention."""
    return (line + TALK).format(o=pair[0], c=pair[1])


CLOSING_LOST = [
    "⟦{o}Row,⟧ said Anne. ⟦{o}It will rain.{c}⟧",
    "⟦{o}Row!⟧ cried the old man, and he sat down. ⟦{o}It will rain.{c}⟧",
    "⟦{o}Row,⟧ said Anne, and she sat down.",
    "⟦{o}Where to?⟧ asked Mr. Hill.",
    "He turned. ⟦{o}No,{c}⟧ he said, ⟦{o}not now.{c}⟧ She wept. ⟦{o}Oh, Tom,⟧ sobbed she.",
    "⟦{o}Row,⟧ Anne said. She sat down.\n\nHe rowed.",
    "⟦{o}Row,⟧ she sobbed.\n\nHe rowed.",
]


@EVERY
@pytest.mark.parametrize("line", CLOSING_LOST)
def test_a_quotation_that_nothing_closes_ends_before_its_tag(line: str, pair: str) -> None:
    marked = written(line, pair)
    assert found(marked) == marked


OPENING_LOST = [
    "⟦Row,{c}⟧ said Anne.",
    "⟦Row!{c}⟧ cried the old man. ⟦{o}It will rain.{c}⟧",
    "⟦What have you done with the oars, you fool?{c}⟧",
    "⟦I have lost them. I let them go in the night, and they are gone,{c}⟧ said Tom.",
]


@EVERY
@pytest.mark.parametrize("line", OPENING_LOST)
def test_a_quotation_that_nothing_opens_begins_with_its_paragraph(line: str, pair: str) -> None:
    marked = written(line, pair)
    assert found(marked) == marked


@EVERY
@pytest.mark.parametrize(
    "line",
    [
        "He looked at the grey sea for a while. She would not come.{c}",
        "I looked at the grey sea for a while, and at my boat. She would not come.{c}",
        "The boat lay on the sand. The oars were gone, and so was the sail. Come here,{c} said Anne.",
        "He had come, he said, to look at the boat.",
    ],
)
def test_narration_before_a_stray_mark_is_no_speech(line: str, pair: str) -> None:
    marked = written(line, pair)
    assert found(marked) == marked


@EVERY
def test_a_narrator_in_marks_may_say_who_spoke(pair: str) -> None:
    marked = written("⟦{o}He would not come, he said, until spring.⟧\n\n⟦{o}But he came, and so did I.{c}⟧", pair)
    assert found(marked) == marked


@EVERY
def test_a_letter_marked_only_where_it_begins_and_ends(pair: str) -> None:
    marked = written(
        "He read: ⟦{o}Dear Tom, I am well.⟧\n\n"
        "⟦We came to the coast in March, with two mules and a cook, and it rained from the hour we set up tents.⟧\n\n"
        "⟦It has rained ever since. I send you my love.{c}⟧",
        pair,
    )
    assert found(marked) == marked


@EVERY
def test_headlines_in_one_pair_of_marks_are_no_speech(pair: str) -> None:
    marked = written("The paper had it in capitals.\n\n{o}Boat Lost!\n\nTwo Men in the Sea\n\nNo Hope Left!{c}", pair)
    assert found(marked) == marked


@pytest.mark.parametrize("pair", [DOUBLE, STRAIGHT])
def test_a_mark_never_closed_does_not_swallow_the_narration_after_it(pair: str) -> None:
    marked = written("{o}The sea was grey and the sky was too.\n\nNobody came.\n\nNobody went.", pair)
    assert found(marked) == marked


WITHIN = [
    "⟦{o}He sat with the {o}Morning Post,{c} and read it. Then he left.{c}⟧",
    "⟦{o}It is called {o}The Sea,{c} not {o}The Land,{c} and I wrote it.{c}⟧ He bowed.",
    "⟦{o}He said {o}no!{c} to my face,{c}⟧ said Anne.",
]


@pytest.mark.parametrize("pair", [DOUBLE, STRAIGHT])
@pytest.mark.parametrize("line", WITHIN)
def test_marks_within_marks_of_the_same_kind(line: str, pair: str) -> None:
    marked = written(line, pair)
    assert found(marked) == marked


@pytest.mark.parametrize("pair", [DOUBLE, STRAIGHT])
def test_a_title_within_a_quotation_that_goes_on_in_the_next_paragraph(pair: str) -> None:
    marked = written(
        "⟦{o}We sailed in the {o}Good Intent{c} from Hull, and the wind was fair.⟧\n\n⟦{o}Then it fell.{c}⟧", pair
    )
    assert found(marked) == marked


DROPPED = [
    "⟦{o}She stood i{c} the doorway when all on {o}ums were gone, and said nothin{c}.{c}⟧",
    "⟦{o}Up to the {o}sizes wi{c} him, and be glad o{c} it.{c}⟧",
    "⟦{o}I never ax{c} for {o}bacco, nor {o}taters neither.{c}⟧ He spat.",
]


@pytest.mark.parametrize("pair", [SINGLE, STRAIGHT_SINGLE])
@pytest.mark.parametrize("line", DROPPED)
def test_sounds_dropped_in_words_that_no_list_has(line: str, pair: str) -> None:
    marked = written(line, pair)
    assert found(marked) == marked


@pytest.mark.parametrize(("outer", "inner"), [("‘’", "“”"), ("''", '""')])
def test_a_story_told_in_marks_is_speech_from_its_first_mark(outer: str, inner: str) -> None:
    marked = (
        "⟦{o}{a}Let me in!{b} he cried. {a}Let me in!{b}⟧\n\nWill laughed.\n\n"
        "⟦{o}{a}Go home,{b} I said. {a}It is late.{b}{c}⟧"
    ).format(o=outer[0], c=outer[1], a=inner[0], b=inner[1])
    assert found(written(marked, outer)) == written(marked, outer).format()


BROKEN_OFF = [
    "⟦“I was”⟧ (here he coughed) ⟦“afraid of him.”⟧",
    "⟦“I was never”⟧ [a pause] ⟦“afraid of him,”⟧ he said.",
    "⟦“I was”⟧ … he looked round … ⟦“afraid of him.”⟧",
]


@pytest.mark.parametrize("marked", BROKEN_OFF)
def test_speech_that_was_broken_off_goes_on(marked: str) -> None:
    assert found(marked) == marked
