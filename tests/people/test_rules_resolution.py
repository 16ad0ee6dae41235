"""The rules' resolution: every mention has an entity, if only to itself."""

from __future__ import annotations

from fabula.layers import ENTITY_CATEGORIES
from fabula.people.cast import Cast
from fabula.people.entities import Entity
from fabula.people.mention_rows import PERSON, MentionRow
from fabula.people.mentions import GROUP, NAME, NOMINAL, PRONOUN, Mention
from fabula.people.rules_resolution import rules_resolution
from fabula.sources import from_text
from fabula.text.tokens import tokenize

PLACE = ENTITY_CATEGORIES.index("FAC")
ANNE = Entity(None, "she")


def rule(first: int, end: int, kind: int, person: int = 3) -> Mention:
    return Mention(first, end, kind, end - 1, person, "", "", -1)


def test_whoever_is_not_known_and_whatever_is_no_person_is_an_entity_alone() -> None:
    words = tokenize(from_text("Anne Hale met him at the old gate ."))
    cast = Cast([rule(0, 2, NAME), rule(3, 4, PRONOUN)], [0, -1], [ANNE], -1, None)
    rows = [
        MentionRow(0, 2, NAME, PERSON, 0, 0.9),
        MentionRow(3, 4, PRONOUN, PERSON, 1, 0.8),
        MentionRow(5, 8, NOMINAL, PLACE, -1, 0.7),
    ]
    found = rules_resolution(words, rows, [0, -1], [0.95, 0.2], cast)
    assert found.entity == [0, 1, 2]
    assert [entity.category for entity in found.entities] == [PERSON, PERSON, PLACE]
    assert found.confidence == [0.95, 0.2, 0.7]
    assert found.entities[0] is ANNE
    assert cast.entities == [ANNE]


def test_a_name_that_only_the_encoder_finds_is_the_one_the_rules_know() -> None:
    words = tokenize(from_text("ANNA ROOK Anna Rook came. Anna Rook went. Rook sat. Tom Rook ran."))
    texts = words.texts
    at = [row for row, text in enumerate(texts) if text in ("Anna", "ANNA")]
    rows = [MentionRow(first, first + 2, NAME, PERSON, followed, 0.9) for followed, first in enumerate(at, -1)]
    lone = texts.index("sat") - 1
    rows.append(MentionRow(lone, lone + 1, NAME, PERSON, -1, 0.9))
    cast = Cast([rule(first, first + 2, NAME) for first in at[1:]], [0, 0], [ANNE], -1, None)
    assert rules_resolution(words, rows, [0, 0], [0.9, 0.9], cast).entity == [0, 0, 0, 1]


def test_several_people_are_a_group() -> None:
    words = tokenize(from_text("We saw the men and her ."))
    cast = Cast([rule(0, 1, PRONOUN, 4), rule(2, 4, NOMINAL, GROUP), rule(5, 6, PRONOUN)], [-1] * 3, [], -1, None)
    rows = [MentionRow(m.first, m.end, m.kind, PERSON, number, 0.9) for number, m in enumerate(cast.mentions)]
    found = rules_resolution(words, rows, [-1] * 3, [0.5] * 3, cast)
    assert [found.entities[number].several for number in found.entity] == [True, True, False]
