"""Who is in a group: those whom a coordination names, those who say "we" and hear it, and the two just spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.people.entities import Entity
from fabula.people.mention_facts import Facts
from fabula.people.mention_rows import PERSON
from fabula.people.mentions import PRONOUN

_WE = 2
"""The class of "we" and "us"."""
_SEVERAL = 2
"""The number of several."""
_SENTENCES = 1
"""Sentences before a group's first mention in which those may be named whom it means."""
_BACK = 25
_VAGUE = 8
"""Classes of pronouns from here on mean nobody in particular: relative and indefinite ones."""


def groups(facts: Facts, entity: Sequence[int], entities: Sequence[Entity], narrator: int) -> list[tuple[int, int]]:
    """Pairs of a group's entity and one in it, sorted. `entity`: per mention its entity."""
    pairs = {*_coordinated(facts, entity, entities), *_talking(facts, entity, entities, narrator)}
    known = {group for group, _ in pairs}
    pairs |= set(_just_spoken_of(facts, entity, entities, known))
    return sorted(pairs)


def _coordinated(facts: Facts, entity: Sequence[int], entities: Sequence[Entity]) -> list[tuple[int, int]]:
    """ "Anne and Tom": the mentions inside one that are its head or coordinated with it."""
    pairs = []
    firsts, ends = facts.first.tolist(), facts.end.tolist()
    joined, heads = facts.joined.tolist(), facts.head.tolist()
    for row, number in enumerate(facts.number.tolist()):
        group = entity[row]
        if number != _SEVERAL or not entities[group].several:
            continue
        inside = row + 1
        while inside < len(facts) and firsts[inside] < ends[row]:
            part = heads[row] in (joined[inside], heads[inside])
            if part and entity[inside] != group and ends[inside] <= ends[row]:
                pairs.append((group, entity[inside]))
            inside += 1
    return pairs


def _talking(facts: Facts, entity: Sequence[int], entities: Sequence[Entity], narrator: int) -> list[tuple[int, int]]:
    """ "We" in a quotation means its speaker and whom it is said to; in the narration, the narrator."""
    pairs = []
    speakers, hearers, quotes = facts.speaker.tolist(), facts.addressee.tolist(), facts.quote.tolist()
    for row, pronoun in enumerate(facts.pronoun.tolist()):
        if pronoun == _WE and entities[entity[row]].several:
            those = (speakers[row], hearers[row]) if quotes[row] >= 0 else (narrator,)
            pairs += [(entity[row], one) for one in those if one >= 0]
    return pairs


def _just_spoken_of(
    facts: Facts, entity: Sequence[int], entities: Sequence[Entity], known: set[int]
) -> list[tuple[int, int]]:
    """ "They" whom nothing else tells: the two people of this sentence and the one before, if there are just two."""
    pairs: list[tuple[int, int]] = []
    kinds, sentences, quotes = facts.kind.tolist(), facts.sentence.tolist(), facts.quote.tolist()
    pronouns = facts.pronoun.tolist()
    seen = set(known)
    for row, group in enumerate(entity):
        if group in seen or not entities[group].several:
            continue
        seen.add(group)
        if kinds[row] != PRONOUN or entities[group].category != PERSON:
            continue
        those: set[int] = set()
        for other in range(row - 1, max(-1, row - _BACK), -1):
            if sentences[other] < sentences[row] - _SENTENCES:
                break
            one = entities[entity[other]]
            person = one.category == PERSON and not one.several and pronouns[other] < _VAGUE
            if quotes[other] == quotes[row] and person:
                those.add(entity[other])
        if len(those) == 2:
            pairs += [(group, one) for one in those]
    return pairs
