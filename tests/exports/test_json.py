"""The JSON export: what it holds, that its schema describes it, and that the shipped schema is the made one."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fabula.exports import export, schema
from fabula.layers import SCHEMA
from fabula.story import Story
from tests.stories import document, ferry, story


def exported(tale: Story, folder: Path) -> dict[str, Any]:
    (path,) = export(tale, "json", folder, "x")
    assert path == folder / "x.json"
    assert [p.name for p in folder.iterdir()] == ["x.json"]
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_shipped_schema_is_the_made_one() -> None:
    """If this fails: python -m fabula.exports.json_schema > src/fabula/exports/story.schema.json"""
    shipped = files("fabula.exports").joinpath("story.schema.json").read_text(encoding="utf-8")
    assert shipped == json.dumps(schema(), indent=2) + "\n"


@pytest.mark.parametrize("tale", [ferry(), story(document(""))], ids=["ferry", "nothing"])
def test_schema_describes_the_export(tale: Story, tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(exported(tale, tmp_path), schema(), jsonschema.Draft202012Validator)


def test_schema_refuses_what_is_not_one(tmp_path: Path) -> None:
    found = exported(ferry(), tmp_path)
    found["quotes"][0]["speaker"] = "Anne"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema())


def test_keys_in_order(tmp_path: Path) -> None:
    assert list(exported(ferry(), tmp_path)) == ["fabula", "document", *SCHEMA]


def test_what_it_holds(tmp_path: Path) -> None:
    found = exported(ferry(), tmp_path)
    assert found["fabula"] == {
        "version": "0.1.0", "model": "rules-1", "schema": 4, "input_sha256": ferry().metadata.sha256,
    }  # fmt: skip
    assert found["document"]["text"] == ferry().text
    assert found["document"]["tags"] == [
        {"key": "rating", "value": "Mature"},
        {"key": "fandom", "value": "Original Work"},
    ]
    assert found["document"]["warnings"] == ["a warning"]
    assert found["characters"][0] == {
        "id": 0, "name": "Anne Hale", "entity": 0, "pronouns": "she/her", "gender": "she", "gender_confidence": 0.9,
        "narrator": False, "mentions": 4, "importance": 0.5714286, "first": 25, "last": 118, "confidence": 0.75,
        "aliases": ["Anne Hale", "Anne"], "alias_counts": {"Anne Hale": 1, "Anne": 1}, "quotes": 1,
    }  # fmt: skip
    assert found["entities"][1] == {
        "id": 1, "name": "Tom", "category": "PER", "several": False, "character": 1, "mentions": 3, "first": 37,
        "last": 84,
    }  # fmt: skip
    assert found["mentions"][3] == {
        "id": 3, "start": 68, "end": 69, "text": "I", "first_token": 18, "end_token": 19, "kind": "PRON",
        "category": "PER", "entity": 1, "character": 1, "quote": 1, "confidence": 0.9,
    }  # fmt: skip
    assert found["quotes"][2] == {
        "id": 2, "start": 92, "end": 99, "text": "“Hush!”", "first_token": 26, "end_token": 30, "marks": "double",
        "kind": "speech", "utterance": 2, "conversation": 1, "speaker": None, "mention": None, "cue": "none",
        "confidence": 0.0, "addressees": [],
    }  # fmt: skip
    assert [quote["addressees"] for quote in found["quotes"]] == [[1], [0], []]
    assert found["addressees"] == [
        {"id": 0, "quote": 0, "character": 1, "cue": "turn", "confidence": 0.75},
        {"id": 1, "quote": 1, "character": 0, "cue": "vocative", "confidence": 0.875},
    ]
    assert found["conversations"] == [
        {"id": 0, "start": 13, "end": 81, "first_quote": 0, "end_quote": 2, "participants": [0, 1]},
        {"id": 1, "start": 92, "end": 99, "first_quote": 2, "end_quote": 3, "participants": []},
    ]
    assert found["participants"][1] == {"id": 1, "conversation": 0, "character": 1, "quotes": 1, "heard": 1}
    assert found["tokens"]["start"][:3] == [0, 8, 13]
    assert found["tokens"]["head"][:4] == [None, 0, None, 2]
    assert {name: column[11] for name, column in found["tokens"].items()} == {
        "start": 41, "end": 47, "paragraph": 2, "sentence": 2, "lemma": "looked", "upos": "X", "xpos": "FW",
        "features": "", "head": 10, "relation": "dep", "event": True, "event_confidence": 0.75,
    }  # fmt: skip
    assert found["supersenses"] == {
        "start": [55, 73], "end": [65, 79], "first_token": [14, 20], "end_token": [16, 21],
        "category": ["noun.person", "verb.motion"], "confidence": [0.75, 0.75],
    }  # fmt: skip


def test_rows_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    exported(ferry(), tmp_path)
    lines = (tmp_path / "x.json").read_bytes().decode().split("\n")
    assert sum(line.startswith('{"id": ') for line in lines) == 1 + 5 + 2 + 3 + 2 + 7 + 3 + 2 + 2 + 2


def test_hidden_text_and_lone_surrogates(tmp_path: Path) -> None:
    text = "“Oh,\nno” \ud800 </script> \u2028"
    tale = story(document(text, hidden=[(4, 5, "wrap")]), quotes=[("“Oh,\nno”", -1, -1)])
    found = exported(tale, tmp_path)
    assert found["document"]["text"] == text
    assert found["quotes"][0]["text"] == "“Oh, no”"


def test_two_surrogates_stay_two_characters(tmp_path: Path) -> None:
    """Text in memory may hold halves that no decoder joined; readers of JSON join them, and offsets would slip."""
    tale = story(document("a \ud83d\ude00 Anne"), quotes=[("Anne", -1, -1)])
    found = exported(tale, tmp_path)
    assert found["document"]["text"] == "a \ud83d\ufffd Anne"
    quote = found["quotes"][0]
    assert found["document"]["text"][quote["start"] : quote["end"]] == "Anne"
