"""Pronouns: which of the people at hand each refers to, by gender, nearness, subject and turn of talk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.people.entities import Entity, could_be
from fabula.people.lexicon import KIN
from fabula.people.mentions import GROUP, NAME, NOMINAL, PRONOUN, Mention

_OBJECT = frozenset("him them me us".split())
_SUBJECT_WEIGHT, _OTHER_WEIGHT, _QUOTED_WEIGHT = 1.0, 0.6, 0.15
_UNNAMED_SHARE = 0.8
"""What a mention of someone without a name weighs beside one of someone with a name."""
_FADE = 0.72
"""What a sentence leaves of salience."""
_UNKNOWN = 0.3
"""Weight of someone whose gender is not known."""
_FORGET = 14
"""Sentences after which someone unmentioned is no longer at hand."""
_MARGIN = 1.15


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of the quotations: per quotation the mention in its tag (or -1), the quotation of the turn before
    it where the two follow each other closely (or -1), and the mention that its tag names as spoken to (or -1)."""

    tagged: Sequence[int]
    before: Sequence[int]
    heard: Sequence[int]


class Salience:
    """How present each person is to the reader; fades by the sentence."""

    def __init__(self) -> None:
        self._scores: dict[int, tuple[float, int]] = {}

    def add(self, entity: int, weight: float, sentence: int) -> None:
        """Someone is mentioned."""
        self._scores[entity] = (self.of(entity, sentence) + weight, sentence)

    def of(self, entity: int, sentence: int) -> float:
        """The present score."""
        score, seen = self._scores.get(entity, (0.0, sentence))
        return float(score * math.pow(_FADE, sentence - seen))

    def at_hand(self, sentence: int) -> list[tuple[int, float]]:
        """Everyone at hand with their scores; forgets the others."""
        gone = [entity for entity, (_, seen) in self._scores.items() if sentence - seen > _FORGET]
        for entity in gone:
            del self._scores[entity]
        return [(entity, self.of(entity, sentence)) for entity in self._scores]


def resolve(
    mentions: list[Mention],
    linked: list[int],
    entities: list[Entity],
    lower: list[str],
    sentence_of: Sequence[int],
    talk: Talk,
    narrator: int,
    speakers: Sequence[int],
    addressees: Sequence[int],
    made: dict[tuple[int, str], int],
) -> tuple[list[int], list[float]]:
    """Each mention's entity (-1 where none is found) and a score from 0 to 1 of how clear the choice was.

    linked: the entities of names and nouns, -1 for pronouns. speakers, addressees: per quotation an entity or -1, as
    far as known; where no speaker is known yet, those of the tags are taken as they are resolved.
    """
    found, clear = list(linked), [1.0 if entity >= 0 else 0.0 for entity in linked]
    tag_quote = {row: quote for quote, row in enumerate(talk.tagged) if row >= 0}
    spoken = list(speakers)
    salience = Salience()
    subject, subject_clause, clause = -1, -1, 0
    at = 0
    starting: dict[int, int] = {}
    ending: dict[int, int] = {}
    for row, mention in enumerate(mentions):
        while at < mention.first:
            if lower[at] in _CLAUSE_ENDS:
                clause += 1
            at += 1
        sentence = sentence_of[mention.first]
        leads = _leads(mention, mentions, row, sentence_of)
        if mention.kind == PRONOUN:
            pick, sure = -1, 0.0
            if mention.person == 1:
                pick = spoken[mention.quote] if mention.quote >= 0 else narrator
                sure = 0.9
            elif mention.person == 2:
                pick, sure = (addressees[mention.quote], 0.6) if mention.quote >= 0 else (-1, 0.0)
            elif mention.person == 3 and mention.gender in ("he", "she"):
                barred = set()
                objective = mention.key in _OBJECT or (mention.key == "her" and _objective(lower, mention.end))
                if objective and subject_clause == clause:
                    barred.add(subject)
                favoured = -1
                if mention.quote >= 0:
                    barred |= {spoken[mention.quote], addressees[mention.quote]}
                elif row in tag_quote:
                    if talk.heard[tag_quote[row]] >= 0:
                        barred.add(found[talk.heard[tag_quote[row]]])
                    before = talk.before[tag_quote[row]]
                    if before >= 0 and spoken[before] >= 0:
                        barred.add(spoken[before])
                        earlier = talk.before[before]
                        favoured = spoken[earlier] if earlier >= 0 else -1
                barred |= {narrator}
                pick, sure = _pick(mention.gender, salience, sentence, entities, barred, favoured)
            found[row], clear[row] = pick, sure
        elif mention.kind == NOMINAL and mention.person != GROUP and mention.definite and found[row] < 0:
            owner = -1
            if mention.head > mention.first and mention.first in starting:
                owner = found[starting[mention.first]]
            elif mention.first - 1 in ending:
                owner = found[ending[mention.first - 1]]
            barred = {owner, narrator} | ({subject} if subject_clause == clause else set())
            if row in tag_quote and talk.before[tag_quote[row]] >= 0:
                barred.add(spoken[talk.before[tag_quote[row]]])
            found[row], clear[row] = _noun(mention, owner, salience, sentence, entities, barred, made)
        starting.setdefault(mention.first, row)
        ending[mention.end] = row
        pick = found[row]
        if pick < 0:
            continue
        if row in tag_quote and spoken[tag_quote[row]] < 0:
            spoken[tag_quote[row]] = pick
        if mention.quote >= 0:
            if mention.person == 3 and mention.kind != NOMINAL:
                salience.add(pick, _QUOTED_WEIGHT, sentence)
            continue
        named = entities[pick].person is not None or entities[pick].narrator
        weight = _SUBJECT_WEIGHT if leads else _OTHER_WEIGHT
        salience.add(pick, weight if named else _UNNAMED_SHARE * weight, sentence)
        if leads or mention.kind == NAME:
            subject, subject_clause = pick, clause
    return found, clear


