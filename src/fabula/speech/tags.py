"""Speech tags and action beats: the mention that the words around a quotation show as its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.layers import QUOTE_CUES, Table
from fabula.people.lexicon import DETERMINERS, SUBJECT_PRONOUNS
from fabula.people.mentions import NAME, NOMINAL, PRONOUN, Mention
from fabula.text.speech_verbs import SPEECH_VERBS, THOUGHT_VERBS
from fabula.text.tokens import Words

TAG, PRONOUN_TAG, EPITHET_TAG, BEAT, LEAD = (
    QUOTE_CUES.index(cue) for cue in ("tag", "pronoun tag", "epithet tag", "beat", "lead")
)
WEAK = frozenset((0, BEAT, LEAD))
"""Cues that are no tags."""
_STOPS = frozenset('. ! ? … ; ... : “ ” " « » ‘'.split())
_VERBS = SPEECH_VERBS | THOUGHT_VERBS
_BETWEEN = frozenset(
    "had has have then only just again at last also merely simply still suddenly quietly would could did do does was "
    "is himself herself too once all , never even almost".split()
)
"""Words that may stand between a subject and its verb, adverbs in -ly apart."""
_VOICE = frozenset("voice voices tone tones reply answer retort response question whisper".split())
"""What someone has whose words follow ("Anne's voice broke in")."""
_JOINTS = frozenset(", ; and but then while".split())
_SUBORDINATE = frozenset("as when until".split())
_NO_VERB = frozenset(", ; and or of in on at with to from by".split())
"""What shows that a mention at a clause's start is no subject: a list, or a noun phrase that goes on."""
_NO_SUBJECT_AFTER = frozenset(
    "to at of with by from for in on into upon over after before about against toward towards behind beside between "
    "near like than through under as".split()
)
"""Words after which a noun or name is no subject."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What shows a quotation's speaker: a mention (its row) and the kind of evidence, or nothing (-1, 0).

    verb: the tag's verb in lower case. after: whether the tag follows the quotation. hearer: the mention (its row) that
    the tag names as spoken to, or -1. led: a beat ends with a comma or colon that leads to the quotation.
    """

    mention: int
    cue: int
    verb: str = ""
    after: bool = False
    hearer: int = -1
    led: bool = False


NO_CUE = Cue(-1, 0)


