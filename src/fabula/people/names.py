"""Names in the text: which capitalised words are names, and which of those are people's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from fabula.layers import PARAGRAPH_KINDS, Table
from fabula.people.lexicon import (
    ADJECTIVE_TITLES,
    KIN,
    NO_NAMES,
    PARTICLES,
    PLACE_NOUNS,
    PLACE_PREPOSITIONS,
    SUFFIXES,
    TITLES,
)
from fabula.text.speech_verbs import SPEECH_VERBS, THOUGHT_VERBS
from fabula.text.tokens import Words

_OPENERS = frozenset("\"“”„'‘’«»‹›`(—–―-[:;*.!?…")
_HUMAN_VERBS = (
    SPEECH_VERBS
    | THOUGHT_VERBS
    | frozenset(
        "looked turned smiled nodded laughed sighed shrugged stood sat rose walked ran stopped paused glanced stared "
        "gazed frowned blushed wept felt knew saw heard took gave put held opened shut went came had could would did "
        "seemed began wanted tried shook bowed leaned leant raised lifted watched waited hesitated remembered followed "
        "looks turns smiles nods laughs sighs shrugs stands sits walks stops pauses glances stares frowns feels knows "
        "sees hears takes gives puts holds goes comes has can wants tries shakes leans raises watches waits".split()
    )
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at tokens [first, end): its title words without dots, and its other words as written."""

    first: int
    end: int
    titles: tuple[str, ...]
    words: tuple[str, ...]
    quoted: bool

    @property
    def key(self) -> str:
        """What names with the same words and titles share."""
        return " ".join((*self.titles, *self.words))


@cache
def given_names() -> dict[str, tuple[int, int]]:
    """Given names in lower case with how many women and men bore them (US birth registrations, 1880 to today)."""
    lines = files("fabula.people.data").joinpath("given_names.tsv").read_text("utf-8").splitlines()[1:]
    found = {}
    for line in lines:
        name, female, male = line.split("\t")
        found[name.lower()] = (int(female), int(male))
    return found


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Each given name or nickname in lower case with the given names it may stand for."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in files("fabula.people.data").joinpath("nicknames.tsv").read_text("utf-8").splitlines()[1:]:
        name, nickname = line.split("\t")
        found[nickname].add(name)
    return {nickname: frozenset(names) for nickname, names in found.items()}


def plain(word: str) -> str:
    """A title or initial in lower case, without its dot."""
    return word.lower().rstrip(".")


def find_names(words: Words, paragraphs: Table, quoted: np.ndarray, starts_sentence: np.ndarray) -> list[NameSpan]:
    """The spans of the text that name people, in order.

    quoted and starts_sentence: per token, bool.
    """
    texts = words.texts
    skip = _unreadable(words, paragraphs)
    initial = _initial(words, starts_sentence)
    namelike = _namelike(texts, initial, skip)
    spans = list(_spans(words, namelike, initial, skip, quoted))
    people = _people(spans, texts, words)
    return [span for span in spans if span.key in people]


def _unreadable(words: Words, paragraphs: Table) -> np.ndarray:
    """Tokens of headings and of paragraphs in capitals throughout, where capitals tell nothing."""
    skip = np.zeros(len(words), dtype=bool)
    heading = PARAGRAPH_KINDS.index("heading")
    for row, kind in enumerate(paragraphs["kind"].tolist()):
        low, high = int(words.paragraph_first[row]), int(words.paragraph_first[row + 1])
        if kind == heading:
            skip[low:high] = True
        elif high > low:
            letters = [text for text in words.texts[low:high] if len(text) > 1 and text[0].isalpha()]
            if len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters):
                skip[low:high] = True
    return skip


def _initial(words: Words, starts_sentence: np.ndarray) -> np.ndarray:
    """Tokens whose capital may be due to their place: after an opening mark, a dash or a stop."""
    initial = starts_sentence.copy()
    for at, text in enumerate(words.texts[:-1]):
        if text[0] in _OPENERS:
            initial[at + 1] = True
    return initial


