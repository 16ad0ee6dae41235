"""TEI: the body is the story, front matter and notes stand beside it, every paragraph knows its element."""

import pytest
from lxml import etree

from fabula.cli.inputs import plan
from fabula.errors import EmptyInput, FormatError, InputError
from fabula.sources import load_bytes
from fabula.text.chapters import chapters
from tests.sources.test_plain import PROSE, blocks

NAMESPACE = "http://www.tei-c.org/ns/1.0"
HEADER = """<teiHeader><fileDesc><titleStmt><title>The Weir : ELTeC edition</title>
<author ref="viaf:1">Marsh, Ada (1801-1860)</author><respStmt><resp>conversion</resp><name>Bo</name></respStmt>
</titleStmt><publicationStmt><publisher>The Press</publisher><date when="2019-11-09"/>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability></publicationStmt>
<sourceDesc><bibl type="digitalSource"><date>2004</date></bibl>
<bibl type="firstEdition"><date>1840</date></bibl></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="eng">English</language></langUsage>
<textClass><keywords><term>Sea</term></keywords></textClass></profileDesc></teiHeader>"""


def tei(body, front="", back="", header=HEADER):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{NAMESPACE}">{header}<text>'
        f"{front and f'<front>{front}</front>'}<body>{body}</body>{back and f'<back>{back}</back>'}</text></TEI>"
    ).encode()


def load(body, **parts):
    return load_bytes(tei(body, **parts), "weir.xml")


def test_what_the_header_says():
    metadata = load(f"<p>{PROSE}</p>").metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The Weir", "Marsh, Ada", "en")
    assert (metadata.format, metadata.encoding) == ("tei", "utf-8")
    assert metadata.tagged("published") == ("1840",)
    assert metadata.tagged("subject") == ("Sea",)
    assert metadata.tagged("licence") == ("https://creativecommons.org/licenses/by/4.0/",)


def test_titles_and_authors():
    for given, title in (
        ("Dodo: A Detail of the Day : ELTeC edition", "Dodo: A Detail of the Day"),
        ("Rachel : ELTec edition : ELTeC edition", "Rachel"),
        ("The Weir: an electronic edition", "The Weir"),
        ("The Weir [machine-readable transcription]", "The Weir"),
        ("Edition", "Edition"),
    ):
        header = f"<teiHeader><titleStmt><title>{given}</title></titleStmt></teiHeader>"
        assert load(f"<p>{PROSE}</p>", header=header).metadata.title == title
    two = "<titleStmt><author>Marsh, Ada</author><author>Quill, Bo, 1850–1901.</author></titleStmt>"
    assert load(f"<p>{PROSE}</p>", header=f"<teiHeader>{two}</teiHeader>").metadata.author == "Marsh, Ada; Quill, Bo"


def test_structure():
    document = load(
        '<div type="group"><head>Book One</head><div type="chapter"><head>Chapter I</head>'
        '<head type="sub">The Quay</head>'
        f'<p>He was <hi>very</hi> late, <hi rend="bold">so</hi>\n  late.<pb n="3"/></p><milestone unit="section"/>'
        "<quote><l>Row, row,</l><l>the tide is low</l><l>and home we go</l></quote>"
        '<floatingText type="letter"><body><opener>Dear Ann,</opener><p>Come home.</p></body></floatingText>'
        f"<p>{PROSE}</p><trailer>THE END.</trailer></div></div>"
    )
    assert blocks(document) == [
        ("heading", "Book One"), ("heading", "Chapter I"), ("heading", "The Quay"),
        ("prose", "He was very late, so late."), ("break", "* * *"),
        ("verse", "Row, row,\nthe tide is low\nand home we go"), ("prose", "Dear Ann,"), ("prose", "Come home."),
        ("prose", PROSE), ("prose", "THE END."),
    ]  # fmt: skip
    table = document.paragraphs
    assert table["level"].tolist()[:3] == [1, 2, 0]
    assert table["block_quote"].tolist()[5:8] == [True, True, True]
    assert table["letter"].tolist()[5:9] == [False, True, True, False]
    spans = [document.text[start:end] for start, end in zip(*map(document.emphasis.get, ("start", "end")), strict=True)]
    assert (spans, document.emphasis["kind"].tolist()) == (["very", "so"], [0, 1])


def test_chapters_are_the_divisions():
    text = "".join(f"<div type='chapter'><head>{head}</head><p>{PROSE}</p></div>" for head in ("Tide", "Ebb", "Flood"))
    found = chapters(load(text))
    assert found["title"].tolist() == ["Tide", "Ebb", "Flood"]


