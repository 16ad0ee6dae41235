"""Gender of characters: how many are decided, and how many of those rightly.

The unit is a gold listed character whose gender is M or F and that is recognised, that is, mapped to a predicted
character (`characters.character_map`). It is decided if that character's gender is anything but `unknown`, and right
if it is `he` for M, `she` for F; `they` and `it` are decided and wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.characters import is_listed
from fabula.story import Story

PRONOUNS = {"M": "he", "F": "she"}
UNDECIDED = "unknown"


@dataclass(frozen=True, slots=True)
class Genders:
    """Counts of gold characters that are M or F; add them for several texts."""

    listed: int = 0
    mapped: int = 0
    decided: int = 0
    right: int = 0

    def __add__(self, other: Genders) -> Genders:
        return Genders(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def accuracy(self) -> float:
        """Right out of those decided."""
        return self.right / self.decided if self.decided else 0.0

    @property
    def decided_share(self) -> float:
        """Decided out of those mapped."""
        return self.decided / self.mapped if self.mapped else 0.0


def score(people: Sequence[tuple[str, str]], mapped: Mapping[int, int], predicted: Sequence[str]) -> Genders:
    """Score gold (name, gender) pairs; `predicted` holds the gender of each predicted character, by row."""
    wanted = {row: PRONOUNS[gender] for row, (name, gender) in enumerate(people) if gender in PRONOUNS}
    wanted = {row: gender for row, gender in wanted.items() if is_listed(people[row][0])}
    given = [(gender, predicted[mapped[row]]) for row, gender in wanted.items() if row in mapped]
    decided = [(gender, ours) for gender, ours in given if ours != UNDECIDED]
    return Genders(len(wanted), len(given), len(decided), sum(gender == ours for gender, ours in decided))


def of_story(story: Story) -> list[str]:
    """The gender of each row of the characters layer."""
    table = story.layers["characters"]
    return [str(table.decoded("gender", row)) for row in range(table.rows)]
