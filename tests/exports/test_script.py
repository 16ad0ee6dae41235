"""The script export: the whole text once, in order, each line with its voice; the cast above it; the text file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fabula.exports import export, script_schema
from fabula.exports.script import lines_of
from fabula.layers import PARAGRAPHS, Table
from fabula.story import Story
from tests.stories import document, ferry, story

TEXT = """A Tiny Story
by M. Quill

CAST

NARRATOR: 5 lines, 19 words
ANNE HALE (she/her): 1 line, 1 word
TOM (he/him): 1 line, 3 words
UNKNOWN: 1 line, 1 word

----------------------------------------

Chapter One
===========

ANNE HALE: “Row,”
said Anne Hale.

Tom looked at the tall woman.
TOM: “I am rowing,”
he said.

UNKNOWN: “Hush!”

Anne laughed; she did not row.
"""


def exported(tale: Story, folder: Path) -> tuple[dict[str, Any], str]:
    made, told = export(tale, "script", folder, "x")
    assert [path.name for path in (made, told)] == ["x.script.json", "x.script.txt"]
    found: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
    jsonschema.validate(found, script_schema(), jsonschema.Draft202012Validator)
    return found, told.read_text(encoding="utf-8")


def shown(tale: Story) -> list[tuple[str, str, str]]:
    return [(line.name, line.kind, line.text) for line in lines_of(tale)]


def check_whole(tale: Story) -> None:
    """Fail unless the lines are the visible text but for white space, in order, each where it says that it is."""
    lines = lines_of(tale)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(tale.document.visible.text.split())
    at = 0
    for line in lines:
        assert at <= line.start < line.end <= len(tale.text)
        assert tale.shown(line.start, line.end) == line.text == line.text.strip() != ""
        at = line.end


def test_ferry(tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(script_schema())
    found, text = exported(ferry(), tmp_path)
    assert text == TEXT
    assert list(found) == ["fabula", "title", "author", "narrator", "unsure_below", "cast", "lines"]
    assert found["fabula"]["input_sha256"] == ferry().metadata.sha256
    assert (found["title"], found["author"], found["narrator"]) == ("A Tiny Story", "M. Quill", None)
    assert found["cast"][:2] == [
        {"id": "narrator", "name": "Narrator", "gender": "unknown", "pronouns": "", "lines": 5, "words": 19},
        {"id": 0, "name": "Anne Hale", "gender": "she", "pronouns": "she/her", "lines": 1, "words": 1},
    ]
    assert found["lines"][1] == {
        "voice": 0, "name": "Anne Hale", "kind": "speech", "text": "“Row,”", "start": 13, "end": 19, "paragraph": 1,
        "quote": 0, "utterance": 0, "confidence": 0.5, "unsure": False, "addressees": [1],
    }  # fmt: skip
    assert found["lines"][2] == {
        "voice": "narrator", "name": "Narrator", "kind": "narration", "text": "said Anne Hale.", "start": 20, "end": 35,
        "paragraph": 1, "quote": None, "utterance": None, "confidence": None, "unsure": False, "addressees": [],
    }  # fmt: skip
    assert [line["voice"] for line in found["lines"]] == [
        "narrator", 0, "narrator", "narrator", 1, "narrator", "unknown", "narrator",
    ]  # fmt: skip
    assert [line["unsure"] for line in found["lines"]] == [False] * 6 + [True, False]
    lines = (tmp_path / "x.script.json").read_bytes().decode().split("\n")
    assert sum(line.startswith('{"voice": ') for line in lines) == len(found["lines"])


def test_nothing(tmp_path: Path) -> None:
    found, text = exported(story(document("", title="", source_name="")), tmp_path)
    assert (found["cast"], found["lines"]) == ([], [])
    assert text.split() == ["CAST", "-" * 40]


def test_what_lacks_words_goes_with_its_neighbour() -> None:
    tale = story(
        "“Row”. He rowed.\n\n—“Rain”—“Home!”\n\n…\n\n* * *",
        characters=[("Anne", "she", 0.9, False)],
        quotes=[("“Row”", 0, -1), ("“Rain”", 0, -1), ("“Home!”", -1, -1)],
    )
    assert shown(tale) == [
        ("Anne", "speech", "“Row”"), ("Narrator", "narration", ". He rowed."), ("Anne", "speech", "—“Rain”—"),
        ("Unknown", "speech", "“Home!”"), ("Narrator", "narration", "…"), ("Narrator", "narration", "* * *"),
    ]  # fmt: skip
    check_whole(tale)
    tale = story("He said “row”.", characters=[("Anne", "she", 0.9, False)], quotes=[("“row”", 0, -1)])
    assert shown(tale) == [("Narrator", "narration", "He said"), ("Anne", "speech", "“row”.")]


def test_kinds_of_quotations(tmp_path: Path) -> None:
    tale = story(
        "‘Rain’ he thought. The “inn” shut. “Shut”, it read. “Amen,” all said.",
        characters=[("Tom", "he", 0.9, False)],
        quotes=[("‘Rain’", 0, -1), ("“inn”", -1, -1), ("“Shut”", -1, -1), ("“Amen,”", 0, -1)],
        kinds=["thought", "other", "writing", "other"],
    )
    assert shown(tale) == [
        ("Tom", "thought", "‘Rain’"), ("Narrator", "narration", "he thought. The “inn” shut."),
        ("Unknown", "writing", "“Shut”"), ("Narrator", "narration", ", it read."), ("Tom", "other", "“Amen,”"),
        ("Narrator", "narration", "all said."),
    ]  # fmt: skip
    check_whole(tale)
    _, text = exported(tale, tmp_path)
    assert "\nTOM (thinking): ‘Rain’\nhe thought. The “inn” shut.\nUNKNOWN (in writing): “Shut”\n" in text
    assert "\nTOM (quoted): “Amen,”\n" in text


def with_kinds(text: str, kinds: list[str], **more: Any) -> Story:
    """A story whose paragraphs are of these kinds."""
    doc = document(text)
    paragraphs = doc.paragraphs.with_columns(kind=kinds)
    doc = type(doc)(doc.text, doc.metadata, paragraphs, doc.hidden, doc.emphasis, doc.origins)
    return story(doc, **more)


def test_headings_breaks_and_verse(tmp_path: Path) -> None:
    given = "The “Boat”\n\nO rain,\nO “sea”!\n\n* * *\n\nTWO\nHe rowed."
    tale = with_kinds(
        given,
        ["heading", "verse", "break", "prose"],
        quotes=[("“Boat”", -1, -1), ("“sea”", -1, -1)],
        chapters=[("The “Boat”", 0), ("TWO", given.index("TWO"))],
    )
    assert shown(tale) == [
        ("Narrator", "heading", "The “Boat”"), ("Narrator", "narration", "O rain,\nO"), ("Unknown", "speech", "“sea”!"),
        ("Narrator", "break", "* * *"), ("Narrator", "heading", "TWO"), ("Narrator", "narration", "He rowed."),
    ]  # fmt: skip
    check_whole(tale)
    _, text = exported(tale, tmp_path)
    assert text.endswith("\nO rain,\n    O\nUNKNOWN: “sea”!\n\n* * *\n\nTWO\n===\nHe rowed.\n")


def test_a_quotation_in_a_scene_break_is_no_line_of_its_own() -> None:
    tale = with_kinds("— “o” —", ["break"], quotes=[("“o”", -1, -1)])
    assert shown(tale) == [("Narrator", "break", "— “o” —")]


def test_hidden_text_is_no_line() -> None:
    text = "Start *** “Oh,\nno,” *he* said."
    hidden = [(6, 9, "boilerplate"), (14, 15, "wrap"), (20, 21, "markup"), (23, 24, "markup")]
    tale = story(document(text, hidden=hidden), quotes=[("“Oh,\nno,”", -1, -1)])
    assert [line.text for line in lines_of(tale)] == ["Start", "“Oh, no,”", "he said."]
    check_whole(tale)


def test_a_narrator_of_a_name_and_one_of_none(tmp_path: Path) -> None:
    people = [("Tom", "he", 0.9, False), ("Wick", "he", 0.9, True)]
    tale = story("“Row,” I said.", characters=people, quotes=[("“Row,”", 1, -1)])
    found, text = exported(tale, tmp_path)
    assert found["narrator"] == 1
    assert [(voice["id"], voice["name"], voice["pronouns"]) for voice in found["cast"]] == [
        ("narrator", "Narrator", "he/him"), (1, "Wick", "he/him"),
    ]  # fmt: skip
    assert "\nThe narrator is WICK.\n" in text
    tale = story("“Row,” I said.", characters=[("Narrator", "unknown", 0.0, True)], quotes=[("“Row,”", 0, -1)])
    found, text = exported(tale, tmp_path)
    assert [(voice["id"], voice["lines"]) for voice in found["cast"]] == [("narrator", 1), (0, 1)]
    assert "\nCAST\n\nNARRATOR: 2 lines, 3 words\n\n---" in text
    assert text.endswith("\nNARRATOR: “Row,”\nI said.\n")


def test_no_two_voices_share_a_name(tmp_path: Path) -> None:
    names = ["Nora", "nora", "Unknown", "Narrator", "Nora (2)", "a\n\tb", ""]
    text = " ".join(f"“{number}”" for number in range(len(names)))
    tale = story(
        text,
        characters=[(name, "she", 0.9, False) for name in names],
        quotes=[(f"“{number}”", number, -1) for number in range(len(names))],
    )
    found, _ = exported(tale, tmp_path)
    assert [voice["name"] for voice in found["cast"]] == [
        "Nora", "nora (2)", "Unknown (2)", "Narrator (2)", "Nora (2) (2)", "a b", "?",
    ]  # fmt: skip
    assert [line["name"] for line in found["lines"]] == [voice["name"] for voice in found["cast"]]


def test_unsure_lines_are_marked(tmp_path: Path) -> None:
    tale = ferry()
    quotes = tale.layers["quotes"].with_columns(confidence=[0.5, 0.4375, 0.0])
    found, text = exported(Story(tale.document, {**tale.layers, "quotes": quotes}, version="1", model="m"), tmp_path)
    assert [line["quote"] for line in found["lines"] if line["unsure"]] == [1, 2]
    assert "\nTOM (?): “I am rowing,”\n" in text
    assert "\nANNE HALE: “Row,”\n" in text
    assert "\nUNKNOWN: “Hush!”\n" in text
    assert "\n(?) after a name: " in text


def test_lone_surrogates(tmp_path: Path) -> None:
    found, text = exported(story("a \ud800 </script> \u2028b"), tmp_path)
    assert found["lines"][0]["text"] == "a \ud800 </script> \u2028b"
    assert text.endswith("\na ? </script>\n    b\n")


PIECES = st.lists(st.sampled_from([*"ab “”.,—*\n", "\n\n", "\ud800", "\u3000", "é"]), max_size=40).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, st.data())
def test_any_text_is_whole(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12), label="edges of quotations"))
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8), label="edges of what is hidden"))
    hidden = [(low, high) for low, high in zip(edges[::2], edges[1::2], strict=False) if low < high]
    kind = st.sampled_from(["wrap", "markup", "note"])
    doc = document(text, hidden=[(*span, data.draw(kind)) for span in hidden])
    kinds = [data.draw(st.sampled_from(["prose", "heading", "break", "verse"])) for _ in range(doc.paragraphs.rows)]
    doc = type(doc)(
        text, doc.metadata, doc.paragraphs.with_columns(kind=kinds) if kinds else Table.empty(PARAGRAPHS), doc.hidden,
        doc.emphasis, doc.origins,
    )  # fmt: skip
    tale = story(doc, characters=[("Anne", "she", 0.9, False)])
    kinds_of_quotes = st.sampled_from(["speech", "other"])
    spans = [(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False) if low < high]
    rows = [
        (*span, 0, 0, "double", data.draw(kinds_of_quotes), row, -1, data.draw(st.integers(-1, 0)), -1, "none", 0.5)
        for row, span in enumerate(spans)
    ]
    layer = tale.layers["quotes"].layer
    check_whole(Story(doc, {**tale.layers, "quotes": Table.of_rows(layer, rows)}, version="1", model="m"))
