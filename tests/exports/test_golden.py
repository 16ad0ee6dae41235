"""Every export of one short story, byte for byte, against files that people have looked at; and as others read them.

Where a change is meant: `python -m tests.exports.make_golden --keep` writes the exports anew from the kept reading;
without `--keep`, as after a change of the schema, the story is read anew too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.errors import FabulaError
from fabula.exports import formats
from fabula.story import Story
from tests.exports import make_golden

GOLDEN = make_golden.FOLDER


@pytest.fixture(scope="module")
def weir() -> Story:
    try:
        return fabula.open(make_golden.KEPT)
    except FabulaError as error:
        pytest.fail(f"the schema has changed, it seems: {make_golden.COMMAND}\n{error}")


@pytest.mark.parametrize("name", [format_.name for format_ in formats()])
def test_bytes(weir: Story, name: str, tmp_path: Path) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    made = make_golden.exported(weir, name, tmp_path)
    kept = {path.name: path.read_bytes() for path in (GOLDEN / name).iterdir()}
    hint = f"if this is meant: {make_golden.COMMAND} --keep"
    assert sorted(made) == sorted(kept), hint
    for file, data in made.items():
        assert data == kept[file], f"{file}; {hint}"


def test_the_story_is_worth_comparing(weir: Story) -> None:
    empty = {name for name, table in weir.layers.items() if not table.rows}
    assert empty <= {"members", "origins"}
    assert {quote.kind for quote in weir.quotes} >= {"speech"}
    assert len({quote.speaker for quote in weir.quotes}) >= 3


def tsv(name: str) -> Any:
    """One of BookNLP's files, read as scripts for BookNLP read them."""
    pandas = pytest.importorskip("pandas")
    return pandas.read_csv(GOLDEN / "booknlp" / f"the-weir.{name}", sep="\t", quoting=3)


COLUMNS = {
    "tokens": "paragraph_ID sentence_ID token_ID_within_sentence token_ID_within_document word lemma byte_onset "
    "byte_offset POS_tag fine_POS_tag dependency_relation syntactic_head_ID event",
    "entities": "COREF start_token end_token prop cat text",
    "quotes": "quote_start quote_end mention_start mention_end mention_phrase char_id quote",
    "supersense": "start_token end_token supersense_category text",
}
"""As BookNLP writes them."""


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_that_users_of_booknlp_expect(name: str) -> None:
    frame = tsv(name)
    assert list(frame.columns) == COLUMNS[name].split()
    assert len(frame)


def test_what_scripts_for_booknlp_do_with_them(weir: Story) -> None:
    tokens, entities, quotes, supersenses = map(tsv, COLUMNS)
    for frame in (entities, quotes, supersenses):
        first, last = frame.columns[:2] if "COREF" not in frame else frame.columns[1:3]
        # Ends are inclusive: a slice of the words is the text that the row gives.
        for start, end, text in zip(frame[first], frame[last], frame[frame.columns[-1]], strict=True):
            assert " ".join(tokens["word"][start : end + 1]) == text
    assert tokens["token_ID_within_document"].tolist() == list(range(len(tokens)))
    text = (GOLDEN / "booknlp" / "the-weir.txt").read_text(encoding="utf-8")
    for start, end, word in zip(tokens["byte_onset"], tokens["byte_offset"], tokens["word"], strict=True):
        assert text[start:end] == word
    assert set(entities["prop"]) <= {"PROP", "NOM", "PRON"}
    assert set(entities["cat"]) <= {"PER", "FAC", "LOC", "GPE", "VEH", "ORG"}
    assert set(tokens["event"]) == {"EVENT", "O"}
    assert len(tokens[tokens["event"] == "EVENT"]) == len(weir.events)


def test_the_book_has_the_people_of_the_other_files() -> None:
    book = json.loads((GOLDEN / "booknlp" / "the-weir.book").read_text(encoding="utf-8"))
    entities, quotes = tsv("entities"), tsv("quotes")
    people = {person["id"]: person for person in book["characters"]}
    assert people
    for number, person in people.items():
        assert person["count"] == int((entities["COREF"] == number).sum())
        assert set(person) >= {"agent", "patient", "mod", "poss", "id", "g", "count", "mentions"}
        assert set(person["mentions"]) == {"proper", "common", "pronoun"}
    speakers = {int(number) for number in quotes["char_id"].dropna()}
    assert speakers & set(people)
