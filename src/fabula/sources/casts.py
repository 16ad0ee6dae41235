"""The cast that a user gives, and cast files: CSV as spreadsheet programs read it and as they write it.

A row is one character: a name, the names and descriptions they go by (`; ` between them), and pronouns. A row whose
name is `-` lists names that are no character's.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula.errors import BinaryInput, EmptyInput, FormatError, TooLarge
from fabula.layers import GENDERS, PRONOUN_SETS
from fabula.sources.encodings import decode
from fabula.sources.files import read_bytes

NOBODY = "-"
"""The name of a row that lists names that are no character's."""
COLUMNS = ("name", "aliases", "pronouns")
_ALSO = {"alias": "aliases", "pronoun": "pronouns"}
_MOST_BYTES = 16 * 1024 * 1024
_OWN_FORMATS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How the files of spreadsheet programs themselves begin: zip archives and OLE files."""
_ANEW = "Write one with `fabula cast`, and change that."
_HEADER = "The first line must be name,aliases,pronouns; only name is needed."


@dataclass(frozen=True, slots=True)
class CastEntry:
    """Someone whom the user says is in the story, or, under the name `-`, names of no one.

    aliases: names and descriptions, the name itself may be among them. pronouns: `she/her`, `he/him`, `they/them`,
    `it/its` or others such as `xe/xem`, several with commas between them; empty or `unknown` if not known.
    """

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str = ""


def load_cast(path: str | Path) -> tuple[CastEntry, ...]:
    """The cast in a file. InputError, naming file and line, if it cannot be read as one."""
    return parse_cast(read_bytes(Path(path), _MOST_BYTES + 1), str(path))


def parse_cast(data: bytes, name: str) -> tuple[CastEntry, ...]:
    """The cast in a file's bytes; `name` stands in errors. Any delimiter, encoding, order and case of columns."""
    if len(data) > _MOST_BYTES:
        raise TooLarge(name, f"more than {_MOST_BYTES >> 20} MB", "A cast has a line for each character.")
    if data.startswith(_OWN_FORMATS):
        raise BinaryInput(name, "a spreadsheet program's own kind of file", "Save it as CSV, in UTF-8 if it asks.")
    try:
        text, _ = decode(data, name)
    except BinaryInput as error:
        raise BinaryInput(name, error.found, "A cast is a CSV file. " + _ANEW) from None
    rows = list(_rows(text, name))
    if not rows:
        raise EmptyInput(name, "an empty file", _ANEW)
    places = _places(rows[0][1], rows[0][0], name)
    entries, lines = [], []
    for line, row in rows[1:]:
        if any(map(str.strip, row[len(rows[0][1]) :])):
            what = f"line {line}: {len(row)} cells where the header has {len(rows[0][1])}"
            raise FormatError(name, what, "Put a name that holds a comma in quotation marks.")
        cells = {column: _plain(row[place]) if place < len(row) else "" for column, place in places.items()}
        if not any(cells.values()):
            continue
        if not cells["name"]:
            raise FormatError(name, f"line {line}: no name", "Give the row a name, or take it out.")
        try:
            pronouns = pronoun_names(cells.get("pronouns", ""))
        except ValueError as error:
            cure = "Write she/her, he/him, they/them, it/its, or others as xe/xem."
            raise FormatError(name, f"line {line}: {error}", cure) from None
        entries.append(CastEntry(cells["name"], tuple(_split(cells.get("aliases", ""))), pronouns))
        lines.append(f"line {line}")
    if not entries:
        raise EmptyInput(name, "no row under the header", _ANEW)
    check_cast(entries, name, lines)
    return tuple(entries)


def check_cast(entries: Sequence[CastEntry], name: str = "the cast", places: Sequence[str] = ()) -> None:
    """Raise FormatError if a name stands in two rows, or a pronoun is none. places: what to call each row."""
    called = places or [f"entry {number}" for number in range(1, len(entries) + 1)]
    owner: dict[str, int] = {}
    for number, entry in enumerate(entries):
        own = entry.aliases if entry.name == NOBODY else (entry.name, *entry.aliases)
        for alias in map(one_line, own):
            other = owner.setdefault(alias.casefold(), number)
            if other != number and not entry.name == entries[other].name == NOBODY:
                what = f"{called[number]}: {alias!r} is in {called[other]} too"
                raise FormatError(name, what, "Keep each name in one row only.")
        try:
            pronoun_names(entry.pronouns)
        except ValueError as error:
            raise FormatError(name, f"{called[number]}: {error}", "Write them as she/her.") from None


def format_cast(entries: Iterable[CastEntry]) -> str:
    """The text of a cast file, its header first, each line ended by a line feed."""
    return _line(COLUMNS) + "".join(map(format_entry, entries))


