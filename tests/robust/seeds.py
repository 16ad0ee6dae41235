"""What fuzzing starts from: short files of every kind, all of them our own, and pieces that mean something in each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.robust.archives import unpacked
from tests.sources.books import make_epub

EXAMPLES = Path(__file__).parents[2] / "examples"
_LONGEST = 1500
TEXT = """THE WEIR

A Tale

by Ada Marsh

CHAPTER I.

The Quay

“Where is the boat?” said Anne. ‘Gone,’ said Captain Morrow; “the tide took it.
It took ‘all of it’—oars, too.”

    Dear Tom,
        come home.            A.

—No, said Mr. O’Hara, —not I.  _Never_, he'd said: 'twas "his" 'ouse.

* * * * *

CHAPTER II.

She looked at him. "All of it?" 'Yes,' he said. 'He told me, "Row!" and I rowed.'

"I can't," Anne went on, "and I won't.

"Nor will he."  [Illustration: the boat]  [1]

THE END

[1] A footnote.
"""
GUTENBERG = """The Project Gutenberg eBook of The Weir

This ebook is for the use of anyone anywhere in the United States.

Title: The Weir
        A Tale

Author: Ada Marsh

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE WEIR ***

Produced by Some Person and the Online Team

[Transcriber's note: Spelling has been kept.]

CONTENTS

   I. The Quay . . . . 1
  II. The Tide . . . . 9

I. THE QUAY

“Where is the boat?” said Anne, who had walked along the quay since it was light,
and had seen nobody but the men who mended the wall.

II. THE TIDE

“Gone,” said Captain Morrow.

*** END OF THE PROJECT GUTENBERG EBOOK THE WEIR ***

Updated editions will replace the previous one.
"""
OLD_GUTENBERG = """**The Project Gutenberg Etext of The Weir, by Ada Marsh**
#3 in our series by Ada Marsh

*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*

This etext was prepared by Some Person, Somewhere.

The tide came in.

End of the Project Gutenberg Etext of The Weir, by Ada Marsh
"""
MARKDOWN = """---
title: The Weir
author: Ada Marsh
lang: en-GB
---

# The Weir

## Chapter One

“Where is *the boat*?” said **Anne**.[^1]\\
She looked at `him` and ~~her~~ [home](https://example.org "x") ![a](b.png).

> Dear Tom,
> > come home &mdash; A.

- one
  1. two

    * three

***

Setext
======

| a | b |
|---|:-:|
| 1 | 2 |

```text
code
```

<div class="poem">line<br>line</div>

<!-- hidden -->

- [ ] task

[^1]: A note.

The end.\x20\x20
Really.
"""
HTML = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Weir</title>
<meta name="author" content="Ada Marsh"><style>p { x: y }</style></head><body>
<h1>The Weir</h1><nav><a href="#c1">One</a><a href="#c2">Two</a></nav>
<section id="c1" epub:type="chapter"><h2>Chapter One</h2>
<p>“Where is <em>the boat</em>?” said Anne&hellip; &#8212; <a href="#n1"><sup>1</sup></a> caf&eacute;</p>
<blockquote class="letter"><p>Dear Tom,<br/>come home.</p></blockquote><hr>
<div class="poem"><span>one</span><br><span>two</span></div><ul><li>three<li>four</ul></section>
<p hidden>no</p><p style="display:none">no</p><pre>  as it
is</pre><table><tr><td>cell<td>cell</table><!-- c --><script>var x = "<p>";</script><svg><text>s</text></svg>
<aside epub:type="footnote" id="n1"><p>A note.</p></aside><p>bare text</body></html>
"""
AO3 = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>The Weir - ada - Original Work</title></head>
<body><div id="preface"><p class="message"><b>Posted originally on the <a href="http://archiveofourown.org/">Archive of
Our Own</a> at <a href="http://archiveofourown.org/works/12">http://archiveofourown.org/works/12</a>.</b></p>
<div class="meta"><dl class="tags"><dt>Rating:</dt><dd><a href="x">Teen And Up Audiences</a></dd>
<dt>Relationships:</dt><dd><a href="x">Ann/Bea</a>, <a href="x">Ann &amp; Cy</a></dd><dt>Language:</dt><dd>English</dd>
<dt>Series:</dt><dd>Part 2 of <a href="x">Tides</a></dd><dt>Stats:</dt><dd>Published: 2020-01-02
Words: 1,234 Chapters: 2/2</dd></dl><h1>The Weir</h1><div class="byline">by <a rel="author" href="x">ada</a></div>
<p>Summary</p><blockquote class="userstuff"><p>Short.</p></blockquote><p>Notes</p>
<blockquote class="userstuff"><p>Thanks.</p></blockquote></div></div>
<div id="chapters" class="userstuff"><div class="meta group"><h2 class="heading">Chapter 1: Tide</h2>
<p>Chapter Notes</p><blockquote class="userstuff"><p>Again.</p></blockquote></div>
<div class="userstuff"><p>“Row,” said Ann.</p><p><em>Go.</em></p></div>
<div id="endnotes1" class="meta"><p>Chapter End Notes</p><blockquote class="userstuff"><p>Bye.</p></blockquote></div>
<div class="meta group"><h2 class="heading">Chapter 2</h2></div><div class="userstuff"><p>“No,” she said.</p></div>
</div>
<div id="afterword"><p class="message">Please drop by the Archive and comment</p></div></body></html>
"""
FANFICFARE = """<html><head><title>The Weir by Ada Marsh</title></head><body>
<h1><a href='http://example.org/s/1'>The Weir</a> by Ada Marsh</h1><table class='full'>
<tr><td><b>Category:</b></td><td>Original Work</td></tr><tr><td><b>Genre:</b></td><td>Drama, Sea</td></tr>
<tr><td><b>Language:</b></td><td>English</td></tr><tr><td><b>Status:</b></td><td>Completed</td></tr>
<tr><td><b>Published:</b></td><td>2020-01-01</td></tr><tr><td><b>Rating:</b></td><td>K</td></tr></table>
<div><b>Summary:</b> A tide.<br/><b>Words:</b> 12<br/></div><a name="TOCTOP"><h3>Table of Contents</h3></a>
<p><a href="#section1">1. The Quay</a></p><a name='section1'><h2>1. The Quay</h2></a>
<p>“Row,” said Ann. “The tide will not wait for you.”</p></body></html>
"""
CAST = """name,aliases,pronouns
Anne Hale,Anne; Miss Hale; "the woman; tall",she/her
Tom,'=Tom,"he/him, they/them"
-,Morrow; the boat,
"Captain ""Old"" Morrow",,xe/xem
"""
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Chapter One</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">“Row,” said </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>Anne</w:t></w:r><w:r><w:tab/>
<w:br/><w:t>and went.</w:t></w:r><w:ins><w:r><w:t>in</w:t></w:r></w:ins>
<w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:outlineLvl w:val="1"/><w:pStyle w:val="Quote"/></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>
<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>new</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>old</w:t></w:r>
</mc:Fallback></mc:AlternateContent><w:sdt><w:sdtContent><w:r><w:t>held</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:sectPr/></w:body></w:document>"""
_STYLES = """<?xml version="1.0" encoding="UTF-8"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Quote"/><w:rPr><w:i w:val="0"/>
</w:rPr></w:style></w:styles>"""
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
 Target="docProps/core.xml"/></Relationships>"""
_OF_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
"""
_CORE = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>The Weir</dc:title><dc:creator>Ada Marsh</dc:creator>
<dc:language>en-GB</dc:language><cp:revision>3</cp:revision>
<dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"""

TEXT_TOKENS = [
    token.encode()
    for token in (
        "CHAPTER I", "Chapter 2", "III.", "PART ONE", "THE END", "* * *", "***", "---", "_", "*", "[1]", "“", "”", "‘",
        "’", '"', "'", "--", "—", "Mr. ", "said", "Dear ", "\n    ", "\n\n", "\n", "\r\n", ". . . .", "Title: ", "by ",
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***", "*** END OF THE PROJECT GUTENBERG EBOOK X ***",
        "*END*", "End of the Project Gutenberg", "Project Gutenberg", "Language: ", "[Illustration: ", "]", "CONTENTS",
    )
]  # fmt: skip
MARKDOWN_TOKENS = [
    token.encode()
    for token in (
        "#", "# ", "\n# ", "\n---\n", "---\n", "...\n", "> ", "\n> ", "- ", "1. ", "* ", "**", "__", "~~", "`", "```\n",
        "\n```", "[", "](", ")", "![", "[^1]", "[^1]: ", "|", "|---|", "<div>", "</div>", "<!--", "-->", "<br>", "\\",
        "&amp;", "&#0;", "&#x1F600;", "\n====\n", "    ", "\t", "title: ", "title: |\n  ", "<https://x.y>", "\n\n",
        "$$",         ":::", "- [ ] ", "<script>", "</script>", "<?", "?>", "<![CDATA[", "]]>",
    )
]  # fmt: skip
MARKUP_TOKENS = [
    token.encode()
    for token in (
        "<p>", "</p>", "<div>", "</div>", "<br/>", "<hr>", "<em>", "</em>", "<b>", "<h2>", "</h2>", "<h1>",
        "<blockquote>",         "</blockquote>", "<table><tr><td>", "<ul><li>", "<pre>", "<script>",
        "</script>", "<style>", "<svg>", "<math>",
        "<template>", "<textarea>", "<title>", "<body>", "</body>", "<html>", "</html>", "<frameset>", "<plaintext>",
        "<a href='#x'>", "</a>", "<sup>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<?x ?>",
        "<!DOCTYPE",         "<!DOCTYPE html [<!ENTITY a 'b'>]>", "&amp;", "&#0;", "&#1;", "&#x110000;",
        "&#xD800;", "&nbsp;", "&a;", "&",
        "<",         ">", "\"", "'", "=", "/", " hidden", " class='poem'", " class='userstuff'",
        " id='chapters'", " id='preface'",
        " style='display:none'", " xmlns='x'", " epub:type='footnote'", " lang='xx-yy'", " xml:lang=''", "<x:y>",
        "<p\n",         " src='x'", "<b>Words:</b>", "<dt>", "<dd>", "<noscript>", "<iframe>",
        "<select><option>", "<ruby>a<rt>b</rt>",
        "<w:p>", "<w:r>", "<w:t>", "</w:t>", "</w:r></w:p>", "<w:br/>", " w:val='9'", "<w:numPr/>", "<w:txbxContent>",
        " linear='no'", " href='%00'", " href='../x'", "<itemref idref='a'/>", " media-type='x'", " encoding='utf-16'",
    )
]  # fmt: skip
CAST_TOKENS = [
    token.encode()
    for token in (
        ",", ";", "\t", '"', '""', "\n", "\r", "\r\n", "name", "aliases", "pronouns", "sep=;\n", "'=", "=", "-", "\n-,",
        "she/her", "they/them", "/", "xe/xem/xyr", "unknown", "\ufeff", "Anne", "anne", "|", " and ", "name,name\n",
    )
]  # fmt: skip


def pieces(*names: str) -> list[bytes]:
    """The first few thousand bytes of examples."""
    return [(EXAMPLES / name).read_bytes()[:_LONGEST] for name in names]


@cache
def books() -> list[dict[str, bytes]]:
    """EPUBs as their members: the example, one of several kinds of page, AO3's, FanFicFare's, Gutenberg's."""
    story = "<section epub:type='chapter'><h2>I</h2><p>“Row,” said Ann.</p></section>"
    head, _, tail = AO3.partition('<div id="chapters"')
    xhtml = '<?xml version="1.0"?>'
    made = [
        make_epub(
            {"title": "<p>T</p>", "a": story, "n": "<aside epub:type='footnote'><p>N</p></aside>"}, nonlinear=["n"]
        ),
        make_epub({"a": xhtml + head + "</body></html>", "b": f"{xhtml}<html><body><div id='chapters'{tail}"}),
        make_epub({"a": FANFICFARE.partition('<a name="TOCTOP">')[0].partition("<body>")[2], "b": story}),
        make_epub(
            {"a": f"<pre>{GUTENBERG}</pre>", "b": story},
            guide="<guide><reference type='cover' href='a.xhtml'/></guide>",
        ),
    ]
    return [unpacked((EXAMPLES / "the-glass-harbour.epub").read_bytes()), *map(unpacked, made)]


@cache
def word_files() -> list[dict[str, bytes]]:
    """A small DOCX as its members; Word's own hold hundreds of kilobytes of styles."""
    members = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _OF_DOCUMENT, "word/styles.xml": _STYLES, "docProps/core.xml": _CORE,
    }  # fmt: skip
    return [{name: content.encode() for name, content in members.items()}]


@cache
def encoded() -> list[bytes]:
    """Short texts in many encodings."""
    wide = "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-be utf-32-le"
    texts = (
        (wide + " cp1252 latin-1 mac_roman cp437 cp037", TEXT[:500]),
        ("cp1251 koi8_r mac_cyrillic cp866 iso8859_5", "— Где лодка? — спросила Анна. — Её унесло.\n" * 5),
        ("cp932 euc_jp iso2022_jp utf-16", "「舟はどこ？」とアンは言った。「流された」と船長は答えた。\n" * 3),
        ("gb18030 big5 gb2312 hz", "“船在哪里？”安说。“被潮水冲走了。”\n" * 3),
        ("euc_kr johab", "“배는 어디 있어요?” 앤이 말했다.\n" * 3),
        ("cp1250 iso8859_2", "„Kde je loď?“ řekla Anna. Příliš žluťoučký kůň.\n" * 3),
        ("cp1253 iso8859_7 cp1254 cp1255 cp1256 cp874", "Anne"),
    )
    return [text.encode(name, "replace") for names, text in texts for name in names.split()]
