"""The span of one name: its titles and its other words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at tokens [first, end): its title words without dots, and its other words as written, but not shouted."""

    first: int
    end: int
    titles: tuple[str, ...]
    words: tuple[str, ...]
    quoted: bool

    @property
    def key(self) -> str:
        """What names with the same words and titles share."""
        return " ".join((*self.titles, *self.words))


def plain(word: str) -> str:
    """A title or initial in lower case, without its dot."""
    return word.lower().rstrip(".")
