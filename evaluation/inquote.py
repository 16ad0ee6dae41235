"""Mentions inside quotations: the share that is resolved to the right character.

The denominator is every gold mention of exactly one listed character, found or not (groups and labels such as
`_unknowable` are left out, as in the code published with Vishnubhotla et al. 2023). A mention is right if the story has
a mention with its span, white space at the ends apart, on the character that the gold one is mapped to. `same_end` is a
milder variant: a mention that overlaps and ends at the same place will do ("my dear Anne" for "Anne").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.spans import Span
from fabula.story import Story


@dataclass(frozen=True, slots=True)
class Resolved:
    """Sums over gold mentions: all, found (exact span), right (exact span), right by the milder variant."""

    total: int = 0
    found: int = 0
    right: int = 0
    right_same_end: int = 0

    def __add__(self, other: Resolved) -> Resolved:
        return Resolved(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def share(self) -> float:
        """Right out of all gold mentions."""
        return self.right / self.total if self.total else 0.0

    @property
    def share_same_end(self) -> float:
        """The same by the milder variant."""
        return self.right_same_end / self.total if self.total else 0.0


def stripped(text: str, span: Span) -> Span:
    """The span less white space at its ends."""
    start, end = span
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def score(text: str, gold: Sequence[tuple[Span, int]], story: Story, mapped: Mapping[int, int]) -> Resolved:
    """Score gold mentions, each a span and a row of the gold cast, against the story's mentions."""
    table = story.layers["mentions"]
    exact: dict[Span, set[int]] = {}
    ending: dict[int, set[int]] = {}
    for start, end, character in zip(*(table[name].tolist() for name in ("start", "end", "character")), strict=True):
        span = stripped(text, (start, end))
        exact.setdefault(span, set()).add(character)
        ending.setdefault(span[1], set()).add(character)
    found = right = same_end = 0
    for each, person in gold:
        span = stripped(text, each)
        wanted = mapped.get(person, -1)
        found += span in exact
        if wanted >= 0:
            right += wanted in exact.get(span, ())
            same_end += wanted in ending.get(span[1], ())
    return Resolved(len(gold), found, right, same_end)
