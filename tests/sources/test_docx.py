"""DOCX: styles give structure, runs give emphasis, every paragraph knows its element."""

import io

import docx
import pytest
from lxml import etree

from fabula.errors import EmptyInput, FormatError, TooLarge
from fabula.sources import archive, load_bytes
from tests.sources.books import make_zip
from tests.sources.test_plain import PROSE, blocks

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def story():
    document = docx.Document()
    document.core_properties.title = "The Weir"
    document.core_properties.author = "Ada Marsh"
    document.add_heading("The Weir", 0)
    document.add_heading("The Quay", 1)
    paragraph = document.add_paragraph("He was ")
    paragraph.add_run("very").italic = True
    paragraph.add_run(" late,")
    paragraph.add_run("SECRET").font.hidden = True
    paragraph.add_run("\tso ")
    paragraph.add_run("late").bold = True
    document.add_paragraph("* * *")
    document.add_paragraph("")
    document.add_paragraph("Dear Ann,", style="Quote")
    document.add_table(1, 2).rows[0].cells[0].text = "In a table."
    document.add_paragraph(PROSE)
    return document


def test_structure_and_metadata():
    document = load_bytes(saved(story()), "weir.docx")
    assert blocks(document) == [
        ("heading", "The Weir"), ("heading", "The Quay"), ("prose", "He was very late, so late"), ("break", "* * *"),
        ("prose", "Dear Ann,"), ("prose", "In a table."), ("prose", PROSE),
    ]  # fmt: skip
    assert document.paragraphs["level"].tolist()[:2] == [1, 1]
    assert document.paragraphs["block_quote"].tolist()[4]
    assert (document.metadata.title, document.metadata.author) == ("The Weir", "Ada Marsh")
    spans = [document.text[start:end] for start, end in zip(*map(document.emphasis.get, ("start", "end")), strict=True)]
    assert spans == ["very", "late"]
    assert document.emphasis["kind"].tolist() == [0, 1]


def test_line_breaks():
    built = docx.Document()
    built.add_paragraph("One line").add_run().add_break()
    built.paragraphs[0].add_run("goes on.")
    assert blocks(load_bytes(saved(built), "a.docx")) == [("prose", "One line goes on.")]


def test_origins():
    data = saved(story())
    document = load_bytes(data, "weir.docx")
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as book:
        root = etree.fromstring(book.read("word/document.xml"))
    for row in range(document.origins.rows):
        start, end, paragraph, source = (
            int(document.origins[name][row]) for name in ("start", "end", "paragraph", "source_start")
        )
        (element,) = root.xpath(document.paragraphs["path"][paragraph], namespaces={"w": W})
        assert element.xpath("string()")[source : source + end - start] == document.text[start:end]
        assert document.from_source("word/document.xml", document.paragraphs["path"][paragraph], source) == start


def test_bad_files(monkeypatch):
    with pytest.raises(EmptyInput):
        load_bytes(saved(docx.Document()), "a.docx")
    data = saved(story())
    for size in (10, len(data) // 2, len(data) - 10):
        with pytest.raises(FormatError):
            load_bytes(data[:size], "a.docx")
    with pytest.raises(FormatError, match="DOCX"):
        load_bytes(make_zip({"word/document.xml": "<x/>"}), "a.docx")
    with pytest.raises(FormatError, match="document type"):
        load_bytes(make_zip({"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "a.docx")
    monkeypatch.setattr(archive, "MAX_EXPANDED", 10_000)
    with pytest.raises(TooLarge):
        load_bytes(data, "a.docx")
