"""Whom mentions of our own stories refer to, on a tiny story with gold of its own."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evaluation import mentioned
from evaluation.mentioned import Groups
from evaluation.runs import examples as examples_run
from evaluation.sets import examples
from evaluation.shown import Shown
from fabula.layers import CHAPTERS, CHARACTERS, MENTIONS, QUOTES, Column, Layer, Table
from fabula.story import Story
from tests.evaluation.tables import filled
from tests.stories import document

TEXT = "Ann met Ben.\n\nThe tall man\nlaughed, and she rowed with Cy. “We know him,” they said."
GOLD = [
    {"text": "The tall man", "context": "The tall man laughed", "offset": 0, "who": "ben", "kind": "NOM"},
    {"text": "she", "context": " laughed,\n and she rowed", "offset": 15, "who": "ann", "kind": "PRON"},
    {"text": "Cy", "context": "rowed with Cy.", "offset": 11, "who": "cy", "kind": "PROP"},
    {"text": "him", "context": "We know him", "offset": 8, "who": "cy", "kind": "PRON"},
    {"text": "We", "context": "“We know", "offset": 1, "who": ["ann", "ben"], "kind": "PRON"},
    {"text": "they", "context": "they said", "offset": 0, "who": ["ann", "ben"], "kind": "PRON"},
]


_MEMBERS = Layer("members", "who is of a group", (Column("group", "i4", "group"), Column("member", "i4", "one of it")))


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the gold of one tiny story."""
    monkeypatch.setattr(examples, "EXAMPLES", tmp_path)
    write(tmp_path, GOLD)
    return tmp_path


def write(folder: Path, mentions: list[dict[str, Any]] | None) -> None:
    people = [
        {"id": name.lower(), "name": name, "aliases": [], "pronouns": "they", "named": True}
        for name in ("Ann", "Ben", "Cy")
    ]
    made = {"story": "tiny.txt", "narrator": None, "characters": people, "chapters": [], "quotations": []}
    made |= {"not_quotations": [], "not_story": []} | ({} if mentions is None else {"mentions": mentions})
    (folder / "tiny.gold.json").write_text(json.dumps(made), encoding="utf-8")


def read_story(members: list[tuple[int, int]], they: int = 9) -> Story:
    """A reading of the tiny story: "him" is taken for Ben; "We" is entity 8, "they" the entity given."""
    mentions = [
        ("Ann", "PROP", 2, 1),
        ("Ben", "PROP", 1, 0),
        ("The tall man\nlaughed", "NOM", 1, 0),  # too long by a word
        ("she", "PRON", 2, 1),
        ("Cy", "PROP", 3, 2),
        ("We", "PRON", 8, -1),
        ("him", "PRON", 1, 0),
        ("they", "PRON", they, -1),
    ]
    rows = [
        {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}
        | {"kind": kind, "category": "PER", "entity": entity, "character": who}
        for words, kind, entity, who in mentions
    ]
    layers = {
        "characters": filled(CHARACTERS, [{"name": "Ben", "entity": 1}, {"name": "Ann", "entity": 2}, {"entity": 3}]),
        "mentions": filled(MENTIONS, rows),
        "quotes": filled(QUOTES, []),
        "chapters": filled(CHAPTERS, []),
    }
    made = Story(document(TEXT), layers, version="0", model="0")
    made.layers = {**made.layers, "members": Table.of_rows(_MEMBERS, members)}
    return made


def test_gold_is_read_with_white_space_collapsed(gold: Path) -> None:
    example = examples.read("tiny")
    assert [(one.who, one.group) for one in example.mentions[3:5]] == [((2,), False), ((0, 1), True)]
    she = example.mentions[1]
    assert (she.context, she.offset, she.context[she.offset :]) == ("laughed, and she rowed", 13, "she rowed")


def test_stories_without_mentions_are_still_read(gold: Path) -> None:
    write(gold, None)
    assert examples.read("tiny").mentions == ()
    referents = mentioned.score(examples.read("tiny"), Shown.of(read_story([])), read_story([]), {})
    assert mentioned.figures([referents]) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"offset": 1}, "is not at 1"),
        ({"who": "dan"}, "refers to ..dan..?.?, no character"),
        ({"who": []}, "refers to nobody"),
        ({"kind": "NOUN"}, "of kind 'NOUN'"),
    ],
)
def test_wrong_gold_is_refused(gold: Path, change: dict[str, Any], complaint: str) -> None:
    write(gold, [GOLD[0] | change])
    with pytest.raises(ValueError, match=complaint):
        examples.read("tiny")


def test_mentions_of_one_character_by_kind(gold: Path) -> None:
    made = read_story([])
    referents = examples_run.score(examples.read("tiny"), made).referents
    # Right: "she" and "Cy". "The tall man" is found with a word too many, and "him" is on the wrong man.
    assert (referents.of().total, referents.of().right) == (4, 2)
    assert {kind: (one.total, one.found, one.right) for kind, one in referents.kinds.items()} == {
        "PROP": (1, 1, 1),
        "NOM": (1, 0, 0),
        "PRON": (2, 2, 1),
    }
    values = {figure.key: figure.value for figure in mentioned.figures([referents, referents])}
    assert (values["examples.mentions"], values["examples.mentions.PRON"]) == (0.5, 0.5)
    assert values["examples.groups"] == 0.0


def test_groups_are_not_available_where_no_layer_of_members_is(gold: Path) -> None:
    made = read_story([])
    without: Any = SimpleNamespace(text=made.text, layers={**made.layers})
    del without.layers["members"]
    referents = mentioned.score(examples.read("tiny"), Shown.of(made), without, {})
    assert referents.groups is None
    values = {figure.key: figure.value for figure in mentioned.figures([referents])}
    assert values["examples.groups"] is None


def test_groups_hold_the_characters_meant(gold: Path) -> None:
    # Entities 1 to 3 are Ben, Ann, Cy. 8 is Ben and Ann; 9 is all three, which holds the two, but not exactly.
    both, three = [(8, 2), (8, 1)], [(9, 1), (9, 2), (9, 3)]
    example = examples.read("tiny")

    def groups(members: list[tuple[int, int]], they: int = 9) -> Groups | None:
        return examples_run.score(example, read_story(members, they)).referents.groups

    assert groups(both + three) == Groups(total=2, right=2, exact=1)
    assert groups(both) == Groups(2, 1, 1)
    assert groups(both[:1]) == Groups(2, 0, 0)
    assert groups(both, they=8) == Groups(2, 2, 2)
    assert groups(both, they=-1) == Groups(2, 1, 1)
    assert groups([*both, (8, 77)]) == Groups(2, 1, 1)  # a member that is no character is nobody else
    assert groups([]) == Groups(2, 0, 0)


def test_a_group_one_of_whom_is_no_predicted_character_is_missed(gold: Path) -> None:
    made = read_story([(8, 2), (8, 1)])
    span = (TEXT.index("We"), TEXT.index("We") + 2)
    assert mentioned.score_groups([(span, frozenset({0, 1}))], made, {0: 1, 1: 0}).right == 1
    assert mentioned.score_groups([(span, frozenset({0, 1}))], made, {0: 1}).right == 0


def test_contexts_that_are_not_there_just_once_count_as_missed(gold: Path) -> None:
    write(gold, [GOLD[2] | {"context": "Cy ate.", "offset": 0}, GOLD[2] | {"context": "Cy", "offset": 0}])
    result = examples_run.score(examples.read("tiny"), read_story([]))
    assert result.not_in_text == ("Cy ate.",)
    assert (result.referents.of().total, result.referents.of().right) == (2, 1)
