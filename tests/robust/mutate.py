"""Damage done to bytes at random, but the same for the same random numbers: splices, repeats, tokens, bits."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

MOST = 100_000
"""Bytes that an input has at most."""
_ODD = (0, 1, 9, 10, 13, 26, 34, 38, 39, 60, 62, 92, 127, 128, 0x85, 0xA0, 0xC2, 0xE2, 0xED, 0xF0, 0xFE, 0xFF)
_SIGNS = [
    sign.encode("utf-8", "surrogatepass")
    for sign in (
        "“", "”", "‘", "’", "\"", "'", "«", "»", "—", "…", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff",
        "\u2028", "\u2029", "\x85", "\u202e", "\u2066", "e\u0301", "İ", "ß", "ﬁ", "ſ", "१", "٣", "²", "Ⅻ", "ǅ", "中",
        "😀", "👩\u200d🚀", "🇫🇷", "\U000e0041", "\U0010ffff", "\ufffe", "\ud800", "\t", "\r", "\n", "\n\n", "\r\n",
        "\f", "\v", " " * 40, "a" * 300, "0" * 30,
    )
]  # fmt: skip
Random = random.Random


def damaged(rng: Random, seeds: Sequence[bytes], tokens: Sequence[bytes] = ()) -> bytes:
    """One of `seeds`, or a stretch of it, changed a few times; `tokens` are pieces that mean something there."""
    data = rng.choice(seeds)
    if rng.random() < 0.3:
        data = _stretch(rng, data)
    for _ in range(min(24, 1 + int(rng.expovariate(0.3)))):
        data = rng.choices(_CHANGES, _WEIGHTS)[0](rng, data, seeds, tokens)[:MOST]
    return data


def long(rng: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Few pieces, repeated until the input is as long as it may be: what takes more than its share of time shows."""
    pieces = [
        *rng.choices((*tokens, *_SIGNS, b"a", b" ", b"A", b"word ", b"I ", b"."), k=rng.choice((1, 1, 2, 2, 3, 5)))
    ]
    if rng.random() < 0.3:
        pieces.append(_stretch(rng, rng.choice(seeds), 60))
    unit = b"".join(pieces) or b"x"
    if rng.random() < 0.6:
        seed = rng.choice(seeds)
        at = seed.find(b">", _place(rng, seed)) + 1 or _place(rng, seed)
        head, tail = seed[:at], seed[at:]
    else:
        head, tail = (rng.choice((b"", _stretch(rng, rng.choice(seeds)))) for _ in range(2))
    most = MOST - len(head) - len(tail) - 1
    return (head + unit * (most // len(unit)) + tail)[:MOST]


def _place(rng: Random, data: bytes) -> int:
    return rng.randrange(len(data) + 1)


def _stretch(rng: Random, data: bytes, longest: int = MOST) -> bytes:
    low = _place(rng, data)
    return data[low : low + 1 + int(rng.expovariate(1 / 200)) % longest]


def _byte(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = _place(rng, data)
    new = rng.choice((rng.randrange(256), rng.choice(_ODD), (data[at] ^ (1 << rng.randrange(8))) if data[at:] else 0))
    return data[:at] + bytes([new]) + data[at + 1 :]


def _cut(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    low = _place(rng, data)
    return data[:low] + data[low + 1 + int(rng.expovariate(1 / 60)) :]


def _end(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    return data[: _place(rng, data)]


def _token(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = _place(rng, data)
    piece = rng.choice(tokens) if tokens and rng.random() < 0.75 else rng.choice(_SIGNS)
    if rng.random() < 0.05:
        piece *= rng.choice((2, 3, 10, 100, 2500))
    return data[:at] + piece + data[at:]


def _over(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = _place(rng, data)
    piece = rng.choice(tokens) if tokens and rng.random() < 0.75 else rng.choice(_SIGNS)
    return data[:at] + piece + data[at + len(piece) :]


def _again(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = _place(rng, data)
    return data[:at] + _stretch(rng, data) * rng.choice((1, 1, 2, 5, 50)) + data[at:]


def _splice(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = _place(rng, data)
    other = _stretch(rng, rng.choice(seeds))
    return data[:at] + other + data[at + rng.choice((0, 0, len(other))) :]


def _swap(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    low, middle, high = sorted(_place(rng, data) for _ in range(3))
    return data[:low] + data[middle:high] + data[low:middle] + data[high:]


def _noise(rng: Random, data: bytes, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    at = _place(rng, data)
    return data[:at] + rng.randbytes(1 + int(rng.expovariate(0.2))) + data[at:]


Change = Callable[[Random, bytes, Sequence[bytes], Sequence[bytes]], bytes]
_CHANGES: tuple[Change, ...] = (_byte, _cut, _end, _token, _over, _again, _splice, _swap, _noise)
_WEIGHTS = (4, 5, 1, 9, 3, 3, 4, 2, 1)
