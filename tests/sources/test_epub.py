"""EPUB 2 and 3: the spine in order, less what is no story; damage and hostility refused in one line."""

import zipfile

import pytest
from lxml import etree

from fabula.errors import EmptyInput, FormatError, TooLarge
from fabula.sources import archive, load_bytes
from tests.sources.books import CONTAINER, XHTML, make_epub, make_zip
from tests.sources.test_html import check_origins
from tests.sources.test_plain import PROSE, blocks

ONE = f"<section epub:type='chapter'><h2>I</h2><p>{PROSE}</p></section>"
TWO = "<h2>II</h2><p>It&nbsp;rose&hellip; &amp; fell.</p>"
SHOWN = [("heading", "I"), ("prose", PROSE), ("heading", "II"), ("prose", "It\u00a0rose… & fell.")]


def refused(data, match, error=FormatError, name="weir.epub"):
    with pytest.raises(error, match=match) as caught:
        load_bytes(data, name)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(name)


def test_a_book():
    document = load_bytes(make_epub({"a": ONE, "b": TWO}), "weir.epub")
    assert blocks(document) == SHOWN
    metadata = document.metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The Weir", "Ada Marsh", "en-GB")
    assert (metadata.summary, metadata.tagged("subject"), metadata.format) == ("A tide.", ("Sea",), "epub")
    assert document.paragraphs["member"].tolist() == ["OEBPS/a.xhtml"] * 2 + ["OEBPS/b.xhtml"] * 2
    assert document.paragraphs["path"].tolist()[:2] == ["/html/body/section/h2", "/html/body/section/p"]


def test_origins():
    document = load_bytes(make_epub({"a": ONE, "c": "<p>One\n two <i>three</i>.</p>"}), "weir.epub")
    roots = {}
    for name, body in (("a", ONE), ("c", "<p>One\n two <i>three</i>.</p>")):
        text = XHTML.format(body=body).replace(' xmlns="http://www.w3.org/1999/xhtml"', "")
        roots[f"OEBPS/{name}.xhtml"] = etree.fromstring(text.encode())
    check_origins(document, roots)


def test_the_extension_does_not_matter():
    assert blocks(load_bytes(make_epub({"a": ONE, "b": TWO}), "stdin")) == SHOWN


def test_what_is_left_out():
    pages = {
        "cover": "<p>COVER</p>",
        "title": "<section epub:type='titlepage'><p>TITLE</p></section>",
        "nav": "<nav epub:type='toc'><a href='a.xhtml'>NAV</a></nav><p>NAV</p>",
        "a": ONE.replace("in a drawer", "in a drawer<a href='n.xhtml#n1' epub:type='noteref'>1</a>"),
        "aside": "<p>ASIDE</p>",
        "b": TWO + "<aside epub:type='footnote'><p>FOOTNOTE</p></aside>",
        "n": "<section epub:type='endnotes'><p>ENDNOTE</p></section>",
        "copyright": "<section epub:type='copyright-page'><p>COPYRIGHT</p></section>",
    }
    guide = "<guide><reference type='cover' href='cover.xhtml'/><reference type='text' href='a.xhtml'/></guide>"
    data = make_epub(pages, nonlinear=["aside"], properties={"nav": "nav"}, guide=guide)
    assert blocks(load_bytes(data, "weir.epub")) == SHOWN


def test_a_page_that_is_not_well_formed_is_read_all_the_same():
    assert (
        blocks(load_bytes(make_epub({"a": "<p>One <b>two.<p>Three<br>&nbsp;four."}), "weir.epub"))[0][1] == "One two."
    )


def test_a_missing_page_is_a_warning_and_all_missing_an_error():
    pages = {"a": ONE, "b": TWO}
    document = load_bytes(make_epub(pages, left_out=["b"]), "weir.epub")
    assert blocks(document) == SHOWN[:2]
    assert "OEBPS/b.xhtml" in document.warnings[0]
    refused(make_epub(pages, left_out=["a", "b"]), "missing pages: OEBPS/a.xhtml")


def test_cut_off_anywhere_is_one_clear_line():
    data = make_epub({"a": ONE, "b": TWO})
    for size in range(4, len(data), 97):
        refused(data[:size], "damaged|cut-off")


def test_damaged_bytes_are_one_clear_line_or_a_sound_result():
    data = bytearray(make_epub({"a": ONE, "b": TWO}))
    for at in range(30, len(data), 41):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        try:
            load_bytes(bytes(broken), "weir.epub")
        except (FormatError, EmptyInput, TooLarge) as error:
            assert "\n" not in str(error)


def test_encryption():
    encrypted = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><e:EncryptedData '
        'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptionMethod Algorithm="{}"/></e:EncryptedData>'
        "</encryption>"
    )
    member = "META-INF/encryption.xml"
    aes = encrypted.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    refused(make_epub({"a": ONE}, extra={member: aes}), "encrypted")
    fonts = encrypted.format("http://www.idpf.org/2008/embedding")
    assert blocks(load_bytes(make_epub({"a": ONE}, extra={member: fonts}), "weir.epub")) == SHOWN[:2]
    data = bytearray(make_epub({"a": ONE}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    refused(bytes(data), "encrypted")


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "a/../../b", "C:/evil", "a\\b"])
def test_paths_that_climb_out(name):
    refused(make_epub({"a": ONE}, extra={name: "x"}), "climbs out")


