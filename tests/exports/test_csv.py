"""The CSV export read back by Python's own reader, and the text beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fabula.errors import OutputError, UsageError
from fabula.exports import export, formats
from fabula.layers import SCHEMA
from tests.stories import document, ferry, story


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_files(tmp_path: Path) -> None:
    names = [path.name for path in export(ferry(), "csv", tmp_path / "new" / "folder", "a.b")]
    assert names == ["a.b.txt", "a.b.document.csv", *(f"a.b.{layer}.csv" for layer in SCHEMA)]


def test_rows(tmp_path: Path) -> None:
    export(ferry(), "csv", tmp_path, "x")
    assert (tmp_path / "x.characters.csv").read_bytes().decode() == (
        "id,name,entity,pronouns,gender,gender_confidence,narrator,mentions,importance,first,last,confidence,aliases,"
        "quotes\n"
        "0,Anne Hale,0,she/her,she,0.9,false,4,0.5714286,25,118,0.75,Anne Hale | Anne,1\n"
        "1,Tom,1,he/him,he,0.8,false,3,0.42857143,37,84,0.75,Tom,1\n"
    )
    assert (tmp_path / "x.quotes.csv").read_bytes().decode() == (
        "id,start,end,first_token,end_token,marks,kind,utterance,conversation,speaker,mention,cue,confidence,text\n"
        '0,13,19,2,6,double,speech,0,0,0,0,tag,0.5,"“Row,”"\n'
        '1,67,81,17,23,double,speech,1,0,1,4,tag,0.5,"“I am rowing,”"\n'
        "2,92,99,26,30,double,speech,2,1,,,none,0.0,“Hush!”\n"
    )
    assert (tmp_path / "x.addressees.csv").read_bytes().decode() == (
        "id,quote,character,cue,confidence\n0,0,1,turn,0.75\n1,1,0,vocative,0.875\n"
    )
    assert (tmp_path / "x.participants.csv").read_bytes().decode() == (
        "id,conversation,character,quotes,heard\n0,0,0,1,1\n1,0,1,1,1\n"
    )
    assert len(read(tmp_path / "x.mentions.csv")) == 7
    assert (tmp_path / "x.supersenses.csv").read_bytes().decode() == (
        "id,start,end,first_token,end_token,category,confidence,text\n"
        "0,55,65,14,16,noun.person,0.75,tall woman\n"
        "1,73,79,20,21,verb.motion,0.75,rowing\n"
    )
    lines = (tmp_path / "x.tokens.csv").read_bytes().decode().split("\n")
    assert lines[0] == (
        "id,start,end,paragraph,sentence,lemma,upos,xpos,features,head,relation,event,event_confidence,text"
    )
    assert lines[1] == "0,0,7,0,0,chapter,X,FW,,,root,false,0.25,Chapter"
    assert lines[12] == "11,41,47,2,2,looked,X,FW,,10,dep,true,0.75,looked"


def test_document(tmp_path: Path) -> None:
    export(ferry(), "csv", tmp_path, "x")
    rows = [(row["key"], row["name"], row["value"]) for row in read(tmp_path / "x.document.csv")]
    assert rows[:4] == [
        ("fabula", "", "0.1.0"),
        ("model", "", "rules-1"),
        ("schema", "", "4"),
        ("input_sha256", "", ferry().metadata.sha256),
    ]
    assert ("tags", "fandom", "Original Work") in rows
    assert ("warnings", "", "a warning") in rows


@pytest.mark.parametrize("name", ['say "x", y', "a\rb", "a\r\nb\n", " lead", "=1+1", "'", '"', "é\u2028"])
def test_cells_are_exact(tmp_path: Path, name: str) -> None:
    export(story("x", characters=[(name, "he", 0.5, False)]), "csv", tmp_path, "x")
    assert read(tmp_path / "x.characters.csv")[0]["name"] == name


def test_text_is_exact(tmp_path: Path) -> None:
    text = "one\r\ntwo\rthree\n\ufefffour \ud800"
    export(story(document(text)), "csv", tmp_path, "x")
    assert (tmp_path / "x.txt").read_bytes().decode() == text.replace("\ud800", "?")


def test_the_source_is_not_overwritten(tmp_path: Path) -> None:
    """Exporting beside novel.txt would write novel.txt: well if it has those very bytes, and not otherwise."""
    source = tmp_path / "x.txt"
    source.write_bytes(ferry().text.encode())
    export(ferry(), "csv", tmp_path, "x")
    source.write_bytes(b"\xef\xbb\xbfmark")
    import hashlib

    tale = story(document("mark"))
    metadata = type(tale.metadata)(sha256=hashlib.sha256(source.read_bytes()).hexdigest())
    doc = tale.document
    tale = story(type(doc)(doc.text, metadata, doc.paragraphs, doc.hidden, doc.emphasis, doc.origins))
    with pytest.raises(OutputError, match="the file the story was read from"):
        export(tale, "csv", tmp_path, "x")
    assert source.read_bytes() == b"\xef\xbb\xbfmark"


def test_formats() -> None:
    assert [format_.name for format_ in formats()] == ["booknlp", "csv", "json", "parquet", "script"]
    assert all(format_.description for format_ in formats())


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no export format 'xml': choose from booknlp, csv, json, parquet, script"):
        export(ferry(), "xml", tmp_path, "x")


@pytest.mark.parametrize("to", [format_.name for format_ in formats()])
def test_same_story_same_bytes(tmp_path: Path, to: str) -> None:
    one, two = (export(ferry(), to, tmp_path / name, "x") for name in ("1", "2"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.parametrize("to", [format_.name for format_ in formats()])
def test_unwritable(tmp_path: Path, to: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write"):
        export(ferry(), to, tmp_path / "file" / "sub", "x")
