"""What fuzzing of TEI, ODT and RTF starts from, and pieces that mean something in each."""

from __future__ import annotations

from functools import cache

from tests.robust.archives import unpacked
from tests.robust.seeds import MARKUP_TOKENS
from tests.sources import test_odt, test_rtf, test_tei

TEI = test_tei.tei(
    '<div type="chapter"><head>Chapter I</head><head type="sub">The Quay</head><p><pb n="3"/>“Row,” said <hi rend="i">'
    'Anne</hi>.<note n="1">A note.</note> <said>Gone</said>, <q>all of<lb/>it</q>.</p><lg><l>one</l><l>two</l></lg>'
    '<quote><p>Dear Tom,</p></quote><milestone unit="*"/><sp><speaker>ANNE</speaker><p>Row!</p></sp>'
    "<p>to<lb break='no'/>day <choice><sic>teh</sic><corr>the</corr></choice> <del>no</del><gap/></p></div>"
    "<div type='liminal'><p>x</p></div>",
    front="<titlePage><p>T</p></titlePage><div type='preface'><p>Before.</p></div>",
    back="<div type='notes'><note xml:id='n1'><p>After.</p></note></div>",
)
TEI_TOKENS = [
    *MARKUP_TOKENS[-20:],
    *(
        token.encode()
        for token in (
            "<p>x</p>", "<div><head>A</head><p>x</p></div>", "<said>x</said>", "<lb/>", "<note>x</note>", "<q>x</q>",
            "<hi>x</hi>", "<div><p>“x”</p></div>", "<lg><l>x</l></lg>", "<p><hi><hi>x</hi></hi></p>", "<pb/>",
            "<gap/>",
        )
    ),
    *(
        token.encode()
        for token in (
            "<div type='chapter'>", "<div>", "</div>", "<head>", "</head>", "<p>", "</p>", "<said>", "</said>", "<q>",
            "</q>", "<quote>", "<lb/>", "<pb/>", "<hi rend='italic'>", "</hi>", "<note>", "</note>", "<TEI>",
            "</TEI>",
            "<teiCorpus>", "<text>", "<body>", "<group>", "<front>", "<back>", "<lg><l>", " xml:id='a'",
            " rend='hidden'",
            "<choice>", "<milestone/>", "<trailer>", "<floatingText><body>", "<!DOCTYPE TEI [", "]>",
            "<?xml-model ?>",
        )
    ),
]  # fmt: skip
RTF_TOKENS = [
    token.encode()
    for token in (
        "{", "}", "\\par ", "\\pard ", "\\plain ", "\\i ", "\\i0 ", "\\b ", "\\v ", "\\'e9", "\\'",
        "\\u8220 ?", "\\u-4 ",
        "\\u55357 ?\\u56832 ?", "\\uc0 ", "\\uc2 ", "\\uc99999 ", "\\bin5 ", "\\bin99999999 ", "\\*", "\\~",
        "\\_", "\\-",
        "\\f1 ", "\\f9 ", "\\s1 ", "\\cs10 ", "\\ansicpg1251 ", "\\ansicpg65001 ", "\\mac ", "\\fcharset128 ",
        "{\\fonttbl", "{\\stylesheet", "{\\info{\\title ", "{\\footnote ",
        "{\\field{\\*\\fldinst x}{\\fldrslt ", "\\cell ",
        "\\row ", "\\intbl ", "{\\pict ", "\\outlinelevel0 ", "\\sbasedon1 ", "\\deff9 ", "\\line ", "\\tab ",
        "\\page ",
        "\\emdash ", "\\lquote ", "{\\upr{a}{\\*\\ud{b}}}", "\\\n", "\\", "{\\rtf1 ", "\\deleted ", "{\\header ",
    )
]  # fmt: skip


@cache
def rtf_files() -> list[bytes]:
    """A small RTF file."""
    return [test_rtf.rtf(test_rtf.BODY)]


@cache
def odt_files() -> list[dict[str, bytes]]:
    """A small ODT file as its members."""
    return [unpacked(test_odt.odt(test_odt.BODY))]