def _capital(text: str) -> bool:
    return text[0].isupper() and len(text) > 1 and any(map(str.islower, text))


def _namelike(texts: list[str], initial: np.ndarray, skip: np.ndarray) -> frozenset[str]:
    """Words that this text writes with a capital as names are written."""
    middle: Counter[str] = Counter()
    first: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text, at_start, hidden in zip(texts, initial.tolist(), skip.tolist(), strict=True):
        if hidden or not text[0].isalpha():
            continue
        if _capital(text):
            (first if at_start else middle)[text] += 1
        elif text.islower():
            lower[text] += 1
    given = given_names()
    found = set()
    for text in middle.keys() | first.keys():
        small = text.lower()
        if small in NO_NAMES or plain(text) in TITLES:
            continue
        inside, ordinary = middle[text], lower[small]
        if inside and inside > 1.5 * ordinary:
            found.add(text)
        elif not ordinary and not inside and (small in given or first[text] > 1) and not _ordinary(small):
            found.add(text)
        elif inside >= 5 and sum(given.get(small, (0, 0))) > 20_000 and inside > 0.25 * ordinary:
            found.add(text)
    return frozenset(found)


def _ordinary(small: str) -> bool:
    """Whether a word that only begins sentences looks like a common word: an adverb, a participle, a contraction."""
    return (
        small.endswith(("ly", "ing", "ed", "n't", "'s", "’s", "self", "ever", "thing", "body", "where"))
        or small in _OPENING_WORDS
    )


_OPENING_WORDS = frozenset(
    "a an the this that these those here there now then and but or so yet for nor if when while where who whom whose which "
    "how why what he she it we you they i his her its our your their my some any many much most more few several all both "
    "each every either neither no none nobody nothing one two three four five six seven eight nine ten after before since "
    "until once as at by from in into of off on out over to under up upon with without within through though although "
    "because perhaps maybe meanwhile besides moreover however still again also even only just never always often soon "
    "later next last first second third finally suddenly afterwards thus hence therefore instead indeed except unless "
    "whether like unlike near behind beneath beside between beyond below above across along against among around about "
    "despite during till toward towards got let do did does don be is are was were am been had has have can could will "
    "would shall should may might must not come go see look take give get make stop wait listen tell say said ask sit "
    "stand thank sorry sure right good great poor dear old young little such same another other others everyone everything "
    "someone something anyone anything somehow sometimes something whatever whoever enough half quite rather very too well "
    "true false nice fine damn hell bloody blast fie tut pooh pshaw humph ugh ouch ow wow aha hooray".split()
)


def _spans(
    words: Words, namelike: frozenset[str], initial: np.ndarray, skip: np.ndarray, quoted: np.ndarray
) -> Iterator[NameSpan]:
    """Every maximal run of titles, initials and name-like words that holds at least one name-like word."""
    texts, paragraph = words.texts, words.paragraph
    size, at = len(texts), 0
    while at < size:
        text = texts[at]
        if skip[at] or not text[0].isupper():
            at += 1
            continue
        end, titles = at, []
        while (
            end < size and paragraph[end] == paragraph[at] and texts[end][0].isupper() and plain(texts[end]) in TITLES
        ):
            if texts[end] in namelike and not (end + 1 < size and texts[end + 1] in namelike):
                break
            titles.append(plain(texts[end]))
            end += 1
        begin_words = end
        while end < size and paragraph[end] == paragraph[at]:
            word = texts[end]
            if _belongs(texts, end, end == begin_words, bool(titles), namelike, size):
                end += 1
            elif end > begin_words and word.lower() in PARTICLES and end + 1 < size and texts[end + 1] in namelike:
                end += 2
            elif (
                end > begin_words
                and word == "-"
                and end + 1 < size
                and texts[end + 1][0].isupper()
                and not (words.space_before[end] or words.space_before[end + 1])
            ):
                end += 2
            elif end > begin_words and plain(word) in SUFFIXES and word[0].isupper():
                end += 1
            else:
                break
        named = [t for t in texts[begin_words:end] if t in namelike or (titles and _capital(t))]
        if not named:
            at = max(end, at + 1)
            continue
        drop = 0
        while drop < len(titles) and titles[drop] in ADJECTIVE_TITLES:
            drop += 1
        yield NameSpan(at + drop, end, tuple(titles[drop:]), tuple(texts[begin_words:end]), bool(quoted[at]))
        at = end


