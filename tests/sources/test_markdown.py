"""Markdown: the text is the file; mark-up is hidden, structure lies over it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import EmptyInput
from fabula.sources import load_bytes
from tests.sources.test_plain import PROSE, blocks, wrap


def load(text, name="a.md"):
    document = load_bytes(text.encode(), name)
    assert document.text == text
    return document


def emphasised(document):
    rows = zip(*(document.emphasis[name].tolist() for name in ("start", "end", "kind")), strict=True)
    return [(document.text[start:end], kind) for start, end, kind in rows]


def test_structure():
    document = load(f"# The Weir\n\n## I\n\n{wrap(PROSE)}\n\n***\n\n> Dear *Ann*,\n> come.\n\nII\n==\n\nHe went.\n")
    assert blocks(document) == [
        ("heading", "The Weir"), ("heading", "I"), ("prose", PROSE), ("break", "***"), ("prose", "Dear Ann, come."),
        ("heading", "II"), ("prose", "He went."),
    ]  # fmt: skip
    assert document.paragraphs["level"].tolist() == [1, 2, 0, 0, 0, 1, 0]
    assert document.paragraphs["block_quote"].tolist() == [False] * 4 + [True, False, False]
    assert document.metadata.title == "The Weir"
    assert document.visible.text.split() == " ".join(shown for _, shown in blocks(document)).split()


def test_inline_markup():
    text = 'Ein *schönes* **très** `code` [link](http://x.y "t") ![pic](p.png) \\*no\\* ~~old~~ '
    text += "<i>it</i><!-- c --> A & B &amp; C[^1]\n\n[^1]: Note.\n"
    document = load(text)
    assert blocks(document) == [("prose", "Ein schönes très code link  *no* old it A & B & C")]
    assert emphasised(document) == [("schönes", 0), ("très", 1), ("it", 0)]


def test_front_matter():
    text = '---\ntitle: "The Weir"\nauthor:\n  - Ada Marsh\n  - Bo Brush\nlang: en-US\n'
    text += "description: A tale\n  of tides.\n---\n\nIt rose.\n"
    for name in ("a.md", "a.txt", "stdin"):
        document = load(text, name)
        assert blocks(document) == [("prose", "It rose.")]
        metadata = document.metadata
        assert (metadata.title, metadata.author) == ("The Weir", "Ada Marsh, Bo Brush")
        assert (metadata.language, metadata.summary, metadata.format) == ("en-US", "A tale of tides.", "markdown")


def test_a_rule_right_under_a_paragraph_is_no_heading():
    kinds = [kind for kind, _ in blocks(load(f"{PROSE}\n---\n\n{PROSE}\n"))]
    assert kinds == ["prose", "prose"]


def test_headings_without_a_space_and_lone_signs():
    document = load("#Chapter Two\n\nIt rose.\n\n#\n\nIt fell.\n")
    assert blocks(document) == [
        ("heading", "Chapter Two"),
        ("prose", "It rose."),
        ("break", "#"),
        ("prose", "It fell."),
    ]


def test_hard_breaks_are_verse_or_wraps():
    document = load("The sea is wide  \nThe boat is small  \nThe night has come\n\nDear Ann,\\\ncome home.\n")
    assert [kind for kind, _ in blocks(document)] == ["verse", "prose"]
    assert "  \n" in document.text


def test_html_blocks_are_hidden_but_not_their_text():
    document = load("<div align='center'>\n\nOne.\n\n</div>\n\n<!-- not\nthis -->\n\n<p>Two <b>and</b> three.</p>\n")
    assert blocks(document) == [("prose", "One."), ("prose", "Two and three.")]


def test_pandoc_fences_and_raw_code_are_hidden():
    document = load("```{=tex}\n\\newpage\n```\n\n::: {.x}\n:::\n\nOne.\n\n```\nSMS: come\nnow\n```\n")
    assert blocks(document) == [("prose", "One."), ("verse", "SMS: come\nnow")]


@pytest.mark.parametrize("text", ["\n", "<!-- x -->\n", "---\ntitle: x\n---\n", "***\n"])
def test_nothing_to_read(text):
    with pytest.raises(EmptyInput):
        load(text)


PARTS = [
    "a", "é", "# ", "*x*", "**", "_", "> ", "- ", "1. ", "\n", "\n\n", "  \n", "`", "```\n", "[a](b)", "![", "]", "<i>",
    "</i>", "<!-- c -->", "&amp;", "\\", "---\n", "===\n", "|", "\t", "    ", "\u2060", "::: x\n", "[^1]",
    "\n[^1]: n\n", "\r\n", "😀", "<div>\n",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_spans_are_in_order_and_nothing_is_lost(parts):
    text = "A story. " + "".join(parts)
    document = load_bytes(text.encode(), "a.md")
    assert document.text == text
    for table in (document.paragraphs, document.hidden):
        starts, ends = table["start"], table["end"]
        assert (starts < ends).all()
        assert (starts[1:] >= ends[:-1]).all()
    seen = bytearray(len(text))
    for table in (document.paragraphs, document.hidden):
        for start, end in zip(table["start"], table["end"], strict=True):
            seen[start:end] = b"\1" * (end - start)
    assert all(seen[at] or character.isspace() for at, character in enumerate(text))
