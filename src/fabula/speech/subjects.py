"""Subjects of the verbs beside quotations: which mention a verb has or a clause begins with."""

from __future__ import annotations

import bisect

from fabula.people.lexicon import DETERMINERS, SUBJECT_PRONOUNS
from fabula.people.mentions import NAME, NOMINAL, PRONOUN, Mention
from fabula.speech.clauses import Clauses
from fabula.text.speech_verbs import PERCEPTION_VERBS, SPEECH_NOUNS
from fabula.text.tokens import Words

JOINTS = frozenset(", ; and but then while".split())
SUBORDINATE = frozenset("as when until".split())
BETWEEN = frozenset(
    "had has have did then only just again at last also merely simply still suddenly quietly would could do does was "
    "is himself herself too once all , never even almost".split()
)
"""Words that may stand between a subject and its verb, adverbs in -ly apart."""
_VOICE = frozenset("voice voices tone tones reply answer retort response question whisper".split())
"""What someone has whose words follow ("Anne's voice broke in")."""
_POSSESSIVE = ("his", "her", "my", "their")
_OWNS = ("'s", "’s", "'", "’")
_NO_VERB = frozenset(", ; and or of in on at with to from by".split())
"""What shows that a mention at a clause's start is no subject: a list, or a noun phrase that goes on."""
_NO_SUBJECT_AFTER = frozenset(
    "to at of with by from for in on into upon over after before about against toward towards behind beside between "
    "near like than through under as".split()
)
"""Words after which a noun or name is no subject."""
_RELATIVE = frozenset(["who", "which", "that"])
_CALLED = frozenset("called named nicknamed dubbed christened known".split())
_STOPS = frozenset('. ! ? … ; : “ ” " « » ‘'.split())
_CLAUSE = 20
"""Tokens behind a noun in which a clause may give its name."""
_LONGEST = 12
"""Tokens of the longest mention looked for around a word."""


