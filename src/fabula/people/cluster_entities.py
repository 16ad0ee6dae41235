"""Entities of clusters: who of the cast they are, their gender, number and category, and who is in a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fabula.people.clusters import Clusters
from fabula.people.entities import Entity
from fabula.people.groups import groups
from fabula.people.mention_facts import FEMALE, MALE, Facts
from fabula.people.mention_rows import PERSON, MentionRow
from fabula.people.mentions import PRONOUN
from fabula.people.resolution import Resolution

_WE, _HE, _SHE, _THEY = 2, 4, 5, 7
"""Classes of pronouns."""
_DECIDED = 0.8
"""Share of the pronouns of someone that tells their gender."""
_ENOUGH = 3
_TITLED = 0.97
"""Confidence in a gender from which pronouns do not change it."""


def resolution_of(
    rows: list[MentionRow], facts: Facts, found: Clusters, entities: Sequence[Entity], narrator: int
) -> Resolution:
    """The resolution that clusters come to. The entities of the cast keep their numbers."""
    every = [replace(entity, votes=Counter(entity.votes)) for entity in entities]
    number_of = []
    for anchor in found.anchor:
        if anchor < 0:
            anchor = len(every)
            every.append(Entity(None))
        number_of.append(anchor)
    entity = [number_of[cluster] for cluster in found.of]
    members: dict[int, list[int]] = {}
    for row, number in enumerate(entity):
        members.setdefault(number, []).append(row)
    for number, own in members.items():
        _describe(every[number], own, facts)
    return Resolution(rows, entity, found.probability, every, groups(facts, entity, every, narrator))


def _describe(entity: Entity, own: list[int], facts: Facts) -> None:
    """Gender, number and category of an entity from its mentions."""
    pronouns = Counter(facts.pronoun[own].tolist())
    he, she, they = pronouns[_HE], pronouns[_SHE], pronouns[_THEY]
    if entity.person is None and not entity.narrator:
        nouns = [row for row in own if facts.kind[row] != PRONOUN] or own
        entity.category = Counter(facts.category[nouns].tolist()).most_common(1)[0][0]
        numbers = Counter(facts.number[nouns].tolist())
        entity.several = numbers[2] > numbers[1] or (pronouns[_WE] > 0 and numbers[1] == 0)
        genders = Counter(facts.gender[nouns].tolist())
        he, she = he + genders[MALE], she + genders[FEMALE]
    if entity.category != PERSON or entity.several:
        return
    most = max(he, she)
    counted = "he" if he > she else "she"
    share = most / (he + she) if most else 0.0
    if entity.gender in ("he", "she") and (entity.gender_confidence >= _TITLED or counted == entity.gender or not most):
        return
    if most >= (1 if entity.person is None else _ENOUGH) and share >= _DECIDED and they <= 2 * most:
        entity.gender, entity.gender_confidence = counted, round(min(0.98, (most + 1) / (he + she + 2)), 4)
    elif they > 2 * most and they >= _ENOUGH and not entity.gender:
        entity.gender, entity.gender_confidence = "they", 0.7
