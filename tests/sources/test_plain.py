"""Plain text: the text is the file; paragraphs, headings, breaks and hidden spans lie over it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import EmptyInput
from fabula.layers import HIDDEN_KINDS, PARAGRAPH_KINDS
from fabula.sources import from_text, load_bytes

PROSE = (
    "The ferry had been late since the war, and nobody on the quay expected anything else of it, least of all the "
    "harbour master, who kept his watch in a drawer. He looked up when the bell went, and he looked down again, and "
    "in between he counted the people who were waiting, as he did each morning, and found that there was one too many."
)


def blocks(document):
    table = document.paragraphs
    return [
        (PARAGRAPH_KINDS[table["kind"][row]], document.shown(int(table["start"][row]), int(table["end"][row])))
        for row in range(table.rows)
    ]


def wrap(text, width=66, indent=""):
    lines, line = [], indent
    for word in text.split():
        if len(line) + 1 + len(word) > width and line.strip():
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line.strip() else line + word
    return "\n".join([*lines, line])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_wrapped_paragraphs_are_joined_whatever_ends_a_line(newline):
    text = (wrap(PROSE) + "\n\n" + wrap(PROSE)).replace("\n", newline)
    document = load_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert blocks(document) == [("prose", PROSE), ("prose", PROSE)]


def test_one_line_per_paragraph_without_blank_lines():
    text = f"{PROSE}\n“You are late,” he said.\n{PROSE}\n“I am.”"
    assert [shown for _, shown in blocks(from_text(text))] == [PROSE, "“You are late,” he said.", PROSE, "“I am.”"]


def test_indents_start_paragraphs_where_no_blank_line_does():
    text = "\n".join(wrap(PROSE, indent="    ") for _ in range(5))
    assert blocks(from_text(text)) == [("prose", PROSE)] * 5


def test_short_finished_lines_end_paragraphs_where_nothing_else_does():
    text = "\n".join([wrap(PROSE), "“No.”", "“Then go.”", wrap(PROSE)])
    assert [shown for _, shown in blocks(from_text(text))] == [PROSE, "“No.”", "“Then go.”", PROSE]


def test_blank_lines_may_hold_spaces_and_a_form_feed_ends_a_page():
    document = from_text("One sentence.  \n   \t\nAnother.\fA third.")
    assert [shown for _, shown in blocks(document)] == ["One sentence.", "Another.", "A third."]


def test_verse_keeps_its_lines():
    poem = "    The sea is wide\n    And the boat is small\n    And the night has come\n    To the harbour wall"
    text = "\n\n".join([wrap(PROSE), poem, wrap(PROSE)])
    kinds = blocks(from_text(text))
    assert [kind for kind, _ in kinds] == ["prose", "verse", "prose"]
    assert kinds[1][1].count("\n") == 3


@pytest.mark.parametrize(
    "line",
    ["CHAPTER I", "Chapter the First", "I.", "XII", "XXX", "BOOK II", "PART THE SECOND", "PROLOGUE", "Epilogue", "7",
     "Chapter 3: The Weir", "IV. THE WEIR", "Chapter Twenty-One", "THE WEIR", "CHAPTER 2. I AM BORN", "The Third Book",
     "STAVE ONE. MARLEY’S GHOST", "Letter 4", "Phase the Third: The Rally", "Chapter VII. Truth Crushed, etc."],
)  # fmt: skip
def test_headings(line):
    assert blocks(from_text(f"{PROSE}\n\n{line}\n\n{PROSE}"))[1] == ("heading", line)


@pytest.mark.parametrize(
    "line",
    ["“CHAPTER I”", "One day.", "Two.", "HELP!", "“NO!”", "No one.", "I said so.", "THE END", "Finis",
     "Part of him agreed.", "I—I cannot say", "1984 was cold.", "Chapter one of it was over, he said.", "BY ADA MARSH"],
)  # fmt: skip
def test_what_is_no_heading(line):
    assert blocks(from_text(f"{PROSE}\n\n{line}\n\n{PROSE}"))[1][0] == "prose"


def test_a_title_under_a_number_is_a_heading():
    found = blocks(from_text(f"II\n\nThe Weir at Night\n\n{PROSE}\n\nThe Weir at Night\n\n{PROSE}"))
    assert [kind for kind, _ in found] == ["heading", "heading", "prose", "prose", "prose"]


def test_a_short_first_paragraph_is_no_title_where_chapters_have_none():
    first = ["“TOM!”", PROSE, PROSE, PROSE]
    found = blocks(from_text("\n\n".join(f"CHAPTER {row}\n\n{text}\n\n{PROSE}" for row, text in enumerate(first, 1))))
    assert found[1] == ("prose", "“TOM!”")


@pytest.mark.parametrize("line", ["* * *", "***", "---", "~", "#", "⁂", "* * * * *", "oOo", "~o0o~", "-x-", "— — —"])
def test_scene_breaks(line):
    assert blocks(from_text(f"{PROSE}\n\n{line}\n\n{PROSE}"))[1] == ("break", line)


@pytest.mark.parametrize("line", ["“…”", "?!", "“...”", "'—'"])
def test_speech_without_words_is_no_scene_break(line):
    assert blocks(from_text(f"{PROSE}\n\n{line}\n\n{PROSE}"))[1] == ("prose", line)


def test_typed_italics_and_bold_are_hidden_marks():
    document = from_text("He was _very_ sure. =Now= he ran, *at last*. A snake_case_word. Mr. ____ left. 2 * 3 * 4")
    assert (
        blocks(document)[0][1] == "He was very sure. Now he ran, at last. A snake_case_word. Mr. ____ left. 2 * 3 * 4"
    )
    spans = [document.text[start:end] for start, end in zip(*map(document.emphasis.get, ("start", "end")), strict=True)]
    assert spans == ["very", "Now", "at last"]


def test_italics_may_run_over_a_hard_wrap():
    text = wrap(PROSE.replace("nobody on the quay expected", "_nobody on the quay expected_"), width=40)
    document = from_text(text)
    assert document.emphasis.rows == 1
    assert "_" not in blocks(document)[0][1]


def test_pictures_and_footnotes_are_hidden():
    text = f"{PROSE}\n\n[Illustration: A boat.\nIt is small.]\n\nHe bowed.[1]\n\n[Footnote 1: As they did.]\n\n{PROSE}"
    assert [shown for _, shown in blocks(from_text(text))] == [PROSE, "He bowed.", PROSE]


def test_invisible_characters_are_hidden_but_not_where_they_mean_something():
    document = from_text("\ufeffso\u00adft wo\u2060rd\u200b and 👩\u200d🚀 and می\u200cخواهم co\u200dol")
    assert blocks(document)[0][1] == "soft word and 👩\u200d🚀 and می\u200cخواهم cool"


def test_a_vertical_tab_is_a_line_break_where_it_is_rare_and_binary_where_not():
    assert len(blocks(load_bytes((PROSE * 5 + "\v" + PROSE * 5).encode(), "a.txt"))) == 2


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff\u200b\n", "* * *\n\n***"])
def test_nothing_to_read(text):
    with pytest.raises(EmptyInput):
        from_text(text)


def test_a_single_line_of_many_megabytes():
    text = (PROSE + " ") * 30_000
    document = from_text(text)
    assert document.paragraphs.rows == 1
    assert document.hidden.rows == 0


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["a", "Word.", "“No,”", "_x_", "*", "\n", "\n\n", "\r\n", "    ", "CHAPTER I", "[Illustration]", "\u2060",
             "***", "Contents", "_", "=", "—", "é", "\f", "[Footnote 1: a]", "I.", "\u2029", "a b c d"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_spans_are_in_order_and_inside_the_text(parts):
    text = " ".join(parts)
    try:
        document = from_text(text)
    except EmptyInput:
        return
    assert document.text == text
    starts, ends = document.paragraphs["start"], document.paragraphs["end"]
    assert (starts < ends).all()
    assert (starts[1:] >= ends[:-1]).all()
    low, high = document.hidden["start"], document.hidden["end"]
    assert (low < high).all()
    assert (low[1:] >= high[:-1]).all()
    assert high.max(initial=0) <= len(text)
    assert document.to_source(0, len(text)) == [("", "", 0, len(text))]


def test_every_word_is_in_a_paragraph_or_hidden():
    choose = random.Random(7)
    parts = [
        choose.choice([wrap(PROSE), "I", "A Title", "“No.”", "* * *", "  deep\n  lines", PROSE]) for _ in range(300)
    ]
    document = from_text("\n\n".join(parts))
    seen = bytearray(len(document.text))
    for table in (document.paragraphs, document.hidden):
        for start, end in zip(table["start"], table["end"], strict=True):
            seen[start:end] = b"\1" * (end - start)
    assert all(seen[at] or character.isspace() for at, character in enumerate(document.text))
    assert HIDDEN_KINDS[0] == "wrap"
