"""Files that are missing, binary, empty or misnamed: one clear line each, never another exception."""

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.errors import BinaryInput, EmptyInput, InputError, TooLarge
from fabula.sources import SUFFIXES, from_text, load, load_bytes


def test_what_is_known_of_the_file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes("It rose — then fell.".encode("utf-8-sig"))
    metadata = load(path).metadata
    assert metadata.source_name == "story.txt"
    assert metadata.format == "text"
    assert metadata.encoding == "utf-8"
    assert metadata.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert load(path).text == "It rose — then fell."
    assert from_text("It rose.", "Tide").metadata.title == "Tide"


def test_missing_files_and_folders(tmp_path):
    for path, found in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "a folder"),
        (tmp_path / "a\0b", "could not"),
    ):
        with pytest.raises(InputError, match=found) as caught:
            load(path)
        assert str(caught.value).startswith(str(path))
        assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    ("data", "named"),
    [(b"%PDF-1.7\n", "PDF"), (b"x" * 60 + b"BOOKMOBI", "Kindle"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Word"), (b"\x1f\x8b\x08\x00abc", "gzip"),
     (b"\x89PNG\r\n\x1a\n" + bytes(9), "PNG"), (b"\xff\xd8\xff\xe0" + bytes(9), "JPEG"),
     (b"SQLite format 3\x00" + bytes(99), "database")],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a", "stdin", "a.epub", "a.html", "a.md", "a.docx"])
def test_known_binary_formats_are_named(data, named, name):
    with pytest.raises(BinaryInput, match=named):
        load_bytes(data, name)


def test_words_that_look_like_signatures_are_text():
    for text in ("ID3 was the name of the droid.", "RIFF went the wind.", "TPZ, she said.", "BZh! he sneezed."):
        assert load_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("suffix", [*SUFFIXES, ""])
def test_empty_files(suffix):
    with pytest.raises(EmptyInput):
        load_bytes(b"", "a" + suffix)


def test_too_large(monkeypatch):
    monkeypatch.setattr("fabula.sources.MAX_BYTES", 1000)
    with pytest.raises(TooLarge):
        load_bytes(b"a" * 1001, "a.txt")


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"<html>",
            b"<?xml ",
            b"---\na: b\n---\n",
            b"\xff\xfe",
            b"# x\n",
            b"<!DOCTYPE html",
            b"{\\rtf1 ",
            b"<TEI>",
        ]
    ),
    st.sampled_from([*SUFFIXES, ""]),
)
def test_any_bytes_give_a_document_or_an_input_error(data, start, suffix):
    try:
        document = load_bytes(start + data, "a" + suffix)
    except InputError as error:
        assert str(error).isprintable() or "\n" not in str(error)
    else:
        assert document.paragraphs.rows


def test_heavy_parsers_wait_until_they_are_needed():
    heavy = "{'lxml', 'docx', 'pyromark', 'charset_normalizer'}"
    code = f"import sys, fabula.sources; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
