"""Words that tell people apart: who is called tall is not who is called short, within a stretch of story."""

from __future__ import annotations

from collections.abc import Iterable

Side = tuple[int, int]
"""A contrast and a side of it."""
_PAIRS = (
    (
        "tall taller tallest big bigger biggest large larger huge",
        "short shorter shortest small smaller smallest little tiny",
    ),
    ("old older oldest elder eldest elderly aged senior", "young younger youngest youthful junior"),
    ("fat fatter stout stouter plump round heavy heavyset", "thin thinner lean leaner slim slender skinny gaunt"),
    (
        "dark darker dark-haired black-haired brunette brown-haired",
        "fair fairer fair-haired blond blonde golden-haired",
    ),
    ("first former", "second latter third"),
    ("right right-hand", "left left-hand"),
    ("bald", "long-haired red-haired redhead curly-haired"),
)
_SIDE = {
    word: (pair, side)
    for pair, sides in enumerate(_PAIRS)
    for side, words in enumerate(sides)
    for word in words.split()
}


_RANKS = (
    "private pvt trooper gunner", "corporal cpl bombardier", "sergeant sergt sgt serjeant", "ensign cornet midshipman",
    "lieutenant lieut lt", "captain capt cap'n", "major maj", "colonel col", "general gen", "commander", "commodore",
    "admiral", "constable", "inspector", "superintendent",
)  # fmt: skip
_RANK = len(_PAIRS)
_SIDE |= {word: (_RANK, side) for side, words in enumerate(_RANKS) for word in words.split()}


def sides(words: Iterable[str]) -> frozenset[Side]:
    """What a description says."""
    return frozenset(_SIDE[word] for word in words if word in _SIDE)


def ranks(words: Iterable[str]) -> frozenset[Side]:
    """The rank that a name has before it."""
    return frozenset(side for side in sides(words) if side[0] == _RANK)


def opposites(side: Side) -> tuple[Side, ...]:
    """The other sides of a contrast."""
    contrast, own = side
    count = len(_RANKS) if contrast == _RANK else 2
    return tuple((contrast, other) for other in range(count) if other != own)