def test_what_is_no_story_stands_beside_it():
    document = load(
        '<p>A weir<note>Or dam.</note> broke<ref target="#n1">[1]</ref> <choice><sic>teh</sic><corr>the</corr>'
        '</choice> <del>x</del>dam<figure><head>Fig.</head></figure><fw>p. 2</fw>; see <ref target="http://a.b/">there</ref>.</p>',
        front='<titlePage><docTitle><titlePart>The Weir</titlePart></docTitle></titlePage><div type="liminal">'
        '<head>PREFACE</head><p>I wrote this.</p></div><div type="prologue"><p>It rained.</p></div>',
        back='<div type="notes"><note xml:id="n1">A real one.</note></div>',
    )
    assert blocks(document) == [("prose", "It rained."), ("prose", "A weir broke the dam; see there.")]
    assert document.metadata.notes == ("PREFACE\nI wrote this.", "Or dam.", "A real one.")


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("<said>Row,</said> he said.", "“Row,” he said."),
        ("<q>Row, <q>row,</q> he said,</q> she told.", "“Row, ‘row,’ he said,” she told."),
        ("<q>“Row,”</q> he said.", "“Row,” he said."),
        ("“<q>Row,</q>” he said.", "“Row,” he said."),
        ("<quote>'Row,'</quote> he said.", "'Row,' he said."),
        ("a <q type='soCalled'>row</q>", "a row"),
        ("one<lb/>two, three-<lb break='no'/>four", "one two, three-four"),
    ],
)
def test_speech_that_only_its_element_tells_gets_marks(marked, shown):
    document = load(f"<p>{marked}</p>")
    assert document.text == shown


def test_speech_of_several_paragraphs():
    document = load("<said><p>One.</p><p>Two.</p></said><p>Three.</p>")
    assert document.text == "“One.\n\n“Two.”\n\nThree."


def test_origins():
    data = tei(
        f"<div><head>I</head><p>A <hi>weir</hi><note>Or dam.</note>\n broke.</p><p><said>{PROSE}</said></p></div>"
    )
    document = load_bytes(data, "weir.xml")
    root = etree.fromstring(data)
    assert document.origins.rows
    for row in range(document.origins.rows):
        start, end, paragraph, source = (
            int(document.origins[name][row]) for name in ("start", "end", "paragraph", "source_start")
        )
        path = document.paragraphs["path"][paragraph]
        (element,) = root.xpath(path.replace("/", "/t:"), namespaces={"t": NAMESPACE})
        assert element.xpath("string()")[source : source + end - start] == document.text[start:end]
        assert document.from_source("", path, source) == start


def test_other_kinds_of_tei():
    old = f"<TEI.2><teiHeader/><text><body><div1><head>I</head><p>{PROSE}</p></div1></body></text></TEI.2>"
    assert load_bytes(old.encode(), "stdin").metadata.format == "tei"
    assert load_bytes(b"<?xml version='1.0'?><!DOCTYPE TEI.2 SYSTEM 'tei2.dtd'>" + old.encode(), "a").text
    included = load("<p>One.</p><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='b.xml'/>")
    assert included.warnings == ("the TEI file includes others (xi:include), which are left out",)
    assert load("<p>caf&eacute; &#8212; </p>").text == "café —"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<?xml version='1.0'?><!DOCTYPE TEI [<!ENTITY a 'aaaa'>]><TEI><text><body><p>&a;</p></body></text></TEI>",
         "entities"),
        (b"<?xml version='1.0'?><!DOCTYPE TEI [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><TEI>&a;</TEI>", "entities"),
        (tei("<p>One.</p>")[:-20], "damaged XML"),
        (tei("<p>One.</q>"), "damaged XML"),
        (b"<?xml version='1.0'?><teiCorpus><TEI/><TEI/></teiCorpus>", "several texts"),
        (b"<?xml version='1.0'?><catalogue><TEI/></catalogue>", "root is <catalogue>"),
        (b"<?xml version='1.0'?><catalogue/>", "unknown kind"),
        (tei("<div>" * 2010 + "x" + "</div>" * 2010), "nested more than"),
    ],
)  # fmt: skip
def test_refused(data, found):
    with pytest.raises(FormatError, match=found):
        load_bytes(data, "a.xml")


def test_nothing_in_it():
    with pytest.raises(EmptyInput):
        load("<div/>", front="<div><p>Only this.</p></div>")


def test_a_folder_gives_its_tei_files_only(tmp_path):
    (tmp_path / "weir.xml").write_bytes(tei(f"<p>{PROSE}</p>"))
    (tmp_path / "pom.xml").write_text("<?xml version='1.0'?><project/>", encoding="utf-8")
    refused: list[InputError] = []
    jobs = plan([str(tmp_path)], None, refused.append)
    assert [job.source.name for job in jobs if job.source] == ["weir.xml"]
    assert not refused
