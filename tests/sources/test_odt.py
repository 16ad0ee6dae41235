"""ODT: styles give structure, spans give emphasis, every paragraph knows its element."""

import io
import zipfile

import pytest
from lxml import etree

from fabula.errors import BinaryInput, EmptyInput, FormatError, TooLarge
from fabula.sources import archive, load_bytes
from tests.sources.books import make_zip
from tests.sources.test_plain import PROSE, blocks

SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{uri}"
    for name, uri in (("office", "office:1.0"), ("text", "text:1.0"), ("style", "style:1.0"), ("table", "table:1.0"),
                      ("fo", "xsl-fo-compatible:1.0"), ("meta", "meta:1.0"), ("draw", "drawing:1.0"))
} | {"dc": "http://purl.org/dc/elements/1.1/"}  # fmt: skip
DECLARED = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())
AUTOMATIC = """<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/>
</style:style><style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="bold"/>
</style:style><style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/>
</style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Chapter_20_Title"/>"""
STYLES = """<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph"/><style:style style:name="Chapter_20_Title"
style:display-name="Chapter Title" style:family="paragraph" style:default-outline-level="2"/>
<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"/>"""
META = """<meta:initial-creator>Ada Marsh</meta:initial-creator><dc:creator>Bo</dc:creator><dc:title>The Weir</dc:title>
<dc:language>en-GB</dc:language><meta:keyword>Sea</meta:keyword>"""
KIND = "application/vnd.oasis.opendocument.text"


def part(root, inner):
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {DECLARED}>{inner}</office:{root}>'


def odt(body, kind=KIND, **more):
    members = {
        "mimetype": kind,
        "content.xml": part("document-content", f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
                            f"<office:body><office:text>{body}</office:text></office:body>"),
        "styles.xml": part("document-styles", f"<office:styles>{STYLES}</office:styles>"),
        "meta.xml": part("document-meta", f"<office:meta>{META}</office:meta>"),
    }  # fmt: skip
    return make_zip(members | more)


BODY = (
    '<text:tracked-changes><text:changed-region><text:deletion><text:p>GONE</text:p></text:deletion>'
    '</text:changed-region></text:tracked-changes><text:p text:style-name="Title">The Weir</text:p>'
    '<text:p text:style-name="Contents_20_1">The Quay 1</text:p>'
    '<text:h text:outline-level="2">The Quay</text:h>'
    '<text:p>He was <text:span text:style-name="T1">very</text:span> late,<text:span text:style-name="T3">SECRET'
    '</text:span><text:tab/>so<text:s text:c="2"/><text:span text:style-name="T2">late</text:span><text:note>'
    '<text:note-citation>1</text:note-citation><text:note-body><text:p>Not very.</text:p></text:note-body></text:note>'
    '<office:annotation><dc:creator>Bo</dc:creator><text:p>Cut?</text:p></office:annotation>.</text:p>'
    '<text:p>* * *</text:p><text:p/><text:p text:style-name="P1">Dear Ann,</text:p>'
    '<table:table><table:table-row><table:table-cell><text:p>In a table.</text:p></table:table-cell></table:table-row>'
    '</table:table><text:p><draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p>'
    f'<text:p text:style-name="P2">The Ebb</text:p><text:p>{PROSE}</text:p>'
)  # fmt: skip


def test_structure_and_metadata():
    document = load_bytes(odt(BODY), "weir.odt")
    assert blocks(document) == [
        ("heading", "The Weir"), ("heading", "The Quay"), ("prose", "He was very late, so late."), ("break", "* * *"),
        ("prose", "Dear Ann,"), ("prose", "In a table."), ("heading", "The Ebb"), ("prose", PROSE),
    ]  # fmt: skip
    assert document.paragraphs["level"].tolist()[:2] == [1, 2]
    assert document.paragraphs["level"].tolist()[6] == 2
    assert document.paragraphs["block_quote"].tolist()[4]
    metadata = document.metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The Weir", "Ada Marsh", "en-GB")
    assert (metadata.format, metadata.notes, metadata.tagged("subject")) == ("odt", ("Not very.",), ("Sea",))
    spans = [document.text[start:end] for start, end in zip(*map(document.emphasis.get, ("start", "end")), strict=True)]
    assert (spans, document.emphasis["kind"].tolist()) == (["very", "late"], [0, 1])


def test_line_breaks():
    assert blocks(load_bytes(odt("<text:p>One line<text:line-break/>goes on.</text:p>"), "a")) == [
        ("prose", "One line goes on.")
    ]


def test_origins():
    data = odt(BODY)
    document = load_bytes(data, "weir.odt")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        root = etree.fromstring(book.read("content.xml"))
    for row in range(document.origins.rows):
        start, end, paragraph, source = (
            int(document.origins[name][row]) for name in ("start", "end", "paragraph", "source_start")
        )
        path = document.paragraphs["path"][paragraph]
        steps = [step.partition("[") for step in path.strip("/").split("/")]
        named = "/".join(f"*[local-name()='{name}']{mark}{rest}" for name, mark, rest in steps)
        (element,) = root.xpath("/" + named)
        assert element.xpath("string()")[source : source + end - start] == document.text[start:end]
        assert document.from_source("content.xml", path, source) == start


def test_refused(monkeypatch):
    for data, found in (
        (b"no zip at all", "not a ZIP archive"),
        (odt("<text:p>x")[:-30], "ZIP"),
        (make_zip({"mimetype": KIND, "a.xml": "x"}), "without its content.xml"),
        (odt("x", **{"content.xml": part("document-content", "")}), "without a text"),
        (odt("<text:p>x</text:q>"), "damaged XML"),
        (odt("x", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "encrypted"),
        (odt("x", **{"content.xml": "<!DOCTYPE x [<!ENTITY a 'aa'>]><x>&a;</x>"}), "entities"),
        (odt("<text:section>" * 2010 + "</text:section>" * 2010), "nested more than"),
    ):
        with pytest.raises(FormatError, match=found):
            load_bytes(data, "a.odt")
    with pytest.raises(BinaryInput, match="no text"):
        load_bytes(odt("", kind="application/vnd.oasis.opendocument.spreadsheet"), "a.ods")
    with pytest.raises(EmptyInput):
        load_bytes(odt("<text:p> </text:p>"), "a.odt")
    monkeypatch.setattr(archive, "MAX_EXPANDED", 1000)
    with pytest.raises(TooLarge):
        load_bytes(odt(f"<text:p>{PROSE * 20}</text:p>"), "a.odt")
