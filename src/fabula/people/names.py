"""Names in the text: which capitalised words are names, and which of those are people's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from fabula.layers import PARAGRAPH_KINDS, Table
from fabula.people.lexicon import (
    ADJECTIVE_TITLES,
    HONORIFICS,
    NO_NAMES,
    OF_TITLES,
    PARTICLES,
    SUFFIXES,
    SURNAME_TITLES,
    TITLES,
)
from fabula.people.name_span import NameSpan, plain
from fabula.people.nicknames import bearers
from fabula.people.personhood import PERSON, people_among
from fabula.text.tokens import Words

Flags = npt.NDArray[np.bool_]

_READ = 2
"""How often the encoder must read a word as a person's name for it to be one that common words are written like,"""
_BORNE = 5_000
"""if so many people bore it."""
_OPENERS = frozenset("\"“”„'‘’«»‹›`(—–―-[:;*.!?…")


def find_names(
    words: Words, paragraphs: Table, quoted: Flags, starts_sentence: Flags, named_as: Sequence[int] | None = None
) -> list[NameSpan]:
    """The spans of the text that name people, in order.

    quoted and starts_sentence: per token, bool. named_as: per token, the category of the name it stands in, or -1.
    """
    texts = words.texts
    skip = _unreadable(words, paragraphs)
    initial = _initial(words, starts_sentence)
    read = np.zeros(len(words), dtype=bool) if named_as is None else np.array(named_as) == PERSON
    namelike = _namelike(texts, initial, skip, read)
    spans = list(_spans(words, namelike, skip, quoted, read))
    people = people_among(spans, texts, named_as)
    return [span for span in spans if span.key in people]


def _unreadable(words: Words, paragraphs: Table) -> Flags:
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


def _initial(words: Words, starts_sentence: Flags) -> Flags:
    """Tokens whose capital may be due to their place: after an opening mark, a dash or a stop."""
    initial = starts_sentence.copy()
    for at, text in enumerate(words.texts[:-1]):
        if text[0] in _OPENERS:
            initial[at + 1] = True
    return initial


def _is_letter(text: str) -> bool:
    """Whether a token is one letter, as some people are called ("K.", "Q"), though not one that is a word."""
    return text[0].isupper() and (len(text) == 1 or text[1:] == ".") and text not in ("I", "A", "O", "M.")


def _capital(text: str) -> bool:
    return text[0].isupper() and len(text) > 1 and any(map(str.islower, text))


def _namelike(texts: list[str], initial: Flags, skip: Flags, read_as: Flags) -> frozenset[str]:
    """Words that this text writes with a capital as names are written, or that the encoder mostly reads as people's."""
    middle: Counter[str] = Counter()
    first: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    read: Counter[str] = Counter()
    columns = (texts, initial.tolist(), skip.tolist(), read_as.tolist())
    for text, at_start, hidden, is_read in zip(*columns, strict=True):
        if hidden or not text[0].isalpha():
            continue
        if _capital(text) or _is_letter(text):
            word = _without_honorific(text)
            (first if at_start else middle)[word] += 1
            read[word] += is_read
        elif text.islower():
            lower[text] += 1

    def is_name(text: str) -> bool:
        small = text.lower()
        borne = bearers(small) > _BORNE and plain(text) not in TITLES
        if read[text] >= max(_READ, 0.5 * (middle[text] + first[text])) and (_is_letter(text) or borne):
            return True  # "K.", "Grace", "May", "Hope"
        if _is_letter(text) or plain(text) in TITLES:
            return False
        return small not in NO_NAMES and _is_namelike(small, middle[text], first[text], lower[small])

    return frozenset(filter(is_name, middle.keys() | first.keys()))


def _is_namelike(small: str, middle: int, first: int, lower: int) -> bool:
    """Whether a word is written as a name: `middle` capitals inside sentences, `first` at starts, `lower` without."""
    if middle > 1.5 * lower:
        return True
    if not lower and not middle:
        return (bearers(small) > 0 or first > 1) and not _ordinary(small)
    # a common given name that is a common word too ("Will", "Mark")
    return middle >= 5 and bearers(small) > 20_000 and middle > 0.25 * lower


def _ordinary(small: str) -> bool:
    """Whether a word that only begins sentences looks like a common word: an adverb, a participle, a contraction."""
    return (
        small.endswith(("ly", "ing", "ed", "n't", "'s", "’s", "self", "ever", "thing", "body", "where"))
        or small in _OPENING_WORDS
    )


_OPENING_WORDS = frozenset(
    "a an the this that these those here there now then and but or so yet for nor if when while where who whom "
    "whose which how why what he she it we you they i his her its our your their my some any many much most more "
    "few several all both each every either neither no none nobody nothing one two three four five six seven eight "
    "nine ten after before since until once as at by from in into of off on out over to under up upon with without "
    "within through though although because perhaps maybe meanwhile besides moreover however still again also even "
    "only just never always often soon later next last first second third finally suddenly afterwards thus hence "
    "therefore instead indeed except unless whether like unlike near behind beneath beside between beyond below "
    "above across along against among around about despite during till toward towards got let do did does don be is "
    "are was were am been had has have can could will would shall should may might must not come go see look take "
    "give get make stop wait listen tell say said ask sit stand thank sorry sure right good great poor dear old "
    "young little such same another other others everyone everything someone something anyone anything somehow "
    "sometimes something whatever whoever enough half quite rather very too well true false nice fine damn hell "
    "bloody blast fie tut pooh pshaw humph ugh ouch ow wow aha hooray".split()
)


