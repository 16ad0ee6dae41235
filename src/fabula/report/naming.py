"""What characters are called: names known so far at any place of the text, and initials that tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.people.lexicon import TITLES
from fabula.report.security import one_line

LONGEST = 60
"""Code points of a name or description that are shown."""
NAME, NOUN, PRONOUN = 0, 1, 2
"""Kinds of mentions, as numbers of `MENTION_KINDS`."""
TELLER = "the narrator"
PASSED_OVER = frozenset(TITLES) | {"the", "a", "an"}
"""Words that give a name no initial."""


@dataclass(frozen=True, slots=True)
class Step:
    """From the mention of that number on, a character is called so; or, for aliases, that name has been met."""

    character: int
    mention: int
    name: str


def shortened(text: str) -> str:
    """A name on one line, cut where it is too long."""
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def known_names(
    owners: Sequence[int], kinds: Sequence[int], texts: Sequence[str], names: Sequence[str], tellers: Sequence[bool]
) -> tuple[list[Step], list[Step]]:
    """By what name each character is known from which mention on, and which names were met where; in reading order.

    owners, kinds, texts: of each mention in reading order its character, kind and words; names, tellers: of each
    character the name it has in the whole story and whether it narrates. That name counts from where the text first
    has it; before, the name used most so far; before any name, the first description, then the first pronoun.
    """
    called: dict[int, tuple[int, str]] = {}
    count: dict[int, Counter[str]] = {}
    steps: list[Step] = []
    met: list[Step] = []
    for number, (who, kind, words) in enumerate(zip(owners, kinds, texts, strict=True)):
        text = shortened(words)
        rank, now = called.get(who, (9, ""))
        if rank == -1 and kind != NAME:
            continue
        best, name = kind, text
        if kind == PRONOUN:
            name = TELLER if tellers[who] else f"someone ({text})"
        elif text.casefold() == names[who].casefold():
            best, name = -1, names[who]
        if kind == NAME:
            seen = count.setdefault(who, Counter())
            # "the celebrated Cuff" and CUFF say nothing new.
            if text[:1].isupper() and text.casefold() not in {known.casefold() for known in seen}:
                met.append(Step(who, number, text))
            seen[text] += 1
            if best == NAME and now in seen and rank == NAME and seen[now] >= seen[text]:
                name = now
        if best < rank or (best == rank == NAME and name != now):
            called[who] = best, name
            if name != now:
                steps.append(Step(who, number, name))
    return steps, met


def initials(names: Sequence[str]) -> list[str]:
    """One to three letters for each name, no two the same."""
    taken: set[str] = set()
    made = []
    for name in names:
        words = ["".join(filter(str.isalnum, word)) for word in one_line(name).split()]
        words = [word for word in words if word] or ["?"]
        words = [word for word in words[:-1] if word.lower() not in PASSED_OVER] + words[-1:]
        last = words[-1]
        if len(words) > 1:
            tries = [words[0][0] + last[0], *(words[0][0] + last[0] + letter for letter in last[1:])]
        else:
            tries = [last[:2], *(last[0] + letter for letter in last[2:]), last[:3]]
        tries = [letters[0].upper() + letters[1:] for letters in tries]
        tries += [f"{tries[0][0]}{number}" for number in range(2, len(names) + 3)]
        label = next(letters for letters in tries if letters not in taken)
        taken.add(label)
        made.append(label)
    return made
