"""Short ways to read tiny stories: expected quotations bracketed in the text itself, speakers by name."""

from __future__ import annotations

from functools import cache

from fabula import reading
from fabula.sources import from_text
from fabula.story import Character, Story
from fabula.text.quotations import quotations
from fabula.text.tokens import tokenize

OPEN, CLOSE = "⟦⟧"
"""Set around each quotation that a test expects."""


def bracketed(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without the brackets, and the spans that they enclose."""
    text, spans, start = "", [], -1
    for sign in marked:
        if sign == OPEN:
            start = len(text)
        elif sign == CLOSE:
            spans.append((start, len(text)))
        else:
            text += sign
    return text, spans


def bracket(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with brackets around its spans: the inverse of `bracketed`, readable in a failed comparison."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + OPEN + text[start:end] + CLOSE + text[end:]
    return text


def spans_of(text: str) -> list[tuple[int, int]]:
    """The quotations that the span finder alone sees in a plain text."""
    document = from_text(text)
    table = quotations(document, tokenize(document))
    return list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))


def found(marked: str) -> str:
    """What the span finder makes of a bracketed text, bracketed again: equal to the input if all is right."""
    text, _ = bracketed(marked)
    return bracket(text, spans_of(text))


@cache
def story_of(text: str) -> Story:
    """The reading of a plain text; one per text, since views are read-only."""
    return reading.read_text(text)


def speakers(text: str) -> list[str | None]:
    """The canonical name of the speaker of each quotation."""
    return [quote.speaker.name if quote.speaker else None for quote in story_of(text).quotes]


def called(text: str, name: str) -> Character:
    """The character who goes by that name; fails if there is none."""
    character = story_of(text).character(name)
    assert character is not None, f"nobody is called {name!r} among {names(text)}"
    return character


def names(text: str) -> list[str]:
    """The canonical names of the cast."""
    return [character.name for character in story_of(text).characters]


def aliases(text: str) -> set[str]:
    """Every name that anyone in the cast goes by."""
    return {alias for character in story_of(text).characters for alias in character.aliases}


def same(text: str, one: str, other: str) -> bool:
    """Whether two names are one character's; fails if either is nobody's."""
    return called(text, one) == called(text, other)


def spoken_by(text: str) -> list[tuple[str, str | None]]:
    """Each quotation without its marks, and its speaker's canonical name."""
    return [
        (quote.text.strip("\"“”‘’'«»—― "), quote.speaker.name if quote.speaker else None)
        for quote in story_of(text).quotes
    ]


def meant_by(text: str, form: str, occurrence: int = 0) -> str | None:
    """The name of the character whom the nth mention of that form means; None if the reading knows none."""
    rows = [mention for mention in story_of(text).mentions if mention.text == form]
    assert len(rows) > occurrence, f"{form!r} is mentioned {len(rows)} times, not {occurrence + 1}"
    character = rows[occurrence].character
    return character.name if character else None
