"""Cast files: what spreadsheet programs make of them is read, and what is wrong with one is said."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.errors import BinaryInput, EmptyInput, EncodingError, FormatError, InputError
from fabula.layers import PRONOUN_SETS
from fabula.sources.casts import (
    NOBODY,
    CastEntry,
    check_cast,
    format_cast,
    format_entry,
    load_cast,
    one_line,
    parse_cast,
    parse_entry,
    pronoun_names,
)

ZOE = (CastEntry("Zoë Hale", ("Zoë", "Miss Hale"), "she/her"), CastEntry("Tom", (), ""))


@pytest.mark.parametrize(
    "data",
    [
        "name,aliases,pronouns\nZoë Hale,Zoë; Miss Hale,she/her\nTom,,\n".encode(),
        "\ufeffname,aliases,pronouns\r\nZoë Hale,Zoë; Miss Hale,she/her\r\nTom,,\r\n".encode(),
        'Name;Aliases;Pronouns\r\nZoë Hale;"Zoë; Miss Hale";she/her\r\nTom;;\r\n'.encode("cp1252"),
        "NAME\tALIASES\tPRONOUNS\nZoë Hale\tZoë; Miss Hale\tShe/Her/Hers\nTom\n".encode("utf-16"),
        '"name","aliases","pronouns"\n"Zoë Hale","Zoë;Miss Hale","she"\n"Tom","",""\n'.encode(),
        '\n,,\nline,pronouns, Name ,notes,Alias\n1,she/her,Zoë Hale,"a, b",Zoë;; Miss  Hale ;\n,,,,\n2,,Tom\n'.encode(),
        'sep=;\nname;aliases;pronouns\nZoë Hale;"Zoë\nMiss Hale";she\nTom;;unknown'.encode(),
        'name,aliases,pronouns\rZoë Hale,"""Zoë"";Miss Hale;Zoë",she\rTom,,?\r'.encode(),
    ],
    ids=["plain", "mark", "semicolons", "tabs", "quoted", "columns", "sep", "old Mac"],
)
def test_what_spreadsheets_write_is_read(data: bytes) -> None:
    assert parse_cast(data, "cast.csv") == ZOE


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        (b"", EmptyInput, "cast.csv: an empty file. Write one with `fabula cast`"),
        (b" \n,,\n", EmptyInput, "an empty file"),
        (b"name,aliases\n", EmptyInput, "no row under the header"),
        (b"Anne,Annie\nTom,\n", FormatError, "line 1: no column called name; found 'Anne', 'Annie'. The first line"),
        (b"\n\nwho,aliases\n", FormatError, "line 3: no column called name"),
        (b"name,name\nA,B\n", FormatError, "line 1: two columns called name"),
        (b"name,aliases\nAnne,Annie\n\nTom,Annie; Tommy\n", FormatError, "line 4: 'Annie' is in line 2 too. Keep each"),
        (b"name\nAnne\nTom\nAnne\n", FormatError, "line 4: 'Anne' is in line 2 too"),
        (b"name,aliases\nAnne,the boy\nTom,The  boy\n", FormatError, "line 3: 'The boy' is in line 2 too"),
        (b"name,aliases\nAnne,Annie\n-,Annie\n", FormatError, "line 3: 'Annie' is in line 2 too"),
        (b"name,aliases\nAnne,\n,Tom\n", FormatError, "line 3: no name"),
        (b'name,aliases\nAnne,"a\nb"\n,Tom\n', FormatError, "line 4: no name"),
        (b"name,pronouns\nAnne,female\n", FormatError, "line 2: no pronouns: 'female'. Write she/her"),
        (b"name,aliases\nAnne,Annie,Nan\n", FormatError, "line 2: 3 cells where the header has 2. Put a name"),
        (b'name,aliases\nAnne,"Annie\nTom,\n', FormatError, "line 2: unexpected end of data. Look at the quotation"),
        (b"PK\x03\x04\x14\x00", BinaryInput, "a spreadsheet program's own kind of file. Save it as CSV"),
        (b"name\nAnne\x00\n", BinaryInput, "not text: control character U+0000 at line 2. A cast is a CSV file"),
        (b"name\n" + "Ёлка Иванова".encode("koi8_r") * 9, EncodingError, "it seems. Save it as UTF-8"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(data: bytes, error: type[InputError], told: str) -> None:
    with pytest.raises(error) as raised:
        parse_cast(data, "cast.csv")
    assert str(raised.value).startswith("cast.csv: ")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_is_loaded_or_named(tmp_path: Path) -> None:
    path = tmp_path / "cast.csv"
    path.write_text(format_cast(ZOE), encoding="utf-8")
    assert load_cast(path) == load_cast(str(path)) == ZOE
    with pytest.raises(InputError, match=r"none\.csv: no such file"):
        load_cast(tmp_path / "none.csv")
    with pytest.raises(InputError, match="a folder"):
        load_cast(tmp_path)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44", "-Tom-", "@here", "=cmd|' /C calc'!A0", "007", "'=x", "''+x", "1984", "'47"]
)
def test_no_cell_is_a_formula_or_a_number(cell: str) -> None:
    text = format_cast([CastEntry(cell, (cell, "Tom")), CastEntry("Tom Rook", ("x", cell + "!"))])
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@0123456789\t\r"]
    assert parse_cast(text.encode(), "c") == (
        CastEntry(cell, (cell, "Tom")), CastEntry("Tom Rook", ("x", cell + "!")),
    )  # fmt: skip


