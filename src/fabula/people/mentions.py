"""Mentions of people: their names, the nouns that describe them, and personal pronouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.people.lexicon import DETERMINERS, EITHER, HE, NO_ADJECTIVE, PEOPLE, PERSONS, PRONOUNS, SHE, TITLES
from fabula.people.name_span import NameSpan, plain
from fabula.text.speech_verbs import SPEECH_VERBS
from fabula.text.tokens import Words

NAME, NOMINAL, PRONOUN = 0, 1, 2
"""Kinds, as in layers.MENTION_KINDS."""
GROUP = 5
"""Grammatical person of nouns for several people, which no singular pronoun refers to."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention at tokens [first, end).

    head: the token that carries its meaning. person: 1, 2, 3, or 4 for we; 3 for names and nouns, 5 for nouns for
    several. gender: `he`, `she`, `they` or nothing. key: what identifies its form (a name's key; a noun phrase in lower
    case less its determiner; a pronoun in lower case). quote: the row of the quotation it stands in, or -1.
    """

    first: int
    end: int
    kind: int
    head: int
    person: int
    gender: str
    key: str
    quote: int
    definite: bool = True


def find_mentions(words: Words, names: list[NameSpan], quote_of: Sequence[int]) -> list[Mention]:
    """Every mention of a person, sorted by start, then end. quote_of: per token, the row of its quotation or -1."""
    taken = [False] * len(words)
    found: list[Mention] = []
    for name in names:
        found.append(
            Mention(name.first, name.end, NAME, name.end - 1, 3, _title_gender(name), name.key, quote_of[name.first])
        )
        taken[name.first : name.end] = [True] * (name.end - name.first)
    lower = [text.lower() for text in words.texts]
    found += _pronouns(words, lower, taken, quote_of)
    found += _nominals(words, lower, taken, quote_of)
    found.sort(key=lambda mention: (mention.first, mention.end))
    return found


def _title_gender(name: NameSpan) -> str:
    for title in name.titles:
        if TITLES[title]:
            return TITLES[title]
    return EITHER


def _pronouns(words: Words, lower: list[str], taken: list[bool], quote_of: Sequence[int]) -> Iterator[Mention]:
    for at, text in enumerate(lower):
        known = PRONOUNS.get(text)
        if known is None or taken[at]:
            continue
        if text == "mine" and at and lower[at - 1] in ("the", "a", "coal", "gold", "silver"):
            continue
        if text == "i" and words.texts[at] != "I":
            continue
        yield Mention(at, at + 1, PRONOUN, at, known[0], known[1], text, quote_of[at])


def _nominals(words: Words, lower: list[str], taken: list[bool], quote_of: Sequence[int]) -> Iterator[Mention]:
    """Noun phrases for people: a determiner, words that may be adjectives, and a noun; or a bare title or kin word."""
    speaking = _speaking_nouns(words, lower, quote_of)
    for at, text in enumerate(lower):
        if taken[at]:
            continue
        group = text in PEOPLE
        gender = EITHER if group else _noun_gender(words.texts[at], text)
        if gender is None and text in speaking:
            gender = EITHER
        if gender is None or _modifies(words, lower, taken, at):
            continue
        begin = _phrase_start(words, lower, taken, at)
        if begin is None:
            # without a determiner: a form of address or a name-like kin word ("Father", "Captain")
            if group or not words.texts[at][0].isupper():
                continue
            begin = at
        person = GROUP if group else 3
        if group and begin > 1 and lower[begin - 1] == "of" and lower[begin - 2] in ("one", "another", "either"):
            begin, person = begin - 2, 3  # "one of the men" is one man
        definite = lower[begin] not in _INDEFINITE
        key = " ".join(lower[begin + (lower[begin] in DETERMINERS) : at + 1])
        gender = gender or _adjective_gender(lower[begin:at])
        yield Mention(begin, at + 1, NOMINAL, at, person, gender, key, quote_of[at], definite)


_INDEFINITE = frozenset("a an another some any every each no one either".split())
_WIDEST = 6
"""Words that may stand between a determiner and its noun."""


def _speaking_nouns(words: Words, lower: list[str], quote_of: Sequence[int]) -> frozenset[str]:
    """Nouns that this text has speak, right behind a quotation ("said the vampire"): whoever speaks is a person."""
    found = set()
    for at in range(2, len(lower) - 2):
        if lower[at] not in SPEECH_VERBS or quote_of[at] >= 0 or lower[at].endswith("ing"):
            continue
        behind = quote_of[at - 1] >= 0 or (quote_of[at - 2] >= 0 and lower[at - 1] in (",", "—", "--"))
        if not behind or lower[at + 1] not in _ARTICLES:
            continue
        head = at + 1
        while head + 1 < min(at + 6, len(lower)) and _may_be_adjective(lower, head + 1) and lower[head + 1].isalpha():
            if lower[head + 1].endswith("ly"):
                break
            head += 1
        if head > at + 1 and not words.texts[head][0].isupper():
            found.add(lower[head])
    return frozenset(found - PEOPLE - _NOT_SPEAKING)


_ARTICLES = frozenset("the a an this that another his her my our their".split())
_NOT_SPEAKING = frozenset(
    "voice voices whisper time day moment night morning evening way word words last first".split()
)
"""Nouns behind a verb of speech that are no persons."""


def _noun_gender(text: str, small: str) -> str | None:
    """The gender that a noun for a person shows, empty for either; None if it is no such noun."""
    gender = PERSONS.get(small)
    if gender is None and text[0].isupper() and plain(small) in _ALONE and not small.endswith("."):
        return TITLES.get(plain(small))
    return gender


def _modifies(words: Words, lower: list[str], taken: list[bool], at: int) -> bool:
    """Whether the noun only goes before another that is the head ("the servant girl")."""
    after = at + 1
    if after >= len(lower) or taken[after]:
        return False
    if words.texts[after][0].isupper():
        # "the Other Side" is a place
        return (
            words.texts[at][0].isupper()
            and lower[after] not in PERSONS
            and words.paragraph[after] == words.paragraph[at]
        )
    return lower[after] in PERSONS or lower[after] in PEOPLE


def _phrase_start(words: Words, lower: list[str], taken: list[bool], at: int) -> int | None:
    """Where the noun phrase with this head starts: at its determiner, or behind the owner's 's; None without either."""
    low = at - 1
    floor = max(int(words.paragraph_first[words.paragraph[at]]), at - 1 - _WIDEST)
    while low >= floor and not taken[low]:
        if lower[low] in ("'s", "’s", "'", "’"):
            return low + 1
        if lower[low] in DETERMINERS:
            return low
        joined = lower[low] == "and" and low + 1 < at
        if not (joined or _may_be_adjective(lower, low)):
            return None
        low -= 1
    return None


_ALONE = frozenset(
    "captain doctor general major colonel lieutenant sergeant corporal inspector professor admiral commander constable "
    "sheriff father mother papa mamma mama mum mummy mom mommy dad daddy grandfather grandmother grandpa grandma aunt "
    "auntie uncle sir madam milord milady reverend parson vicar bishop nurse".split()
)
"""Titles and kin words that stand for a person by themselves when they carry a capital."""


def _may_be_adjective(lower: list[str], at: int) -> bool:
    text = lower[at]
    if text in ("-", ","):
        return at > 0 and lower[at - 1].isalpha() and lower[at - 1] not in NO_ADJECTIVE | DETERMINERS
    return text.replace("-", "").isalpha() and not (text in NO_ADJECTIVE or text in DETERMINERS or text in PRONOUNS)


def _adjective_gender(before: list[str]) -> str:
    if before and before[0] in ("male", "bearded"):
        return HE
    return SHE if "female" in before or "pregnant" in before else EITHER
