"""What fuzzing found, each as small as it could be written."""

from __future__ import annotations

import re
import time

import pytest

from fabula.errors import EmptyInput, FormatError
from fabula.sources import load_bytes
from fabula.sources.gutenberg import find_boilerplate
from tests.robust.archives import packed
from tests.robust.seeds import books, word_files


def test_a_word_file_whose_properties_are_itself() -> None:
    """python-docx asks such a part for its properties, and so on without end."""
    (members,) = word_files()
    relations = members["_rels/.rels"].replace(b"docProps/core.xml", b"word/document.xml")
    assert relations != members["_rels/.rels"]
    assert load_bytes(packed(members), "x.docx").metadata.author == "Ada Marsh"
    with pytest.raises(FormatError, match=r"x\.docx: a damaged DOCX file"):
        load_bytes(packed({**members, "_rels/.rels": relations}), "x.docx")


def test_a_list_of_styles_without_an_end() -> None:
    r"""Each `\-` is a piece of one name: putting them together anew for each took minutes."""
    styles = rb"{\stylesheet{\s1 " + rb"\-\~" * 25_000 + b";}{\\s2 Quote;}}"
    began = time.process_time()
    document = load_bytes(rb"{\rtf1" + styles + rb"\pard\s2 Row, said Anne.\par}", "x.rtf")
    assert time.process_time() - began < 5
    assert document.text == "Row, said Anne."
    assert document.paragraphs["block_quote"].tolist() == [True]


def test_the_way_back_to_an_element_of_many_paragraphs() -> None:
    lines = 4000
    document = load_bytes(b"<html><body><div>" + b"Row.<br><br>" * lines + b"</div></body></html>", "x.html")
    assert document.paragraphs.rows == lines
    began = time.process_time()
    for at in range(0, len(document.text), 600):
        (span,) = document.to_source(at, at + 1)
        assert document.from_source(span.member, span.path, span.start) == at
    assert document.from_source(span.member, span.path, 10_000_000) is None
    assert time.process_time() - began < 2


@pytest.mark.parametrize("marks", ["\n" * 20_000, "* " * 10_000 + "\n", "*" * 20_000, "\n_" * 10_000])
def test_marks_and_empty_lines_before_the_end_of_a_gutenberg_text(marks: str) -> None:
    """From each line the search for the closing mark ran to the end of them all."""
    for close in ("", "End of Project Gutenberg's The Weir"):
        text = f"Project Gutenberg's The Weir, by Ada Marsh\n\nLanguage: English\n\nRow, said Anne.\n{marks}{close}"
        began = time.process_time()
        found = find_boilerplate(text)
        assert time.process_time() - began < 1
        assert found is not None
        assert text[found.start : found.end].strip("*_ \n") == "Row, said Anne."


@pytest.mark.parametrize("reference", ["&#xD800;", "&#xDBFF", "&#00055296;", "&#x00dfff;"])
def test_references_to_half_a_character(reference: str) -> None:
    """libxml2 mends them to bytes that lxml cannot decode."""
    members = books()[-1]
    (package,) = (name for name in members if name.endswith(".opf"))
    torn = members[package].replace(b"<dc:title>", f"<dc:title>{reference} ".encode(), 1)
    assert torn != members[package]
    assert load_bytes(packed({**members, package: torn}), "x.epub").metadata.title.startswith("\ufffd ")
    whole = torn.replace(reference.encode(), b"&#233;")
    assert load_bytes(packed({**members, package: whole}), "x.epub").metadata.title.startswith("é ")


@pytest.mark.parametrize("attribute", ["idref", "href"])
def test_a_missing_page_of_a_long_name(attribute: str) -> None:
    members = books()[-1]
    (package,) = (name for name in members if name.endswith(".opf"))
    torn = re.sub(rb'(<item\b[^>]*?|<itemref )\b%s="[^"]*"' % attribute.encode(), rb'\1%s="a%%0A%s"' % (
        attribute.encode(), b"b" * 5000), members[package])  # fmt: skip
    with pytest.raises(FormatError) as caught:
        load_bytes(packed({**members, package: torn}), "x.epub")
    assert len(str(caught.value)) < 600
    assert len(str(caught.value).splitlines()) == 1


def test_a_page_that_is_one_label() -> None:
    """XHTML may be one element that has no parent; this one is no part of a story."""
    with pytest.raises(EmptyInput):
        load_bytes(b"<b>Words:</b>", "x.xhtml")
