"""The pages on speech and on the script name every cue, kind and key that there is, and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from fabula.exports.script import KINDS, Line, Voice
from fabula.layers import ADDRESSEE_CUES, QUOTE_CUES, QUOTE_KINDS

DOCS = Path(__file__).parents[2] / "docs"


def tables(text: str) -> list[list[str]]:
    """The first cells of each table, less its head, without the marks of code; `a`, `b` are two."""
    found = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    rows = [[line.split("|")[1] for line in table.splitlines()[2:]] for table in found]
    return [[word for cell in cells for word in re.findall(r"`([^`]+)`", cell)] for cells in rows]


def test_cues() -> None:
    speakers, addressees = tables((DOCS / "speech.md").read_text(encoding="utf-8"))
    assert sorted(speakers) == sorted(QUOTE_CUES)
    assert sorted(addressees) == sorted(ADDRESSEE_CUES)


def test_kinds() -> None:
    text = (DOCS / "speech.md").read_text(encoding="utf-8")
    paragraph = text[text.index("**Kind.**") :].split("- **")[0]
    assert re.findall(r"`(\w+)`", paragraph) == list(QUOTE_KINDS)


def test_keys_of_the_script() -> None:
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    section = text[text.index("## script") : text.index("## booknlp")]
    head, line = tables(section)
    assert head == ["fabula", "title", "author", "narrator", "unsure_below", "cast", "lines"]
    assert line == [field.name for field in fields(Line)]
    cast, kinds = (
        next(row for row in section.splitlines() if row.startswith(f"| `{key}`")) for key in ("cast", "kind")
    )
    assert re.findall(r"`(\w+)`", cast)[1:] == [field.name for field in fields(Voice)]
    assert re.findall(r"`(\w+)`", kinds)[1:] == list(KINDS)
