"""Mentions of a reading as clusters: of all entities, of people only, and where gold mentions were given."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation import clusters, pipeline
from evaluation.clusters import Found
from evaluation.sets.litbank import Mention
from fabula import reading
from fabula.layers import MENTIONS, TOKENS
from fabula.story import Story
from tests.evaluation.tables import filled
from tests.stories import document, story

pytest.importorskip("scipy")


def mentions(*rows: tuple[int, str, str, int]) -> list[Mention]:
    """(start, kind, category, entity), each of one character."""
    return [Mention((start, start + 1), kind, category, entity) for start, kind, category, entity in rows]


def test_rows_of_no_known_entity_are_entities_of_their_own() -> None:
    made = story("Anne met Tom and Anne.", mentions=[("Anne", 0, "PROP", 0, -1), ("Tom", 0, "PROP", -1, -1)])
    more = story("Anne met Tom.", mentions=[("Anne", 0, "PROP", -1, -1), ("Tom", 0, "PROP", -1, -1)])
    assert [one.entity for one in clusters.found_in(made)] == [0, -2]
    assert len(clusters.clusters(clusters.found_in(more))) == 2


def test_people_are_called_something_and_mostly_persons() -> None:
    some = mentions(
        (0, "PROP", "PER", 1), (1, "PRON", "PER", 1),
        (2, "PRON", "PER", 2), (3, "PRON", "PER", 2),  # never called anything
        (4, "NOM", "PER", 3),
        (5, "NOM", "FAC", 4),
        (6, "PROP", "GPE", 5), (7, "PRON", "PER", 5),  # as many of each: not mostly persons
        (8, "NOM", "PER", 6), (9, "NOM", "ORG", 6), (10, "PRON", "PER", 6),
    )  # fmt: skip
    assert clusters.people(some) == {1, 3, 6}


def test_people_only_is_chosen_on_each_side_by_its_own_labels() -> None:
    gold = mentions((0, "PROP", "PER", 1), (1, "PRON", "PER", 1), (2, "NOM", "FAC", 2), (3, "NOM", "FAC", 2))
    found = [
        Found((0, 1), "PROP", "PER", 7, 1.0),
        Found((1, 2), "PRON", "PER", 7, 1.0),
        Found((2, 3), "NOM", "PER", 8, 1.0),  # a house taken for a person: counts against precision
        Found((3, 4), "NOM", "FAC", 9, 1.0),
    ]
    scores = clusters.score_people(gold, found)
    assert (scores.mentions.gold, scores.mentions.predicted, scores.mentions.matched) == (2, 3, 2)
    assert (scores.b_cubed.recall, scores.b_cubed.precision) == (1.0, 2 / 3)
    assert clusters.score(gold, found).b_cubed.recall == 3 / 4  # the house is cut in two: (2 + 1/2 + 1/2) / 4
    # With gold mentions given, what the reading takes for a person does not matter.
    given = clusters.score_people(gold, found, given=True)
    assert (given.mentions.predicted, given.b_cubed.f1) == (2, 1.0)


def given_story(text: str, rows: list[tuple[int, int, int]]) -> Story:
    """A Story with the mentions of tokens (first, end, entity)."""
    made = story(text)
    tokens = made.layers["tokens"]
    starts, ends = tokens["start"].tolist(), tokens["end"].tolist()
    table = filled(
        MENTIONS,
        [
            {"start": starts[first], "end": ends[end - 1], "first_token": first, "end_token": end, "entity": entity}
            for first, end, entity in rows
        ],
    )
    return Story(document(text), {**made.layers, "mentions": table}, version="0", model="0")


def test_gold_mentions_are_found_again_by_their_tokens() -> None:
    # Tokens: He(0) met(1) the(2) bargeman(3) .(4); gold has "barge" and "bargeman", which are one token here.
    text = "He met the bargeman."
    spans = [(0, 2), (7, 19), (11, 16), (11, 19)]
    given = clusters.given_in(given_story(text, [(0, 1, 4), (2, 4, 5), (3, 4, 6)]), spans)
    assert [(one.span, one.entity) for one in given.found] == list(zip(spans, (4, 5, 6, 6), strict=True))
    assert (given.loose, given.shared) == (1, 1)


@pytest.mark.parametrize("rows", [[(0, 1, 4)], [(0, 1, 4), (2, 4, 5), (1, 2, 6)], [(0, 1, 4), (0, 1, 4), (2, 4, 5)]])
def test_other_mentions_than_those_given_are_refused(rows: list[tuple[int, int, int]]) -> None:
    with pytest.raises(ValueError, match="gave 2 mentions"):
        clusters.given_in(given_story("He met the bargeman.", rows), [(0, 2), (7, 19)])


def test_a_reading_that_takes_no_mentions_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(document: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr(reading, "read_document", without)
    with pytest.raises(pipeline.NotAvailable, match="gold_mentions"):
        pipeline.story_with_mentions("He rowed.", [(0, 2)])


def test_layers_made_by_hand_know_their_columns() -> None:
    with pytest.raises(KeyError, match="speaker"):
        filled(TOKENS, [{"speaker": 1}])
