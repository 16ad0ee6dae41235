"""Blocks taken from pages are tidied: contents lists and Gutenberg's boilerplate go, idle scene breaks go."""

from __future__ import annotations

from fabula.sources import gutenberg, headings
from fabula.sources.builder import Block

_EDGE = 12
_BOILERPLATE_REACH = 120
"""Blocks within which a page's Gutenberg header ends."""


def tidy(blocks: list[Block]) -> list[Block]:
    """The blocks less tables of contents and scene breaks that part nothing."""
    return _without_idle_breaks(_without_contents(blocks))


def without_boilerplate(blocks: list[Block]) -> tuple[list[Block], gutenberg.Boilerplate | None]:
    """The blocks less a Gutenberg header, footer and credits, and what the header says; None if it is no such text."""
    head = "\n\n".join(block.text for block in blocks[:_BOILERPLATE_REACH])
    found = gutenberg.find_boilerplate(head)
    if not found:
        return blocks, None
    first, at = 0, 0
    while first < min(len(blocks), _BOILERPLATE_REACH) and at < found.start:
        at += len(blocks[first].text) + 2
        first += 1
    last = next((row for row in range(first, len(blocks)) if gutenberg.is_end(blocks[row].text)), len(blocks))
    kept = blocks[first:last]
    edges = {*range(min(_EDGE, len(kept))), *range(max(0, len(kept) - 3), len(kept))}
    kept = [block for row, block in enumerate(kept) if row not in edges or not gutenberg.is_credit(block.text)]
    return kept, found


def _without_contents(blocks: list[Block]) -> list[Block]:
    """Leave out runs of links into the work, with the heading above them."""
    dropped: set[int] = set()
    row = 0
    while row < len(blocks):
        end, links = row, 0
        while end < len(blocks) and (_is_entry(blocks[end]) or (links and blocks[end].text.strip().isdigit())):
            links += blocks[end].linked
            end += 1
        if links >= 3:
            dropped.update(range(row, end))
            if row and headings.is_contents_heading(blocks[row - 1].text):
                dropped.add(row - 1)
        row = max(end, row + 1)
    return [block for row, block in enumerate(blocks) if row not in dropped]


def _is_entry(block: Block) -> bool:
    marked = block.kind == "heading" and block.level
    return block.linked > 0 and block.linked * 2 > block.text.count("\n") + 1 and not marked


def _without_idle_breaks(blocks: list[Block]) -> list[Block]:
    """Leave out breaks made from rules and images at the start, at the end, beside a heading or another break."""
    kept: list[Block] = []
    for row, block in enumerate(blocks):
        if block.kind == "break" and not block.origins:
            before = kept[-1].kind if kept else "heading"
            after = blocks[row + 1].kind if row + 1 < len(blocks) else "heading"
            if "heading" in (before, after) or before == "break" or (after == "break" and blocks[row + 1].origins):
                continue
        kept.append(block)
    while kept and kept[-1].kind == "break" and not kept[-1].origins:
        kept.pop()
    return kept
