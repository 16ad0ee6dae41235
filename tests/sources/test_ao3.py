"""AO3 downloads: only chapters become story text; the preface becomes metadata."""

import time

import pytest

from fabula.sources import load_bytes
from tests.sources.books import make_epub
from tests.sources.test_html import check_origins
from tests.sources.test_plain import PROSE, blocks

PREFACE = """<div id="preface"><p class="message"><b>Posted originally on the
<a href="http://archiveofourown.org/">Archive of Our Own</a> at
<a href="http://archiveofourown.org/works/12">http://archiveofourown.org/works/12</a>.</b></p>
<div class="meta"><dl class="tags">
<dt>Rating:</dt><dd><a href="x">Teen And Up Audiences</a></dd>
<dt>Archive Warnings:</dt><dd><a href="x">Major Character Death</a>, <a href="x">Underage Sex</a></dd>
<dt>Category:</dt><dd><a href="x">F/F</a></dd>
<dt>Fandom:</dt><dd><a href="x">Original Work</a></dd>
<dt>Relationships:</dt><dd><a href="x">Ann/Bea</a>, <a href="x">Ann &amp; Cy</a></dd>
<dt>Characters:</dt><dd><a href="x">Ann</a>, <a href="x">Bea, Queen</a></dd>
<dt>Additional Tags:</dt><dd><a href="x">Sea</a></dd>
<dt>Language:</dt><dd>English</dd>
<dt>Series:</dt><dd>Part 2 of <a href="x">Tides</a></dd>
<dt>Collections:</dt><dd><a href="x">Salt 2020</a></dd>
<dt>Stats:</dt><dd>Published: 2020-01-02 Completed: 2020-02-03
 Words: 1,234 Chapters: 2/2</dd></dl>
<h1>The Weir</h1><div class="byline">by <a rel="author" href="x">ada</a>, <a rel="author" href="x">bo</a></div>
<p>Summary</p><blockquote class="userstuff"><p>SUMMARY one.</p><p>Two.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>NOTE at the start.</p></blockquote></div></div>"""
AFTERWORD = """<div id="afterword"><p class="message">Please drop by the Archive and comment</p><div id="endnotes">
<p>End Notes</p><blockquote class="userstuff"><p>NOTE at the end.</p></blockquote></div></div>"""


def chapter(number, text):
    return f"""<div class="meta group"><h2 class="heading">Chapter {number}: Tide {number}</h2>
<p>Chapter Summary</p><blockquote class="userstuff"><p>CHAPTERSUMMARY</p></blockquote>
<p>Chapter Notes</p><blockquote class="userstuff"><p>CHAPTERNOTE</p></blockquote></div>
<!--chapter content--><div class="userstuff">{text}</div><!--/chapter content-->
<div id="endnotes{number}" class="meta"><p>Chapter End Notes</p>
<blockquote class="userstuff"><p>CHAPTERENDNOTE</p></blockquote></div>"""


STORY = f"<p>{PROSE}</p><blockquote><p>Dear Ann,</p></blockquote><div><p>“No,” she said.</p></div><p><em>Go.</em></p>"
MANY = f'<div id="chapters" class="userstuff">{chapter(1, STORY)}{chapter(2, STORY)}</div>'
ONE = (
    '<div id="chapters" class="userstuff"><h2 class="toc-heading">The Weir</h2>'
    f'<h3 class="landmark">Chapter Text</h3><div class="userstuff">{STORY}</div></div>'
)
BARE = f'<div id="chapters" class="userstuff"><h2 class="toc-heading">The Weir</h2>{STORY}</div>'
SHOWN = [("prose", PROSE), ("prose", "Dear Ann,"), ("prose", "“No,” she said."), ("prose", "Go.")]


def html(body):
    return f"<!DOCTYPE html><html><head><title>The Weir</title></head><body>{body}</body></html>".encode()


def test_several_chapters():
    document = load_bytes(html(PREFACE + MANY + AFTERWORD), "weir.html")
    assert blocks(document) == [
        ("heading", "Chapter 1: Tide 1"), *SHOWN, ("heading", "Chapter 2: Tide 2"), *SHOWN,
    ]  # fmt: skip
    assert document.paragraphs["level"].tolist() == [2, 0, 0, 0, 0] * 2
    assert not any(word in document.text for word in ("NOTE", "SUMMARY", "comment"))


@pytest.mark.parametrize("body", [ONE, BARE], ids=["with a body", "without one"])
def test_a_single_chapter_has_no_heading(body):
    assert blocks(load_bytes(html(PREFACE + body + AFTERWORD), "weir.html")) == SHOWN


def test_metadata():
    metadata = load_bytes(html(PREFACE + MANY + AFTERWORD), "weir.html").metadata
    assert metadata.format == "html/ao3"
    assert (metadata.title, metadata.author, metadata.language) == ("The Weir", "ada, bo", "en")
    assert metadata.summary == "SUMMARY one.\nTwo."
    assert "NOTE at the start." in metadata.notes
    assert "NOTE at the end." in metadata.notes
    assert metadata.notes.count("CHAPTERENDNOTE") == 2
    assert metadata.tagged("warning") == ("Major Character Death", "Underage Sex")
    assert metadata.tagged("relationship") == ("Ann/Bea", "Ann & Cy")
    assert metadata.tagged("character") == ("Ann", "Bea, Queen")
    assert metadata.tagged("series") == ("Part 2 of Tides",)
    assert metadata.tagged("collection") == ("Salt 2020",)
    assert metadata.tagged("words") == ("1,234",)
    assert metadata.tagged("chapters") == ("2/2",)
    assert metadata.tagged("completed") == ("2020-02-03",)
    assert metadata.tagged("address") == ("http://archiveofourown.org/works/12",)
    assert metadata.tagged("rating") == ("Teen And Up Audiences",)


@pytest.mark.parametrize("renamed", [False, True])
def test_the_epub_gives_the_same_story_and_metadata(renamed):
    pages = {
        "preface": PREFACE,
        "one": f'<div class="calibre1" id="chapters">{chapter(1, STORY)}</div>',
        "two": f'<div class="calibre1">{chapter(2, STORY)}</div>',
        "afterword": AFTERWORD,
    }
    if renamed:
        for word in ("userstuff", "heading", "tags", "meta"):
            pages = {
                name: text.replace(f'class="{word}"', f'class="{word}1"').replace("<p>", '<p class="calibre2">')
                for name, text in pages.items()
            }
    document = load_bytes(make_epub(pages), "weir.epub")
    plain = load_bytes(html(PREFACE + MANY + AFTERWORD), "weir.html")
    assert document.text == plain.text
    assert blocks(document) == blocks(plain)
    assert document.metadata.format == "epub/ao3"
    assert document.metadata.tags == plain.metadata.tags
    assert document.metadata.summary == plain.metadata.summary
    assert sorted(document.metadata.notes) == sorted(plain.metadata.notes)


def test_origins():
    from lxml import etree

    data = html(PREFACE + MANY + AFTERWORD)
    check_origins(load_bytes(data, "weir.html"), {"": etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))})


@pytest.mark.parametrize(
    "inner", ['<div class="userstuff"><p>x</p>', '<div class="userstuff"><h2 class="heading">x</h2>']
)
def test_deep_nesting_takes_no_more_than_its_time(inner):
    began = time.process_time()
    document = load_bytes(html(PREFACE + inner * 1900 + f"<p>{PROSE}</p>" + AFTERWORD), "weir.html")
    assert PROSE in document.text
    assert time.process_time() - began < 5
