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


def sides(words: Iterable[str]) -> frozenset[Side]:
    """What a description says."""
    return frozenset(_SIDE[word] for word in words if word in _SIDE)


def opposite(side: Side) -> Side:
    """The other side of a contrast."""
    return side[0], 1 - side[1]
