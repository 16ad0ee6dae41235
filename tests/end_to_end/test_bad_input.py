"""Every kind of bad input: one line that names the file, what was found and the cure; the others are still read."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable
from pathlib import Path

from tests.end_to_end.command import STORY, docx, epub, fabula, names, package, page

RUSSIAN = "— Куда ты идёшь? — спросила Анна. Он молчал и смотрел в окно на снег.\n" * 20
JAPANESE = "「どこへ行くの？」と彼女は言った。彼は黙っていた。\n" * 20
BOOK = epub()
HALF_A_BOMB = 105 << 20
READS_A_FILE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
BILLION = f'<!DOCTYPE r [<!ENTITY l0 "lol">{LAUGHS}]>'
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
    'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><e:CipherData>'
    '<e:CipherReference URI="b/p.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
)


def patched(data: bytes, local: int, central: int, value: bytes) -> bytes:
    """A zip archive with `value` at these places of every member's headers."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset : at + offset + len(value)] = value
            at = changed.find(signature, at + 4)
    return bytes(changed)


# Made when the test runs, for some are large.
BAD: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty.txt": (b"", "an empty file"),
    "space.txt": (b" \n\t\r\n\f", "nothing to read"),
    "wide-space.txt": ("\u00a0\u3000\u2003\n".encode(), "nothing to read"),
    "invisible.txt": ("\u200b\u200d\ufeff\u2060\u00ad".encode(), "nothing to read"),
    "mark.txt": (b"\xef\xbb\xbf", "nothing to read"),
    "mark-16.txt": (b"\xff\xfe", "nothing to read"),
    "noise.bin": (random.Random(1).randbytes(50_000), "not text"),
    "nul.html": (b"<html><body><p>Hello \0 there</p></body></html>", r"control character U\+0000"),
    "c1.txt": (STORY.encode() + b"\xc2\x9bmore", r"control character U\+009B at line 8"),
    "shift-jis.txt": (JAPANESE.encode("shift_jis"), "Shift-JIS"),
    "euc-jp.txt": (JAPANESE.encode("euc_jp"), "EUC-JP"),
    "koi8.txt": (RUSSIAN.encode("koi8_r", "replace"), "KOI8-R"),
    "cp1251.txt": (RUSSIAN.encode("cp1251"), "Windows-1251"),
    "ebcdic.txt": (STORY.encode("cp500"), "EBCDIC"),
    "odd-16.txt": (STORY.encode("utf-16") + b"x", "damaged UTF-16"),
    "cut-8.txt": (("“Où est-elle?” dit Zoë. " * 9).encode() + "é".encode()[:1], "damaged UTF-8: 1 bad byte"),
    "a.pdf": (b"%PDF-1.7\n", "a PDF file"),
    "script.html": (b"<html><body><script>x</script></body></html>", "nothing to read"),
    "deep.html": (b"<html><body>" + b"<div>" * 50_000 + b"<p>Hi", "nested more than"),
    "laughs.html": (page("<p>&l9;</p>", BILLION).encode(), "entities"),
    "outside.xhtml": (page("<p>&x;</p>", READS_A_FILE).encode(), "entities"),
    "cut-4.epub": (BOOK[:4], "damaged or cut-off ZIP"),
    "cut-half.epub": (BOOK[: len(BOOK) // 2], "damaged or cut-off ZIP"),
    "cut-end.epub": (BOOK[:-1], "damaged or cut-off ZIP"),
    "text.epub": (STORY.encode(), "no EPUB"),
    "drm.epub": (epub({"META-INF/encryption.xml": ENCRYPTION}), "an encrypted EPUB"),
    "locked.epub": (patched(BOOK, 6, 8, b"\x01\x00"), "an encrypted archive"),
    "no-pages.epub": (epub({"b/p.xhtml": None}), "missing pages: b/p.xhtml"),
    "no-package.epub": (epub({"b/c.opf": None}), "package file"),
    "noise.epub": (epub({"b/c.opf": "not <<< xml"}), "damaged XML"),
    "climbs.epub": (epub({"../../evil": "x"}), "climbs out"),
    "rooted.epub": (epub({"/etc/evil": "x"}), "climbs out"),
    "href.epub": (epub({"b/c.opf": package("../../../../etc/passwd")}), "missing pages"),
    "url.epub": (epub({"b/c.opf": package("file:///etc/passwd")}), "missing pages"),
    "laughs-package.epub": (epub({"b/c.opf": package("p.xhtml", doctype=BILLION, title="&l9;")}), "entities"),
    "laughs-page.epub": (epub({"b/p.xhtml": page("<p>&l9;</p>", BILLION)}), "entities"),
    "outside-package.epub": (epub({"b/c.opf": package("p.xhtml", doctype=READS_A_FILE)}), "entities"),
    "outside-16.epub": (
        epub({"b/c.opf": package("p.xhtml", doctype=READS_A_FILE, title="&x;").encode("utf-16")}),
        "entities",
    ),
    "bomb.epub": (lambda: epub({"b/p.xhtml": page("a " * HALF_A_BOMB)}), "expands to more than 200 MB"),
    "liar.epub": (
        lambda: patched(epub({"b/p.xhtml": page("a " * HALF_A_BOMB)}), 22, 24, struct.pack("<I", 100)),
        "damaged member|expands",
    ),
    "nested.epub": (epub({"b/p.xhtml": BOOK}), "not text"),
    "bomb.docx": (lambda: docx(lambda _: b"a " * HALF_A_BOMB, "word/media/a.bin"), "expands to more than 200 MB"),
    "elements.docx": (
        lambda: docx(lambda v: v.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 10_000_000)),
        "more than 10,000,000 pieces of markup",
    ),
    "laughs.docx": (docx(lambda v: v.replace(b"<w:document", BILLION.encode() + b"<w:document", 1)), "document type"),
    "outside-16.docx": (
        docx(
            lambda v: (
                v.decode()
                .replace("<w:document", READS_A_FILE + "<w:document", 1)
                .replace("UTF-8", "UTF-16")
                .encode("utf-16")
            )
        ),
        "document type",
    ),
    "cut.docx": (docx(lambda v: v)[:5000], "damaged or cut-off ZIP"),
    "hollow.docx": (docx(lambda _: b""), "damaged DOCX"),
} | {
    f"control-{code:02x}.txt": (STORY.encode() + bytes([code]) + b"more\n", rf"control character U\+00{code:02X}")
    for code in (*range(32), 127)
    if code not in b"\t\n\f\r"
}  # fmt: skip


def test_one_line_for_each_bad_file_and_the_good_one_is_read(tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data())
    (tmp_path / "good.txt").write_text(STORY)
    done = fabula("read", "--quiet", *BAD, "good.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert names(tmp_path) == sorted([*BAD, "good.txt", "good.fabula", "good.report.html"])
    said = done.stderr.splitlines()
    assert len(said) == len(BAD)
    for line, (name, (_, found)) in zip(said, BAD.items(), strict=True):
        assert line.startswith((f"error: {name}: ", f"error: {name} (")), line
        assert re.search(found, line), line
        assert line.endswith("."), line
