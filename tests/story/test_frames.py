"""Layers as data frames: the same values as the views, in types that join and group."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from fabula.errors import UsageError
from fabula.layers import SCHEMA
from tests.stories import document, ferry, story

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
LIBRARIES = ("pandas", "polars")


def values(frame: Any, column: str) -> list[Any]:
    """A column as plain values, None for none."""
    found = frame[column].to_list()
    return [None if value is pandas.NA else value for value in found]


@pytest.mark.parametrize("library", LIBRARIES)
def test_quotes(library: Any) -> None:
    frame = ferry().quotes.to_frame(library)
    assert list(frame.columns) == [
        "id", "start", "end", "first_token", "end_token", "marks", "kind", "utterance", "conversation", "speaker",
        "speaker_name", "mention", "cue", "confidence",
    ]  # fmt: skip
    assert values(frame, "speaker") == [0, 1, None]
    assert values(frame, "speaker_name") == ["Anne Hale", "Tom", None]
    assert values(frame, "mention") == [0, 4, None]
    assert values(frame, "cue") == ["tag", "tag", "none"]
    assert values(frame, "start") == [13, 67, 92]


@pytest.mark.parametrize("library", LIBRARIES)
def test_text_is_what_the_views_show(library: Any) -> None:
    told = story(document("One _two_\nthree.", hidden=[(4, 5, "markup"), (8, 9, "markup"), (9, 10, "wrap")]))
    for rows in (ferry().quotes, ferry().mentions, ferry().tokens, told.paragraphs, told.tokens):
        frame = rows.to_frame(library, text=True)
        assert list(frame.columns)[-1] == "text"
        assert values(frame, "text") == [view.text for view in rows]


@pytest.mark.parametrize("library", LIBRARIES)
def test_some_rows(library: Any) -> None:
    read = ferry()
    assert values(read.events.to_frame(library, text=True), "text") == ["looked", "laughed"]
    tom = read.character("Tom")
    assert tom is not None
    assert values(tom.mentions.to_frame(library), "id") == [mention.index for mention in tom.mentions]
    assert values(read.quotes[1:].to_frame(library), "id") == [1, 2]
    assert len(read.quotes[:0].to_frame(library)) == 0


@pytest.mark.parametrize("library", LIBRARIES)
def test_utterances(library: Any) -> None:
    read = ferry()
    frame = read.utterances.to_frame(library, text=True)
    assert values(frame, "text") == [utterance.text for utterance in read.utterances]
    assert values(frame, "speaker_name") == ["Anne Hale", "Tom", None]
    assert values(frame, "quotes") == [1, 1, 1]


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("layer", SCHEMA)
def test_every_layer(layer: str, library: Any) -> None:
    read = ferry()
    frame = read.to_frame(layer, library)
    table = read.layers[layer]
    assert len(frame) == table.rows
    assert [name for name in frame.columns if name in table] == list(table)
    for column in table.layer.columns:
        if column.dtype == "code":
            assert values(frame, column.name) == [table.decoded(column.name, row) for row in range(table.rows)]
            assert tuple(frame[column.name].dtype.categories) == column.vocabulary
        elif column.may_be_none:
            assert values(frame, column.name) == [None if one < 0 else one for one in table[column.name].tolist()]
            assert str(frame[column.name].dtype) == "Int32"
        else:
            assert values(frame, column.name) == table[column.name].tolist()
        if column.refers_to in ("characters", "entities") and layer != "characters":
            assert f"{column.name}_name" in frame.columns


def test_frames_are_copies() -> None:
    read = ferry()
    frame = read.quotes.to_frame()
    frame.loc[0, "start"] = 5
    assert read.quotes[0].start == 13


def test_joining() -> None:
    read = ferry()
    said = read.quotes.to_frame().merge(read.characters.to_frame(), left_on="speaker", right_on="id")
    assert said["name"].tolist() == ["Anne Hale", "Tom"]


def test_lone_surrogates() -> None:
    told = story("a", characters=[("A\ud800", "he", 0.5, False)])
    assert told.characters.to_frame("polars")["name"].to_list() == ["A?"]
    assert told.characters.to_frame()["name"].tolist() == ["A?"]


def test_what_does_not_exist() -> None:
    read = ferry()
    with pytest.raises(UsageError, match="no layer 'quote': choose from paragraphs"):
        read.to_frame("quote")
    with pytest.raises(UsageError, match="no frames of 'arrow': choose from pandas, polars"):
        read.quotes.to_frame("arrow")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="'characters' has no spans"):
        read.characters.to_frame(text=True)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_that_is_not_there(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"{library} is not installed.*: pip install 'fabula\[{library}\]'"):
        ferry().quotes.to_frame(library)


def test_the_extras_exist() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f"\n{extra} = [" in project for extra in (*LIBRARIES, "parquet"))