class Subjects:
    """Finds mentions that are subjects in one text."""

    def __init__(self, words: Words, lower: list[str], mentions: list[Mention], clauses: Clauses) -> None:
        self.lower = lower
        self.words = words
        self.mentions = mentions
        self.clauses = clauses
        self._first = [mention.first for mention in mentions]
        self.at: dict[int, int] = {}
        """By token, the longest mention that starts there."""
        for row, mention in enumerate(mentions):
            known = self.at.get(mention.first)
            if known is None or mentions[known].end < mention.end:
                self.at[mention.first] = row

    def mention_at(self, at: int, high: int) -> int | None:
        """A mention that starts here and can be a subject."""
        row = self.at.get(at)
        if row is None or self.mentions[row].end > high:
            return None
        row = self._named(row)
        return row if self.can_be_subject(row) else None

    def _named(self, row: int) -> int:
        """The name that stands for a noun: right behind it ("the poet Hale") or given by a clause ("called Hale")."""
        mention = self.mentions[row]
        if mention.kind != NOMINAL:
            return row
        name = self.at.get(mention.end, row)
        for at in range(mention.end, min(mention.end + _CLAUSE, len(self.lower) - 2)):
            if self.lower[at] in _STOPS:
                break
            if self.lower[at] in _CALLED and self.clauses.head(at) == mention.head:
                name = self.at.get(at + 1 + (self.lower[at + 1] == "as"), row)
                break
        return name if self.mentions[name].kind == NAME else row

    def can_be_subject(self, row: int) -> bool:
        """Whether a mention's form allows that it is a subject, or has a voice or an answer that is."""
        mention = self.mentions[row]
        if mention.kind == PRONOUN:
            if mention.key in _POSSESSIVE:
                return bool(_VOICE & set(self.lower[mention.end : mention.end + 3]))
            return mention.key in SUBJECT_PRONOUNS and mention.person != 2
        after = self.lower[mention.end] if mention.end < len(self.lower) else ""
        if after in _OWNS:
            return bool(_VOICE & set(self.lower[mention.end + 1 : mention.end + 4]))
        return True

    def of_verb(self, verb: int, begin: int, end: int) -> int | None:
        """The mention in [begin, end) that is a verb's subject by the parse; for "who", the one before it."""
        token = self.clauses.subject_of(verb)
        if not begin <= token < end:
            return None
        if self.lower[token] in _RELATIVE:
            return self._ending_at(token - (self.lower[token - 1] == ","), begin)
        row = self._around(token)
        return row if row is not None and self.can_be_subject(row) else None

    def is_aside(self, row: int) -> bool:
        """Whether a mention is the subject of a clause that only says when or how ("as Anne came")."""
        first, end = self.mentions[row].first, self.mentions[row].end
        subjects = [token for token in range(first, end) if self.clauses.is_subject(token)]
        depends = any(self.clauses.depends_on(self.clauses.head(token)) >= 0 for token in subjects)
        return depends and not self._has_participle(row)

    def heard(self, verb: int, begin: int) -> int | None:
        """The mention that someone hears or sees say something ("heard Anne call", "made her cry")."""
        at = verb
        while at > begin and (self.lower[at - 1].endswith("ly") or self.lower[at - 1] in BETWEEN):
            at -= 1
        row = self._ending_at(at, begin)
        if row is None or row < 0 or self.mentions[row].first <= begin:
            return None
        return row if self.lower[self.mentions[row].first - 1] in PERCEPTION_VERBS else None

    def owner_of_words(self, at: int, high: int) -> int | None:
        """The mention here whose answer, question or the like it is ("Anne's first question", "his reply")."""
        row = self.at.get(at)
        if row is None:
            return None
        mention = self.mentions[row]
        low = mention.end
        if mention.kind == PRONOUN:
            if mention.key not in _POSSESSIVE:
                return None
        elif low < high and self.lower[low] in _OWNS:
            low += 1
        else:
            return None
        return row if self.noun_of_speech(low, high) is not None else None

    def noun_of_speech(self, at: int, high: int) -> int | None:
        """The token of a noun such as "answer" here, words before it that are no verbs apart."""
        for token in range(at, min(at + 4, high)):
            if self.lower[token] in SPEECH_NOUNS and not self._goes_on(token, high):
                return token
            if self.clauses.is_verb(token) or not self.lower[token].isalpha():
                return None
        return None

    def _goes_on(self, token: int, high: int) -> bool:
        return token + 1 < high and self.lower[token + 1] in SPEECH_NOUNS

    def following(self, at: int, high: int) -> int | None:
        """The subject of an inverted tag: a mention at the verb's heels, adverbs and words before a name apart."""
        while at < high:
            if (row := self.mention_at(at, len(self.lower))) is not None:
                return row
            text = self.lower[at]
            if text in _VOICE and self.lower[at + 1 : at + 2] == ["of"]:
                at, high = at + 2, max(high, at + 3)
                continue
            if not (text.endswith("ly") or text in DETERMINERS or self.clauses.is_adjective(at)):
                return None
            at += 1
        return None

    def leading(self, start: int, end: int) -> int | None:
        """A mention at the very start of a clause, adverbs and joints apart, that can be its subject."""
        at = start
        while at < end and (self.lower[at] in JOINTS or self.lower[at] in BETWEEN or self.lower[at].endswith("ly")):
            at += 1
        row = self.mention_at(at, end)
        if row is None or self.mentions[row].end >= end - 1:
            return None
        after = self.lower[self.mentions[row].end]
        return None if after in _NO_VERB and not self._has_participle(row) else row

    def _has_participle(self, row: int) -> bool:
        """Whether a subject is set off from its verb by what it is doing ("Tom, turning to see, said")."""
        after = self.mentions[row].end
        return (
            self.lower[after] == ","
            and self.clauses.is_participle(after + 1)
            and any(map(self.clauses.is_subject, range(self.mentions[row].first, after)))
        )

    def first_in(self, begin: int, end: int) -> int | None:
        """The first mention of the stretch that can be its subject."""
        for at in range(begin, end):
            row = self.at.get(at)
            if row is None or not self.can_be_subject(row):
                continue
            if at > begin and self.lower[at - 1] in _NO_SUBJECT_AFTER:
                continue
            return row
        return None

    def _around(self, token: int) -> int | None:
        """The shortest mention that a word is part of."""
        found = None
        for row in range(bisect.bisect_right(self._first, token) - 1, -1, -1):
            mention = self.mentions[row]
            if mention.first < token - _LONGEST:
                break
            if mention.end > token and (found is None or mention.head == token):
                found = row
        return found

    def _ending_at(self, end: int, begin: int) -> int | None:
        """The mention that ends right before a token, the longest of several."""
        found = None
        for row in range(bisect.bisect_left(self._first, end) - 1, -1, -1):
            mention = self.mentions[row]
            if mention.first < max(begin, end - _LONGEST):
                break
            if mention.end == end:
                found = row
        return found
