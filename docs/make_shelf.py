"""Make the files on `docs/guides/shelf/` from the examples: `python docs/make_shelf.py`.

The archivist's guide reads them: one story as TEI, one as ODT, one as RTF, with the text of the examples.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from fabula.document import Document
from fabula.sources import load

ROOT = Path(__file__).resolve().parent.parent
SHELF = ROOT / "docs" / "guides" / "shelf"
AUTHOR = "The Fabula developers"
_TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader>
<fileDesc>
<titleStmt><title>{title} : an electronic edition</title><author>{author}</author></titleStmt>
<publicationStmt><publisher>Fabula's examples</publisher><date when="2026"/></publicationStmt>
<sourceDesc><bibl type="printSource"><date>2026</date></bibl></sourceDesc>
</fileDesc>
<profileDesc><langUsage><language ident="en">English</language></langUsage></profileDesc>
</teiHeader>
<text>
<front><div type="liminal"><head>To the reader</head><p>This story was written as an example.</p></div></front>
<body>
{body}
</body>
</text>
</TEI>
"""
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}"'
    for name, uri in (("office", "office:1.0"), ("text", "text:1.0"), ("style", "style:1.0"), ("meta", "meta:1.0"),
                      ("fo", "xsl-fo-compatible:1.0"), ("manifest", "manifest:1.0"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def pieces(document: Document, row: int) -> Iterator[tuple[str, bool]]:
    """The text of a block as a reader sees it, parted where emphasis begins and ends, and whether it has it."""
    start, end = (int(document.paragraphs[name][row]) for name in ("start", "end"))
    marked = [
        (int(low), int(high))
        for low, high in zip(document.emphasis["start"], document.emphasis["end"], strict=True)
        if start <= low and high <= end
    ]
    at = start
    for low, high in marked:
        yield document.shown(at, low), False
        yield document.shown(low, high), True
        at = high
    yield document.shown(at, end), False


def lines(
    document: Document, title: str, wrap: Callable[[str, str, int], str], emphasis: Callable[[str, bool], str]
) -> str:
    """The story less its title, a line for each block: `wrap` gets its kind, its text and its heading's level."""
    made = []
    for row in range(document.paragraphs.rows):
        kind = str(document.paragraphs.decoded("kind", row))
        whole = "".join(text for text, _ in pieces(document, row))
        if not row and whole.casefold() == title.casefold():
            continue
        text = "".join(emphasis(text, marked) for text, marked in pieces(document, row))
        made.append(wrap(kind, text, int(document.paragraphs["level"][row]) or 1))
    return "\n".join(made)


def tei(document: Document, title: str) -> bytes:
    """A TEI edition."""
    names = {
        "heading": '</div>\n<div type="chapter">\n<head>{}</head>',
        "break": '<milestone unit="section" rend="stars"/>',
        "verse": "<lg><l>{}</l></lg>",
    }
    body = lines(
        document,
        title,
        lambda kind, text, _: names.get(kind, "<p>{}</p>").format(text.replace("\n", "</l><l>")),
        lambda text, marked: f"<hi>{escape(text, quote=False)}</hi>" if marked else escape(text, quote=False),
    )
    before, closed, chapters = body.partition("</div>\n")
    body = f"{before}{chapters}\n</div>" if closed else f"<div>\n{body}\n</div>"
    return _TEI.format(title=escape(title), author=AUTHOR, body=body).encode()


def odt(document: Document, title: str) -> bytes:
    """An OpenDocument text."""
    body = lines(
        document,
        title,
        lambda kind, text, level: (
            f'<text:h text:outline-level="{level}">{text}</text:h>' if kind == "heading" else f"<text:p>{text}</text:p>"
        ),
        lambda text, marked: (
            f'<text:span text:style-name="T1">{escape(text, quote=False)}</text:span>'
            if marked
            else escape(text, quote=False)
        ),
    )
    italic = (
        '<office:automatic-styles><style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-style="italic"/></style:style></office:automatic-styles>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    members = {
        "mimetype": kind,
        "META-INF/manifest.xml": f"{_DECLARATION}<manifest:manifest {_SPACES}>"
        f'<manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>',
        "content.xml": f'{_DECLARATION}<office:document-content {_SPACES} office:version="1.3">{italic}<office:body>'
        f"<office:text>\n{body}\n</office:text></office:body></office:document-content>",
        "meta.xml": f'{_DECLARATION}<office:document-meta {_SPACES} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(title)}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator>"
        "<dc:language>en</dc:language>"
        "</office:meta></office:document-meta>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _rtf_text(text: str) -> str:
    text = re.sub(r"[\\{}]", lambda found: "\\" + found[0], text).replace("\n", "\\line ")
    return "".join(character if character.isascii() else f"\\u{ord(character)}?" for character in text)


def rtf(document: Document, title: str) -> bytes:
    """A Rich Text file."""
    styles = "{\\stylesheet{\\ql Normal;}{\\s1\\b\\outlinelevel0 heading 1;}}"
    body = lines(
        document,
        title,
        lambda kind, text, _: ("\\pard\\s1 " if kind == "heading" else "\\pard ") + text + "\\par",
        lambda text, marked: f"{{\\i {_rtf_text(text)}}}" if marked else _rtf_text(text),
    )
    info = f"{{\\info{{\\title {_rtf_text(title)}}}{{\\author {AUTHOR}}}}}"
    head = f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{styles}{info}"
    return f"{head}\n{body}\n}}\n".encode("ascii")


MADE = {
    "the-two-miss-garlands.xml": ("the-two-miss-garlands.txt", "The Two Miss Garlands", tei),
    "two-for-one-night.odt": ("two-for-one-night.md", "Two for One Night", odt),
    "the-pursers-list.rtf": ("the-pursers-list.txt", "The Purser’s List", rtf),
}
"""File on the shelf: the example it is made from, its title, and how it is made."""


def made() -> dict[str, bytes]:
    """Every file on the shelf."""
    return {name: maker(load(ROOT / "examples" / example), title) for name, (example, title, maker) in MADE.items()}


if __name__ == "__main__":
    SHELF.mkdir(parents=True, exist_ok=True)
    for file, data in made().items():
        (SHELF / file).write_bytes(data)
