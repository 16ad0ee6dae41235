"""Quotation spans in every convention: exact offsets, and damage that ends with its paragraph."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fabula.errors import EmptyInput
from fabula.layers import QUOTE_MARKS
from fabula.sources import from_text
from fabula.text.quotations import quotations, quotations_at
from fabula.text.tokens import tokenize
from tests.readings import bracket, bracketed, found, spans_of
from tests.text.texts import blocks, heading


def paragraphs(*lines: str) -> str:
    return "\n\n".join(lines)


def utterances(text: str) -> list[int]:
    document = from_text(text)
    return quotations(document, tokenize(document))["utterance"].tolist()


def marks(text: str) -> list[str]:
    document = from_text(text)
    return [QUOTE_MARKS[code] for code in quotations(document, tokenize(document))["marks"]]


TALK = (
    ("⟦{o}Row,{c}⟧ said Anne.", "Tom pulled at the oars."),
    ("⟦{o}Where to?{c}⟧ he asked.", "⟦{o}Home,{c}⟧ she said, ⟦{o}before the tide turns.{c}⟧"),
    ("She looked back. ⟦{o}Is that a sail?{c}⟧", "⟦{o}It is a cloud!{c}⟧"),
    ("Tom said, ⟦{o}I can see nothing at all.{c}⟧", "⟦{o}Then row.{c}⟧ She sat down. ⟦{o}And say nothing.{c}⟧"),
    ("⟦{o}Look—{c}⟧", "⟦{o}I am looking . . .{c}⟧ he said. ⟦{o}I am looking…{c}⟧"),
    ("⟦{o}Yes{c}⟧, said Tom. ⟦{o}I see it now{c}⟧.", "Nobody answered."),
)
PAIRS = [('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("«", "»"), ("»", "«"), ("« ", " »"), ("„", "“"), ("``", "''")]


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
@pytest.mark.parametrize("lines", TALK, ids=range(len(TALK)))
def test_a_convention(opening: str, closing: str, lines: tuple[str, str]) -> None:
    marked = paragraphs(*lines).format(o=opening, c=closing)
    assert found(marked) == marked


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_every_convention_gives_the_same_quotations(opening: str, closing: str) -> None:
    marked = paragraphs(*(line for lines in TALK for line in lines)).format(o=opening, c=closing)
    assert found(marked) == marked


APOSTROPHES = [
    "⟦‘’Tis the sailors’ hats,’⟧ said Will. ⟦‘They’re blowin’ about.’⟧",
    "⟦‘What’s o’clock?’⟧ asked Anne. It was nine by the Joneses’ clock.",
    "⟦‘I saw ’em goin’ down the lane,’⟧ said Tom, ⟦‘an’ the dogs’ tails was waggin’.’⟧",
    "⟦‘It was in the ’nineties,’⟧ he said. ⟦‘In ’97, or ’98.’⟧ The ’90s were long gone.",
    "⟦‘Rock ’n’ roll,’⟧ she said, and the girls’ faces fell.",
    "The sailors’ hats hung on the boys’ pegs. ⟦‘Whose are these?’⟧ asked Tom.",
    "⟦‘The boys’ boots are in James’s room,’⟧ she said.",
    "⟦'It's the dogs' dinner,'⟧ said Tom, ⟦'an' nobody's touched it.'⟧",
    "⟦'Tain't so,'⟧ said Will. ⟦''Twas never so.'⟧",
    "⟦'Give 'em here,'⟧ said Will. ⟦'I'll not ask 'ee twice.'⟧",
    "⟦'Nothin' doin','⟧ said Tom. He'd seen the '90s out in the masters' rooms.",
    "⟦‘D’you mean the captain’s?’⟧ he said. ⟦‘No, the mates’.’⟧",
]
"""Single marks among apostrophes: dropped sounds at either end of a word, plurals' genitives, years."""


@pytest.mark.parametrize("marked", APOSTROPHES)
def test_apostrophes_neither_open_nor_close(marked: str) -> None:
    assert found(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "The sailors’ hats and the boys’ boots lay where they’d fallen; ’twas nobody’s fault.",
        "'Twas the summer of '69, and the girls' dresses were all o' the same cut.",
        "It was ten o’clock in the ’90s, an’ the dogs’ barkin’ woke ’em.",
        "Rock 'n' roll, he'd say, was John's and James' affair.",
        'The board was 6\' 2" long and 4" wide.',
        "He stood six feet and was 5'11\" in his socks. She was 5'2\".",
        "At 12° 30' 15\" they turned back.",
        "There are no marks here at all.",
    ],
)
def test_no_quotation_where_there_is_none(text: str) -> None:
    assert bracket(text, spans_of(text)) == text


