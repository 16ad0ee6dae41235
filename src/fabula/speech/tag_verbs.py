"""Verbs of tags: which verb behind a subject, or before a quotation, says that someone speaks."""

from __future__ import annotations

from fabula.speech.clauses import Clauses
from fabula.speech.subjects import BETWEEN
from fabula.text.speech_verbs import NOISE_VERBS, PERCEPTION_VERBS, PHRASAL_VERBS, SPEECH_VERBS, THOUGHT_VERBS

VERBS = SPEECH_VERBS | THOUGHT_VERBS
"""Lower-case forms of verbs that stand beside quotations."""
_ONLY_WITH_PARTICLE = frozenset("go goes went gone".split())
"""Verbs that are verbs of speech without their particle only right before a quotation."""
_REPORTED = frozenset("that how whether if why what nothing something".split())
"""What follows a verb whose words are told and not quoted ("Anne answered that she would")."""
_ENDS = frozenset(". , ; : ! ? — – -- ―".split())


class TagVerbs:
    """Judges the verbs of one text."""

    def __init__(self, lower: list[str], clauses: Clauses) -> None:
        self._lower = lower
        self._clauses = clauses

    def is_phrasal(self, verb: int) -> bool:
        """Whether a verb and the particle behind it are a verb of speech together ("broke in")."""
        return verb + 1 < len(self._lower) and (self._lower[verb], self._lower[verb + 1]) in PHRASAL_VERBS

    def leads(self, at: int, end: int) -> bool:
        """Whether a word is a verb that leads to the quotation: one of speech, or one that it follows at once."""
        verb = self._lower[at]
        if not self._clauses.is_verb(at):
            return False
        if verb in SPEECH_VERBS:
            return verb not in _ONLY_WITH_PARTICLE or at >= end - 2 or self.is_phrasal(at)
        return (verb in THOUGHT_VERBS and at >= end - 4) or (at == end - 2 and self._clauses.is_finite(at))

    def behind(self, low: int, high: int, mark: str) -> int | None:
        """The token of the verb of a tag whose subject ends at `low`, adverbs and auxiliaries between at most.

        Behind a comma any verb is a tag's; behind another mark, or none, only one of speech or thought that does not
        begin to tell what was said ("Anne said that ..."), nor, where the sentence is over, one of a mere noise.
        """
        for token in range(low, min(low + (8 if mark else 4), high)):
            text = self._lower[token]
            behind = self._lower[token + 1] if token + 1 < high else "."
            if self.is_phrasal(token):
                return token
            if text in VERBS and not text.endswith("ing") and text not in _ONLY_WITH_PARTICLE:
                if mark == ",":
                    return token
                if self._tells(token + 1, high) or (not mark and text in NOISE_VERBS):
                    return None
                sees = text not in SPEECH_VERBS and behind not in _ENDS and not self._clauses.is_aside(token + 1)
                return None if sees else token
            if not (text in BETWEEN or text.endswith("ly")):
                finite = mark == "," and self._clauses.is_finite(token) and text not in PERCEPTION_VERBS
                return token if finite else None
        return None

    def _tells(self, at: int, high: int) -> bool:
        """Whether what follows a verb tells what was said or is to be done ("that he would", "to go")."""
        if at >= high:
            return False
        return self._lower[at] in _REPORTED or (
            self._lower[at] == "to" and at + 1 < high and self._clauses.is_bare(at + 1)
        )
