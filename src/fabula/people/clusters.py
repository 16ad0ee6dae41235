"""From scores of antecedents to entities, mention by mention: names hold, the rest joins the likeliest entity at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from fabula.people.contrasts import Side, opposite
from fabula.people.entities import Entity
from fabula.people.lexicon import KIN
from fabula.people.mention_facts import FEMALE, MALE, A, Array, Facts, I
from fabula.people.mention_rows import PERSON
from fabula.people.mentions import NAME, NOMINAL

_THIRD = (4, 5)
"""The classes of "he" and "she"."""
_INTRODUCED = 0.9
_LONG = 300
"""Mentions after which a description no longer tells people apart."""
_GENDER = {"he": MALE, "she": FEMALE}


@dataclass(slots=True)
class Clusters:
    """Entities in the making.

    of: per mention its cluster. anchor: per cluster the entity of the cast that it is, -1 for none.
    probability: per mention, how likely the linker holds its place.
    """

    of: list[int] = field(default_factory=list)
    anchor: list[int] = field(default_factory=list)
    probability: list[float] = field(default_factory=list)
    genders: list[list[int]] = field(default_factory=list)
    """Per cluster, how many of its mentions show that they are male, and female."""
    sides: list[dict[Side, int]] = field(default_factory=list)
    """Per cluster, the last mention that describes it so."""

    def new(self, anchor: int = -1) -> int:
        """A cluster more."""
        self.anchor.append(anchor)
        self.genders.append([0, 0])
        self.sides.append({})
        return len(self.anchor) - 1

    def described(self, number: int, sides: frozenset[Side], row: int) -> None:
        """A mention of a cluster describes it."""
        for side in sides:
            self.sides[number][side] = row

    def contradicts(self, number: int, sides: frozenset[Side], row: int) -> bool:
        """Whether a cluster was described otherwise not long before a mention."""
        known = self.sides[number]
        return any(row - known.get(opposite(side), -_LONG) < _LONG for side in sides)


def cluster(
    facts: Facts,
    head_words: Sequence[str],
    sides: Sequence[frozenset[Side]],
    scored: Iterable[tuple[Array, Array]],
    entities: Sequence[Entity],
    narrator: int,
) -> Clusters:
    """Put every mention into a cluster.

    `scored`: stretch by stretch, candidates [n, k] and log-probabilities [n, 1 + k]. `entities`: the cast's; a name of
    one who has a name is theirs wherever it stands, and so is the narrator's "I". A mention belongs where the
    probabilities of a cluster's mentions sum up to most, or opens one. `sides`: per mention, what a description says
    that tells people apart.
    """
    made = Clusters()
    named = [entity.person is not None or entity.narrator for entity in entities]
    place_of: dict[int, int] = {}  # clusters by the entity of the cast that they are
    same_name: dict[tuple[int, int], int] = {}  # clusters of names of places and things, by category and words
    kin_of: dict[int, int] = {}  # clusters of kin, by the entity that the rules follow them as
    kind, category, pronoun = facts.kind.tolist(), facts.category.tolist(), facts.pronoun.tolist()
    ruled, quote, forms = facts.ruled.tolist(), facts.quote.tolist(), facts.word_form.tolist()
    gender = facts.gender.tolist()
    speaker, determiner, tagged = facts.speaker.tolist(), facts.determiner.tolist(), set(facts.tagged.tolist()) - {-1}
    last_of: dict[int, int] = {}  # the last cluster of what the rules take for an entity
    row = 0
    for candidates, scores in scored:
        for others, chances in zip(candidates.tolist(), np.exp(scores).tolist(), strict=True):
            anchor = -1
            if kind[row] == NAME and category[row] == PERSON and ruled[row] >= 0 and named[ruled[row]]:
                anchor = ruled[row]
            elif pronoun[row] == I and quote[row] < 0 and narrator >= 0:
                anchor = narrator
            chance = _sums(others, chances[1:], made.of)
            if quote[row] in tagged and pronoun[row] in _THIRD:
                chance.pop(last_of.get(speaker[row], -1), None)  # nobody is "he" to himself
            if sides[row]:
                for number in [number for number in chance if made.contradicts(number, sides[row], row)]:
                    del chance[number]
            choice, best = _best(chance, chances[0], made, gender[row], entities)
            if kind[row] == NOMINAL and determiner[row] == A and choice >= 0 and best < _INTRODUCED:
                choice = -1
            if anchor >= 0:
                known = place_of.get(anchor)
                if known is None and choice >= 0 and made.anchor[choice] < 0 and _fits(choice, anchor, made, entities):
                    known, made.anchor[choice] = choice, anchor  # someone unnamed so far gets a name
                choice = made.new(anchor) if known is None else known
                place_of[anchor] = choice
                best = max(chance.get(choice, 0.0), best)
            elif kind[row] == NAME and category[row] != PERSON:
                known = same_name.get((category[row], forms[row]))
                choice = known if known is not None else choice
            elif choice < 0 and kind[row] == NOMINAL and ruled[row] >= 0:
                # whom the rules know from further back: those of a title or an office, and kin
                if named[ruled[row]] and ruled[row] in place_of:
                    choice = place_of[ruled[row]]
                elif head_words[row] in KIN:
                    choice = kin_of.get(ruled[row], -1)
            if choice < 0:
                choice = made.new()
            if kind[row] == NAME and category[row] != PERSON:
                same_name.setdefault((category[row], forms[row]), choice)
            elif kind[row] == NOMINAL and ruled[row] >= 0 and head_words[row] in KIN:
                kin_of[ruled[row]] = choice
            if gender[row] in (MALE, FEMALE):
                made.genders[choice][gender[row] - MALE] += 1
            made.described(choice, sides[row], row)
            if ruled[row] >= 0:
                last_of[ruled[row]] = choice
            made.of.append(choice)
            made.probability.append(best)
            row += 1
    return made


def _sums(others: list[int], chances: list[float], of: list[int]) -> dict[int, float]:
    """The probability of each cluster at hand."""
    chance: dict[int, float] = {}
    for other, each in zip(others, chances, strict=True):
        if other >= 0:
            chance[of[other]] = chance.get(of[other], 0.0) + each
    return chance


def _best(
    chance: dict[int, float], new: float, made: Clusters, gender: int, entities: Sequence[Entity]
) -> tuple[int, float]:
    """The likeliest cluster, -1 for a new one, and how likely it is; nobody is both "he" and "she"."""
    best, choice = new, -1
    for number, each in chance.items():
        if each > best and not (gender in (MALE, FEMALE) and _other_gender(made, number, gender, entities)):
            best, choice = each, number
    return choice, best


def _other_gender(made: Clusters, number: int, gender: int, entities: Sequence[Entity]) -> bool:
    """Whether a cluster is known to be of the other gender, by its name or else by most of its mentions."""
    anchor = made.anchor[number]
    if anchor >= 0 and entities[anchor].gender in _GENDER and entities[anchor].gender_confidence >= _SURE:
        return _GENDER[entities[anchor].gender] != gender
    own, other = made.genders[number][gender - MALE], made.genders[number][FEMALE - gender]
    return other > own


_SURE = 0.9


def _fits(choice: int, anchor: int, made: Clusters, entities: Sequence[Entity]) -> bool:
    """Whether the genders of a cluster's mentions allow that it is someone."""
    known = _GENDER.get(entities[anchor].gender)
    return known is None or made.genders[choice][known - MALE] >= made.genders[choice][FEMALE - known]
