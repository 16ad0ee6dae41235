"""How a text uses the words of its names: as given names or as family names, and whose wife is called by his name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fabula.people.given import given_names
from fabula.people.lexicon import HE, KIN_TITLES, SHE, SURNAME_TITLES
from fabula.people.name_evidence import Evidence
from fabula.people.name_parts import Parts, one_title, title_gender
from fabula.people.nicknames import bearers

MARRIED = frozenset("mrs missis missus mistress madam madame frau signora señora senora".split())
UNMARRIED = frozenset("miss mademoiselle mlle fräulein fraulein signorina señorita senorita".split())
_BEFORE_GIVEN = KIN_TITLES | {"sir", "dame", "brother", "sister", "master"}
_CERTAIN = 0.95
"""Share of a given name's bearers from which its gender is taken as known."""
_STRAY = 0.08
"""Share of a word's uses up to which another use of it is taken for a slip."""
_KNOWN = 3_000
"""Bearers that make a word a given name where the text tells nothing."""


class Roles:
    """What a text's names say of their words. `parts`: per key; `evidence`: counts over the text."""

    def __init__(self, parts: Mapping[str, Parts], evidence: Evidence) -> None:
        self.evidence = evidence
        self.first: Counter[str] = Counter()
        self.last: Counter[str] = Counter()
        self.men: Counter[str] = Counter()
        """Per surname, how often men are titled by it alone ("Mr. Hale")."""
        titled: Counter[str] = Counter()
        for key, part in parts.items():
            count = evidence.named[key]
            if part.given:
                self.first[part.given[0]] += count
                self.last[part.surname] += count
            elif set(part.titles) & (SURNAME_TITLES | MARRIED | UNMARRIED):
                titled[part.single] += count
                if title_gender(part) == HE or (not title_gender(part) and part.titles):
                    self.men[part.single] += count
        self._titled = titled
        self._styled = {HE: Counter[str](), SHE: Counter[str]()}
        """Per gender, how often a given name stands behind titles of that gender ("Miss Leslie")."""
        for key, part in parts.items():
            name = part.given[0] if part.given else part.single if part.single in self.first else ""
            if name and title_gender(part) and not set(part.titles) & MARRIED:
                self._styled[title_gender(part)][name] += evidence.named[key]
        self._genders: dict[str, tuple[str, float]] = {}
        self.husbands = {p.surname for k, p in parts.items() if p.given and self.gender(k, p)[0] == HE}
        self.wives = frozenset(key for key, part in parts.items() if self._is_wife(key, part, parts))

    def given(self, part: Parts) -> bool:
        """Whether a name's one word may be a given name."""
        word = part.single
        if self.first[word] or self.last[word]:
            return self.first[word] > _STRAY * self.last[word]
        if part.titles and {one_title(title) for title in part.titles} & _BEFORE_GIVEN:
            return True
        return bearers(word.lower()) > _KNOWN or not self._titled[word]

    def surname(self, part: Parts) -> bool:
        """Whether a name's one word may be a surname."""
        word = part.single
        if self.last[word] or (self._titled[word] and not self.first[word]):
            return self.last[word] + self._titled[word] * (not self.first[word]) > _STRAY * self.first[word]
        return not self.first[word] and bearers(word.lower()) <= _KNOWN

    def gender(self, key: str, part: Parts) -> tuple[str, float]:
        """The gender that a key's titles, given name or pronouns show, and how surely (0 to 1)."""
        known = self._genders.get(key)
        if known is None:
            known = self._genders[key] = self._gender(key, part)
        return known

    def _gender(self, key: str, part: Parts) -> tuple[str, float]:
        titled = title_gender(part)
        if titled:
            return titled, 1.0
        counted, sure = self.evidence.gender(key)
        name = part.given[0] if part.given else part.single if self.given(part) and not self.surname(part) else ""
        named = given_gender(name) or self._style(name)
        if counted and named:
            return (counted, max(sure, 0.6)) if counted == named else (counted if sure > 0.75 else "", sure - 0.2)
        return (counted, sure) if counted else (named, 0.4 if named else 0.0)

    def _style(self, name: str) -> str:
        """The gender of the titles that stand before a given name, if they agree."""
        he, she = self._styled[HE][name], self._styled[SHE][name]
        return "" if bool(he) == bool(she) else HE if he else SHE

    def _is_wife(self, key: str, part: Parts, parts: Mapping[str, Parts]) -> bool:
        """Whether a name is a husband's with her title: "Mrs. Rawdon Crawley", "Mrs. Rawdon"."""
        if not {one_title(title) for title in part.titles} & MARRIED:
            return False
        name = part.given[0] if part.given else part.single
        if not part.given and self.first[name] <= self.last[name]:
            return False
        female, male = given_names().get(name.lower(), (0, 0))
        if female + male > 200 and max(female, male) > 0.8 * (female + male):
            return male > female
        same = [
            (other, other_part)
            for other, other_part in parts.items()
            if other != key and (name == other_part.single or name in other_part.given[:1])
            and (not part.given or other_part.surname in ("", part.surname))
        ]  # fmt: skip
        votes = Counter(
            title_gender(p) or self.evidence.gender(k)[0] or (HE if set(p.titles) & SURNAME_TITLES else "")
            for k, p in same
            if not set(p.titles) & MARRIED
        )
        return votes[HE] > votes[SHE]


def given_gender(name: str) -> str:
    """The gender of nearly all who bear a given name; empty if it is rare or both's."""
    female, male = given_names().get(name.lower(), (0, 0))
    total = female + male
    if total < 200:
        return ""
    return SHE if female > _CERTAIN * total else HE if male > _CERTAIN * total else ""