def test_inches_in_a_story_that_quotes_with_the_same_mark() -> None:
    marked = paragraphs(
        '⟦"Cut it at 6" and no more,"⟧ said Ruth.',
        'The plank was 9" wide. Tom nodded.',
        '⟦"It is 12" now,"⟧ he said. ⟦"I measured it."⟧',
    )
    assert found(marked.split("\n\n")[1]) == 'The plank was 9" wide. Tom nodded.'
    # whatever happens to the inches, the other paragraphs keep their quotations
    text, expected = bracketed(marked)
    assert {span for span in spans_of(text) if text[span[0] :].startswith('"I meas')} == {expected[-1]}


NESTED = [
    "⟦“He said ‘Never’ and left,”⟧ said Anne.",
    "⟦‘He said “Never!” and left,’⟧ said Anne.",
    "⟦\"He told me, 'Go home,' and I went,\"⟧ said Tom.",
    "⟦'He told me, \"Go home,\" and I went,'⟧ said Tom.",
    "⟦“‘Go home,’ he told me.”⟧ She sat down.",
    "⟦“And then he said, ‘Go home.’”⟧ She sat down.",
    "⟦“And then he said, ‘Go home.’ ”⟧ She sat down.",
    "⟦‘And then he said, “Go home.”’⟧ She sat down.",
    "⟦«He said “Never” to me,»⟧ said Anne.",
    "⟦“She asked, ‘Did he say “Never”?’ and I had no answer,”⟧ said Anne.",
]


@pytest.mark.parametrize("marked", NESTED)
def test_a_quotation_within_a_quotation_stays_inside(marked: str) -> None:
    assert found(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "“Row,” said Anne, “before it rains.”",
        "‘Row,’ said Anne, ‘before it rains.’",
        "«Row,» said Anne, «before it rains.»",
        "“I was”—she looked round—“afraid of him.”",
        "“Row,” said Anne. She looked at the sky. “It will rain.”",
        "—Row, said Anne, before it rains.\n\n—No.",
    ],
)
def test_interrupted_speech_is_one_utterance(text: str) -> None:
    assert utterances(text)[:2] == [0, 0]


def test_paragraphs_of_talk_are_utterances_of_their_own() -> None:
    text = "“Row,” said Anne.\n\n“I am rowing,” he said, “as hard as I can.”\n\n“Row harder.”"
    assert utterances(text) == [0, 1, 1, 2]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»")])
def test_continuation_paragraphs_open_without_closing(opening: str, closing: str) -> None:
    marked = paragraphs(
        "⟦{o}We set out at dawn. The road was wet.⟧",
        "⟦{o}By noon we had lost the mule.⟧",
        "⟦{o}By night we had lost the road.{c}⟧",
        "He drank. ⟦{o}That is all,{c}⟧ he said.",
    ).format(o=opening, c=closing)
    assert found(marked) == marked
    text, _ = bracketed(marked)
    assert utterances(text) == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("broken", "kept"),
    [
        ("“Row,” said Anne, “before it rains.", "“Row,”"),
        ("Row,” said Anne. “It will rain.”", "“It will rain.”"),
        ('"Row, said Anne. "It will rain."', ""),
        ('"Row," said Anne. It will rain."', '"Row,"'),
        ("‘Row, said Anne. ‘It will rain.’", ""),
        ("‘Row,’ said Anne, ‘before it rains.", "‘Row,’"),
    ],
)
def test_one_lost_mark_spoils_its_own_paragraph_at_most(broken: str, kept: str) -> None:
    opening, closing = next(pair for pair in ("“”", '""', "‘’") if pair[0] in broken)
    rest = paragraphs(
        "⟦{o}I am rowing,{c}⟧ said Tom.", "Anne laughed.", "⟦{o}Row harder,{c}⟧ she said, ⟦{o}or swim.{c}⟧"
    ).format(o=opening, c=closing)
    after, spans = bracketed(rest)
    before = "He looked at the sea. It was grey.\n\n" + broken + "\n\n"
    found_spans = spans_of(before + after)
    assert [span for span in found_spans if span[0] >= len(before)] == [
        (start + len(before), end + len(before)) for start, end in spans
    ]
    at = before.index(kept)
    assert not kept or (at, at + len(kept)) in found_spans


