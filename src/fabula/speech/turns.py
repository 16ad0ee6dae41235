"""Turns of talk: which quotations follow one another closely, and where one conversation ends and another begins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fabula.layers import PARAGRAPH_KINDS, Table
from fabula.text.tokens import Words

_PAUSE = 2
"""Paragraphs without a quotation that a conversation survives."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Per quotation: its paragraph; the last quotation of the turn before it (-1 at a conversation's start); whether
    it stands in one turn's paragraph with the quotation before it, which two that touch do not; and the number of its
    conversation."""

    paragraph: list[int]
    before: list[int]
    same_paragraph: list[bool]
    conversation: list[int]
    gap: list[int]
    """Paragraphs of narration since the turn before."""


def turns_of(quotes: Table, words: Words, paragraphs: Table) -> Turns:
    """Order quotations into turns and conversations."""
    first = quotes["first_token"]
    utterance = quotes["utterance"].tolist()
    touching = np.zeros(len(first), dtype=bool)
    touching[1:] = first[1:] <= quotes["end_token"][:-1]
    paragraph = words.paragraph[np.minimum(first, max(len(words) - 1, 0))].tolist() if len(first) else []
    kinds = paragraphs["kind"]
    breaks = np.cumsum((kinds == PARAGRAPH_KINDS.index("break")) | (kinds == PARAGRAPH_KINDS.index("heading")))
    before: list[int] = []
    same: list[bool] = []
    conversation: list[int] = []
    gaps: list[int] = []
    for row, here in enumerate(paragraph):
        last = paragraph[row - 1] if row else -1
        if row and here == last and touching[row]:
            before.append(row - 1)
            same.append(False)
            conversation.append(conversation[-1])
            gaps.append(0)
            continue
        if row and here == last:
            before.append(before[-1])
            same.append(True)
            conversation.append(conversation[-1])
            gaps.append(0)
            continue
        gap = here - last - 1
        goes_on = row > 0 and utterance[row] == utterance[row - 1]
        joined = goes_on or (row > 0 and gap <= _PAUSE and breaks[here] == breaks[last])
        before.append(row - 1 if joined else -1)
        same.append(False)
        conversation.append(conversation[-1] + (not joined) if conversation else 0)
        gaps.append(gap)
    return Turns(paragraph, before, same, conversation, gaps)
