"""Silver labels for speakers: tags such as "said Anne" taken out of a novel's text, so that the rest has to show it.

What is left reads as if the author had written no tag: marks and stops are set as they would be. Where two segments of
one sentence stood around the tag they become one quotation.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from fabula import sources
from fabula.layers import Table
from fabula.people.lexicon import TITLES
from fabula.text.quotations import quotations
from fabula.text.speech_verbs import SPEECH_VERBS
from fabula.text.tokens import Words, tokenize

_LONGEST = 12
"""Words of narration that go with a tag."""
_NAME = 3
"""Words of a name, titles apart."""
_STOPS = ".?!"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A quotation [start, end) of the altered text whose tag was taken out, and the name that the tag gave."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag in the text: what is replaced by what, the name, and where its quotation starts."""

    row: int
    start: int
    end: int
    instead: str
    name: str


def hide(text: str, share: float, chance: random.Random) -> tuple[str, list[Hidden]]:
    """A text without a share of its tags, and the quotations that had them."""
    document = sources.from_text(text)
    words = tokenize(document)
    quotes = quotations(document, words)
    text = document.text
    taken = [tag for tag in _tags(text, words, quotes) if chance.random() < share]
    parts: list[str] = []
    hidden: list[Hidden] = []
    at = length = 0
    starts, ends = quotes["start"].tolist(), quotes["end"].tolist()
    for tag in taken:
        if tag.start < at:
            continue
        kept = text[at : tag.start]
        begin = length + starts[tag.row] - at
        parts += [kept, tag.instead]
        length += len(kept) + len(tag.instead)
        # two segments become one, which ends where the second did
        until = (
            length if tag.end == ends[tag.row] or tag.instead[-1:] in "”\"’'" else length + ends[tag.row + 1] - tag.end
        )
        hidden.append(Hidden(begin, until, tag.name))
        at = tag.end
    parts.append(text[at:])
    return "".join(parts), hidden


def _tags(text: str, words: Words, quotes: Table) -> Iterator[_Tag]:
    """Tags with a name right behind their quotation, with nothing else in the narration that follows it."""
    first, end = quotes["first_token"].tolist(), quotes["end_token"].tolist()
    starts, ends = quotes["start"].tolist(), quotes["end"].tolist()
    bounds = words.paragraph_first
    for row in range(len(first)):
        low = end[row]
        high = int(bounds[int(words.paragraph[first[row]]) + 1])
        following = row + 1 < len(first) and first[row + 1] < high
        if following:
            high = first[row + 1]
        name = _name_of_tag(words, low, high)
        if not name or high - low > _LONGEST or _other_name(words, low, high, name):
            continue
        close = ends[row] - 1
        before = text[close - 1]
        if before not in ",.?!—-" or words.texts[high - 1] not in (".", ",", ";", ":"):
            continue
        stop = "." if before == "," else before
        if not following:
            yield _Tag(row, close - 1, int(words.end[high - 1]), stop + text[close], name)
            continue
        opening = starts[row + 1]
        if text[close] in "”\"’'" and text[opening] in "“\"‘'" and text[int(words.end[high - 1]) : opening].isspace():
            goes_on = before == "," and text[opening + 1 : opening + 2].islower()
            yield _Tag(row, close - 1, opening + 1, ("," if goes_on else stop) + " ", name)


def _name_of_tag(words: Words, low: int, high: int) -> str:
    """The name in "said Anne" or "Anne said" at [low, high), or nothing."""
    texts = words.texts
    for at, inverted in ((low + 1, True), (low, False)):
        end = at
        while end < high and end - at < _NAME + 1 and texts[end][0].isupper() and texts[end].rstrip(".").isalpha():
            end += 1
        if end == at or all(_title(text) for text in texts[at:end]):
            continue
        verb = texts[low] if inverted else texts[end] if end < high else ""
        if verb.lower() in SPEECH_VERBS and verb.islower():
            return " ".join(texts[at:end])
    return ""


def _title(text: str) -> bool:
    return text.lower().rstrip(".") in TITLES


def _other_name(words: Words, low: int, high: int, name: str) -> bool:
    """Whether a capital in [low, high) is of no word of the name: a narration that names others too is left."""
    known = set(name.split())
    return any(text[0].isupper() and text not in known and text != "I" for text in words.texts[low:high])
