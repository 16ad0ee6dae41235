"""Running numbers: which of a sequence of numbered headings count on, and which are strays."""

from __future__ import annotations

_REACH = 60
"""How many candidates back a number's predecessor may stand."""
_NEXT, _RESTART, _GAP = 1.0, 0.6, 0.25


def running(numbers: list[int], *, lone: bool) -> list[bool]:
    """For each number whether it lies on the best chain that counts on by one, may start again, and may have gaps.

    A gap or a new start costs; a number with neither its predecessor nor its successor beside it on the chain is left
    out. `lone` says whether a single number, or a chain of one, counts. Linear in the number of candidates.
    """
    count = len(numbers)
    if count == 0:
        return []
    score = [0.0] * count
    back = [-1] * count
    for at, number in enumerate(numbers):
        score[at] = _RESTART if number <= 1 else _GAP
        for before in range(max(0, at - _REACH), at):
            gain = _step(numbers[before], number)
            if gain and score[before] + gain > score[at]:
                score[at], back[at] = score[before] + gain, before
    chain: list[int] = []
    at = max(range(count), key=lambda index: score[index])
    while at >= 0:
        chain.append(at)
        at = back[at]
    chain.reverse()
    good = [False] * count
    for place, at in enumerate(chain):
        follows = place > 0 and numbers[at] == numbers[chain[place - 1]] + 1
        leads = place + 1 < len(chain) and numbers[chain[place + 1]] == numbers[at] + 1
        good[at] = follows or leads or lone
    return good


def _step(before: int, number: int) -> float:
    if number == before + 1:
        return _NEXT
    if number <= 1:
        return _RESTART if before > 0 else 0.0
    return _GAP if before < number else 0.0
