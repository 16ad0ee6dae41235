"""Our own stories with their gold: characters, quotations with speakers, mentions, chapters, and what is neither."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.data import EXAMPLES, read_text
from fabula.layers import MENTION_KINDS


@dataclass(frozen=True, slots=True)
class Person:
    """A gold character: its names (of an unnamed one, its name and epithets)."""

    id: str
    names: tuple[str, ...]
    pronouns: str
    narrator: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """A gold quotation: its shown text, marks included, and the row of its speaker (-1 if nobody can say)."""

    text: str
    speaker: int
    kind: str
    utterance: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention: its shown text, `offset` code points into a context that occurs once in the story, and whom it
    refers to: rows of people, of a group all of them."""

    text: str
    context: str
    offset: int
    who: tuple[int, ...]
    group: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Example:
    """A story of ours and its gold. Texts are as shown, white space collapsed."""

    name: str
    path: Path
    people: tuple[Person, ...]
    chapters: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    not_quotations: tuple[str, ...]
    not_story: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()


def names() -> list[str]:
    """The stories that have gold."""
    return sorted(path.name.removesuffix(".gold.json") for path in EXAMPLES.glob("*.gold.json"))


def read(name: str) -> Example:
    """Read one story's gold; ValueError if a mention does not stand where it says, or refers to nobody listed."""
    gold = json.loads(read_text(EXAMPLES / f"{name}.gold.json"))
    people = tuple(
        Person(
            entry["id"],
            tuple(
                dict.fromkeys(
                    (entry["name"], *entry["aliases"], *(() if entry["named"] else entry.get("epithets", ())))
                )
            ),
            entry["pronouns"],
            entry["id"] == gold.get("narrator"),
        )
        for entry in gold["characters"]
    )
    row = {person.id: number for number, person in enumerate(people)}
    quotations = tuple(
        Quotation(collapsed(entry["text"]), row.get(entry["speaker"], -1), entry["kind"], entry["utterance"])
        for entry in gold["quotations"]
    )
    return Example(
        name,
        EXAMPLES / gold["story"],
        people,
        tuple(collapsed(title) for title in gold["chapters"]),
        quotations,
        tuple(collapsed(entry["text"]) for entry in gold["not_quotations"]),
        tuple(collapsed(entry if isinstance(entry, str) else entry["text"]) for entry in gold["not_story"]),
        tuple(_mention(entry, row) for entry in gold.get("mentions", ())),
    )


_PLACE = "\ue000"


def _mention(entry: dict[str, Any], row: dict[str, int]) -> Mention:
    text, context, offset, who = entry["text"], entry["context"], entry["offset"], entry["who"]
    if context[offset : offset + len(text)] != text:
        raise ValueError(f"mention {text!r} is not at {offset} of its context {context!r}")
    ids = [who] if isinstance(who, str) else who
    unknown = [each for each in ids if each not in row]
    if unknown or not ids:
        raise ValueError(f"mention {text!r} in {context!r} refers to {unknown or 'nobody'}, no character's id")
    if entry["kind"] not in MENTION_KINDS:
        raise ValueError(f"mention {text!r} in {context!r} is of kind {entry['kind']!r}, not one of {MENTION_KINDS}")
    # White space is collapsed in contexts as in the story, which moves offsets.
    marked = collapsed(context[:offset] + _PLACE + context[offset:])
    rows = tuple(dict.fromkeys(row[each] for each in ids))
    place = marked.index(_PLACE)
    return Mention(collapsed(text), marked.replace(_PLACE, ""), place, rows, not isinstance(who, str), entry["kind"])


def collapsed(text: str) -> str:
    """The text with every run of white space as one space, none at the ends; U+2060 and the like left out."""
    return " ".join("".join(character for character in text if character not in "\u2060\u200b\ufeff\u00ad").split())
