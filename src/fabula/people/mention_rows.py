"""Which mentions a story has: those the encoder finds, of all categories, joined with those the rules follow.

The rules know who is meant, the encoder knows where a phrase ends and that "the house" is a place. A mention of the
rules and a span of the encoder are one where the span's head word is the mention's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.layers import ENTITY_CATEGORIES
from fabula.people.mentions import NAME, NOMINAL, Mention

Array = npt.NDArray[Any]
PERSON = ENTITY_CATEGORIES.index("PER")


@dataclass(frozen=True, slots=True)
class FoundEntities:
    """What the encoder found, column by column: words [first, end), codes of category and kind, probability."""

    first: Array
    end: Array
    category: Array
    kind: Array
    confidence: Array
    head: Array
    """Per span, the word that the rest of it hangs on."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention: words [first, end), codes, and the rules' mention and the encoder's that it is (-1: none).

    within: of a name that does not open its phrase ("the late Anne Hale"), how many words stand before it.
    """

    first: int
    end: int
    kind: int
    category: int
    followed: int
    confidence: float
    found: int = -1
    within: int = 0


def named_as(first: Array, end: Array, category: Array, kind: Array, words: int) -> list[int]:
    """Per word of a text, the category of the innermost name among some spans that it stands in; -1 for none."""
    made = np.full(words, -1, dtype=np.int64)
    names = np.flatnonzero(kind == NAME)
    for row in names[np.argsort(first[names] - end[names], kind="stable")].tolist():
        made[first[row] : end[row]] = category[row]
    return [int(code) for code in made]


def head_words(first: Array, end: Array, heads: Array) -> Array:
    """The word of each span [first, end) whose head lies outside it; the last such, int64.

    `heads`: int32 per word of the text, -1 for roots.
    """
    made = np.array(end, dtype=np.int64) - 1
    for row, (low, high) in enumerate(zip(first.tolist(), end.tolist(), strict=True)):
        if high - low > 1:
            outside = np.flatnonzero((heads[low:high] < low) | (heads[low:high] >= high))
            if len(outside):
                made[row] = low + int(outside[0])
    return made


def mention_rows(
    mentions: Sequence[Mention],
    found: FoundEntities,
    needed: Collection[int],
    left_out: Collection[int] = (),
    *,
    only_found: bool = False,
) -> list[MentionRow]:
    """All mentions, sorted by first word, then end; no two have the same words.

    `needed`: rows of `mentions` that something else refers to. Names of the rules are always kept, for the whole book
    speaks for them; their nominals and pronouns only where the encoder finds them too, or where they are needed.
    `left_out`: the encoder's spans that are no mentions. `only_found`: what the encoder has not found is no mention,
    and spans are the encoder's.
    """
    by_head: dict[int, list[int]] = {}
    for row, (head, category) in enumerate(zip(found.head.tolist(), found.category.tolist(), strict=True)):
        if category == PERSON and row not in left_out:
            by_head.setdefault(head, []).append(row)
    firsts, ends, kinds = found.first.tolist(), found.end.tolist(), found.kind.tolist()
    confidences = found.confidence.tolist()
    ruled = {(mention.first, mention.end): number for number, mention in enumerate(mentions)}
    # A span of just the words that a mention has is no other mention's.
    owner = [ruled.get(words, -1) for words in zip(firsts, ends, strict=True)]
    used: set[int] = set()
    rows: list[MentionRow] = []
    for number, mention in enumerate(mentions):
        match = -1
        for word in range(mention.end - 1, mention.first - 1, -1):
            spans = [
                row for row in by_head.get(word, ())
                if row not in used and owner[row] in (-1, number) and _fits(mention, firsts[row], ends[row])
            ]  # fmt: skip
            if spans:
                match = min(spans, key=lambda row: (kinds[row] != mention.kind, ends[row] - firsts[row]))
                break
        if match >= 0:
            used.add(match)
        elif only_found or (mention.kind != NAME and number not in needed):
            continue
        first, end = mention.first, mention.end
        if match >= 0 and (only_found or mention.kind == NOMINAL or _opens(firsts[match], first, ends[match], end)):
            first, end = firsts[match], ends[match]
        confidence = confidences[match] if match >= 0 else 0.5
        within = mention.first - first if mention.kind == NAME and end == mention.end else 0
        rows.append(MentionRow(first, end, mention.kind, PERSON, number, confidence, match, within))
    taken = {(row.first, row.end) for row in rows}
    categories = found.category.tolist()
    for row in range(len(firsts)):
        if row not in used and row not in left_out and (firsts[row], ends[row]) not in taken:
            rows.append(MentionRow(firsts[row], ends[row], kinds[row], categories[row], -1, confidences[row], row))
    return sorted(rows, key=lambda row: (row.first, row.end, row.followed))


def unsound(mentions: Sequence[Mention], found: FoundEntities, quote_of: Sequence[int]) -> set[int]:
    """The encoder's spans that cannot be mentions: what runs out of a quotation, or is one name and holds two."""
    names = [mention.first for mention in mentions if mention.kind == NAME]
    made: set[int] = set()
    for row, (first, end, kind) in enumerate(
        zip(found.first.tolist(), found.end.tolist(), found.kind.tolist(), strict=True)
    ):
        runs_out = 0 <= quote_of[first] != quote_of[end - 1]
        holds_two = kind == NAME and end - first > 2 and bisect_left(names, end) - bisect_left(names, first) > 1
        if runs_out or holds_two:
            made.add(row)
    return made


def _opens(first: int, name: int, end: int, name_end: int) -> bool:
    """Whether a span is a name with a word or two before it that belong to its phrase ("the Scarlet Pimpernel")."""
    return end == name_end and name - first <= _BEFORE


_BEFORE = 2


def _fits(mention: Mention, first: int, end: int) -> bool:
    """Whether a span with the same head can be the mention: one holds the other."""
    return (first <= mention.first and mention.end <= end) or (mention.first <= first and end <= mention.end)
