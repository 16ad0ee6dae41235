"""Scores of entities, events and supersenses, against cases worked by hand."""

from __future__ import annotations

import pytest

from evaluation.confusion import NONE
from evaluation.labels import (
    Entities,
    Events,
    Senses,
    entity_scores,
    event_scores,
    score_entities,
    sense_scores,
)
from evaluation.sets.annotated import Annotated, Entity, Sense
from evaluation.spans import Counts
from evaluation.words import Share

# [[her] brother] of [the [Hull] ferry] saw it
GOLD = [
    Entity(0, 1, "PER", "PRON", 1),
    Entity(0, 2, "PER", "NOM", 2),
    Entity(3, 6, "VEH", "NOM", 3),
    Entity(4, 5, "GPE", "PROP", 4),
    Entity(7, 8, "VEH", "PRON", 3),
]


def test_entities_by_hand() -> None:
    predicted = [
        Entity(0, 1, "PER", "PRON", -1),  # right
        Entity(0, 2, "PER", "PROP", -1),  # right but for its kind
        Entity(3, 6, "FAC", "NOM", -1),  # the wrong category
        Entity(3, 5, "GPE", "PROP", -1),  # one word too many
        Entity(7, 8, "VEH", "NOM", -1),  # a pronoun that is said to be none
    ]
    scores = score_entities(GOLD, predicted)
    assert scores.every == Counts(3, 5, 5)
    # Gold 3 (brother, ferry, Hull), predicted 4 (all but her): brother alone is right.
    assert scores.without_pronouns == Counts(1, 3, 4)
    assert scores.spans == Counts(4, 5, 5)
    # Inside others are her and Hull: her is found.
    assert scores.nested == Share(1, 2)
    # Names: Hull against brother and Hull's span; nominals: brother, ferry against ferry, it; pronouns: her, it.
    assert scores.kinds == {"NOM": Counts(0, 2, 2), "PRON": Counts(1, 2, 1), "PROP": Counts(0, 1, 2)}
    assert scores.with_kinds == Counts(1, 5, 5)
    assert scores.categories == {
        ("PER", "PER"): 2,
        ("VEH", "FAC"): 1,
        ("VEH", "VEH"): 1,
        ("GPE", NONE): 1,
        (NONE, "GPE"): 1,
    }
    assert scores.by_category() == {
        "PER": Counts(2, 2, 2),
        "VEH": Counts(1, 2, 1),
        "GPE": Counts(0, 1, 1),
        "FAC": Counts(0, 0, 1),
    }
    assert list(scores.parts()) == ["every", "without_pronouns", "with_kinds", "spans", "nested"]


def test_an_entity_found_twice_counts_once() -> None:
    one = Entity(0, 2, "PER", "NOM", -1)
    scores = score_entities([one], [one, one, one._replace(category="ORG")])
    assert scores.every == scores.without_pronouns == Counts(1, 1, 3)
    assert scores.categories == {("PER", "PER"): 1, (NONE, "PER"): 1, (NONE, "ORG"): 1}


def test_an_entity_is_not_inside_its_own_span_but_in_one_that_begins_or_ends_with_it() -> None:
    spans = [(0, 2), (0, 2), (3, 7), (3, 4), (6, 7), (5, 9)]
    gold = [Entity(*span, "PER", "NOM", -1) for span in spans]
    # (3, 4) and (6, 7) lie inside (3, 7); the twin spans and the two that cross do not.
    assert score_entities(gold, gold).nested == Share(2, 2)
    assert score_entities(gold, []).nested == Share(0, 2)


def test_no_entities() -> None:
    nothing = score_entities([], [])
    assert nothing == Entities()
    assert nothing.every.f1 == nothing.nested.value == 1.0
    assert score_entities(GOLD, []).every == Counts(0, 5, 0)
    assert score_entities([], GOLD).without_pronouns == Counts(0, 0, 3)


def test_entities_add_up() -> None:
    both = score_entities(GOLD, GOLD) + score_entities(GOLD[:2], [])
    assert both.every == Counts(5, 7, 5)
    assert both.without_pronouns == Counts(3, 4, 3)
    assert both.kinds["NOM"] == Counts(2, 3, 2)
    assert both.nested == Share(2, 3)
    assert both.by_category()["PER"] == Counts(2, 4, 2)


def words(*, entities: list[Entity] | None = None, events: list[bool] | None = None) -> Annotated:
    return Annotated("tiny", "tiny", words=["Ran", "home", "ran"], entities=entities, events=events)


def test_layers_are_needed_on_both_sides() -> None:
    assert entity_scores(words(entities=GOLD[:1]), words(entities=[])).every == Counts(0, 1, 0)
    with pytest.raises(ValueError, match="prediction has no entities"):
        entity_scores(words(entities=[]), words())
    with pytest.raises(ValueError, match="gold has no events"):
        event_scores(words(), words(events=[True, False, False]))
    with pytest.raises(ValueError, match="not the gold ones"):
        event_scores(words(events=[]), Annotated("tiny", "tiny", words=["Ran"], events=[True]))


def test_events_by_hand() -> None:
    scores = event_scores(words(events=[True, False, True]), words(events=[True, True, False]))
    assert scores.events == Counts(1, 2, 2)
    assert scores.wrong == {("ran", "missed"): 1, ("home", "not there"): 1}
    assert scores.parts() == {"every": Counts(1, 2, 2), "precision": Share(1, 2), "recall": Share(1, 2)}
    assert (scores + scores).events == Counts(2, 4, 4)
    assert event_scores(words(events=[False] * 3), words(events=[False] * 3)) == Events()


def sensed(*senses: tuple[int, int, str]) -> Annotated:
    return Annotated(
        "tiny", "tiny", words="the station wagons set out at noon".split(), senses=[Sense(*one) for one in senses]
    )


def test_senses_by_hand() -> None:
    gold = sensed((1, 3, "noun.artifact"), (3, 5, "verb.motion"), (6, 7, "noun.time"))
    predicted = sensed((2, 3, "noun.artifact"), (3, 5, "verb.change"), (6, 7, "noun.time"))
    scores = sense_scores(gold, predicted)
    assert scores.every == Counts(1, 3, 3)
    assert scores.spans == Counts(2, 3, 3)
    # Seven words: station is missed, set and out have the wrong class.
    assert scores.words == Share(4, 7)
    assert scores.by_class() == {
        "noun.artifact": Counts(0, 1, 1),
        "noun.time": Counts(1, 1, 1),
        "verb.motion": Counts(0, 1, 0),
        "verb.change": Counts(0, 0, 1),
    }
    assert scores.classes[("verb.motion", "verb.change")] == 1
    parts = scores.parts()
    assert (parts["nouns"], parts["verbs"]) == (Counts(1, 2, 2), Counts(0, 1, 1))
    assert (scores + scores).words == Share(8, 14)


def test_parts_of_an_expression_are_not_the_expression() -> None:
    scores = sense_scores(sensed((3, 5, "verb.motion")), sensed((3, 4, "verb.motion"), (4, 5, "verb.motion")))
    assert scores.every == Counts(0, 1, 2)
    assert scores.words == Share(7, 7)  # by word there is nothing wrong


def test_no_senses() -> None:
    assert sense_scores(sensed(), sensed()).every.f1 == 1.0
    empty = Annotated("empty", "tiny", senses=[])
    assert sense_scores(empty, empty) == Senses()
