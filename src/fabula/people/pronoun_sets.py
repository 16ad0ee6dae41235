"""Pronouns by which someone goes: the sets there are, their names ("she/her"), and which a text uses of someone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fabula.layers import GENDERS, PRONOUN_SETS

_FORMS = {
    "he/him": "he him his himself",
    "she/her": "she her hers herself",
    "they/them": "they them their theirs themself themselves",
    "it/its": "it its itself",
    "xe/xem": "xe xem xyr xyrs xir xirs xemself",
    "ze/zir": "ze zir zirs zirself zem",
    "ze/hir": "hir hirs hirself",
    "zie/hir": "zie",
    "sie/hir": "sie",
    "ey/em": "ey eir eirs eirself emself",
    "ve/ver": "ve ver vis verself",
    "fae/faer": "fae faer faers faerself",
    "ae/aer": "ae aer aers aerself",
    "thon/thon": "thon thons thonself",
}
assert tuple(_FORMS) == PRONOUN_SETS
SET_OF: dict[str, str] = {form: name for name, forms in _FORMS.items() for form in forms.split()}
"""Each third-person pronoun of a single person, in lower case, with the name of its set."""
_BY_SUBJECT = {name.split("/", maxsplit=1)[0]: name for name in reversed(PRONOUN_SETS)}
_ENOUGH, _SHARE = 3, 0.2
"""A set is someone's if so many of their pronouns, and this share of them, are of it."""
_DECIDED = 0.75
"""Share of someone's pronouns that one set must have to tell what is not known otherwise."""


def sets_used(count: Mapping[str, int], gender: str) -> tuple[str, ...]:
    """The names of the sets used of someone, most used first; that of a known gender stands before all others.

    `count`: how often each set is. `gender`: one of layers.GENDERS, or empty if it is not known.
    """
    total = sum(count.values())
    found = [name for name, n in count.items() if n >= _ENOUGH and n >= _SHARE * total]
    if gender == "they" and found and not count.get("they/them"):
        gender = "other"  # rules that know no other pronouns take them for they
    known = _BY_SUBJECT.get(gender, "")
    found.sort(key=lambda name: (name != known, -count[name], name))
    if known:
        return tuple(found) if known in found else (known, *found)
    if gender:
        return tuple(name for name in found if gender_of_set(name) == gender)
    return tuple(found) if found and count[found[0]] >= _DECIDED * total else ()


def counted(pronouns: Mapping[str, int]) -> Counter[str]:
    """How often each set is used, from how often each pronoun is, in lower case."""
    found: Counter[str] = Counter()
    for form, count in pronouns.items():
        if form in SET_OF:
            found[SET_OF[form]] += count
    return found


def gender_of_set(name: str) -> str:
    """Which of layers.GENDERS a set, or the first of several, shows; `other` for those made to be none of the usual."""
    subject = name.partition("/")[0]
    return subject if subject in GENDERS else "other"
