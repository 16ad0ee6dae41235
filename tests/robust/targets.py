"""What is fuzzed: for each target how an input is made from random numbers, and what is done with it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass

from fabula.errors import FabulaError, InputError
from fabula.sources import from_text, load_bytes
from fabula.sources.casts import format_cast, parse_cast
from tests.robust import more_seeds, seeds
from tests.robust.archives import damaged_archive, packed
from tests.robust.findings import check_document
from tests.robust.grow import regrown
from tests.robust.made_stories import made_story
from tests.robust.mutate import damaged, long
from tests.robust.stores import check_file, damaged_file
from tests.robust.stores import seeds as stored
from tests.robust.views import check_exports, check_report, check_views


@dataclass(frozen=True, slots=True)
class Target:
    """`make` an input; `check` it: what came of it in words, or an exception; `wrap` bytes that a guided fuzzer made.

    `starts`: what such a fuzzer begins with.
    """

    make: Callable[[random.Random], bytes]
    check: Callable[[bytes], str]
    wrap: Callable[[bytes], bytes]
    starts: Callable[[], list[bytes]]


def _same(data: bytes) -> bytes:
    return data


def _read(name: str) -> Callable[[bytes], str]:
    """Read an input under a file name, and check what comes of it."""

    def check(data: bytes) -> str:
        try:
            return check_document(load_bytes(data, name))
        except InputError as error:
            return _said(error, name)

    return check


def _said(error: FabulaError, name: str) -> str:
    """An error in words; every one is a single line that names the file."""
    words = str(error)
    assert words.startswith(name), f"an error that does not name the file: {words!r}"
    assert len(words.splitlines()) == 1, f"an error of several lines: {words!r}"
    assert len(words) < 600, f"an error of {len(words)} characters"
    return words


def _long(name: str, seed: str, tokens: list[bytes]) -> Target:
    return Target(lambda rng: long(rng, [seed.encode()], tokens), _read(name), _same, lambda: [seed.encode()])


def _file(name: str, starts: Callable[[], list[bytes]], tokens: list[bytes]) -> Target:
    return Target(lambda rng: damaged(rng, starts(), tokens), _read(name), _same, starts)


def _markup(name: str, seed: bytes, tokens: list[bytes]) -> Target:
    """Markup that is strictly read: half of the inputs stay well-formed."""

    def make(rng: random.Random) -> bytes:
        return regrown(rng, seed) if rng.random() < 0.5 else damaged(rng, [seed], tokens)

    return Target(make, _read(name), _same, lambda: [seed])


def _archive(name: str, starts: Callable[[], list[dict[str, bytes]]], member: str) -> Target:
    """`member`: the one that guided fuzzing changes, of the archive that comes last."""
    return Target(
        lambda rng: damaged_archive(rng, starts(), seeds.MARKUP_TOKENS),
        _read(name),
        lambda data: packed(starts()[-1] | {member: data}),
        lambda: [starts()[-1][member]],
    )


def _check_text(data: bytes) -> str:
    """A text in memory: it may hold what no file can."""
    try:
        return check_document(from_text(data.decode("utf-8", "surrogateescape")))
    except InputError as error:
        return str(error)


def _check_cast(data: bytes) -> str:
    try:
        entries = parse_cast(data, "x.csv")
    except InputError as error:
        return _said(error, "x.csv")
    again = parse_cast(format_cast(entries).encode("utf-8", "surrogatepass"), "again.csv")
    assert format_cast(again) == format_cast(entries), "a cast that is another once written"
    return _digest(format_cast(entries))


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _check_store(data: bytes) -> str:
    try:
        return _digest(check_file(data, check_views))
    except InputError as error:
        return _said(error, str(error).partition(": ")[0])


def _check_exports(data: bytes) -> str:
    rng = random.Random(data)
    return _digest(check_exports(made_story(rng)))


def _check_report(data: bytes) -> str:
    return _digest(check_report(made_story(random.Random(data))))


def _check_forged(data: bytes) -> str:
    """A file that someone forged, opened and exported."""
    try:
        return _digest(check_file(data, check_exports))
    except InputError as error:
        return _said(error, str(error).partition(": ")[0])


TARGETS: dict[str, Target] = {
    "text": _file(
        "x.txt",
        lambda: [seeds.TEXT.encode(), *seeds.pieces("low-tide.txt", "the-orchard-inquest.txt")],
        seeds.TEXT_TOKENS,
    ),
    "gutenberg": _file("x.txt", lambda: [seeds.GUTENBERG.encode(), seeds.OLD_GUTENBERG.encode()], seeds.TEXT_TOKENS),
    "memory": Target(
        lambda rng: damaged(rng, [seeds.TEXT.encode()], seeds.TEXT_TOKENS),
        _check_text,
        _same,
        lambda: [seeds.TEXT.encode()],
    ),
    "encodings": _file(
        "x", seeds.encoded, [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\0", b"<meta charset='cp932'>"]
    ),
    "markdown": _file(
        "x.md", lambda: [seeds.MARKDOWN.encode(), *seeds.pieces("concert-pitch.md")], seeds.MARKDOWN_TOKENS
    ),
    "html": _file("x.html", lambda: [seeds.HTML.encode(), *seeds.pieces("ninth-floor.html")], seeds.MARKUP_TOKENS),
    "xhtml": _file("x.xhtml", lambda: [seeds.HTML.encode(), seeds.AO3.encode()], seeds.MARKUP_TOKENS),
    "ao3": _file("x.html", lambda: [seeds.AO3.encode()], seeds.MARKUP_TOKENS),
    "fanficfare": _file("x.html", lambda: [seeds.FANFICFARE.encode()], seeds.MARKUP_TOKENS),
    "epub": _archive("x.epub", seeds.books, "OEBPS/a.xhtml"),
    "epub-package": _archive("x.epub", seeds.books, "OEBPS/content.opf"),
    "docx": _archive("x.docx", seeds.word_files, "word/document.xml"),
    "odt": _archive("x.odt", more_seeds.odt_files, "content.xml"),
    "rtf": _file("x.rtf", more_seeds.rtf_files, more_seeds.RTF_TOKENS),
    "tei": _markup("x.xml", more_seeds.TEI, more_seeds.TEI_TOKENS),
    "ao3-well-formed": _markup("x.xhtml", seeds.AO3.encode(), seeds.MARKUP_TOKENS),
    "long-tei": _long("x.xml", more_seeds.TEI.decode(), more_seeds.TEI_TOKENS),
    "long-rtf": _long("x.rtf", more_seeds.rtf_files()[0].decode("latin-1"), more_seeds.RTF_TOKENS),
    "long-text": _long("x.txt", seeds.TEXT, seeds.TEXT_TOKENS),
    "long-gutenberg": _long("x.txt", seeds.GUTENBERG, seeds.TEXT_TOKENS),
    "long-markdown": _long("x.md", seeds.MARKDOWN, seeds.MARKDOWN_TOKENS),
    "long-html": _long("x.html", seeds.HTML, seeds.MARKUP_TOKENS),
    "long-ao3": _long("x.html", seeds.AO3, seeds.MARKUP_TOKENS),
    "long-fanficfare": _long("x.html", seeds.FANFICFARE, seeds.MARKUP_TOKENS),
    "long-xhtml": _long("x.xhtml", seeds.HTML, seeds.MARKUP_TOKENS),
    "long-cast": Target(
        lambda rng: long(rng, [seeds.CAST.encode()], seeds.CAST_TOKENS),
        _check_cast,
        _same,
        lambda: [seeds.CAST.encode()],
    ),
    "cast": Target(
        lambda rng: damaged(rng, [seeds.CAST.encode()], seeds.CAST_TOKENS),
        _check_cast,
        _same,
        lambda: [seeds.CAST.encode()],
    ),
    "store": Target(damaged_file, _check_store, _same, lambda: list(stored())),
    "exports": Target(lambda rng: rng.randbytes(16), _check_exports, _same, lambda: [b"x"]),
    "report": Target(lambda rng: rng.randbytes(16), _check_report, _same, lambda: [b"x"]),
    "forged": Target(damaged_file, _check_forged, _same, lambda: list(stored())),
}
