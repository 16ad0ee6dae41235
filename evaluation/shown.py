"""The text of a story as a reader sees it, and where things stand in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluation.align import Ints
from evaluation.sets import examples
from evaluation.spans import Span
from fabula.story import Story


@dataclass(frozen=True)
class Shown:
    """A story's text as a reader sees it, white space collapsed. `offsets[i]` is where text[i] is in the Document."""

    text: str
    offsets: Ints

    @classmethod
    def of(cls, story: Story) -> Shown:
        """Collapse the visible text."""
        visible = story.document.visible
        kept: list[int] = []
        characters_: list[str] = []
        for index, character in enumerate(visible.text):
            space = character.isspace()
            if examples.collapsed(character) == "" and not space:
                continue
            if not space or (characters_ and characters_[-1] != " "):
                kept.append(int(visible.offsets[index]))
                characters_.append(" " if space else character)
        return cls("".join(characters_), np.array(kept, dtype=np.int64))

    def span(self, start: int, end: int) -> Span:
        """Document offsets as positions in this text."""
        low, high = np.searchsorted(self.offsets, (start, end))
        return int(low), int(high)

    def source(self, start: int, end: int) -> Span:
        """Positions in this text, which hold something, as Document offsets."""
        return int(self.offsets[start]), int(self.offsets[end - 1]) + 1


def located(text: str, quotations: list[str]) -> tuple[list[Span | None], list[str]]:
    """Where each quotation stands, each after the one before it; and those that are not there."""
    places: list[Span | None] = []
    missing = []
    at = 0
    for quotation in quotations:
        start = text.find(quotation, at)
        if start < 0:
            missing.append(quotation)
            places.append(None)
        else:
            # The next may lie inside this one (a quotation in a quotation), but not start where it does.
            at = start + 1
            places.append((start, start + len(quotation)))
    return places, missing


def everywhere(text: str, wanted: str, gold: list[Span]) -> list[Span]:
    """Where a text stands, gold quotations left out."""
    places = []
    start = text.find(wanted)
    while start >= 0:
        place = (start, start + len(wanted))
        if not overlaps(place, gold):
            places.append(place)
        start = text.find(wanted, start + 1)
    return places


def overlaps(place: Span, spans: list[Span]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in spans)
