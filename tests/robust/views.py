"""Everything that a Story is asked for: its views and its exports, each read back."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree, html

from fabula import exports
from fabula.report import page
from fabula.report.security import clean
from fabula.store import open_story, save
from fabula.story import Story
from tests.robust.stores import folder
from tests.stories import assert_same

csv.field_size_limit(1 << 30)


def check_views(story: Story) -> None:
    """Look at every property of every view; AssertionError where text lies outside the text."""
    for name in (
        "characters", "entities", "mentions", "quotes", "utterances", "conversations", "chapters", "paragraphs",
        "sentences", "tokens", "events", "supersenses",
    ):  # fmt: skip
        rows = getattr(story, name)
        for row in rows[:20]:
            _look(row)
        assert len(rows) == sum(1 for _ in rows)
    assert isinstance(story.cast, list)
    story.character("Anne")
    for offset in (0, len(story.text) // 2, len(story.text)):
        story.chapter_at(offset)


def _look(row: Any) -> None:
    for name in dir(type(row)):
        if not name.startswith("_") and isinstance(getattr(type(row), name), property):
            value = getattr(row, name)
            if not isinstance(value, str | int | float | tuple | list | dict | type(None)):
                repr(value)
    repr(row)


def check_exports(story: Story) -> str:
    """Write a story in every format, and read what was written; AssertionError where that says something else."""
    check_views(story)
    path = folder() / "x.fabula"
    save(story, path)
    assert_same(story, open_story(path))
    said = []
    for format_ in exports.formats():
        out = folder() / "out"
        for written in exports.export(story, format_.name, out, "x"):
            content = written.read_bytes()
            said.append(f"{written.name} {len(content)}")
            check = _CHECKS.get(format_.name)
            if check:
                check(story, written, content)
            written.unlink()
    return " ".join(said)


def check_report(story: Story) -> str:
    """Make the report and read it as a browser would; AssertionError where a story's words are more than text."""
    made = page(story)
    root = html.document_fromstring(made.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    assert [each.get("type") for each in root.iter("script")] == ["application/json", None], "other scripts"
    assert len(list(root.iter("style"))) == 2, "other styles"
    for element in root.iter(etree.Element):
        assert element.tag not in ("img", "iframe", "object", "embed", "base", "form", "svg"), element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{element.tag} {name}"
            if name in ("src", "href", "action", "style"):
                assert name == "href" and (value == "data:," or value.startswith("#")), f"{name}={value}"
    (facts,) = (each for each in root.iter("script") if each.get("type"))
    told = json.loads(facts.text)
    assert len(told["people"]["name"]) == story.layers["characters"].rows
    (text,) = root.xpath("//article")
    visible, paragraphs = story.document.visible, story.layers["paragraphs"]
    edges = (np.searchsorted(visible.offsets[:-1], paragraphs[name].astype(np.int32)) for name in ("start", "end"))
    shown = (visible.text[low:high] for low, high in zip(*edges, strict=True))
    wanted = " ".join(clean(each) for each in shown if each.strip())
    assert "".join(text.text_content().split()) == "".join(wanted.split()), "another text"
    return made


def _check_csv(story: Story, path: Path, content: bytes) -> None:
    if path.suffix == ".txt":
        assert content == story.text.encode("utf-8", "replace")
        return
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, "rows of different lengths"
    layer = path.name.split(".")[1]
    if layer in story.layers:
        assert len(rows) == story.layers[layer].rows + 1, "not a row for each row"


def _check_json(story: Story, path: Path, content: bytes) -> None:
    read = json.loads(content)
    assert set(story.layers) <= set(read)
    assert len(read["document"]["text"]) == len(story.text), "offsets of another text"
    assert read["document"]["text"] == re.sub("(?<=[\ud800-\udbff])[\udc00-\udfff]", "\ufffd", story.text)
    assert len(read["quotes"]) == story.layers["quotes"].rows


def _check_booknlp(story: Story, path: Path, content: bytes) -> None:
    if path.suffix in (".book", ".json"):
        json.loads(content)
    elif path.suffix != ".txt":
        header, *lines = content.decode("utf-8").removesuffix("\n").split("\n")
        assert all(line.count("\t") == header.count("\t") for line in lines), "cells where none should be"
        # other readers end lines elsewhere too
        assert len(content.decode("utf-8").splitlines()) == len(lines) + 1, "a line end inside a cell"
        if path.suffix == ".tokens":
            assert len(lines) == story.layers["tokens"].rows


def _check_script(story: Story, path: Path, content: bytes) -> None:
    text = content.decode("utf-8")
    if path.suffix == ".json":
        assert isinstance(json.loads(text), dict)


_CHECKS = {"csv": _check_csv, "json": _check_json, "booknlp": _check_booknlp, "script": _check_script}
