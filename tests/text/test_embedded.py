"""Speech within speech: which stretches of a quotation are embedded, in several conventions of marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.layers import QUOTE_MARKS
from fabula.sources import from_text
from fabula.text.embedded import embedded_in
from fabula.text.marks import marks_of
from fabula.text.quotations import quotations
from fabula.text.tokens import tokenize
from tests.readings import bracket, bracketed


def embedded(text: str) -> list[tuple[int, int]]:
    """What is embedded in the quotations that the span finder sees in a plain text."""
    document = from_text(text)
    table = quotations(document, tokenize(document))
    found = []
    for start, end, code in zip(*(table[name].tolist() for name in ("start", "end", "marks")), strict=True):
        marks = [mark for mark in marks_of(text) if start <= mark.start < end]
        found += [(span.start, span.end) for span in embedded_in(text, start, end, marks, QUOTE_MARKS[code])]
    return found


def found(marked: str) -> str:
    """The text with brackets around what is embedded: equal to the input if all is right."""
    text, _ = bracketed(marked)
    return bracket(text, embedded(text))


CONVENTIONS = [
    ("“", "”", "‘", "’"), ("‘", "’", "“", "”"), ('"', '"', "'", "'"), ("'", "'", '"', '"'), ("«", "»", "‹", "›"),
    ("«", "»", "“", "”"), ("»", "«", "›", "‹"),
]  # fmt: skip
"""Marks of a quotation, and of one inside it."""
BEFORE = "{a}Row,{b} said Anne.\n\n{a}I am rowing as fast as I can,{b} said Tom.\n\n"
"""Shows which marks are the story's own."""
TALK = (
    "{a}He told me, ⟦{c}Go home,{d}⟧ and I went,{b} said Anne.",
    "{a}⟦{c}Go home!{d}⟧ he told me, and I went,{b} said Anne.",
    "{a}Then the old man said: ⟦{c}Go home.{d}⟧{b}",
    "{a}She asked, ⟦{c}Who is it?{d}⟧ ⟦{c}Who goes there?{d}⟧ at the gate.{b}",
    "{a}She asked, ⟦{c}Who is it?{d}⟧ and he said, ⟦{c}It is me.{d}⟧ I heard it.{b}",
    "Tom laughed. {a}I told her, ⟦{c}Never!{d}⟧{b} He sat down. {a}And she said, ⟦{c}Now!{d}⟧ to me.{b}",
    "{a}I put on the {c}dressing-up{d} things,{b} said Anne.",
    "{a}We read {c}The Ferry{d} at school,{b} said Anne. {a}It was long.{b}",
)


@pytest.mark.parametrize(("a", "b", "c", "d"), CONVENTIONS)
@pytest.mark.parametrize("talk", TALK, ids=range(len(TALK)))
def test_a_convention(a: str, b: str, c: str, d: str, talk: str) -> None:
    marked = (BEFORE + talk).format(a=a, b=b, c=c, d=d)
    assert found(marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "— Il m’a dit : ⟦« Rentre chez toi ! »⟧ et je suis rentré.",
        "“He told me, ⟦“Go home,”⟧ and I went,” said Anne.",
        "“He called ⟦‘Go home!’⟧ and I went.”",
        "“The mate said, ⟦‘We’re goin’ roun’ the point,’⟧ and we went.”",
        "\"The mate said, ⟦'We're goin' roun' the p'int,'⟧ and we went.\"",
    ],
)
def test_other_conventions(marked: str) -> None:
    assert found(marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "“We was goin’ roun’ the p’int, an’ the sailors’ boots, ’ceptin’ Tom’s, was wet,” said Will.",
        "\"We was goin' roun' the p'int, an' the sailors' boots, 'ceptin' Tom's, was wet,\" said Will.",
        "\"'Tain't so, 'cordin' to 'im,\" said Will. \"An' them dogs', they was barkin', 'twas said.\"",
        "“It was in the ’nineties, they said, in ’97 or ’98, at the Joneses’.”",
        "\"I saw the boys' boat.  It was the masters', they said.  It was old,\" said Tom.",
    ],
)
def test_apostrophes_make_none(marked: str) -> None:
    assert found(marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "“What he called his ‘little plan’ was to row home,” said Anne.",
        "“The ‘Mary Anne’, as she was, went down,” said Tom.",
        "“I was ‘ill,’ ” she laughed.",
        "“He said ‘hush’ to me,” said Tom.",
        "“It was one called ‘The Old Ferry.’ I read it,” said Tom.",
        "“He said, ‘—’ and no more,” said Tom.",
        "He read the ‘Evening Mail,’ and said, “Row.”",
    ],
)
def test_what_nobody_says_is_not_embedded(marked: str) -> None:
    assert found(marked) == marked


def test_an_opening_mark_that_was_lost_left_a_gap() -> None:
    marked = "\"He told me,   ⟦Go home,'⟧ and I said,   ⟦No.'⟧ That was all,\" said Anne."
    assert found(marked) == marked
    marked = "\"He told me, Go home,' and I said, No.' That was all,\" said Anne."
    assert found(marked) == marked


def test_a_paragraph_that_goes_on() -> None:
    marked = "“He told me, ⟦‘Go home,’⟧ and I went.\n\n“And she said, ⟦‘Stay!’⟧ but I had gone,” said Anne."
    assert found(marked) == marked


PIECES = st.sampled_from([*"“”‘’'\"«»‹›„—,.!? ", "said ", "Go ", "home", "  ", "goin'", "\n\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(QUOTE_MARKS))
def test_what_is_embedded_lies_inside_in_order_and_has_a_word(text: str, family: str) -> None:
    text = "“" + text + "”"
    at = 0
    for span in embedded_in(text, 0, len(text), list(marks_of(text)), family):
        assert at <= span.start < span.end <= len(text)
        assert any(map(str.isalnum, text[span.start : span.end]))
        at = span.end