def test_a_single_unbalanced_mark_alone() -> None:
    for text in ('He said " and left.', "The ” stood alone.", "He looked up.“", '"', "‘", "»", "A « B"):
        assert all(0 <= start < end <= len(text) for start, end in spans_of(text)), text
    text = "“I have lost the other mark, said Tom.\n\nIt was a long day, and nobody spoke.\n\nThe rain came."
    assert all(end <= text.index("\n") for _, end in spans_of(text))


MENTIONED = [
    "He called it “progress” and looked away. ⟦“Did he?”⟧ said Anne.",
    "She had read “The Raven” twice. ⟦“Three times,”⟧ said Anne.",
    "The ‘gentleman’ spat on the floor. ⟦‘Charming,’⟧ said Anne.",
    "The word “never” hung in the air. ⟦“Never?”⟧ said Anne.",
    "They sang “Auld Lang Syne” until two. ⟦“Good night,”⟧ said Anne.",
    "The so-called «experts» had gone. ⟦«Good,»⟧ said Anne.",
    "It was signed “A Friend” in red ink. ⟦“Some friend,”⟧ said Anne.",
]


@pytest.mark.parametrize("marked", MENTIONED)
def test_scare_quotes_and_titles_are_no_speech(marked: str) -> None:
    assert found(marked) == marked


TOUCHING = [
    "⟦“Wait—”⟧ ⟦“No.”⟧",
    "⟦“I was”⟧—she looked round—⟦“afraid of him.”⟧",
    '⟦"I was"⟧--she looked round--⟦"afraid of him."⟧',
    '⟦"I was--"⟧ She stopped. ⟦"--afraid."⟧',
    "⟦“—afraid, I was,”⟧ said Anne.",
    "⟦‘I was’⟧—she looked round—⟦‘afraid of him.’⟧",
    "⟦“. . . and so,”⟧ he said, ⟦“we . . .”⟧",
    "⟦“…and so,”⟧ he said, ⟦“we…”⟧",
    "⟦“Was it (you know) him?”⟧ she asked.",
    "She spoke (⟦“Never!”⟧ she had said) and left.",
    "⟦“(I never liked him.)”⟧ She sat down.",
    "⟦“Never”⟧; she sat down.",
    "⟦“Never!”⟧—⟦“Always!”⟧",
    "He read it aloud: ⟦“Come at once.”⟧",
]


@pytest.mark.parametrize("marked", TOUCHING)
def test_dashes_dots_and_brackets_beside_marks(marked: str) -> None:
    assert found(marked) == marked


def test_a_whole_paragraph_between_marks() -> None:
    marked = paragraphs(
        "⟦“The road was wet. The mule was lost. We slept in a barn, and in the morning it snowed.”⟧",
        "⟦“And then?”⟧",
    )
    assert found(marked) == marked


def test_the_convention_may_change_within_a_story() -> None:
    first = ("⟦“Row,”⟧ said Anne.", "⟦“Where to?”⟧ asked Tom. ⟦“It is dark.”⟧")
    second = ("⟦‘Stay,’⟧ said Ruth.", "⟦‘I can’t,’⟧ said Will. ⟦‘The boys’ boat is in.’⟧")
    marked = paragraphs(*(first * 70), "* * *", *(second * 70))
    assert found(marked) == marked


def test_a_line_in_other_marks_inside_a_story_is_still_speech() -> None:
    marked = paragraphs("⟦“Row,”⟧ said Anne.", "⟦“I am rowing,”⟧ said Tom.", '⟦"Row harder,"⟧ said Anne.', "⟦“No.”⟧")
    assert found(marked) == marked


def test_straight_and_curly_marks_of_one_family_pair_up() -> None:
    marked = paragraphs('⟦“Row,"⟧ said Anne.', '⟦"I am rowing,”⟧ said Tom.', "⟦“Row harder,”⟧ said Anne.")
    assert found(marked) == marked


