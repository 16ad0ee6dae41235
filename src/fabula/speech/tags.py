"""Speech tags and action beats: the mention that the words around a quotation show as its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fabula.layers import QUOTE_CUES, Table
from fabula.people.mentions import NAME, NOMINAL, PRONOUN, Mention
from fabula.speech.clauses import Clauses
from fabula.speech.subjects import JOINTS, SUBORDINATE, Subjects
from fabula.speech.tag_verbs import VERBS, TagVerbs
from fabula.text.speech_verbs import SPEECH_VERBS
from fabula.text.tokens import Words

TAG, PRONOUN_TAG, EPITHET_TAG, BEAT, LEAD = (
    QUOTE_CUES.index(cue) for cue in ("tag", "pronoun tag", "epithet tag", "beat", "lead")
)
WEAK = frozenset((0, BEAT, LEAD))
"""Cues that are no tags."""
_STOPS = frozenset('. ! ? … ; ... : “ ” " « » ‘'.split())
_DASHES = frozenset("— – - -- ―".split())
_ARTICLES = frozenset("a an the".split())
_BE = frozenset("was is were are".split())
_SOUNDS = _BE | frozenset("came comes rang followed sounded rose".split())
"""What words do when the noun for them is the subject ("came Anne's answer")."""


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

    def __init__(self, words: Words, lower: list[str], mentions: list[Mention], quotes: Table, tokens: Table) -> None:
        """Take the tokens, also in lower case; the mentions; the quotations; the tokens layer, parsed."""
        self.lower = lower
        self.texts = words.texts
        self.words = words
        self.mentions = mentions
        self.clauses = Clauses(tokens)
        self.verbs = TagVerbs(lower, self.clauses)
        self.subjects = Subjects(words, lower, mentions, self.clauses)
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
        while at < high and (self.texts[at] == "," or self.texts[at] in _DASHES):
            at += 1
        if at >= high:
            return None
        mark = self._ends_with(row)
        if (cue := self._inverted(at, high, mark)) is not None:
            return cue
        if (cue := self._told_by_noun(at, high, mark)) is not None:
            return cue
        subject = self.subjects.mention_at(at, high)
        if subject is None and self.lower[at] in _ARTICLES:  # "a weary Anne said"
            subject = self.subjects.following(at, min(at + 4, high))
        if subject is None:
            return None
        verb = self.verbs.behind(self.mentions[subject].end, high, mark)
        if verb is not None:
            return self._tag(subject, self.lower[verb], verb, after=True)
        heard = self._heard_after(subject, high)
        return Cue(subject, BEAT, after=True) if heard is None else heard

    def _inverted(self, at: int, high: int, mark: str) -> Cue | None:
        """A verb at the quotation's heels and its subject behind it ("said Anne", "put in old Mr. Hale")."""
        text = self.lower[at]
        listed = text in VERBS
        if self.clauses.is_participle(at) if not listed else text.endswith("ing"):
            return None
        goes_on = bool(mark) and self.texts[at][0].islower()
        if not listed and not (goes_on and self.clauses.is_verb(at) and text not in _SOUNDS):
            return None
        behind = at + 1
        while behind < min(at + 6, high) and (self.texts[behind] == "," or self.clauses.is_aside(behind)):
            behind += 1
        subject = self.subjects.following(behind, min(behind + 3, high))
        if subject is None or not (goes_on or mark or text in SPEECH_VERBS):
            return None
        return self._tag(subject, text, at, after=True)

    def _told_by_noun(self, at: int, high: int, mark: str) -> Cue | None:
        """Whose words these were, told by a noun or a clause ("was Anne's reply", "It was Anne who spoke")."""
        text = self.lower[at]
        from_ = at + (text in ("this", "that", "it", "came"))
        if from_ + 1 < high and self.lower[from_] == "from":
            row = self.subjects.mention_at(from_ + 1, high)
            return (
                self._tag(row, "", from_, after=True) if row is not None and self.mentions[row].kind == NAME else None
            )
        if text in ("it", "this", "that", "these", "those") and at + 1 < high and self.lower[at + 1] in _BE:
            row = self.subjects.mention_at(at + 2, high)
            if text in ("it", "that") and row is not None and self._speaks_who(self.mentions[row].end, high):
                return self._tag(row, "", at + 1, after=True)
            row = self.subjects.owner_of_words(at + 2, high)
            return None if row is None else self._tag(row, "", at + 1, after=True)
        if not mark or text not in _SOUNDS:
            return None
        row = self.subjects.owner_of_words(at + 1, high)
        if row is None and at + 2 < high and self.lower[at + 1] in ("all", "what"):
            row = self.subjects.mention_at(at + 2 + (self.lower[at + 2] == "that"), high)
            row = None if row is None or self.verbs.behind(self.mentions[row].end, high, ",") is None else row
        if row is None and (noun := self.subjects.noun_of_speech(at + 1, high)) is not None and noun + 2 < high:
            row = self.subjects.mention_at(noun + 2, high) if self.lower[noun + 1] in ("of", "from") else None
        return None if row is None else self._tag(row, "", at, after=True)

    def _speaks_who(self, at: int, high: int) -> bool:
        """Whether "who spoke" or the like stands here."""
        return (
            at + 1 < high
            and self.lower[at] in ("who", "that")
            and any(
                self.lower[token] in SPEECH_VERBS or self.verbs.is_phrasal(token)
                for token in range(at + 1, min(at + 4, high))
            )
        )

    def _heard_after(self, subject: int, high: int) -> Cue | None:
        """Whom the subject hears say the quotation ("Anne heard her say"); the subject itself is not the speaker."""
        for verb in range(self.mentions[subject].end + 1, min(self.mentions[subject].end + 6, high)):
            if self.lower[verb] in VERBS:
                heard = self.subjects.heard(verb, self.mentions[subject].end)
                return None if heard is None else self._tag(heard, self.lower[verb], verb, after=True)
        return None

    def _before(self, row: int, low: int) -> Cue | None:
        """A tag in the last sentence before the quotation, else that sentence's subject as a beat.

        Where the sentence has several clauses, the last with a subject of its own counts ("Anne rose, and Tom said,").
        """
        end = self.first[row]
        if end <= low:
            return None
        stop = self.texts[end - 1]
        led = stop in (",", ":") or stop in _DASHES or self.lower[end - 1] in VERBS
        begin = self._sentence_start(low, end - 1)
        clause = begin
        subject = None
        for start in reversed(self._clauses(begin, end, within=not led)):
            subject = self.subjects.leading(start, end)
            if subject is not None:
                clause = start
                break
        if led:
            for at in range(end - 1, max(clause - 1, end - 14), -1):
                if not self.verbs.leads(at, end):
                    continue
                speaker = self._speaker(at, begin, end, subject)
                if speaker is not None:
                    return self._tag(speaker, self.lower[at], at, after=False)
        if subject is None:
            subject = self.subjects.first_in(begin, end)
        if subject is None or self._only_says_when(subject, begin, end):
            return None
        return Cue(subject, BEAT, led=led)

    def _speaker(self, verb: int, begin: int, end: int, leading: int | None) -> int | None:
        """The subject of a tag's verb before a quotation."""
        if self.clauses.is_bare(verb) and (heard := self.subjects.heard(verb, begin)) is not None:
            return heard
        own = self.subjects.of_verb(verb, begin, end)
        if leading is not None and self.mentions[leading].first < verb:
            nearer = own is None or self.mentions[own].first < self.mentions[leading].first
            return leading if nearer and (own is None or not self.subjects.is_aside(leading)) else own
        if own is not None:
            return own
        if not self.clauses.is_participle(verb) and (row := self.subjects.following(verb + 1, end)) is not None:
            return row
        return self.subjects.first_in(begin, verb)

    def _only_says_when(self, subject: int, begin: int, end: int) -> bool:
        """Whether a subject's clause depends on the quotation ("as the man came up"), and no main clause is there."""
        if self.texts[begin] in SUBORDINATE:  # it begins with a small letter: its main clause is the quotation
            return "," not in self.texts[begin : self.mentions[subject].first]
        for token in range(self.mentions[subject].first, self.mentions[subject].end):
            if self.clauses.is_subject(token):
                governor = self.clauses.depends_on(self.clauses.head(token))
                return governor >= 0 and not begin <= governor < end
        return False

    def _clauses(self, begin: int, end: int, *, within: bool) -> list[int]:
        """Where the clauses of a sentence start; with `within`, clauses that only say when or why are left out."""
        joints = JOINTS if within else JOINTS | SUBORDINATE
        starts = [begin]
        for at in range(begin, end - 1):
            if self.lower[at] in joints:
                starts.append(at + 1)
        return starts

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
        subject = self.subjects.first_in(self._sentence_start(begin, end - 1), end)
        return None if subject is None else Cue(subject, LEAD)

    def _sentence_start(self, low: int, end: int) -> int:
        at = end
        if at > low and self.texts[at] in _STOPS:
            at -= 1
        while at > low and self.texts[at - 1] not in _STOPS:
            at -= 1
        return at

    def _ends_with(self, row: int) -> str:
        """The comma, dash, ? or ! that a quotation ends with, so that its sentence may go on outside; else nothing."""
        at = self.end[row] - 1
        while at > self.first[row] and not self.texts[at][0].isalnum():
            if self.texts[at] in (",", "?", "!") or self.texts[at] in _DASHES:
                return self.texts[at]
            at -= 1
        return ""

    def _tag(self, subject: int, verb: str, at: int, *, after: bool) -> Cue:
        """The cue of a tag whose verb is the token `at`."""
        kind = self.mentions[subject].kind
        cue = {NAME: TAG, NOMINAL: EPITHET_TAG, PRONOUN: PRONOUN_TAG}[kind]
        heard = max(at + 1, self.mentions[subject].end if self.mentions[subject].first > at else 0)
        if heard < len(self.lower) and self.lower[heard] == "to":
            heard += 1
        hearer = self.subjects.at.get(heard, -1)
        return Cue(subject, cue, verb, after, -1 if hearer == subject else hearer)