def _spans(words: Words, namelike: frozenset[str], skip: Flags, quoted: Flags, read: Flags) -> Iterator[NameSpan]:
    """Every maximal run of titles, initials and name-like words that holds at least one name-like word.

    read: per token, whether the encoder reads it as part of a person's name.
    """
    texts = words.texts
    size, at = len(texts), 0
    while at < size:
        if skip[at] or not texts[at][0].isupper():
            at += 1
            continue
        limit = int(words.paragraph_first[words.paragraph[at] + 1])
        begin = _end_of_titles(texts, at, limit, namelike)
        end = _end_of_words(words, begin, limit, namelike, read, titled=begin > at)
        if end == begin and _ends_in_surname(texts, at, begin):
            begin -= 1  # "Mrs. Dean"
        elif end == begin > at and plain(texts[begin - 1]) in OF_TITLES and begin + 1 < limit:
            end += 2 * (texts[begin] == "of" and _capital(texts[begin + 1]))  # "the Duke of Rook"
        named = (_quiet(text, namelike) in namelike or (begin > at and _capital(text)) for text in texts[begin:end])
        if not any(named) and not (begin > at and end > begin):
            at = max(end, at + 1)
            continue
        titles = [plain(text) for text in texts[at:begin]]
        drop = 0
        while drop < len(titles) and titles[drop] in ADJECTIVE_TITLES:
            drop += 1
        name = tuple(_quiet(text, namelike) for text in texts[begin:end])
        yield NameSpan(at + drop, end, tuple(titles[drop:]), name, bool(quoted[at]))
        at = end


def _quiet(word: str, namelike: frozenset[str]) -> str:
    """A word as a name has it: not in capitals throughout, if the text writes it otherwise, and without "-san"."""
    word = _without_honorific(word)
    return word.capitalize() if len(word) > 2 and word.isupper() and word.capitalize() in namelike else word


def _without_honorific(word: str) -> str:
    name, _, honorific = word.rpartition("-")
    return name if honorific in HONORIFICS and name else word


def _end_of_titles(texts: list[str], at: int, limit: int, namelike: frozenset[str]) -> int:
    """Where the titles that start at a token end; a title that this text uses as a name alone is none."""
    while at < limit and texts[at][0].isupper() and plain(texts[at]) in TITLES:
        if texts[at] in namelike and not (at + 1 < limit and texts[at + 1] in namelike):
            break
        at += 1
    return at


def _ends_in_surname(texts: list[str], at: int, begin: int) -> bool:
    """Whether the last of some titles is a surname ("Mrs. Dean"), not an office ("Mr. Justice")."""
    if begin - at < 2 or not _capital(texts[begin - 1]) or texts[begin - 1].endswith("."):
        return False
    before, last = plain(texts[begin - 2]), plain(texts[begin - 1])
    if before not in SURNAME_TITLES and before != "miss":
        return False
    office = last in SURNAME_TITLES or TITLES[last] or before in ("mr", "mister", "madam", "madame")
    return last in _SURNAMES or not (office or last in ADJECTIVE_TITLES)


_SURNAMES = frozenset(
    "abbot abbott baron bishop canon cardinal chancellor count deacon dean duke earl farmer friar judge king knight "
    "major marshal marquis mate mayor parson pope prince prior proctor saint sexton sheriff squire steward vicar "
    "warden khan nurse lord little young".split()
)
"""Titles that are surnames as well."""


def _end_of_words(words: Words, begin: int, limit: int, namelike: frozenset[str], read: Flags, *, titled: bool) -> int:
    """Where the words of a name that start at a token end."""
    texts, end = words.texts, begin
    while end < limit:
        following = texts[end + 1] if end + 1 < limit else "."
        if _belongs(texts, end, end == begin, titled, namelike, limit, bool(read[end])):
            end += 1
        elif end == begin:
            begins = following in namelike if not titled else _capital(following)
            if not (begins and texts[end].lower() in PARTICLES and (titled or texts[end][0].isupper())):
                break
            end += 2  # "De Gautet", "Monsieur de Vane"
        elif texts[end].lower() in PARTICLES and following in namelike:
            end += 2  # "Catherine de Bourgh"
        elif plain(texts[end]) == "st" and texts[end][0] == "S" and _capital(following):
            end += 2  # "Armand St. Just"
        elif texts[end] == "-" and following[0].isupper() and not words.space_before[end : end + 2].any():
            end += 2
        elif plain(texts[end]) in SUFFIXES and texts[end][0].isupper():
            end += 1
        else:
            break
    return end


def _belongs(
    texts: list[str], at: int, first: bool, titled: bool, namelike: frozenset[str], limit: int, read: bool
) -> bool:
    """Whether the token goes on with a name: a name-like word, any capitalised word after a title, an initial.

    read: whether the encoder takes it for part of a person's name.
    """
    word = texts[at]
    if _quiet(word, namelike) in namelike:
        return True
    if first and titled and ((_capital(word) and (read or word.lower() not in NO_NAMES)) or _is_letter(word)):
        return True  # "Mrs. March", "Mr. W."
    if not first and read and _capital(word) and plain(word) not in TITLES:
        return True  # "Billy Bones"
    initial = len(word) == 2 and word[1] == "." and word[0].isupper()
    return (
        initial
        and at + 1 < limit
        and (texts[at + 1] in namelike or (len(texts[at + 1]) == 2 and texts[at + 1][1] == "."))
    )