def _belongs(texts: list[str], at: int, first: bool, titled: bool, namelike: frozenset[str], size: int) -> bool:
    """Whether the token goes on with a name: a name-like word, any capitalised word after a title, an initial."""
    word = texts[at]
    if word in namelike or (word.isupper() and word.capitalize() in namelike and len(word) > 2):
        return True
    if first and titled and _capital(word) and word.lower() not in NO_NAMES:
        return True
    initial = len(word) == 2 and word[1] == "." and word[0].isupper()
    return (
        initial
        and at + 1 < size
        and (texts[at + 1] in namelike or (len(texts[at + 1]) == 2 and texts[at + 1][1] == "."))
    )


def _people(spans: list[NameSpan], texts: list[str], words: Words) -> frozenset[str]:
    """The keys of the names that are people's, by what stands around them; other names are left out."""
    for_person: Counter[str] = Counter()
    against: Counter[str] = Counter()
    count = Counter(span.key for span in spans)
    words_of = {span.key: span.words for span in spans}
    size = len(texts)
    own_names = {span.words[-1] for span in spans if span.titles}
    for span in spans:
        key = span.key
        before = texts[span.first - 1].lower() if span.first else ""
        after = texts[span.end].lower() if span.end < size else ""
        after_next = texts[span.end + 1].lower() if span.end + 1 < size else ""
        if span.titles:
            for_person[key] += 5
        if before in SPEECH_VERBS and not (before in ("called", "calls")):
            for_person[key] += 2
        if after in _HUMAN_VERBS:
            for_person[key] += 4 if after in SPEECH_VERBS else 2
        if before in ("with", "by", "told", "asked") or (
            before == "and" and span.first > 1 and texts[span.first - 2] in own_names
        ):
            for_person[key] += 1
        if after == "," and after_next == "who":
            for_person[key] += 3
        if after in ("'s", "’s", "'", "’") and after_next in _BODY:
            for_person[key] += 2
        if (
            span.quoted
            and (before in (",", "“", '"', "‘", "'") or not before)
            and after in (",", "!", "?", ".", "”", '"', "’")
        ):
            for_person[key] += 1
        if before == "the":
            against[key] += 3
        elif before in PLACE_PREPOSITIONS:
            against[key] += 3 if before in ("in", "near") else 1
        elif before in ("at", "of"):
            against[key] += 1
        if after in PLACE_NOUNS and texts[span.end][0].isupper():
            against[key] += 4
        if span.words[-1].lower() in PLACE_NOUNS and len(span.words) > 1:
            against[key] += 4
    given = given_names()
    people = set()
    for key, seen in count.items():
        known = sum(given.get(words_of[key][0].lower(), (0, 0)))
        prior = 3.0 if known > 20_000 else 2.0 if known > 3_000 else 1.0 if known else 0.0
        evidence = prior * min(seen, 3) + for_person[key]
        if evidence > 1.3 * against[key] and evidence >= (1 if seen < 4 else 0.15 * seen):
            people.add(key)
    # "Davis" and "Beachfield Davis" are names where "Mr. Beachfield Davis" is one
    own = {word for key in people for word in words_of[key]}
    people |= {
        key for key in count if own.issuperset(words_of[key]) and for_person[key] + min(count[key], 2) >= against[key]
    }
    return frozenset(people)


_BODY = (
    frozenset(
        "eyes face hand hands head voice arm arms heart mind lips hair shoulder shoulders mouth feet foot fingers brow cheek "
        "cheeks mother father brother sister wife husband son daughter friend breath gaze smile".split()
    )
    | KIN.keys()
)