def test_what_no_program_takes_for_more_stays_as_it_is() -> None:
    entries = [CastEntry("'Arry O’Neil", ('James "Bucky" Barnes',)), CastEntry(NOBODY, ("London",))]
    assert format_cast(entries) == (
        'name,aliases,pronouns\n\'Arry O’Neil,"James ""Bucky"" Barnes",\n-,London,\n'
    )  # fmt: skip
    assert list(parse_cast(format_cast(entries).encode(), "c")) == entries


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12).map(one_line).filter(bool)
NAMES |= st.text("';\"-= A1", min_size=1, max_size=8).map(one_line).filter(bool)


@given(
    st.lists(NAMES.filter(lambda name: name != NOBODY), unique_by=str.casefold, max_size=12),
    st.sampled_from(("", *PRONOUN_SETS)),
)
def test_what_is_written_is_read(names: list[str], pronouns: str) -> None:
    entries = tuple(
        CastEntry(names[at], tuple(names[at : at + 3]) if at % 2 else (), pronouns) for at in range(0, len(names), 3)
    )
    if entries:
        assert parse_cast(format_cast(entries).encode(), "c") == entries
    assert tuple(parse_entry(format_entry(entry)) for entry in entries) == entries


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("", ""), ("unknown", ""), ("?", ""), ("She/Her", "she/her"), ("she", "she/her"), ("he / him / his", "he/him"),
        ("she/they", "she/her, they/them"), ("they/she/he", "they/them, she/her, he/him"),
        ("she/her, they/them", "she/her, they/them"), ("she/her; she", "she/her"),
        ("she/her/they", "she/her, they/them"), ("xe/xem", "xe/xem"), ("XE", "xe/xem"),
        ("ze/hir", "ze/hir"), ("ze/zem", "ze/zem"), ("it/its", "it/its"),
        ("she/hers", "she/her"), ("he or they", "he/him, they/them"), ("nyx/nyx's", "nyx/nyx's"),
        ("thon/thon", "thon/thon"),
    ],
)  # fmt: skip
def test_pronouns_in_many_hands(written: str, known: str) -> None:
    assert pronoun_names(written) == known
    assert pronoun_names(known) == known


@pytest.mark.parametrize("written", ["female", "m", "any", "she/", "/", "1/2", "she her", "=1+1"])
def test_what_are_no_pronouns(written: str) -> None:
    with pytest.raises(ValueError, match="no pronouns"):
        pronoun_names(written)


def test_a_cast_in_memory_is_checked_alike() -> None:
    check_cast([CastEntry("Anne", ("Anne", "Annie")), CastEntry("Tom"), CastEntry("-", ("x",)), CastEntry("-", ("x",))])
    with pytest.raises(FormatError, match="the cast: entry 2: 'Annie' is in entry 1 too"):
        check_cast([CastEntry("Anne", ("Annie",)), CastEntry("Annie")])
    with pytest.raises(FormatError, match="entry 1: no pronouns: 'girl'"):
        check_cast([CastEntry("Anne", (), "girl")])


@pytest.mark.parametrize("line", ["a,b\n", "a,b,c,d\n", 'a,"b,c\n', "", "a,b,c\nd,e,f\n"])
def test_a_line_that_is_no_entry(line: str) -> None:
    with pytest.raises(ValueError):
        parse_entry(line)
