"""Zip archives from strangers: read in memory, member by member, every limit checked on the bytes that come out."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from fabula.errors import BinaryInput, EmptyInput, FormatError, InputError, TooLarge

MAX_EXPANDED = 200 * 1024 * 1024
MAX_MEMBERS = 20_000
_PIECE = 1 << 20
_ZIP_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, ValueError, OverflowError, OSError, EOFError,
    NotImplementedError, RuntimeError, struct.error,
)  # fmt: skip
"""What the standard library raises for archives that are damaged, encrypted or packed in a way it does not know."""
_DAMAGED = "Get the file again: it is damaged or cut off."


class Archive:
    """A zip archive whose names and declared sizes have been checked. `name` is the file's, for errors."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_EXPANDED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS:
            raise FormatError(name, "a damaged or cut-off ZIP archive (its directory is missing)", _DAMAGED) from None
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            what = f"an archive of more than {MAX_MEMBERS} members"
            raise TooLarge(name, what, "Give an ordinary EPUB, DOCX or ODT.")
        if sum(info.file_size for info in infos) > MAX_EXPANDED:
            raise self._too_large()
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._check(info)
            self._members[info.filename] = info

    def __contains__(self, member: str) -> bool:
        return member in self._members

    @property
    def names(self) -> list[str]:
        """Every member's name."""
        return list(self._members)

    def find(self, member: str) -> str | None:
        """The name of `member` as the archive spells it, letter case aside; None if there is no such member."""
        if member in self._members:
            return member
        return next((other for other in self._members if other.lower() == member.lower()), None)

    def read(self, member: str) -> bytes:
        """A member's bytes. Raises FormatError if it is damaged, TooLarge if the archive expands too far."""
        info = self._members[member]
        pieces = []
        try:
            with self._zip.open(info) as file:
                while piece := file.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_large()
                    pieces.append(piece)
        except InputError:
            raise
        except _ZIP_ERRORS:
            raise FormatError(self.name, f"a damaged member of its archive: {_shown(member)}", _DAMAGED) from None
        return b"".join(pieces)

    def _too_large(self) -> TooLarge:
        what = f"an archive that expands to more than {MAX_EXPANDED >> 20} MB"
        return TooLarge(self.name, what, "Remove its images, or split it.")

    def _check(self, info: zipfile.ZipInfo) -> None:
        member = info.orig_filename
        path = PurePosixPath(member)
        climbs = path.is_absolute() or ".." in path.parts or "\\" in member or re.match(r"[A-Za-z]:", member)
        if climbs or "\x00" in member:
            what = f"an archive with a member whose path climbs out of it: {_shown(member)}"
            raise FormatError(self.name, what, "Do not trust this file; get it from its maker.")
        if info.flag_bits & 0x1:
            raise FormatError(self.name, "an encrypted archive", "Give a copy without encryption.")
        if info.filename in self._members:
            what = f"an archive that holds {_shown(member)} twice"
            raise FormatError(self.name, what, "Build the file anew, for instance with calibre.")


def _shown(member: str) -> str:
    """A member's name for a message, on one line and not too long."""
    return "".join(character if character.isprintable() else "?" for character in member[:80])


def archive_format(data: bytes, name: str) -> str:
    """`epub`, `docx` or `odt`, by what an archive holds. Raises FormatError, which names what else it is."""
    archive = Archive(data, name)
    if not archive.names:
        raise EmptyInput(name, "an empty ZIP archive", "Give a file that holds a story.")
    kind = archive.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in archive else ""
    if archive.find("META-INF/container.xml") or kind == "application/epub+zip":
        return "epub"
    if archive.find("word/document.xml"):
        return "docx"
    members = set(archive.names)
    if kind.startswith("application/vnd.oasis.opendocument.text"):
        return "odt"
    if kind.startswith("application/vnd.oasis.opendocument"):
        raise BinaryInput(name, "an OpenDocument file that is no text", "Give a text file, HTML, EPUB, DOCX or ODT.")
    for member, what in (("xl/workbook.xml", "an Excel file"), ("ppt/presentation.xml", "a PowerPoint file")):
        if member in members:
            raise BinaryInput(name, what, "Give a text file, HTML, EPUB or DOCX.")
    raise FormatError(name, "a ZIP archive that is no EPUB, DOCX or ODT", "Unpack it and give the files in it.")
