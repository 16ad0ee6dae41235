"""Mentions of people: their names, the nouns that describe them, and personal pronouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.people.lexicon import DETERMINERS, EITHER, HE, NO_ADJECTIVE, PERSONS, PRONOUNS, SHE, TITLES
from fabula.people.names import NameSpan, plain
from fabula.text.tokens import Words

NAME, NOMINAL, PRONOUN = 0, 1, 2
"""Kinds, as in layers.MENTION_KINDS."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention at tokens [first, end).

    head: the token that carries its meaning. person: 1, 2, 3, or 4 for we; 3 for names and nouns. gender: `he`, `she`,
    `they` or nothing. key: what identifies its form (a name's key; a noun phrase in lower case less its determiner; a
    pronoun in lower case). quote: the row of the quotation it stands in, or -1.
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
    """A determiner, up to three words that may be adjectives, and a noun for one person; or a bare title or kin word."""
    for at, text in enumerate(lower):
        if taken[at]:
            continue
        gender = PERSONS.get(text)
        if gender is None:
            gender = TITLES.get(plain(text)) if words.texts[at][0].isupper() and not text.endswith(".") else None
            if gender is None or plain(text) not in _ALONE:
                continue
        if (
            at + 1 < len(lower)
            and not taken[at + 1]
            and lower[at + 1] in PERSONS
            and not words.texts[at + 1][0].isupper()
        ):
            continue  # "the servant girl": the head is the last noun
        low = at - 1
        while low > at - 4 and low >= 0 and _may_be_adjective(words, lower, low):
            low -= 1
        begin = low if low >= 0 and low > at - 5 and lower[low] in DETERMINERS and not taken[low] else -1
        if lower[low] in ("'s", "’s", "'", "’") if low >= 0 else False:
            begin = low + 1
        if begin < 0:
            # without a determiner: a form of address or a name-like kin word ("Father", "Captain")
            if not words.texts[at][0].isupper() or words.paragraph[at] != words.paragraph[max(at - 1, 0)] != -1:
                continue
            begin = at
        if words.paragraph[begin] != words.paragraph[at]:
            continue
        definite = lower[begin] not in ("a", "an", "another", "some", "any", "every", "each", "no", "one")
        key = " ".join(lower[begin + (lower[begin] in DETERMINERS) : at + 1])
        yield Mention(
            begin, at + 1, NOMINAL, at, 3, gender or _adjective_gender(lower[begin:at]), key, quote_of[at], definite
        )


_ALONE = frozenset(
    "captain doctor general major colonel lieutenant sergeant corporal inspector professor admiral commander constable "
    "sheriff father mother papa mamma mama mum mummy mom mommy dad daddy grandfather grandmother grandpa grandma aunt "
    "auntie uncle sir madam milord milady reverend parson vicar bishop nurse".split()
)
"""Titles and kin words that stand for a person by themselves when they carry a capital."""


def _may_be_adjective(words: Words, lower: list[str], at: int) -> bool:
    text = lower[at]
    if text == "-" or text == ",":
        return at > 0 and lower[at - 1].isalpha() and lower[at - 1] not in NO_ADJECTIVE | DETERMINERS
    return text.isalpha() and text not in NO_ADJECTIVE and text not in DETERMINERS and text not in PRONOUNS


def _adjective_gender(before: list[str]) -> str:
    if before and before[0] in ("male", "bearded"):
        return HE
    return SHE if "female" in before or "pregnant" in before else EITHER
