"""Files that are no story text, told by their first bytes, with what to do about each."""

from __future__ import annotations

from fabula.errors import BinaryInput

_CONVERT = "Convert it to EPUB first, for instance with calibre."
_SAVE = "Save it as DOCX, EPUB or plain text first."
_TEXT = "Give a text file, HTML, EPUB or DOCX."
_KNOWN: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF file", "Convert it to EPUB or plain text first, for instance with calibre."),
    (60, b"BOOKMOBI", "a Kindle book (MOBI or AZW)", _CONVERT),
    (60, b"TEXtREAd", "a PalmDOC book", _CONVERT),
    (0, b"TPZ", "a Kindle Topaz book", _CONVERT),
    (0, b"\xeaDRMION\xee", "an encrypted Kindle book (KFX)", "Give a copy without copy protection."),
    (0, b"ITSF", "a compiled HTML help file (CHM)", _CONVERT),
    (0, b"ITOLITLS", "a Microsoft Reader book (LIT)", _CONVERT),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file (DOC) or another OLE container", _SAVE),
    (0, b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (0, b"BZh", "a bzip2 archive", "Unpack it first."),
    (0, b"\xfd7zXZ\x00", "an xz archive", "Unpack it first."),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it first."),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."),
    (0, b"Rar!\x1a\x07", "a RAR archive", "Unpack it first."),
    (257, b"ustar", "a tar archive", "Unpack it first."),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image", _TEXT),
    (0, b"\xff\xd8\xff", "a JPEG image", _TEXT),
    (0, b"GIF87a", "a GIF image", _TEXT),
    (0, b"GIF89a", "a GIF image", _TEXT),
    (0, b"AT&TFORM", "a DjVu file", "Convert it to plain text first."),
    (
        0,
        b"SQLite format 3\x00",
        "an SQLite database, perhaps a .fabula file",
        "Open a .fabula file with `fabula show`.",
    ),
    (0, b"\x7fELF", "a program", _TEXT),
    (0, b"ID3", "a sound file", _TEXT),
    (0, b"OggS", "a sound file", _TEXT),
    (0, b"RIFF", "a sound, image or film file", _TEXT),
    (4, b"ftyp", "a film or sound file", _TEXT),
)


def refuse_known_binary(data: bytes, name: str) -> None:
    """Raise BinaryInput, naming what it is, if `data` begins as a known format that is not read here."""
    for at, mark, what, cure in _KNOWN:
        if data.startswith(mark, at):
            if mark == b"BZh" and data[3:4] not in b"123456789":
                continue
            if mark in (b"TPZ", b"ID3", b"ITSF", b"RIFF", b"ftyp") and 0 not in data[:64]:
                continue  # a story may begin with these letters
            raise BinaryInput(name, what, cure)
