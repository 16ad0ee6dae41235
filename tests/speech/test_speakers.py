"""The quotes layer: speakers, the mentions that show them, utterances and confidence agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import fabula.model
from fabula import reading
from fabula.model import linker, speaker_scorer
from fabula.people import linking
from fabula.people.entities import Entity
from fabula.people.mentions import PRONOUN
from fabula.sources import from_text
from fabula.speech.speakers import speakers_given
from tests.encoders import light
from tests.readings import speakers, story_of

TALE = (
    "Mr. Hale and Mrs. Hale stood on the quay with their son Will. A sailor came up to them.\n\n"
    "“The boat is full,” said the sailor.\n\n“Full?” said Mr. Hale. “We paid.”\n\n“So you did,” the sailor said. He "
    "looked at Mrs. Hale. “I am sorry, ma’am.”\n\n“Are you?” she asked.\n\n“Mother,” said Will, “let us go.”\n\n"
    "“Hush, Will,” she said.\n\n“Let us go home,” said Will."
)


def test_a_family_and_a_stranger() -> None:
    found = speakers(TALE)
    sailor = found[0]
    assert sailor not in (None, "Mr. Hale", "Mrs. Hale", "Will")
    assert found == [
        sailor,
        "Mr. Hale",
        "Mr. Hale",
        sailor,
        sailor,
        "Mrs. Hale",
        "Will",
        "Will",
        "Mrs. Hale",
        "Will",
    ]


def test_the_mention_shown_is_the_speaker_s() -> None:
    for quote in story_of(TALE).quotes:
        assert quote.speaker is not None
        assert quote.mention is not None
        assert quote.mention.character == quote.speaker


def test_a_character_s_lines_are_the_quotations_with_that_speaker() -> None:
    story = story_of(TALE)
    for character in story.characters:
        assert list(character.quotes) == [quote for quote in story.quotes if quote.speaker == character]


def test_utterances_count_up_and_keep_to_one_speaker() -> None:
    table = story_of(TALE).layers["quotes"]
    utterance, speaker = table["utterance"], table["speaker"]
    assert np.all((np.diff(utterance) == 0) | (np.diff(utterance) == 1))
    for number in set(utterance.tolist()):
        assert len(set(speaker[utterance == number].tolist())) == 1


def test_confidence_is_a_probability() -> None:
    confidence = story_of(TALE).layers["quotes"]["confidence"]
    assert np.all((confidence > 0) & (confidence <= 1))


@pytest.mark.xfail(strict=True, reason="a father called by title and surname and his son by his full name are merged")
def test_a_father_and_his_son_are_two_speakers() -> None:
    text = TALE + " Mr. Hale looked at his son. “Very well,” said Mr. Hale.\n\n“Thank you, Father,” said Will Hale."
    assert speakers(text)[-2:] == ["Mr. Hale", "Will Hale"]


PAIR = "Tom Rook and Will Pym came in from the boat. “Row,” he said."


@pytest.mark.parametrize("who", [0, 1, 2])
def test_speakers_follow_what_is_known_of_mentions(who: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """“Row,” he said: whoever "he" is now known to be has said it, one whom the rules did not know as well."""
    monkeypatch.setattr(fabula.model, "shipped", light)
    made: dict[str, Any] = {
        "document": from_text(PAIR), "given quotations": None, "given cast": None, "given mentions": None,
        "report": None,
    }  # fmt: skip
    for step in reading.STEPS[: [step.name for step in reading.STEPS].index("coreference")]:
        made.update(zip(step.makes, step.run(made), strict=True))
    cast, before = made["cast"], made["spoken"]
    assert len(cast.entities) == 2
    prepared = linking.prepare(made)
    resolution = linking.link(prepared, cast, linker.shipped())
    (he,) = [row for row, mention in enumerate(cast.mentions) if mention.kind == PRONOUN]
    stranger = len(resolution.entities)
    meant = who if who < 2 else stranger
    resolution = replace(
        resolution,
        entity=[
            meant if row.followed == he else one for row, one in zip(resolution.rows, resolution.entity, strict=True)
        ],
        confidence=[1.0] * len(resolution.rows),
        entities=[*resolution.entities, Entity(None, "he", 0.95)],
    )
    found = speakers_given(
        cast, made["words"], made["lower"], made["spans"], made["document"].paragraphs, before, made["tokens"],
        prepared, resolution, speaker_scorer.shipped(),
    )  # fmt: skip
    assert [verdict.speaker for verdict in found.verdicts] == [meant]
    assert found.referents[he] == meant
    assert (found.cues, found.kinds) == (before.cues, before.kinds)
    assert found.addressees[0] != meant
    assert 0 < found.confidence[0] <= 1
