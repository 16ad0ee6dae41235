"""What `fabula lines` prints: who says how much, or all lines of one character; as text or as JSON."""

from __future__ import annotations

import json
from typing import Any

from fabula.cli.printing import cell, line, say, table
from fabula.cli.views import character_called, lines_spoken
from fabula.story import Character, Quote, Story


def show_counts(story: Story, *, as_json: bool) -> None:
    """Print for each character who says something how many lines, quotations and words are theirs."""
    spoken = lines_spoken(story)
    quotations, words = [0] * (len(spoken) + 1), [0] * (len(spoken) + 1)
    for quote in story.quotes:
        # The last place, which -1 is, counts those whose speaker is not known.
        row = quote.speaker.id if quote.speaker else -1
        quotations[row] += 1
        words[row] += len(quote.text.split())
    rows: list[dict[str, Any]] = [
        {"id": who.id, "name": who.name, "lines": spoken[who.id], "quotations": quotations[who.id]}
        | {"words": words[who.id]}
        for who in story.characters
        if quotations[who.id]
    ]
    if as_json:
        unknown = {"quotations": quotations[-1], "words": words[-1]}
        _say_json({"title": story.title, "characters": rows, "unknown": unknown})
        return
    if not sum(quotations):
        say("Nobody says anything.")
        return
    shown: list[tuple[str | int, ...]] = [
        (cell(row["name"]), row["lines"], row["quotations"], row["words"]) for row in rows
    ]
    if quotations[-1]:
        shown.append(("?", "", quotations[-1], words[-1]))
    table(("name", "lines", "quotations", "words"), shown)


def show_lines(story: Story, name: str, *, as_json: bool) -> None:
    """Print the lines of the character of that name: offset, share, confidence, to whom, what."""
    person = character_called(story, name)
    if as_json:
        rows = [_as_json(quote) for quote in person.quotes]
        _say_json({"title": story.title, "id": person.id, "name": person.name, "lines": rows})
        return
    if not len(person.quotes):
        say(f"{line(person.name)} says nothing.")
        return
    hearers = [_names(quote.addressees) for quote in person.quotes]
    width = max(map(len, hearers))
    for quote, heard in zip(person.quotes, hearers, strict=True):
        share = quote.start / max(1, len(story.text))
        say(f"{quote.start:>8}  {share:>4.0%}  {quote.confidence:.2f}  {heard:<{width}}  {line(quote.text)}")


def _names(people: list[Character]) -> str:
    return "to " + ", ".join(cell(person.name) for person in people) if people else ""


def _as_json(quote: Quote) -> dict[str, Any]:
    return {
        "quote": quote.index,
        "start": quote.start,
        "end": quote.end,
        "kind": quote.kind,
        "text": quote.text,
        "utterance": quote.utterance,
        "conversation": quote.conversation.index if quote.conversation else None,
        "cue": quote.cue,
        "confidence": round(quote.confidence, 4),
        "addressees": [
            {"id": hearer.character.id, "name": hearer.character.name, "cue": hearer.cue}
            | {"confidence": round(hearer.confidence, 4)}
            for hearer in quote.hearers
        ],
    }


def _say_json(value: dict[str, Any]) -> None:
    """Print JSON in ASCII: what a story holds can neither drive a terminal nor break a pipe."""
    say(json.dumps(value, indent=1, allow_nan=False))
