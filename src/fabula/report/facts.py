"""The facts behind a report's cards and figures, as columns: lists of numbers, strings of digits.

Positions are code points of the visible text; `gaps` columns hold each value less the one before. Percentages are two
digits each, 99 at most. A mention, quotation or character is known by its number: in the order of the file, or of
importance. Everything that says something of the story carries the place from which on it does, so that the script can
leave out what comes after a reading position.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from fabula.layers import ADDRESSEE_CUES, QUOTE_CUES, QUOTE_KINDS, Array
from fabula.report.marks import Shown
from fabula.report.naming import PASSED_OVER, Step, known_names, shortened
from fabula.report.security import one_line
from fabula.story import Story

FORM = 1
"""Raised when the script could no longer read older columns."""


def facts(shown: Shown, labels: list[str]) -> dict[str, Any]:
    """All columns of a report."""
    story = shown.story
    mentions, people = story.layers["mentions"], story.layers["characters"]
    owners = mentions["character"][shown.mentions].tolist()
    kinds = mentions["kind"][shown.mentions].tolist()
    names, tellers = [shortened(name) for name in people["name"].tolist()], people["narrator"].tolist()
    texts = _texts(story, mentions["start"][shown.mentions], mentions["end"][shown.mentions])
    called, met = known_names(owners, kinds, texts, names, tellers)
    return {
        "form": FORM,
        "key": story.metadata.sha256[:16],
        "length": int(shown.highs[-1]) if len(shown.highs) else 0,
        "paragraphs": gaps(shown.lows),
        "chapters": _chapters(shown),
        "cues": QUOTE_CUES,
        "heardCues": ADDRESSEE_CUES,
        "quoteKinds": QUOTE_KINDS,
        "passedOver": sorted(PASSED_OVER),
        "people": {"name": names, "label": labels, "narrator": np.flatnonzero(people["narrator"]).tolist()},
        "called": _steps(called),
        "met": _steps(met),
        "mentions": {
            "gaps": gaps(shown.mention_lows),
            "who": owners,
            "kind": "".join(map(str, kinds)),
            "sure": digits(mentions["confidence"][shown.mentions]),
        },
        "quotes": _quotes(shown),
        "heard": _heard(shown),
    }


def gaps(values: Array) -> list[int]:
    """Each value less the one before; the first as it is."""
    return np.diff(values, prepend=0).tolist() if len(values) else []


def digits(confidence: Array) -> str:
    """Percentages, two digits each."""
    return "".join(f"{value:02d}" for value in np.clip(np.floor(confidence * 100), 0, 99).astype(int).tolist())


def _steps(steps: list[Step]) -> dict[str, list[Any]]:
    columns = ("who", [step.character for step in steps]), ("from", [step.mention for step in steps])
    return {**dict(columns), "name": [step.name for step in steps]}


def _texts(story: Story, starts: Array, ends: Array) -> list[str]:
    visible = story.document.visible
    edges = (np.searchsorted(visible.offsets[:-1], edge.astype(np.int32)).tolist() for edge in (starts, ends))
    return [visible.text[low:high] for low, high in zip(*edges, strict=True)]


def _chapters(shown: Shown) -> dict[str, list[Any]]:
    """Of each chapter the number of its first paragraph in the report, its title and its level."""
    table = shown.story.layers["chapters"]
    starts = shown.story.layers["paragraphs"]["start"][shown.blocks]
    first = np.searchsorted(starts, table["start"]).tolist()
    rows = [row for row, at in enumerate(first) if at < len(starts)]
    titles = [one_line(table["title"][row]) for row in rows]
    return {"first": [first[row] for row in rows], "title": titles, "level": table["level"][rows].tolist()}


def _quotes(shown: Shown) -> dict[str, Any]:
    table, rows = shown.story.layers["quotes"], shown.quotes
    number = {row: place for place, row in enumerate(shown.mentions.tolist())}
    begun: set[int] = set()
    fresh = []
    for utterance in table["utterance"][rows].tolist():
        fresh.append("0" if utterance in begun else "1")
        begun.add(utterance)
    texts = _texts(shown.story, table["start"][rows], table["end"][rows])
    return {
        "gaps": gaps(shown.quote_lows),
        "who": table["speaker"][rows].tolist(),
        "sure": digits(table["confidence"][rows]),
        "cue": table["cue"][rows].tolist(),
        "kind": "".join(map(str, table["kind"][rows].tolist())),
        "line": "".join(fresh),
        "words": [len(text.split()) for text in texts],
        "via": [number.get(row, -1) for row in table["mention"][rows].tolist()],
    }


def _heard(shown: Shown) -> dict[str, Any]:
    table = shown.story.layers["addressees"]
    place = {row: number for number, row in enumerate(shown.quotes.tolist())}
    rows = [row for row, quote in enumerate(table["quote"].tolist()) if quote in place]
    return {
        "quote": gaps(np.array([place[quote] for quote in table["quote"][rows].tolist()], dtype=np.int32)),
        "who": table["character"][rows].tolist(),
        "sure": digits(table["confidence"][rows]),
        "cue": table["cue"][rows].tolist(),
    }