class Finder:
    """Finds the cue of each quotation in one text."""

    def __init__(self, words: Words, mentions: list[Mention], quotes: Table) -> None:
        self.lower = [text.lower() for text in words.texts]
        self.texts = words.texts
        self.words = words
        self.mentions = mentions
        self.at: dict[int, int] = {}
        for row, mention in enumerate(mentions):
            known = self.at.get(mention.first)
            if known is None or mentions[known].end < mention.end:
                self.at[mention.first] = row
        self.first: Sequence[int] = quotes["first_token"].tolist()
        self.end: Sequence[int] = quotes["end_token"].tolist()

    def cues(self) -> list[Cue]:
        """The cue of every quotation, in order."""
        found = []
        for row in range(len(self.first)):
            low, high = self._surroundings(row)
            cue = self._after(row, high)
            if cue is None or cue.cue == BEAT:
                cue = self._before(row, low) or cue
            if cue is None and self.first[row] == low and (row == 0 or self.end[row - 1] <= low):
                cue = self._lead(row, low)
            found.append(cue or NO_CUE)
        return found

    def _surroundings(self, row: int) -> tuple[int, int]:
        """The first token of the narration before and the end of the narration after, within the paragraph."""
        paragraph = int(self.words.paragraph[self.first[row]])
        low = int(self.words.paragraph_first[paragraph])
        high = int(self.words.paragraph_first[paragraph + 1])
        if row and self.end[row - 1] > low:
            low = self.end[row - 1]
        if row + 1 < len(self.first) and self.first[row + 1] < high:
            high = self.first[row + 1]
        return low, high

    def _after(self, row: int, high: int) -> Cue | None:
        """A tag right behind the quotation, else a beat in the sentence behind it."""
        at = self.end[row]
        while at < high and self.texts[at] in (",", "—", "–", "-", "--", "―"):
            at += 1
        if at >= high:
            return None
        open_ended = self._ends_open(row)
        text = self.lower[at]
        if text in _VERBS and not text.endswith("ing"):
            subject = self._subject_from(at + 1, min(at + 4, high))
            if subject is not None and (open_ended or text in SPEECH_VERBS):
                return self._tag(subject, text, at, after=True)
        subject = self._mention_at(at, high)
        if subject is None:
            return None
        verb = self._verb_after(self.mentions[subject].end, high, 4 if not open_ended else 8)
        if verb is not None:
            return self._tag(subject, self.lower[verb], verb, after=True)
        return Cue(subject, BEAT, after=True)

    def _before(self, row: int, low: int) -> Cue | None:
        """A tag in the last sentence before the quotation, else that sentence's subject as a beat.

        Where the sentence has several clauses, the last with a subject of its own counts ("Anne rose, and Tom said,").
        """
        end = self.first[row]
        if end <= low:
            return None
        led = self.texts[end - 1] in (",", ":", "—", "–", "--", "―", "-") or self.lower[end - 1] in _VERBS
        begin = self._sentence_start(low, end - 1)
        clause = begin
        subject = None
        for start in reversed(self._clauses(begin, end, within=not led)):
            subject = self._subject_at(start, end)
            if subject is not None:
                clause = start
                break
        if led:
            for at in range(end - 1, max(clause - 1, end - 14), -1):
                verb = self.lower[at]
                if verb not in _VERBS or (verb not in SPEECH_VERBS and at < end - 4):
                    continue
                speaker = subject if subject is not None and self.mentions[subject].first < at else None
                if speaker is None:
                    speaker = self._subject_from(at + 1, end)
                if speaker is None:
                    speaker = self._subject_before(begin, at)
                if speaker is not None:
                    return self._tag(speaker, verb, at, after=False)
        if subject is None:
            subject = self._subject_before(begin, end)
        return None if subject is None else Cue(subject, BEAT, led=led)

    def _clauses(self, begin: int, end: int, *, within: bool) -> list[int]:
        """Where the clauses of a sentence start; with `within`, clauses that only say when or why are left out."""
        joints = _JOINTS if within else _JOINTS | _SUBORDINATE
        starts = [begin]
        for at in range(begin, end - 1):
            if self.lower[at] in joints:
                starts.append(at + 1)
        return starts

    def _subject_at(self, start: int, end: int) -> int | None:
        """A mention at the very start of a clause, adverbs and joints apart, that can be its subject."""
        at = start
        while at < end and (self.lower[at] in _JOINTS or self.lower[at] in _BETWEEN or self.lower[at].endswith("ly")):
            at += 1
        row = self._mention_at(at, end)
        if row is None or self.mentions[row].end >= end - 1:
            return None
        after = self.lower[self.mentions[row].end]
        return None if after in _NO_VERB else row

    def _lead(self, row: int, low: int) -> Cue | None:
        """The subject of the sentence that ends the paragraph before, where that paragraph is narration throughout."""
        paragraph = int(self.words.paragraph[low]) - 1
        if paragraph < 0:
            return None
        begin, end = int(self.words.paragraph_first[paragraph]), low
        if begin == end or (row and self.end[row - 1] > begin):
            return None
        if self.texts[end - 1] == ":":
            cue = self._before(row, begin)
            return cue if cue is None or cue.cue != BEAT else Cue(cue.mention, BEAT)
        subject = self._subject_before(self._sentence_start(begin, end - 1), end)
        return None if subject is None else Cue(subject, LEAD)

    def _sentence_start(self, low: int, end: int) -> int:
        at = end
        if at > low and self.texts[at] in _STOPS:
            at -= 1
        while at > low and self.texts[at - 1] not in _STOPS:
            at -= 1
        return at

    def _ends_open(self, row: int) -> bool:
        """Whether the quotation ends with a comma, a dash, ? or !, so that its sentence may go on outside."""
        at = self.end[row] - 1
        while at > self.first[row] and not self.texts[at][0].isalnum():
            if self.texts[at] in (",", "?", "!", "—", "–", "--", "-", "―"):
                return True
            at -= 1
        return False

    def _mention_at(self, at: int, high: int) -> int | None:
        """A mention that starts here and can be a subject."""
        row = self.at.get(at)
        if row is None or self.mentions[row].end > high:
            return None
        return row if self._can_be_subject(row) else None

    def _can_be_subject(self, row: int) -> bool:
        mention = self.mentions[row]
        if mention.kind == PRONOUN:
            if mention.key in ("his", "her", "my", "their"):
                return bool(_VOICE & set(self.lower[mention.end : mention.end + 3]))
            return mention.key in SUBJECT_PRONOUNS and mention.person != 2
        after = self.lower[mention.end] if mention.end < len(self.lower) else ""
        if after in ("'s", "’s", "'", "’"):
            return bool(_VOICE & set(self.lower[mention.end + 1 : mention.end + 4]))
        return True

    def _subject_from(self, at: int, high: int) -> int | None:
        """The subject of an inverted tag: a mention at the verb's heels, an adverb apart."""
        while at < high:
            if (row := self._mention_at(at, len(self.lower))) is not None:
                return row
            if not (self.lower[at].endswith("ly") or self.lower[at] in DETERMINERS):
                return None
            at += 1
        return None

    def _subject_before(self, begin: int, end: int) -> int | None:
        """The first mention of the stretch that can be its subject."""
        for at in range(begin, end):
            row = self.at.get(at)
            if row is None or not self._can_be_subject(row):
                continue
            if at > begin and self.lower[at - 1] in _NO_SUBJECT_AFTER:
                continue
            return row
        return None

    def _verb_after(self, at: int, high: int, reach: int) -> int | None:
        """The token of the verb of speech that follows a subject with nothing but adverbs and auxiliaries between."""
        for token in range(at, min(at + reach, high)):
            text = self.lower[token]
            if text in _VERBS and not text.endswith("ing"):
                return token
            if not (text in _BETWEEN or text.endswith("ly")):
                return None
        return None

    def _tag(self, subject: int, verb: str, at: int, *, after: bool) -> Cue:
        """The cue of a tag whose verb is the token `at`."""
        kind = self.mentions[subject].kind
        cue = {NAME: TAG, NOMINAL: EPITHET_TAG, PRONOUN: PRONOUN_TAG}[kind]
        heard = max(at + 1, self.mentions[subject].end if self.mentions[subject].first > at else 0)
        if heard < len(self.lower) and self.lower[heard] == "to":
            heard += 1
        hearer = self.at.get(heard, -1)
        return Cue(subject, cue, verb, after, -1 if hearer == subject else hearer)