def test_duplicate_members():
    with pytest.warns(UserWarning, match="Duplicate"):
        import io

        buffer = io.BytesIO(make_epub({"a": ONE}))
        with zipfile.ZipFile(buffer, "a") as book:
            book.writestr("OEBPS/a.xhtml", "x")
    refused(buffer.getvalue(), "twice")


def test_an_archive_that_expands_too_far(monkeypatch):
    monkeypatch.setattr(archive, "MAX_EXPANDED", 100_000)
    refused(make_epub({"a": ONE, "b": f"<p>{'a ' * 60_000}</p>"}), "expands to more than", TooLarge)


def test_an_archive_that_lies_about_its_size(monkeypatch):
    monkeypatch.setattr(archive, "MAX_EXPANDED", 100_000)
    data = bytearray(make_epub({"a": ONE, "b": f"<p>{'a ' * 60_000}</p>"}))
    with zipfile.ZipFile(__import__("io").BytesIO(bytes(data))) as book:
        size = book.getinfo("OEBPS/b.xhtml").file_size.to_bytes(4, "little")
    refused(bytes(data).replace(size, (50).to_bytes(4, "little")), "damaged|expands", (TooLarge, FormatError))


@pytest.mark.parametrize("where", ["page", "package"])
@pytest.mark.parametrize("entity", ['<!ENTITY a "lol">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities(entity, where):
    bomb = f'<?xml version="1.0"?>\n<!DOCTYPE html [{entity}]>\n<html><body><p>&a; and more text</p></body></html>'
    if where == "page":
        refused(make_epub({"a": bomb}), "entities")
    else:
        refused(make_epub({"a": ONE}, extra={"META-INF/container.xml": bomb}), "entities")


def test_other_archives():
    refused(make_zip({"a.txt": "x"}), "no EPUB, DOCX or ODT", name="a.zip")
    refused(
        make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), "content.xml.: damaged"
    )
    refused(make_zip({"META-INF/container.xml": CONTAINER}), "package file")
    refused(b"It was a dark night.", "not a ZIP archive")
    refused(b"PK\x03\x04 and then nothing", "cut-off")


FIELDS = {"Category": "Original Work, Sea Stories", "Genre": "Drama, Sea", "Language": "English", "Status": "Complete",
          "Published": "2020-01-01", "Rating": "K", "Story URL": "http://example.org/s/1",
          "Summary": "A tide."}  # fmt: skip


def fanficfare_pages(*, table):
    """The pages of a FanFicFare EPUB: cover, title page, contents, log, two chapters, the first with notes."""
    if table:
        fields = "".join(f"<tr><td><b>{key}:</b></td><td>{value}</td></tr>" for key, value in FIELDS.items())
        fields = f"<table class='full'>{fields}</table>"
    else:
        fields = "<div>" + "".join(f"<b>{key}:</b> {value}<br />" for key, value in FIELDS.items()) + "</div>"
    note = "<div class='fff_chapter_notes fff_{0}_notes'><b>Author's Note:</b><blockquote>{1}</blockquote></div>"
    bodies = {
        "cover": ("fff_coverpage", "<div><img src='c.jpg' alt='cover'/></div>"),
        "title_page": ("fff_titlepage", f"<h3><a href='x'>The Weir</a> by <a href='y'>Ada Marsh</a></h3>{fields}"),
        "toc_page": ("fff_tocpage", "<div><h3>Table of Contents</h3><a href='file0001.xhtml'>1. The Quay</a></div>"),
        "log_page": ("fff_logpage", "<h3>Update Log</h3><p class='log_entry'><b>Added:</b> <span>2020</span></p><hr/>"),
        "file0001": ("fff_chapter", "<h3 class='fff_chapter_title'>1. The Quay</h3>" + note.format("head", "Hello all!")
                     + f"<div class='story'><p>{PROSE}</p></div>" + note.format("foot", "Review!")),
        "file0002": ("fff_chapter", f"<h3 class='fff_chapter_title'>2. The Ebb</h3><p>{PROSE}</p>"),
    }  # fmt: skip
    shell = (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        '<body class="{}">{}</body></html>'
    )
    return {name: shell.format(*body) for name, body in bodies.items()}


@pytest.mark.parametrize("table", [False, True])
def test_a_fanficfare_book(table):
    document = load_bytes(make_epub(fanficfare_pages(table=table)), "weir.epub")
    assert blocks(document) == [
        ("heading", "1. The Quay"), ("prose", PROSE), ("heading", "2. The Ebb"), ("prose", PROSE),
    ]  # fmt: skip
    metadata = document.metadata
    assert (metadata.title, metadata.author) == ("The Weir", "Ada Marsh")
    assert metadata.summary == "A tide."
    assert metadata.notes == ("Author's Note: Hello all!", "Author's Note: Review!")
    assert metadata.tagged("fandom") == ("Original Work", "Sea Stories")
    assert metadata.tagged("additional") == ("Drama", "Sea")
    assert metadata.tagged("rating") == ("K",)
    assert metadata.tagged("address") == ("http://example.org/s/1",)
