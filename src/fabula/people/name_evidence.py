"""What a text shows of its names beside their words: who stands beside whom, who is called he or she."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fabula.people.lexicon import HE, SHE
from fabula.people.name_span import NameSpan
from fabula.text.speech_verbs import SPEECH_VERBS

Pair = tuple[str, str]

_STOPS = frozenset((".", "!", "?", ";", ":", "“", "”", '"', "…", "—", "--"))
_WITHIN = 15
"""Tokens between two names that still speak of both at once."""
_MARKS = frozenset(("“", "”", '"', "'", "’", "‘"))
_REACH = 15
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())


@dataclass(slots=True)
class Evidence:
    """Counts over a text's names, by key or by pair of keys (sorted).

    named: times a key stands. joined: times two stand side by side ("Jane and Elizabeth"). together: times two stand
    in one clause. addressed: times one is called by name by the other. pronouns: the he and she that follow a key.
    """

    named: Counter[str] = field(default_factory=Counter)
    joined: Counter[Pair] = field(default_factory=Counter)
    listed: Counter[Pair] = field(default_factory=Counter)
    together: Counter[Pair] = field(default_factory=Counter)
    addressed: Counter[Pair] = field(default_factory=Counter)
    pronouns: dict[str, Counter[str]] = field(default_factory=dict)

    def apart(self, one: str, other: str) -> float:
        """How strongly the text keeps two keys' bearers apart, 0 or less."""
        pair = (one, other) if one < other else (other, one)
        least = min(self.named[one], self.named[other])
        against = 0.0
        if self.joined[pair]:
            against -= 6.0 if self.joined[pair] > 1 or least < 30 else 3.0
        if self.listed[pair]:
            against -= 4.0 if self.listed[pair] > 1 else 0.8
        both = self.together[pair]
        if both >= 3:
            against -= 4.0 if both >= min(6, 0.1 * least) else 2.5 if both >= 0.03 * least else 1.5
        elif both == 2:
            against -= 1.5 if both >= 0.1 * least else 0.7
        elif both:
            against -= 0.5 if least < 60 else 0.2
        against -= min(4.0, 2.0 * self.addressed[pair])
        return against

    def gender(self, key: str) -> tuple[str, float]:
        """The gender that the pronouns behind a key show, and how surely (0 to 1); nothing where they leave doubt."""
        votes = self.pronouns.get(key)
        if votes is None or votes.total() < 8:
            return "", 0.0
        shown = next((gender for gender in (HE, SHE) if votes[gender] >= 0.75 * votes.total()), "")
        return shown, min(0.8, abs(votes[HE] - votes[SHE]) / 25) if shown else 0.0


def evidence_of(names: Sequence[NameSpan], lower: Sequence[str]) -> Evidence:
    """Count what a text shows of its names. `lower`: its tokens in lower case."""
    found = Evidence(Counter(name.key for name in names))
    for at, one in enumerate(names):
        for other in names[at + 1 : at + 6]:
            gap = lower[one.end : other.first]
            if len(gap) > _WITHIN:
                break
            if one.key == other.key:
                continue
            pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
            if one.quoted != other.quoted:
                found.addressed[pair] += _addresses(one, other, lower)
                break
            if any(token in _STOPS for token in gap):
                break
            found.together[pair] += 1
            if len(gap) == 1 and not one.quoted:
                found.joined[pair] += gap[0] in ("and", "or", "&")
                found.listed[pair] += gap[0] == ","
        if not one.quoted:
            limit = names[at + 1].first if at + 1 < len(names) else len(lower)
            _pronoun(found, one, lower[one.end : min(limit, one.end + _REACH)])
    return found


def _pronoun(found: Evidence, name: NameSpan, following: Sequence[str]) -> None:
    """Count the first he or she behind a name and before the next."""
    for token in following:
        gender = HE if token in _HE else SHE if token in _SHE else ""
        if gender:
            found.pronouns.setdefault(name.key, Counter())[gender] += 1
            return


def _addresses(one: NameSpan, other: NameSpan, lower: Sequence[str]) -> bool:
    """Whether a name in a quotation is called out by the bearer of the one in its tag ("Come, Kit," said Tom)."""
    if not one.quoted or other.first - one.end > 6:
        return False
    before, gap = lower[one.first - 1] if one.first else "", lower[one.end : other.first]
    called = (before in _MARKS or before == ",") and len(gap) > 2 and gap[0] in (",", "!", "?", ".")
    return called and gap[-1] in SPEECH_VERBS and gap[1] in _MARKS and len(gap) == 3
