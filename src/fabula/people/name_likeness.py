"""How much two names, as they stand, speak for one person or against: titles, given names, surnames."""

from __future__ import annotations

from fabula.people.lexicon import HE, KIN_TITLES, SHE
from fabula.people.name_parts import Parts, one_title, title_gender
from fabula.people.name_roles import MARRIED, UNMARRIED, Roles
from fabula.people.nicknames import diminutive, likeness

NEVER = -8.0
_PLAIN = frozenset(("mr", "monsieur", "herr", "signor", "señor", "senor"))
_LORDS = frozenset(("sir", "lord"))
_ROYAL = frozenset("king queen prince princess emperor empress pope tsar czar sultan".split())
_PEERS = frozenset("duke marquis earl viscount baron count baronet prince king".split())
_YOUNG, _LADIES = frozenset(("master",)), frozenset(("lady", "dame"))
_GIVEN, _PET, _FAMILY = 3.0, 2.4, 2.5
"""What an equal given name, a perfect pet form between lone names, and an equal surname are worth."""


def like(one: tuple[str, Parts], other: tuple[str, Parts], roles: Roles) -> float:
    """Above 0 for one person, below for two; each name is a key with its parts."""
    (key, part), (other_key, other_part) = one, other
    clash = _clash(key, part, other_key, other_part, roles)
    if clash <= NEVER:
        return clash
    wives = (key in roles.wives) + (other_key in roles.wives)
    if wives:
        worth = _wives(one, other) if wives == 2 else _wife(*(one, other) if key in roles.wives else (other, one))
    elif part.given and other_part.given:
        worth = _both_full(part, other_part)
    elif part.given:
        worth = _full_and_single(part, other_part, roles)
    elif other_part.given:
        worth = _full_and_single(other_part, part, roles)
    else:
        worth = _both_single(part, other_part, roles)
    return worth + clash


def _titles(part: Parts) -> set[str]:
    return {one_title(title) for title in part.titles}


def _clash(key: str, part: Parts, other_key: str, other_part: Parts, roles: Roles) -> float:
    """What gender, titles and suffixes say against one person: 0 or less."""
    if part.suffixes and other_part.suffixes and part.suffixes != other_part.suffixes:
        return NEVER
    gender, sure = roles.gender(key, part)
    other_gender, other_sure = roles.gender(other_key, other_part)
    if key in roles.wives or other_key in roles.wives:
        gender = SHE if key in roles.wives else gender
        other_gender = SHE if other_key in roles.wives else other_gender
    against = 0.0
    if gender and other_gender and gender != other_gender:
        against = -6.0 * min(sure, other_sure) if min(sure, other_sure) < 1 else NEVER
    titles, other_titles = _titles(part), _titles(other_part)
    married, other_married = (
        bool(own & MARRIED) or bool(own & _LADIES and one.single and roles.surname(one) and not roles.given(one))
        for own, one in ((titles, part), (other_titles, other_part))
    )
    if married != other_married and (titles | other_titles) & UNMARRIED:
        same = _same_surname(part.surname or part.single, other_part.surname or other_part.single)
        unmarried, miss = (part, key) if titles & UNMARRIED else (other_part, other_key)
        often = roles.evidence.named[miss] > 2 and unmarried.single and roles.given(unmarried)
        against -= 1.0 if same and (part.given or other_part.given) else 3.0 if same else 1.5 if often else 0.5
    if titles & _PEERS and other_titles & _PEERS and not titles & other_titles:
        against -= 2.5
    if "dr" in titles ^ other_titles and (titles | other_titles) & _PLAIN:
        named = roles.evidence.named
        against -= 4.0 if min(named[key], named[other_key]) >= 5 else 0.0
    for own, others, others_part in ((titles, other_titles, other_part), (other_titles, titles, part)):
        if own & _ROYAL and not others & _ROYAL and (others or others_part.given):
            against -= 2.5
        if own & _LORDS and others & _PLAIN:
            against -= 3.0
    return against


def _both_full(part: Parts, other: Parts) -> float:
    """Two names of given name and surname each."""
    words, others = (*part.given, part.surname), (*other.given, other.surname)
    if set(words) == set(others):
        return 3.0  # "Bellum Draco" and "Draco Bellum"
    if _same_surname(part.surname, other.surname):
        close = likeness(part.given[0], other.given[0])
        if close:
            return 3.5 * close + 0.5
        return 1.5 if part.given[0] in other.given or other.given[0] in part.given else -6.0
    shorter, longer = sorted((words, others), key=len)
    if len(longer) > len(shorter) and longer[: len(shorter)] == shorter:
        return 2.0  # a middle name for want of the surname
    if part.given[0] == other.given[0]:
        return -2.6 if SHE in (title_gender(part), title_gender(other)) else -4.0
    return -6.0


