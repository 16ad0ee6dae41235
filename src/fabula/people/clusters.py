"""From scores of antecedents to clusters: names hold, every other mention joins the likeliest cluster at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from fabula.people.contrasts import Side, opposites
from fabula.people.entities import Entity, full_title
from fabula.people.lexicon import KIN
from fabula.people.mention_facts import FEMALE, FIRST_PERSON, MALE, A, Array, Facts
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

    def opens(self) -> list[bool]:
        """Per mention, whether it is the first of its cluster."""
        first: dict[int, int] = {}
        return [first.setdefault(number, row) == row for row, number in enumerate(self.of)]

    def described(self, number: int, sides: frozenset[Side], row: int) -> None:
        """A mention of a cluster describes it."""
        for side in sides:
            self.sides[number][side] = row

    def contradicts(self, number: int, sides: frozenset[Side], row: int) -> bool:
        """Whether a cluster was described otherwise not long before a mention."""
        known = self.sides[number]
        return any(row - known.get(other, -_LONG) < _LONG for side in sides for other in opposites(side))


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
    joining = _Joining(facts, head_words, sides, entities, narrator)
    row = 0
    for candidates, scores in scored:
        for others, chances in zip(candidates.tolist(), np.exp(scores).tolist(), strict=True):
            joining.place(row, others, chances)
            row += 1
    return joining.made


class _Joining:
    """Clusters in the making, what is known of the mentions, and what those placed so far have shown."""

    def __init__(
        self,
        facts: Facts,
        head_words: Sequence[str],
        sides: Sequence[frozenset[Side]],
        entities: Sequence[Entity],
        narrator: int,
    ) -> None:
        self.made = Clusters()
        self.entities, self.narrator, self.head_words, self.sides = entities, narrator, head_words, sides
        self.named = [entity.person is not None or entity.narrator for entity in entities]
        self.kind, self.category, self.pronoun = facts.kind.tolist(), facts.category.tolist(), facts.pronoun.tolist()
        self.ruled, self.quote, self.forms = facts.ruled.tolist(), facts.quote.tolist(), facts.word_form.tolist()
        self.gender, self.speaker = facts.gender.tolist(), facts.speaker.tolist()
        self.determiner, self.tagged = facts.determiner.tolist(), set(facts.tagged.tolist()) - {-1}
        self.place_of: dict[int, int] = {}  # clusters by the entity of the cast that they are
        self.same_name: dict[int, int] = {}  # of names of places and things, and of those no rule knows, by words
        self.kin_of: dict[int, int] = {}  # clusters of kin, by the entity that the rules follow them as
        self.last_of: dict[int, int] = {}  # the last cluster of what the rules take for an entity

    def place(self, row: int, others: list[int], chances: list[float]) -> None:
        """Put the next mention into a cluster; `chances` are those that it is new, then that it is each of `others`."""
        made, kind = self.made, self.kind[row]
        anchor = self._anchor(row)
        chance = self._chances(row, others, chances[1:])
        choice, best = _best(chance, chances[0], made, self.gender[row], self.entities)
        if kind == NOMINAL and self.determiner[row] == A and choice >= 0 and best < _INTRODUCED:
            choice = -1
        holder = self._holder(row)
        if holder >= 0:
            choice = self._someone(holder, choice)
        elif anchor >= 0:
            choice = self._someone(anchor, choice)
            best = max(chance.get(choice, 0.0), best)
        elif kind == NAME:
            choice = self.same_name.get(self.forms[row], choice)
        elif choice < 0 and kind == NOMINAL and self.ruled[row] >= 0:
            choice = self._from_further_back(row)
        if choice < 0:
            choice = made.new()
        self._remember(row, choice)
        made.of.append(choice)
        made.probability.append(best)

    def _anchor(self, row: int) -> int:
        """Whose name or narrating "I" a mention is, -1 if it is neither."""
        ruled: int = self.ruled[row]
        if self.kind[row] == NAME and self.category[row] == PERSON and ruled >= 0 and self.named[ruled]:
            return ruled
        return self.narrator if self.pronoun[row] == FIRST_PERSON and self.quote[row] < 0 else -1

    def _holder(self, row: int) -> int:
        """Who a noun means that is their title ("the captain"), by the rules; -1 for others."""
        ruled: int = self.ruled[row]
        if self.kind[row] != NOMINAL or ruled < 0 or self.determiner[row] == A:
            return -1
        person = self.entities[ruled].person
        title = full_title(self.head_words[row])
        return ruled if person is not None and title in map(full_title, person.titles) else -1

    def _chances(self, row: int, others: list[int], chances: list[float]) -> dict[int, float]:
        """The probability of each cluster that a mention may join."""
        chance = _sums(others, chances, self.made.of)
        if self.quote[row] in self.tagged and self.pronoun[row] in _THIRD:
            chance.pop(self.last_of.get(self.speaker[row], -1), None)  # nobody is "he" to himself
        sides = self.sides[row]
        if sides:
            return {number: each for number, each in chance.items() if not self.made.contradicts(number, sides, row)}
        return chance

    def _someone(self, anchor: int, choice: int) -> int:
        """The cluster of one who has a name."""
        made, known = self.made, self.place_of.get(anchor)
        if known is None and choice >= 0 and made.anchor[choice] < 0 and _fits(choice, anchor, made, self.entities):
            known, made.anchor[choice] = choice, anchor  # someone unnamed so far gets a name
        self.place_of[anchor] = made.new(anchor) if known is None else known
        return self.place_of[anchor]

    def _from_further_back(self, row: int) -> int:
        """The cluster of one whom the rules know from beyond the candidates: by title or office, or kin; or -1."""
        ruled = self.ruled[row]
        if self.named[ruled] and ruled in self.place_of:
            return self.place_of[ruled]
        return self.kin_of.get(ruled, -1) if self.head_words[row] in KIN else -1

    def _remember(self, row: int, choice: int) -> None:
        """Keep what a mention, now placed, shows of its cluster."""
        made, ruled = self.made, self.ruled[row]
        if self.kind[row] == NAME and self._anchor(row) < 0:
            self.same_name.setdefault(self.forms[row], choice)
        elif self.kind[row] == NOMINAL and ruled >= 0 and self.head_words[row] in KIN:
            self.kin_of[ruled] = choice
        if self.gender[row] in (MALE, FEMALE):
            made.genders[choice][self.gender[row] - MALE] += 1
        made.described(choice, self.sides[row], row)
        if ruled >= 0:
            self.last_of[ruled] = choice


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