def format_entry(entry: CastEntry) -> str:
    """The line of one entry, with its line feed."""
    cells = (one_line(entry.name), "; ".join(map(_joined, entry.aliases)), one_line(entry.pronouns))
    return _line(map(_safe, cells))


def parse_entry(line: str) -> CastEntry:
    """The entry of a line that `format_entry` made; ValueError if it is none."""
    try:
        (row,) = csv.reader(io.StringIO(line, newline=""), strict=True)
        name, aliases, pronouns = map(_plain, row)
    except csv.Error as error:
        raise ValueError(str(error)) from None
    return CastEntry(name, tuple(_split(aliases)), pronouns)


def one_line(text: str) -> str:
    """`text` with single spaces for all white space."""
    return " ".join(text.split())


_STOPS = re.compile(r"[,;:!?\"“”„«»()\[\]…—]")


def is_one_phrase(text: str) -> bool:
    """Whether a name has no stops inside, as has "Fergie, said Marrin" that was taken for one."""
    return not _STOPS.search(text)


def _line(cells: Iterable[str]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerow(cells)
    return made.getvalue()


_FORMULA = re.compile(r"'*[=+\-@\t\r0-9]")
"""Cells that spreadsheet programs take for a formula, a number or a date, unless an apostrophe stands before them."""


def _safe(cell: str) -> str:
    return "'" + cell if _FORMULA.match(cell) and cell != NOBODY else cell


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula, and without outer white space."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _joined(alias: str) -> str:
    """An alias as it stands between semicolons: in quotation marks if it holds one."""
    alias = one_line(alias)
    return '"' + alias.replace('"', '""') + '"' if ";" in alias or alias.startswith('"') else alias


_ALIAS = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[;\n]|$)|([^;\n]*))(?:[;\n]|$)')


def _split(cell: str) -> Iterator[str]:
    """The aliases in a cell, each once: parted by semicolons or lines."""
    seen = set()
    for quoted, plain in _ALIAS.findall(cell):
        alias = one_line(quoted.replace('""', '"') or plain)
        if alias and alias not in seen:
            seen.add(alias)
            yield alias


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with the number of the line on which each begins."""
    delimiter, skip = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            if any(map(str.strip, row)) and begun > skip:
                yield begun, row
            begun = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(name, f"line {begun}: {error}", "Look at the quotation marks there. " + _ANEW) from None


def _delimiter(text: str) -> tuple[str, int]:
    """What parts the cells, told by the header; and how many lines stand before that, `sep=;` and empty ones."""
    lines = text.splitlines()
    at = 0
    while at < len(lines) and (not lines[at].strip(' ,;\t"') or re.fullmatch(r'"?sep=.?"?[,;\t]*', lines[at].strip())):
        at += 1
    header = lines[at] if at < len(lines) else ""

    def known(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=delimiter), [])
        return sum(_column(cell) in COLUMNS for cell in cells), len(cells)

    return max(",;\t", key=known), at


def _column(cell: str) -> str:
    word = cell.strip().casefold()
    return _ALSO.get(word, word)


def _places(header: list[str], line: int, name: str) -> dict[str, int]:
    """Where each known column stands."""
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        column = _column(cell)
        if column in places:
            raise FormatError(name, f"line {line}: two columns called {column}", _HEADER)
        if column in COLUMNS:
            places[column] = place
    if "name" not in places:
        found = ", ".join(repr(cell.strip()[:40]) for cell in header[:5])
        raise FormatError(name, f"line {line}: no column called name; found {found}", _HEADER)
    return places


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SUBJECTS = {name.partition("/")[0]: name for name in reversed(PRONOUN_SETS)}


def pronoun_names(text: str) -> str:
    """Pronouns as the layers have them: "She/her/hers" is "she/her", "she/they" is "she/her, they/them".

    Empty if `text` is or says that they are not known. ValueError if it holds no pronouns.
    """
    text = one_line(text.casefold())
    if text in ("", "unknown", "?", "-", "none"):
        return ""
    found: list[str] = []
    for part in re.split(r"\s*[,;|]\s*|\s+(?:or|and)\s+", text):
        forms = re.split(r"\s*/\s*", part)
        if not all(map(_WORD.fullmatch, forms)) or (len(forms) == 1 and forms[0] not in _SUBJECTS):
            raise ValueError(f"no pronouns: {part[:40]!r}")
        pair = "/".join(forms[:2])
        if pair not in PRONOUN_SETS and (len(forms) == 1 or forms[0] in GENDERS or forms[1] in _SUBJECTS):
            pair = _SUBJECTS.get(forms[0], pair)
        found += [pair, *(_SUBJECTS[form] for form in forms[1:] if form in _SUBJECTS and form not in pair.split("/"))]
    return ", ".join(dict.fromkeys(found))