def test_the_family_is_named() -> None:
    assert marks("“Row,” said Anne.") == ["double"]
    assert marks("‘Row,’ said Anne.") == ["single"]
    assert marks("«Row,» said Anne.") == ["guillemet"]
    assert marks("—Row, said Anne.\n\n—I am rowing.") == ["dash", "dash"]


def test_offsets_index_the_file_through_hard_wraps() -> None:
    text = "“We set out at dawn,\nand by noon the road\nwas gone,” said the man\nat the door. “Lost.”\n\n‘No.’\n"
    spans = spans_of(text)
    assert [text[start:end] for start, end in spans[:2]] == [
        "“We set out at dawn,\nand by noon the road\nwas gone,”",
        "“Lost.”",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“You _must_ go,” said Anne.", ["“You _must_ go,”"]),
        ("“_Never_,” said Anne. “Not _ever_.”", ["“_Never_,”", "“Not _ever_.”"]),
        ("“Never _ever_,” said Anne.", ["“Never _ever_,”"]),
    ],
)
def test_emphasis_inside_is_part_of_the_span(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text)] == wanted


def test_headings_and_scene_breaks_hold_no_quotations() -> None:
    text = "CHAPTER I\n\n“Row,” said Anne.\n\n* * *\n\n“No,” said Tom."
    assert [text[start:end] for start, end in spans_of(text)] == ["“Row,”", "“No,”"]


def test_no_text_has_no_quotations() -> None:
    document = blocks("", " ", "\u00a0")
    assert quotations(document, tokenize(document)).rows == 0
    document = blocks(heading("“The End”", 1))
    assert quotations(document, tokenize(document)).rows == 0


@pytest.mark.parametrize("pair", ["“”", '""', "‘’", "''", "«»"])
def test_ten_thousand_marks_are_quick(pair: str) -> None:
    line = f"{pair[0]}Row,{pair[1]} said Anne, {pair[0]}or swim.{pair[1]} "
    for text in (line * 2500, (line + "\n\n") * 2500, pair[0] * 10_000, (pair[0] + "a ") * 10_000):
        document = from_text(text)
        words = tokenize(document)
        begun = time.perf_counter()
        quotations(document, words)
        assert time.perf_counter() - begun < 3.0


def test_given_spans_are_taken_as_they_are() -> None:
    text = "“Row,” said Anne. “Or swim.”"
    words = tokenize(from_text(text))
    table = quotations_at([(18, 28), (0, 6)], words)
    assert table["start"].tolist() == [0, 18]
    assert table["end"].tolist() == [6, 28]
    assert [words.texts[first] for first in table["first_token"]] == ["“", "“"]
    assert [words.texts[end - 1] for end in table["end_token"]] == ["”", "”"]
    assert quotations_at([], words).rows == 0


PIECES = st.sampled_from(
    [
        *"Anne said row the sea it’s don't o’clock 'em Mr. I 6\" , . ! ? … — – ― -- ( ) _ * : ;".split(),
        *"\" “ ” ' ‘ ’ « » ‹ › `` ''".split(),
        *("\n", "\n\n", " ", "  ", "\t", "\u00a0", "\u200b", "\r\n"),
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=60).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
"""Texts made of words, marks and line breaks, glued at random."""


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("'Mr. 'em_")
def test_whatever_the_text_quotations_lie_inside_it(text: str) -> None:
    try:
        document = from_text(text)
    except EmptyInput:
        return
    words = tokenize(document)
    table = quotations(document, words)
    starts, ends = table["start"], table["end"]
    assert np.all(starts < ends)
    assert np.all(ends[:-1] <= starts[1:])
    assert table.rows == 0 or (starts[0] >= 0 and ends[-1] <= len(document.text))
    for row in range(table.rows):
        holding = (document.paragraphs["start"] <= starts[row]) & (ends[row] <= document.paragraphs["end"])
        assert holding.sum() == 1
        first, end = int(table["first_token"][row]), int(table["end_token"][row])
        assert first < end
        assert words.start[first] >= starts[row]
        assert words.end[end - 1] <= ends[row]
        assert first == 0 or words.end[first - 1] <= starts[row]
        assert end == len(words) or words.start[end] >= ends[row]
    utterance = table["utterance"].tolist()
    assert utterance == sorted(utterance)
    assert set(utterance) == set(range(len(set(utterance))))
