"""Lemmas as edits: from a word's form to its lemma by taking letters off its end and putting others there.

Chrupała 2006. `l3|y` means: in lower case, take off three letters, add "y" (`ponies`: `pony`).
"""

from __future__ import annotations

from collections.abc import Callable

_CASES: dict[str, Callable[[str], str]] = {"l": str.lower, "k": str, "t": str.capitalize}
"""In lower case; as it stands; with a capital only at its start."""


def edit(form: str, lemma: str) -> str:
    """The shortest edit that makes `lemma` of `form`; lower case is preferred, then the form as it stands."""
    found: list[tuple[int, int, str]] = []
    for order, (case, change) in enumerate(_CASES.items()):
        base = change(form)
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        size = len(base) - same + len(lemma) - same
        found.append((size, order, f"{case}{len(base) - same}|{lemma[same:]}"))
    return min(found)[2]


def apply(edit: str, form: str) -> str:
    """The lemma that an edit makes of a form; the form in lower case where the edit takes off more than there is."""
    head, _, added = edit.partition("|")
    base = _CASES[head[0]](form)
    taken = int(head[1:])
    if taken > len(base) or (taken == len(base) and not added):
        return form.lower()
    return base[: len(base) - taken] + added
