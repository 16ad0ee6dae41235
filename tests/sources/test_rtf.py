"""RTF: styles give structure, control words emphasis, code pages characters; what is no story is left out."""

import random

import pytest

from fabula.errors import EmptyInput, FormatError, InputError
from fabula.sources import load_bytes
from tests.sources.test_plain import PROSE, blocks

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset204 Times CYR;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\s2\outlinelevel1 Kapitel;}"
    r"{\s3\sbasedon0 Quote;}{\s4 footnote text;}{\*\cs10\additive Default Paragraph Font;}}"
    r"{\info{\title The Weir}{\author Ada Marsh}{\operator Bo}{\keywords Sea, Tide}{\creatim\yr2020\mo1}}"
    r"{\*\generator Writer;}{\header\pard\s1 The Weir, page 1\par}" + "\n"
)


def rtf(body, head=HEAD):
    return (head + body + "}").encode("latin-1")


def load(body):
    return load_bytes(rtf(body), "weir.rtf")


BODY = (
    r"\pard\s1 The Quay\par\pard\plain He was {\i very} late,{\v SECRET}\tab so \b late\b0{\super 1}{\footnote"
    r"\pard\s4 Not very.\par Not at all.}.{\deleted GONE}\par \pard * * *\par\par\pard\s3 Dear Ann,\par"
    r"\pard\intbl In a table.\cell\row\pard\s2 The Ebb\par\pard{\field{\*\fldinst HYPERLINK x}{\fldrslt Linked}} and"
    r"{\pict\wmetafile8 0102030405} not\par\pard " + PROSE + r"\par"
)


def test_structure_and_metadata():
    document = load(BODY.replace(r"{\super 1}", ""))
    assert blocks(document) == [
        ("heading", "The Quay"), ("prose", "He was very late, so late."), ("break", "* * *"), ("prose", "Dear Ann,"),
        ("prose", "In a table."), ("heading", "The Ebb"), ("prose", "Linked and not"), ("prose", PROSE),
    ]  # fmt: skip
    assert document.paragraphs["level"].tolist()[::5] == [1, 2]
    assert document.paragraphs["block_quote"].tolist()[3]
    metadata = document.metadata
    assert (metadata.title, metadata.author, metadata.format) == ("The Weir", "Ada Marsh", "rtf")
    assert (metadata.notes, metadata.tagged("subject")) == (("Not very.\nNot at all.",), ("Sea", "Tide"))
    spans = [document.text[start:end] for start, end in zip(*map(document.emphasis.get, ("start", "end")), strict=True)]
    assert (spans, document.emphasis["kind"].tolist()) == (["very", "late"], [0, 1])
    assert not document.warnings


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"\'93Row,\'94 he said\'85", "“Row,” he said…"),
        (r"\ldblquote Row,\rdblquote  he said\emdash and rowed", "“Row,” he said—and rowed"),
        (r"\u8220?Row,\u8221\'94 caf\u233e", "“Row,” café"),
        (r"{\uc2\u8220ab}Row\uc0\u8221 x", "“Row”x"),
        (r"{\f1 \'cc\'e8\'f0}, she said", "Мир, she said"),
        (r"\u-10179?\u-8704? fell", "\U0001f600 fell"),
        (r"a\~b\_c\-d\{e\}\\", "a\u00a0b\u2011cde}\\".replace("de}", "d{e}")),
        ("broken\nin the\n file", "brokenin the file"),
        (r"{\*\unknown hidden}shown{\*\bkmkstart a}", "shown"),
        (r"x\bin3 {}\y", "xy"),
    ],
)
def test_characters(body, shown):
    assert load(r"\pard " + body + r"\par").text == shown


def test_code_pages():
    head = r"{\rtf1\ansi\ansicpg932\deff0 "
    assert load_bytes(rtf(r"\'82\'a0\'82\'a2 x", head), "a").text == "あい x"
    assert load_bytes(rtf(r"\'a5 Row", r"{\rtf1\mac "), "a").text == "• Row"


def test_line_breaks_and_paragraphs():
    assert blocks(load("One line\\line goes on.\\par\nTwo.\\\nThree.")) == [
        ("prose", "One line goes on."), ("prose", "Two."), ("prose", "Three."),
    ]  # fmt: skip


def test_origins():
    document = load(r"\pard A  \i weir\i0  {\v x}broke.\par\par \u8220?It \'93fell.\par")
    decoded = {"/rtf/p[1]": "A  weir xbroke.", "/rtf/p[3]": "“It “fell."}
    assert document.paragraphs["path"].tolist() == list(decoded)
    for row in range(document.origins.rows):
        start, end, paragraph, source = (
            int(document.origins[name][row]) for name in ("start", "end", "paragraph", "source_start")
        )
        path = document.paragraphs["path"][paragraph]
        assert decoded[path][source : source + end - start] == document.text[start:end]
        assert document.from_source("", path, source) == start


def test_damage():
    cut = load_bytes(rtf(r"\pard One.\par {\i Two")[:-1], "a.rtf")
    assert cut.text == "One.\n\nTwo"
    assert cut.warnings == ("the RTF file is cut off or damaged; its end may be missing",)
    with pytest.raises(FormatError, match="nested more than"):
        load("{" * 5000 + "x" + "}" * 5000)
    with pytest.raises(FormatError, match="no RTF"):
        load_bytes(b"A plain text.", "a.rtf")
    with pytest.raises(EmptyInput):
        load(r"\pard\par {\pict 0102}")


def test_any_order_of_words_gives_a_document_or_an_input_error():
    words = r"{ } \par \u-3? \'ff \uc99999 \bin9 \f1 \footnote \* \s-5 Text. \stylesheet \ansicpg1 \ansicpg65001 \cs"
    pieces = [*words.split(), " ", r"\info", r"\title", r"\outlinelevel7", r"\i"]
    chance = random.Random(5)
    for _ in range(2000):
        body = "".join(chance.choices(pieces, k=20))
        try:
            assert load_bytes(rtf(body, r"{\rtf1 "), "a.rtf").paragraphs.rows
        except InputError as error:
            assert "\n" not in str(error)