def _same_surname(one: str, other: str) -> bool:
    """Equal, or equal but for particles or the first half of a double name."""
    if one.startswith("of ") or other.startswith("of "):
        return one == other
    return one == other or one.endswith((" " + other, "-" + other)) or other.endswith((" " + one, "-" + one))


def _full_and_single(full: Parts, single: Parts, roles: Roles) -> float:
    word, titles = single.single, _titles(single)
    best = 0.0
    if roles.given(single):
        whole = not _initial(full.given[0]) and not _initial(word)
        close = max(
            likeness(word, full.given[0]) if whole else 0.0, *(0.6 * (word == given) for given in full.given[1:]), 0.0
        )
        styled = titles & (_PLAIN | MARRIED | {"dr", "captain", "colonel", "major", "general", "professor"})
        best = _GIVEN * close - (0.8 if styled else 0.0) if close else 0.0
    if _same_surname(word, full.surname) and roles.surname(single):
        best = max(best, _surname_worth(full, titles, word, roles))
    if not best and not titles:
        best = _PET * diminutive(word.lower(), full.surname.lower())
    if not best and word in roles.first and not roles.surname(single):
        return 0.0 if likeness(word, full.given[0]) else -1.5
    return best


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _surname_worth(full: Parts, titles: set[str], word: str, roles: Roles) -> float:
    """What a lone surname with these titles is worth beside a full name with that surname."""
    female = roles_gender(full, roles) == SHE
    if titles & _titles(full):
        return _FAMILY + 0.2
    if titles & (MARRIED | _LADIES):
        married = female and not _titles(full) & UNMARRIED
        return (1.2 if word in roles.husbands else 0.4) if married else 0.0
    if titles & UNMARRIED:
        return 2.2 if female else 1.0
    if titles:
        return 0.5 if female else _FAMILY
    if female:
        return 1.0 if roles.men[word] else 2.0
    return _FAMILY


def roles_gender(part: Parts, roles: Roles) -> str:
    """The gender of a full name, as far as titles and the given name tell."""
    return title_gender(part) or roles.gender(" ".join((*part.titles, *part.given, part.surname)), part)[0]


def _both_single(part: Parts, other: Parts, roles: Roles) -> float:
    titles, others = _titles(part), _titles(other)
    if part.single != other.single:
        if _initial(part.single) or _initial(other.single):
            return 0.0
        if roles.given(part) and roles.given(other):
            close = likeness(part.single, other.single)
            return _PET * close if close else -0.5
        if not titles and not others:
            a, b = part.single.lower(), other.single.lower()
            return _PET * max(diminutive(a, b), diminutive(b, a))
        return 0.0
    if not titles or not others:
        return _bare_and_titled(titles or others, part, roles)
    if titles == others:
        return 3.5
    if title_gender(part) == HE or title_gender(other) == HE or not (title_gender(part) or title_gender(other)):
        return 0.3 if (titles | others) & (_YOUNG | KIN_TITLES) else 1.5
    if (titles & MARRIED and others & MARRIED) or (titles & UNMARRIED and others & UNMARRIED):
        return 2.5
    return 0.5 if roles.surname(part) else 1.5


def _bare_and_titled(titles: set[str], part: Parts, roles: Roles) -> float:
    """What a word with titles is worth beside the word alone."""
    family = roles.surname(part)
    if titles & MARRIED:
        return 0.3 if family else 1.5
    if titles & UNMARRIED:
        return (0.5 if roles.men[part.single] else 1.8) if family else _FAMILY
    if titles & _LADIES:
        return 0.3 if family and roles.men[part.single] else 2.0
    return _FAMILY + 0.3


def _wives(one: tuple[str, Parts], other: tuple[str, Parts]) -> float:
    """Two names of women after their husbands."""
    part, other_part = one[1], other[1]
    name = part.given[0] if part.given else part.single
    other_name = other_part.given[0] if other_part.given else other_part.single
    return 3.0 * likeness(name, other_name) or -4.0


def _wife(wife: tuple[str, Parts], other: tuple[str, Parts]) -> float:
    """A woman's name after her husband, and any other name."""
    part, other_part = wife[1], other[1]
    if part.given and _same_surname(part.surname, other_part.surname or other_part.single):
        if _titles(other_part) & MARRIED:
            return 2.0
        return 0.8 if other_part.given and title_gender(other_part) == SHE else 0.0
    return 0.0