def _noun(
    mention: Mention,
    owner: int,
    salience: Salience,
    sentence: int,
    entities: list[Entity],
    barred: set[int],
    made: dict[tuple[int, str], int],
) -> tuple[int, float]:
    """Who a noun that nothing introduced refers to: someone at hand whom it fits, else someone new.

    Kin stay who they were found to be; a family name shared with the owner speaks for someone.
    """
    head = mention.key.rsplit(" ", 1)[-1]
    key = (owner, head if head in KIN else mention.key)
    kin = head in KIN
    if kin and owner >= 0 and key in made:
        return made[key], 0.7
    best, pick = 0.0, -1
    for entity, score in salience.at_hand(sentence):
        known = entities[entity]
        if entity in barred or not could_be(mention.key, mention.gender, known):
            continue
        if kin and not _related(known, entities[owner] if owner >= 0 else None):
            continue
        weight = score * (1.0 if known.gender == mention.gender else _UNKNOWN)
        if weight > best:
            best, pick = weight, entity
    if pick >= 0 and best >= (_KIN_PRESENT if kin else _PRESENT):
        if kin and owner >= 0:
            made[key] = pick
        return pick, 0.5
    if key not in made:
        made[key] = len(entities)
        entities.append(Entity(None, mention.gender, 0.9 if mention.gender else 0.0))
    return made[key], 0.5


_PRESENT, _KIN_PRESENT = 0.25, 0.1
"""Salience that someone must have for a noun to mean them."""


def _related(one: Entity, other: Entity | None) -> bool:
    """Whether two people are known to share a family name."""
    if one.person is None or other is None or other.person is None:
        return False
    return bool(one.person.surnames.keys() & other.person.surnames.keys())


_CLAUSE_ENDS = frozenset('. ; ! ? : , and but “ ” "'.split())


def _leads(mention: Mention, mentions: list[Mention], row: int, sentence_of: Sequence[int]) -> bool:
    """Whether a mention is the first of its sentence, outside any that holds it: its likely subject."""
    sentence = sentence_of[mention.first]
    return row == 0 or sentence_of[mentions[row - 1].first] != sentence


def _objective(lower: list[str], end: int) -> bool:
    """Whether "her" at the token before `end` is an object, not a possessive: what follows is no noun phrase."""
    return end >= len(lower) or not lower[end][0].isalpha() or lower[end] in _AFTER_OBJECT


_AFTER_OBJECT = frozenset(
    "to in on at with from for by as and but or that if when while until then away up down out off over into through "
    "again back so too the a an his this not about after before here there now once".split()
)


def _pick(
    gender: str, salience: Salience, sentence: int, entities: list[Entity], barred: set[int], favoured: int
) -> tuple[int, float]:
    """The most salient person of that gender, and how clear the lead over the next is."""
    best = second = 0.0
    pick = -1
    for entity, score in salience.at_hand(sentence):
        if entity in barred:
            continue
        known = entities[entity].gender
        if known and known != gender:
            continue
        lean = entities[entity].lean if gender == "he" else 1.0 - entities[entity].lean
        weight = score * (1.0 if known else 2.0 * _UNKNOWN * lean) * (2.0 if entity == favoured else 1.0)
        if weight > best:
            best, second, pick = weight, best, entity
        elif weight > second:
            second = weight
    if pick < 0:
        return -1, 0.0
    return pick, best / (best + second * _MARGIN)
