"""Subjects of the verbs beside quotations, by the parse and by the words around."""

from __future__ import annotations

from typing import Any

import pytest

from fabula import reading
from fabula.people.mentions import Mention
from fabula.sources import from_text
from fabula.speech.clauses import Clauses
from fabula.speech.subjects import Subjects


def _prepared(text: str) -> tuple[Subjects, list[str], list[Mention]]:
    given = ("given quotations", "given cast", "given mentions", "report")
    made: dict[str, Any] = {"document": from_text(text), **dict.fromkeys(given)}
    for step in reading.STEPS:
        if step.name == "speakers":
            break
        made.update(zip(step.makes, step.run(made), strict=True))
    cast, lower = made["cast"], made["lower"]
    subjects = Subjects(made["words"], lower, cast.mentions, Clauses(made["tokens"]))
    return subjects, lower, cast.mentions


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Anne Hale rose and looked at Tom Rook.", "looked", "anne hale"),
        ("When Tom Rook had come in, Anne Hale sat down.", "sat", "anne hale"),
        ("Anne Hale gave a nod to Tom Rook, who answered.", "answered", "tom rook"),
    ],
)
def test_a_verb_s_subject_may_be_that_of_the_verb_before(text: str, verb: str, subject: str) -> None:
    subjects, lower, mentions = _prepared(text)
    row = subjects.of_verb(lower.index(verb), 0, len(lower))
    assert row is not None
    assert " ".join(lower[mentions[row].first : mentions[row].end]) == subject


def test_whom_someone_hears() -> None:
    subjects, lower, mentions = _prepared("Tom Rook heard Anne Hale suddenly call. He let her call.")
    row = subjects.heard(lower.index("call"), 0)
    assert row is not None
    assert lower[mentions[row].first] == "anne"
    assert subjects.heard(lower.index("heard"), 0) is None


def test_whose_words_they_are() -> None:
    subjects, lower, _ = _prepared("It was Tom Rook’s first question. It was Tom Rook’s old boat. It was his reply.")
    tom, again = (at for at, text in enumerate(lower) if text == "tom")
    assert subjects.owner_of_words(tom, len(lower)) is not None
    assert subjects.owner_of_words(again, len(lower)) is None
    assert subjects.owner_of_words(lower.index("his"), len(lower)) is not None
