"""HTML pages: blocks, what is left out, and the way back to every element."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fabula.errors import EmptyInput, FormatError
from fabula.sources import load_bytes
from tests.sources.test_plain import PROSE, blocks

HARBOUR = "He said that the harbour was closed."


def page(body, head=""):
    return f"<!DOCTYPE html><html lang='en'><head><title>T</title>{head}</head><body>{body}</body></html>"


def load(body, name="a.html"):
    return load_bytes(page(body).encode(), name)


def check_origins(document, roots):
    """Every run of text equals its place in the string value of its element."""
    table, origins = document.paragraphs, document.origins
    for row in range(origins.rows):
        start, end, paragraph, source = (
            int(origins[name][row]) for name in ("start", "end", "paragraph", "source_start")
        )
        (element,) = roots[table["member"][paragraph]].xpath(table["path"][paragraph])
        assert element.xpath("string()")[source : source + end - start] == document.text[start:end]
        assert table["start"][paragraph] <= start < end <= table["end"][paragraph]
        span = document.to_source(start, end)[0]
        assert span == (table["member"][paragraph], table["path"][paragraph], source, source + end - start)
        back = document.from_source(*span[:3])
        assert back is not None
        assert document.text[back] == document.text[start]


def test_blocks_and_joined_text():
    document = load(f"<h1>The Weir</h1><p>One\n  two.</p><hr><div>Loose text<p>Three.</p>tail {HARBOUR}</div>")
    assert document.text == f"The Weir\n\nOne two.\n\n* * *\n\nLoose text\n\nThree.\n\ntail {HARBOUR}"
    assert [kind for kind, _ in blocks(document)] == ["heading", "prose", "break", "prose", "prose", "prose"]
    assert document.paragraphs["level"].tolist() == [1, 0, 0, 0, 0, 0]
    assert document.paragraphs["path"].tolist() == [
        "/html/body/h1", "/html/body/p", "/html/body/hr", "/html/body/div", "/html/body/div/p", "/html/body/div",
    ]  # fmt: skip
    assert document.metadata.title == "T"
    assert document.metadata.language == "en"


def test_line_breaks():
    document = load("<p>One line<br>goes on.</p><p>First.<br><br>Second.</p>Third.<br>Fourth.<br>")
    assert [shown for _, shown in blocks(document)] == ["One line goes on.", "First.", "Second.", "Third.", "Fourth."]


def test_verse_keeps_its_breaks():
    document = load("<p class='poem'>The sea is wide<br>And the boat is small</p>")
    assert blocks(document) == [("verse", "The sea is wide\nAnd the boat is small")]


@pytest.mark.parametrize(
    "left_out",
    ["<script>x()</script>", "<style>p {}</style>", "<nav><a href='#a'>I</a></nav>", "<p hidden>x</p>",
     "<p style='display: none'>x</p>", "<div class='footnote'>x</div>", "<aside epub:type='footnote'>x</aside>",
     "<sup><a href='#n1'>1</a></sup>", "<a class='noteref' href='#n'>*</a>", "<template><p>x</p></template>",
     "<span class='pagenum'>12</span>", "<img alt='a boat' src='b.png'>", "<!-- a comment -->", "<p>&nbsp;</p>",
     "<section role='doc-endnotes'>x</section>", "<p class='landmark'>x</p>"],
)  # fmt: skip
def test_what_is_left_out(left_out):
    document = load(f"<p>{HARBOUR}</p>{left_out}<p>{PROSE}</p>")
    assert blocks(document) == [("prose", HARBOUR), ("prose", PROSE)]


def test_ruby_keeps_its_base_only():
    assert blocks(load("<p>The <ruby>sea<rp>(</rp><rt>umi</rt><rp>)</rp></ruby> rose.</p>"))[0][1] == "The sea rose."


def test_emphasis_without_white_space_at_its_ends():
    document = load("<p>It was <em> very </em>late, <b>so</b> <span style='font-style: italic'>late</span>.</p>")
    spans = [document.text[start:end] for start, end in zip(*map(document.emphasis.get, ("start", "end")), strict=True)]
    assert spans == ["very", "so", "late"]
    assert document.emphasis["kind"].tolist() == [0, 1, 0]


def test_quotes_letters_and_ornaments():
    document = load(
        f"<p>{HARBOUR}</p><blockquote class='letter'><p>Dear Ann.</p></blockquote><p><img class='ornament' src='x'></p>"
        f"<p>{HARBOUR}</p><p class='scenebreak'>&nbsp;</p><p>{HARBOUR}</p><hr>"
    )
    assert [kind for kind, _ in blocks(document)] == ["prose", "prose", "break", "prose", "break", "prose"]
    assert document.paragraphs["letter"].tolist() == [False, True, False, False, False, False]
    assert document.paragraphs["block_quote"].tolist() == [False, True, False, False, False, False]


def test_a_heading_group_is_one_block():
    document = load("<hgroup><h2>I</h2><p>The Weir</p></hgroup><p>It rose.</p>")
    assert blocks(document) == [("heading", "I The Weir"), ("prose", "It rose.")]


def test_a_list_of_links_is_no_story():
    contents = "<h2>Contents</h2>" + "".join(f"<p><a href='#c{row}'>Chapter {row}</a></p>" for row in range(1, 5))
    assert [shown for _, shown in blocks(load(f"{contents}<h2>Chapter 1</h2><p>{PROSE}</p>"))] == ["Chapter 1", PROSE]


def test_a_gutenberg_page():
    body = (
        "<pre>\nThe Project Gutenberg EBook of The Weir, by Ada Marsh\n\nTitle: The Weir\n\nAuthor: Ada Marsh\n\n"
        "Language: English\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE WEIR ***\n\nProduced by Someone\n</pre>"
        f"<h2>CHAPTER I</h2><p>{PROSE}</p><pre>\nEnd of the Project Gutenberg EBook of The Weir\n\nMore.</pre>"
    )
    document = load(body)
    assert blocks(document) == [("heading", "CHAPTER I"), ("prose", PROSE)]
    assert document.metadata.format == "html/gutenberg"
    assert document.metadata.author == "Ada Marsh"


def test_a_fanficfare_page():
    fields = {"Category": "Original Work", "Genre": "Drama, Sea", "Language": "English", "Status": "Completed",
              "Published": "2020-01-01", "Rating": "K", "Story URL": "http://example.org/s/1"}  # fmt: skip
    rows = "".join(f"<tr><td><b>{label}:</b></td><td>{value}</td></tr>" for label, value in fields.items())
    body = f"<h1><a href='http://example.org/s/1'>The Weir</a> by Ada Marsh</h1><table class='full'>{rows}</table>"
    document = load(f"{body}<a name='section1'><h2>1. The Quay</h2></a><p>{PROSE}</p>")
    assert [shown for kind, shown in blocks(document) if kind == "prose"] == [PROSE]
    metadata = document.metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The Weir", "Ada Marsh", "en")
    assert metadata.tagged("additional") == ("Drama", "Sea")
    assert metadata.tagged("address") == ("http://example.org/s/1",)


def test_declared_encodings_and_entities():
    data = page("<p>caf\u00e9 &hellip; &#8212; don&#146;t &ldquo;x&rdquo;</p>", "<meta charset='iso-8859-1'>")
    document = load_bytes(data.encode("latin-1"), "a.html")
    assert document.text == "caf\u00e9 … — don’t “x”"
    assert document.metadata.encoding == "cp1252"


@pytest.mark.parametrize("count", [300, 1_900, 100_000])
@pytest.mark.parametrize("tag", ["div", "b"])
def test_deep_nesting_is_read_or_refused(tag, count):
    body = f"<p>{PROSE}</p>" + f"<{tag}>" * count + "deep"
    if count > 2_000:
        with pytest.raises(FormatError, match="nested more than"):
            load(body)
    else:
        assert blocks(load(body))[-1][1] == "deep"


def test_entities_that_expand_are_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + page("<p>&b;</p>")[15:]
    with pytest.raises(FormatError, match="entities"):
        load_bytes(bomb.encode(), "a.html")


@pytest.mark.parametrize("body", ["", "<p> &nbsp; </p>", "<script>x</script>", "<hr>"])
def test_pages_without_text(body):
    with pytest.raises(EmptyInput):
        load(body)


def test_a_page_that_is_text_and_a_text_that_is_a_page():
    assert blocks(load_bytes(b"One.\n\nTwo.", "a.html")) == [("prose", "One."), ("prose", "Two.")]
    assert load_bytes(page("<p>One.</p>").encode(), "a.txt").metadata.format == "html"
    assert load_bytes(page("<p>One.</p>").encode("utf-16"), "stdin").text == "One."


TAGS = [
    "p",
    "div",
    "em",
    "b",
    "span",
    "br",
    "hr",
    "blockquote",
    "h2",
    "a",
    "ul",
    "li",
    "section",
    "sup",
    "pre",
    "script",
]
TEXTS = st.text(alphabet="ab \n\t\u00a0é.—“&<x", max_size=12)


@st.composite
def markup(draw, depth=0):
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        parts.append(draw(TEXTS).replace("&", "&amp;").replace("<", "&lt;"))
        tag = draw(st.sampled_from(TAGS))
        inner = draw(markup(depth + 1)) if depth < 3 else ""
        closing = draw(st.sampled_from([f"</{tag}>", f"</{tag}>", ""]))
        comment = draw(st.sampled_from(["", "", "<!-- c -->"]))
        attribute = draw(st.sampled_from(["", "", ' hidden=""', ' class="poem"', ' href="#a"']))
        parts.append(f"<{tag}{attribute}>{comment}{inner}{closing}")
    return "".join(parts)


@settings(max_examples=100, deadline=None)
@given(markup())
def test_every_origin_leads_back_to_its_element(body):
    source = page("<p>A story.</p>" + body)
    document = load_bytes(source.encode(), "a.html")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    check_origins(document, {"": etree.fromstring(source.encode(), parser)})
    texts = [
        document.text[start:end] for start, end in zip(*map(document.paragraphs.get, ("start", "end")), strict=True)
    ]
    assert document.text == "\n\n".join(texts)
    covered = sum((document.origins["end"] - document.origins["start"]).tolist())
    assert covered >= sum(not character.isspace() for text in texts for character in text if text != "* * *")
