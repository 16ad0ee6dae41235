"""Aligning two versions of one text, character by character, in about linear time.

Both texts are reduced to streams of the characters that matter (`stream`). Stretches of `gram` characters that occur
once in each stream are anchors; the longest chain of anchors that keeps its order in both is kept (patience diff),
grown at both ends, and what remains between is small enough to compare directly.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_DIRECT = 3000
"""The longest gap, in characters of either side, that is compared directly (quadratic); longer ones stay unaligned."""


def letters(character: str) -> str:
    """Letters and digits without case or accents; nothing for all else."""
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in plain if c.isalnum())


_QUOTES = {**dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("–—―", "-")}


def visible(character: str) -> str:
    """Every character but white space, with quotation marks and dashes made plain."""
    return "" if character.isspace() else _QUOTES.get(character, character)


def stream(text: str, keep: Callable[[str], str]) -> tuple[str, Ints]:
    """The characters that `keep` makes of each character of `text`, and the offset that each came from."""
    table = {character: keep(character) for character in set(text)}
    parts = [table[character] for character in text]
    origins = np.repeat(np.arange(len(text), dtype=np.int64), [len(part) for part in parts])
    return "".join(parts), origins


def align(left: str, right: str, gram: int = 24) -> Ints:
    """For each character of `left` its position in `right`, or -1 where it is not known; ascending where it is."""
    found = np.full(len(left), -1, dtype=np.int64)
    blocks = [(0, 0, 0), *_anchors(left, right, gram), (len(left), len(right), 0)]
    for index, (a, b, length) in enumerate(blocks):
        found[a : a + length] = np.arange(b, b + length)
        if index + 1 < len(blocks):
            _fill(left, right, found, (a + length, b + length), blocks[index + 1][:2], index == 0)
    return found


def _anchors(left: str, right: str, gram: int) -> list[tuple[int, int, int]]:
    """Blocks (start in left, start in right, length) around grams that are unique on both sides, in order."""
    once_left, once_right = _unique(left, gram), _unique(right, gram)
    shared, rows, columns = np.intersect1d(once_left[0], once_right[0], assume_unique=True, return_indices=True)
    if not len(shared):
        return []
    a, b = once_left[1][rows], once_right[1][columns]
    order = np.argsort(a)
    blocks: list[tuple[int, int, int]] = []
    for i, j in _chain(a[order].tolist(), b[order].tolist()):
        last = blocks[-1] if blocks else None
        if last and i - last[0] == j - last[1] and i <= last[0] + last[2]:
            blocks[-1] = (last[0], last[1], i - last[0] + gram)
        elif not last or (i >= last[0] + last[2] and j >= last[1] + last[2]):
            blocks.append((i, j, gram))
    return blocks


def _unique(text: str, gram: int) -> tuple[npt.NDArray[np.uint64], Ints]:
    """Hashes of the grams that occur once, ascending, and where each starts."""
    if len(text) < gram:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    hashes = np.zeros(len(codes) - gram + 1, dtype=np.uint64)
    for shift in range(gram):
        hashes = hashes * np.uint64(6364136223846793005) + codes[shift : shift + len(hashes)] + np.uint64(1)
    values, first, count = np.unique(hashes, return_index=True, return_counts=True)
    return values[count == 1], first[count == 1].astype(np.int64)


def _chain(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """The longest subsequence of pairs, given by ascending `a`, whose `b` ascends too."""
    tails: list[int] = []
    at: list[int] = []
    before = [-1] * len(b)
    for index, value in enumerate(b):
        slot = bisect_left(tails, value)
        before[index] = at[slot - 1] if slot else -1
        if slot == len(tails):
            tails.append(value)
            at.append(index)
        else:
            tails[slot] = value
            at[slot] = index
    chain = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append((a[index], b[index]))
        index = before[index]
    return chain[::-1]


def _fill(left: str, right: str, found: Ints, start: tuple[int, int], end: tuple[int, int], first: bool) -> None:
    """Align what lies between two blocks: grow the blocks, then compare the rest directly if it is small."""
    (a, b), (a_end, b_end) = start, end
    if not first:  # before the first anchor the texts need not begin together
        while a < a_end and b < b_end and left[a] == right[b]:
            found[a] = b
            a, b = a + 1, b + 1
    if a_end < len(left) or b_end < len(right) or len(left) == len(right):
        while a < a_end and b < b_end and left[a_end - 1] == right[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            found[a_end] = b_end
    if first:
        b = max(b, b_end - (a_end - a) - 200)  # a short text within a long one: look just before the anchor
    if a_end == len(left):
        b_end = min(b_end, b + (a_end - a) + 200)
    if a == a_end or b == b_end or max(a_end - a, b_end - b) > _DIRECT:
        return
    for i, j, length in SequenceMatcher(None, left[a:a_end], right[b:b_end], autojunk=False).get_matching_blocks():
        found[a + i : a + i + length] = np.arange(b + j, b + j + length)
