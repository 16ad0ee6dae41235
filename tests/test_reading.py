"""The order of reading, its variants, and what holds for the tables of any text."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

from fabula import reading
from fabula.errors import EmptyInput
from fabula.layers import SCHEMA
from fabula.sources import from_text
from fabula.sources.casts import CastEntry
from fabula.story import Story
from tests.readings import spans_of
from tests.text.test_quotations import TEXTS

GIVEN = ("document", "given quotations", "given cast", "given mentions", "report")
"""What is there before the first step."""
TEXT = (
    "CHAPTER I\n\nAnne Hale met the old man at the gate. “Row,” said Anne, “before it rains.”\n\n“Where to?” he asked."
    "\n\n* * *\n\nTom Rook laughed. ‘So she said,’ he thought.\n\nCHAPTER II\n\n“Home!” cried Captain Vane.\n"
)


def test_the_steps_are_in_order() -> None:
    reading.check_order(reading.STEPS, GIVEN, reading.LAYERS)


@pytest.mark.parametrize("missing", range(len(reading.STEPS)))
def test_a_missing_step_is_an_error_that_says_what_is_lacking(missing: int) -> None:
    steps = [step for number, step in enumerate(reading.STEPS) if number != missing]
    with pytest.raises(ValueError, match=r"needs|makes"):
        reading.check_order(steps, GIVEN, reading.LAYERS)


def test_a_step_before_what_it_needs_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs"):
        reading.check_order(reading.STEPS[::-1], GIVEN, reading.LAYERS)


def test_a_need_that_nothing_fills_is_named() -> None:
    with pytest.raises(ValueError, match="document"):
        reading.check_order(reading.STEPS, GIVEN[1:], reading.LAYERS)


def test_a_wanted_layer_that_nothing_makes_is_named() -> None:
    with pytest.raises(ValueError, match="weather"):
        reading.check_order(reading.STEPS, GIVEN, ("weather",))


def test_every_layer_is_filled_to_its_schema() -> None:
    story = reading.read_text(TEXT)
    for name, layer in SCHEMA.items():
        table = story.layers[name]
        assert set(table) == {column.name for column in layer.columns}
        for column in layer.columns:
            assert table[column.name].dtype == column.numpy_dtype
            if column.refers_to:
                values = table[column.name]
                assert np.all(values >= -1)
                assert np.all(values <= story.layers[column.refers_to].rows)


def test_the_same_text_gives_the_same_tables() -> None:
    one, other = reading.read_text(TEXT), reading.read_text(TEXT)
    for name, table in one.layers.items():
        assert table == other.layers[name], name


def test_a_passage_reads_the_same_whatever_was_read_before() -> None:
    before = reading.read_text(TEXT)
    reading.read_text("“Stop,” said Vane to Anne. ‘No,’ said Tom. Mrs. Hale and Mr. Hale laughed.")
    assert all(table == before.layers[name] for name, table in reading.read_text(TEXT).layers.items())


def test_offsets_refer_to_the_given_text() -> None:
    story = reading.read_text(TEXT)
    assert story.text == TEXT
    assert [TEXT[quote.start : quote.end] for quote in story.quotes] == [TEXT[a:b] for a, b in spans_of(TEXT)]


def test_progress_names_every_step_once_and_rises() -> None:
    calls: list[tuple[str, float]] = []
    reading.read_document(from_text(TEXT), progress=lambda name, share: calls.append((name, share)))
    assert [name for name, _ in calls] == [step.name for step in reading.STEPS]
    shares = [share for _, share in calls]
    assert shares == sorted(shares)
    assert shares[0] >= 0.0
    assert shares[-1] <= 1.0


def test_bytes_are_parsed_under_the_name_s_extension_with_progress() -> None:
    calls: list[str] = []
    story = reading.read_bytes(b'# One\n\n"Row," said Anne.\n', "x.md", progress=lambda name, _: calls.append(name))
    assert calls[0] == "parse"
    assert story.metadata.format == "markdown"
    assert [quote.text for quote in story.quotes] == ['"Row,"']


def test_gold_quotations_replace_those_that_would_be_found() -> None:
    text = "He said row, and she said no. “This is not one,” said Anne."
    at = [(text.index("row"), text.index("row") + 3), (text.index("no."), text.index("no.") + 2)]
    story = reading.read_document(from_text(text), gold_quotes=at)
    assert [(quote.start, quote.end) for quote in story.quotes] == at
    assert reading.read_document(from_text(text), gold_quotes=[]).layers["quotes"].rows == 0


def test_gold_quotations_and_cast_together() -> None:
    text = "“Row,” said Anne. “No,” said the boy."
    story = reading.read_document(
        from_text(text),
        gold_quotes=[(0, 6), (text.index("“No"), text.index(" said the"))],
        cast=[CastEntry("The Boy", ("the boy", "Boy")), CastEntry("Anne")],
        exact=True,
    )
    assert [character.name for character in story.characters] == ["The Boy", "Anne"]
    assert story.quotes[0].speaker == story.characters[1]


def test_what_comes_before_does_not_move_what_is_found() -> None:
    text = "“Row,” said Anne.\n\n“No,” said Tom.\n"
    shift = "The rain came down.\n\n"
    plain, shifted = reading.read_text(text), reading.read_text(shift + text)
    assert [(q.start + len(shift), q.text) for q in plain.quotes] == [(q.start, q.text) for q in shifted.quotes]


def check(story: Story) -> None:
    """Fail unless a story's tables agree with one another."""
    text, layers = story.text, story.layers
    tokens, mentions, quotes, characters = (layers[name] for name in ("tokens", "mentions", "quotes", "characters"))
    assert np.all(tokens["start"] < tokens["end"])
    assert np.all(tokens["end"][:-1] <= tokens["start"][1:])
    assert np.all(quotes["end"][:-1] <= quotes["start"][1:])
    spans = list(zip(mentions["start"].tolist(), mentions["end"].tolist(), strict=True))
    assert spans == sorted(set(spans))
    for table in (mentions, quotes):
        if not table.rows:
            continue
        assert np.all((table["start"] >= 0) & (table["start"] < table["end"]) & (table["end"] <= len(text)))
        assert np.all(table["first_token"] < table["end_token"])
        assert np.all((table["confidence"] >= 0) & (table["confidence"] <= 1))
    assert np.array_equal(tokens["start"][mentions["first_token"]], mentions["start"])
    assert np.array_equal(tokens["end"][mentions["end_token"] - 1], mentions["end"])
    paragraph = tokens["paragraph"]
    for table in (mentions, quotes):
        assert np.array_equal(paragraph[table["first_token"]], paragraph[table["end_token"] - 1])
    for column, table, size in (
        ("speaker", quotes, characters.rows),
        ("mention", quotes, mentions.rows),
        ("character", mentions, characters.rows),
        ("quote", mentions, quotes.rows),
        ("character", layers["aliases"], characters.rows),
        ("conversation", quotes, layers["conversations"].rows),
        ("quote", layers["addressees"], quotes.rows),
        ("character", layers["addressees"], characters.rows),
        ("character", layers["participants"], characters.rows),
    ):
        assert np.all((table[column] >= -1) & (table[column] < size))
    assert np.all(quotes["confidence"][quotes["speaker"] < 0] == 0)
    assert np.all(quotes["conversation"] >= 0)
    heard = [*zip(*(layers["addressees"][name].tolist() for name in ("quote", "confidence", "character")), strict=True)]
    assert heard == sorted(heard, key=lambda row: (row[0], -row[1]))
    assert len({(quote, who) for quote, _, who in heard}) == len(heard)
    talks = layers["conversations"]
    assert np.array_equal(talks["start"], quotes["start"][talks["first_quote"]])
    assert np.array_equal(talks["end"], quotes["end"][talks["end_quote"] - 1])
    assert layers["participants"]["quotes"].sum() == np.count_nonzero(quotes["speaker"] >= 0)
    assert layers["participants"]["heard"].sum() == len(heard)
    shown = quotes["mention"] >= 0
    assert np.array_equal(mentions["character"][quotes["mention"][shown]], quotes["speaker"][shown])
    for row, quote in enumerate(mentions["quote"].tolist()):
        if quote >= 0:
            assert quotes["first_token"][quote] <= mentions["first_token"][row]
            assert mentions["first_token"][row] < quotes["end_token"][quote]
    entities = layers["entities"]
    assert np.array_equal(entities["character"][characters["entity"]], np.arange(characters.rows))
    assert np.array_equal(entities["character"][mentions["entity"]], mentions["character"])
    assert np.array_equal(np.bincount(mentions["entity"], minlength=entities.rows), entities["mentions"])
    assert len(np.unique(mentions["entity"])) == entities.rows
    for table in (characters, entities):
        assert np.all((table["first"] >= 0) & (table["first"] < table["last"]) & (table["last"] <= len(text)))
    assert np.all(np.diff(characters["importance"]) <= 0)
    assert characters.rows == 0 or characters["importance"][0] == 1
    for character in story.characters:
        forms = Counter(" ".join(m.text.split()) for m in character.mentions if m.kind == "PROP")
        assert not forms or character.alias_counts == dict(forms)


def test_the_tables_of_a_story_agree() -> None:
    check(reading.read_text(TEXT))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_tables_of_any_text_agree(text: str) -> None:
    try:
        document = from_text(text)
    except EmptyInput:
        return
    check(reading.read_document(document))


def test_given_mentions_are_the_only_ones() -> None:
    spans = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("Anne Hale", "the old man", "Tom Rook")]
    story = reading.read_document(from_text(TEXT), gold_mentions=spans)
    table = story.layers["mentions"]
    assert list(zip(table["start"].tolist(), table["end"].tolist(), strict=True)) == spans
