"""The names of a text as a graph: what speaks for and against two being one person's, and the groups that follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from fabula.people.name_evidence import Evidence
from fabula.people.name_likeness import like
from fabula.people.name_parts import Parts, one_title
from fabula.people.name_roles import MARRIED, UNMARRIED, Roles
from fabula.people.nicknames import fold, pet_forms

_ENOUGH = 0.7
"""What two groups of names must be worth together to become one."""
_HARD = -3.5
"""What two names must speak against one person to do so however rare they are: two given names, two genders."""
_NEAR = 0.5
"""How near a second name must come to the first to claim a surname as well."""
_PLAIN, _RARE = 2.0, 0.1
"""Below what worth a wife's name is but guessed to be hers whom no title marries, and not if she is so rarely named."""
_DOMINANT = 1.5
"""How many times as often as the second must the first be named to be chosen all the same."""


def groups(
    parts: Mapping[str, Parts], evidence: Evidence, given: Mapping[tuple[str, str], float] | None = None
) -> list[list[str]]:
    """The keys, put into groups that are each one person's. `given`: what is known of pairs of keys from outside."""
    return _Graph(parts, evidence, given or {}).solved()


class _Graph:
    def __init__(self, parts: Mapping[str, Parts], evidence: Evidence, given: Mapping[tuple[str, str], float]) -> None:
        self.parts, self.evidence, self.given = parts, evidence, given
        self.roles = Roles(parts, evidence)
        self.keys = sorted(parts)
        self.number = {key: number for number, key in enumerate(self.keys)}
        self._weights: dict[tuple[int, int], float] = {}
        self._names: dict[tuple[int, int], float] = {}
        self.members: dict[int, list[int]] = {number: [number] for number in range(len(self.keys))}
        self.counts = {number: evidence.named[key] for number, key in enumerate(self.keys)}
        self.beside: dict[int, set[int]] = defaultdict(set)
        for one, other in self._candidates():
            if self._weight(one, other) > 0:
                self.beside[one].add(other)
                self.beside[other].add(one)

    def _candidates(self) -> set[tuple[int, int]]:
        """Pairs of keys that share a word, or whose words may be forms of one name."""
        by_word: dict[str, set[int]] = defaultdict(set)
        pets = pet_forms()
        for number, key in enumerate(self.keys):
            part = self.parts[key]
            for word in (*part.given, part.surname, part.single):
                for piece in {word, word.rpartition(" ")[2], word.rpartition("-")[2]} - {""}:
                    small = piece.lower()
                    by_word[small].add(number)
                    by_word["2 " + small[:2]].add(number)
                    folded = fold(small)
                    for name in (folded, *pets.get(folded, ())):
                        by_word["pet " + name].add(number)
                    if len(small.rstrip(".")) == 1:
                        by_word["1 " + small[0]].add(number)
        for number, key in enumerate(self.keys):
            part = self.parts[key]
            for word in (*part.given[:1], part.single):
                if word and "1 " + word[0].lower() in by_word:
                    by_word["1 " + word[0].lower()].add(number)
        pairs = {tuple(sorted(pair)) for pair in self.given}
        found = {(self.number[one], self.number[other]) for one, other in pairs}
        for numbers in by_word.values():
            ordered = sorted(numbers)
            found.update((one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :])
        return found

    def _weight(self, one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        weight = self._weights.get(pair)
        if weight is None:
            a, b = self.keys[pair[0]], self.keys[pair[1]]
            self._names[pair] = like((a, self.parts[a]), (b, self.parts[b]), self.roles)
            weight = self._names[pair] + self.evidence.apart(a, b)
            weight += self.given.get((a, b), 0.0)
            self._weights[pair] = weight
        return weight

    def _score(self, one: int, other: int) -> float:
        """What two groups are worth as one: the best that speaks for it, less what speaks against.

        Against it, names count for less that are but a small share of their group's uses.
        """
        best = worst = rest = 0.0
        shares, other_shares = self._shares(one), self._shares(other)
        for a, share in shares:
            for b, other_share in other_shares:
                weight = self._weight(a, b)
                if weight > best:
                    best = weight
                elif weight < 0:
                    if self._names[min(a, b), max(a, b)] > _HARD:
                        weight *= share * other_share
                    worst = min(worst, weight)
                    rest += weight
        return best + worst + 0.25 * (rest - worst) if best else worst

    def _shares(self, group: int) -> list[tuple[int, float]]:
        numbers = self.members[group]
        counts = [self.evidence.named[self.keys[number]] for number in numbers]
        least = 0.2 * max(1, sum(counts))
        return [(number, 0.3 + 0.7 * min(1.0, count / least)) for number, count in zip(numbers, counts, strict=True)]

    def _count(self, group: int) -> int:
        """How often a group is named."""
        return self.counts[group]

    def _uses(self, group: int, surnames: set[str]) -> int:
        """How often a group is named by one of some surnames."""
        named = ((self.keys[number], self.parts[self.keys[number]]) for number in self.members[group])
        return sum(self.evidence.named[key] for key, part in named if {part.surname, part.single} & surnames)

    def solved(self) -> list[list[str]]:
        """The groups of keys that are left when no two are worth joining."""
        for numbers in self._components():
            self._solve(numbers)
        return [[self.keys[number] for number in numbers] for numbers in self.members.values()]

    def _components(self) -> list[list[int]]:
        """Keys that anything joins, directly or by way of others; keys alone are left out."""
        seen: set[int] = set()
        found = []
        for start in sorted(self.beside):
            if start in seen:
                continue
            seen.add(start)
            reached = [start]
            for number in reached:
                fresh = sorted(self.beside[number] - seen)
                seen.update(fresh)
                reached += fresh
            found.append(reached)
        return found

    def _solve(self, numbers: list[int]) -> None:
        """Join the two groups that are worth most together until none are worth enough."""
        scores = {(one, other): self._score(one, other) for one in numbers for other in self.beside[one] if one < other}
        while True:
            ranked = [pair for pair, score in scores.items() if score >= _ENOUGH]
            if not ranked:
                return
            one, other = max(ranked, key=lambda pair: self._rank(pair, scores[pair]))
            forbidden = self._settled(one, other, scores)
            for pair in forbidden:
                del scores[pair]
            if not forbidden:
                self._join(one, other, scores)

    def _rank(self, pair: tuple[int, int], score: float) -> tuple[float, int, int, int]:
        """By which the next two groups to join are chosen: what they are worth, then how often they are named."""
        one, other = pair
        return round(score, 6), self._count(one) + self._count(other), -one, -other

    def _join(self, one: int, other: int, scores: dict[tuple[int, int], float]) -> None:
        self.members[one] += self.members.pop(other)
        self.counts[one] += self.counts.pop(other)
        touched = {number for pair in scores if one in pair or other in pair for number in pair} - {one, other}
        for pair in [pair for pair in scores if one in pair or other in pair]:
            del scores[pair]
        for group in touched:
            pair = (one, group) if one < group else (group, one)
            scores[pair] = self._score(*pair)

    def _settled(self, one: int, other: int, scores: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
        """Pairs not to be joined since a surname fits several people; nothing if the two are to be joined.

        A surname is the one's who is called by it most; if nobody stands out, it names the head of the family.
        """
        for group, rival in ((one, other), (other, one)):
            if not self._surname_only(group) or self._surname_only(rival):
                continue
            words = {self._part(number).single for number in self.members[group]}
            claims = [pair for pair in scores if group in pair]
            least = max(_ENOUGH, self._name(group, rival) - _NEAR)
            wife = bool(self._titles(group) & MARRIED)
            if wife and self._name(group, rival) < _PLAIN and self._count(rival) < _RARE * self._count(group):
                return [(one, other)]
            others = [
                third
                for third in (pair[0] if pair[1] == group else pair[1] for pair in claims)
                if third != rival
                and self._name(group, third) >= least
                and self._score(rival, third) < 0
                and not (wife and self._titles(third) & UNMARRIED)
            ]
            most = max((self._uses(third, words) for third in others), default=0)
            if self._uses(rival, words) < most:
                return [(one, other)]
            if others and self._uses(rival, words) < _DOMINANT * most:
                return claims
        return []

    def _name(self, group: int, other: int) -> float:
        """The most that two names of two groups are worth by themselves, less what two others speak against.

        Nothing speaks against for a wife's name: a daughter of the house may be meant by it as little as a stranger.
        """
        best = worst = 0.0
        for a in self.members[group]:
            for b in self.members[other]:
                self._weight(a, b)
                worth = self._names[min(a, b), max(a, b)]
                best, worst = max(best, worth), min(worst, worth)
        return best if self._titles(group) & MARRIED else best + worst

    def _titles(self, group: int) -> set[str]:
        return {one_title(title) for number in self.members[group] for title in self._part(number).titles}

    def _part(self, number: int) -> Parts:
        return self.parts[self.keys[number]]

    def _surname_only(self, group: int) -> bool:
        return all(self._family_name(number) for number in self.members[group])

    def _family_name(self, number: int) -> bool:
        """Whether a key is a surname with or without titles."""
        part = self.parts[self.keys[number]]
        return bool(part.single) and self.roles.surname(part) and not self.roles.given(part)
