"""What the scorer is given: candidates, features of pairs, quotations and moves, for a small story read so far."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from fabula import reading, sources
from fabula.people.linking import referents_of
from fabula.people.mentions import PRONOUN
from fabula.speech.clues import Scene
from fabula.speech.quotation_inputs import MOVES, QUOTATION_INPUTS
from fabula.speech.speaker_candidates import OF_ONE_AFTER, OF_ONE_BEFORE
from fabula.speech.speaker_features import PAIR_FEATURES
from fabula.speech.speaker_inputs import Weighed, weighed
from fabula.speech.turns import turns_of

STORY = """\
Anne Hale came in with Tom Rook. Anne sat down, and Anne laughed, and Anne rang the bell, and Anne waited for tea.

“I have lost my key,” said Anne. “Have you seen it, Tom?”

“No,” said Tom.

“You never see anything.”

The captain looked up from his paper. “He has it in his pocket,” he said.

* * *

“Well!” cried Tom.
"""


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """What the steps up to coreference make of the story."""
    found: dict[str, Any] = {
        "document": sources.from_text(STORY), "given quotations": None, "given cast": None, "given mentions": None,
        "report": None,
    }  # fmt: skip
    for step in reading.STEPS:
        if step.name == "attribution":
            break
        found.update(zip(step.makes, step.run(found), strict=True))
    return found


@pytest.fixture(scope="module")
def asked(made: dict[str, Any]) -> Weighed:
    """What the scorer is given of it."""
    cast, resolution, quotes, words = (made[name] for name in ("cast", "linked", "spans", "words"))
    scene = Scene(
        words, made["lower"], cast.mentions, *referents_of(resolution, len(cast.mentions)), resolution.entities, quotes,
        made["spoken"].cues, turns_of(quotes, words, made["document"].paragraphs), cast.narrator,
    )  # fmt: skip
    return weighed(scene, made["prepared"], resolution, made["tokens"])


def test_every_quotation_has_the_people_near_it(asked: Weighed) -> None:
    pairs, entities = asked.pairs, asked.scene.entities
    names = [
        {" ".join(entities[one].person.given) for one in pairs.entities[pairs.of(row, row + 1)] if entities[one].person}
        for row in range(len(pairs.bounds) - 1)
    ]
    assert all({"Anne", "Tom"} <= each for each in names)


def test_of_one_person_a_few_mentions_are_kept(asked: Weighed) -> None:
    pairs = asked.pairs
    for row in range(len(pairs.bounds) - 1):
        counts = Counter(pairs.entities[pairs.of(row, row + 1)].tolist())
        assert max(counts.values()) <= OF_ONE_BEFORE + OF_ONE_AFTER + 1


def test_the_mention_in_the_tag_is_a_candidate(asked: Weighed) -> None:
    pairs = asked.pairs
    with_tag = [row for row, at in enumerate(asked.cue_rows) if at >= 0]
    assert with_tag
    for row in with_tag:
        assert asked.cue_rows[row] in pairs.mentions[pairs.of(row, row + 1)]


def test_pronouns_in_quotations_are_no_candidates(asked: Weighed, made: dict[str, Any]) -> None:
    facts = made["prepared"].facts
    rows = asked.pairs.mentions
    assert not ((facts.kind[rows] == PRONOUN) & (facts.quote[rows] >= 0)).any()


def test_everything_has_its_shape(asked: Weighed) -> None:
    given, quotes = asked.inputs, asked.scene.quotes.rows
    assert given.features.shape == (len(given.quotes), PAIR_FEATURES)
    assert given.own.shape == (quotes, QUOTATION_INPUTS)
    assert given.moves.shape == (quotes, MOVES)
    assert sorted(given.order.tolist()) == list(range(len(given.vectors) + quotes))
    assert np.isfinite(given.features).all()
    assert given.features.dtype == given.own.dtype == given.moves.dtype == np.float32


def test_quotations_and_mentions_stand_in_the_order_of_the_text(asked: Weighed, made: dict[str, Any]) -> None:
    firsts = np.concatenate([made["prepared"].facts.first, asked.scene.quotes["first_token"]])
    assert (np.diff(firsts[asked.inputs.order]) >= 0).all()


def test_the_rules_cost_is_least_for_who_is_named_in_the_tag(asked: Weighed) -> None:
    pairs, costs = asked.pairs, asked.inputs.features[:, 0]
    own = pairs.of(0, 1)
    best = int(pairs.entities[own][np.argmin(costs[own])])
    person = asked.scene.entities[best].person
    assert person is not None and "Anne" in person.given


def test_a_step_over_a_scene_break_is_no_move(asked: Weighed) -> None:
    moves, conversation = asked.inputs.moves, asked.scene.turns.conversation
    for row in range(1, len(conversation)):
        assert moves[row].any() == (conversation[row] == conversation[row - 1])
    assert conversation[-1] != conversation[0]
