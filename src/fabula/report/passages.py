"""The text as HTML: paragraphs and headings in blocks that a browser lays out when they come into view."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.layers import EMPHASIS_KINDS, PARAGRAPH_KINDS
from fabula.report.marks import Mark, Shown, visible_at
from fabula.report.security import markup
from fabula.story import Story

BLOCK = 4000
"""Code points of text after which a new block of paragraphs begins."""
_HEADING, _BREAK, _VERSE = (PARAGRAPH_KINDS.index(kind) for kind in ("heading", "break", "verse"))
_STRONG = EMPHASIS_KINDS.index("strong")
Emphasis = list[tuple[int, int, str]]


def text_html(shown: Shown) -> Iterator[str]:
    """The text in pieces: `div`s of class k, whose children are the paragraphs that `shown` lists, in order."""
    story = shown.story
    text = story.document.visible.text
    emphasis = _emphasis(story)
    tags = _tags(shown)
    room, next_emphasis = 0, 0
    for number, (low, high) in enumerate(zip(shown.lows.tolist(), shown.highs.tolist(), strict=True)):
        opening, closing = tags[number]
        if room <= 0:
            yield "</div>\n<div class=k>\n" if number else "<div class=k>\n"
            room = BLOCK
        room -= high - low
        while next_emphasis < len(emphasis) and emphasis[next_emphasis][1] <= low:
            next_emphasis += 1
        here = []
        for span in emphasis[next_emphasis:]:
            if span[0] >= high:
                break
            here.append(span)
        yield opening + "".join(_inside(text, low, high, shown.marks[number], here)) + closing + "\n"
    if len(tags):
        yield "</div>\n"


def _inside(text: str, low: int, high: int, marks: list[Mark], emphasis: Emphasis) -> Iterator[str]:
    """A paragraph's text with the elements of its marks, which nest."""
    at = low
    stack: list[Mark] = []
    for mark in marks:
        while stack and stack[-1].high <= mark.low:
            done = stack.pop()
            yield _plain(text, at, done.high, emphasis) + f"</{done.element}>"
            at = done.high
        classes = f'"{mark.classes}"' if " " in mark.classes else mark.classes
        yield _plain(text, at, mark.low, emphasis) + f"<{mark.element} class={classes}>"
        at = mark.low
        stack.append(mark)
    while stack:
        done = stack.pop()
        yield _plain(text, at, done.high, emphasis) + f"</{done.element}>"
        at = done.high
    yield _plain(text, at, high, emphasis)


def _plain(text: str, low: int, high: int, emphasis: Emphasis) -> str:
    """Text without marks, what is emphasised in it in elements of its own."""
    if not emphasis:
        return markup(text[low:high])
    parts = []
    for start, end, element in emphasis:
        start, end = max(start, low), min(end, high)
        if start < end:
            parts += [markup(text[low:start]), f"<{element}>{markup(text[start:end])}</{element}>"]
            low = end
    return "".join([*parts, markup(text[low:high])])


def _emphasis(story: Story) -> Emphasis:
    table = story.layers["emphasis"]
    edges = (visible_at(story, table[name]).tolist() for name in ("start", "end"))
    names = ["strong" if kind == _STRONG else "em" for kind in table["kind"].tolist()]
    return sorted(zip(*edges, names, strict=True))


def _tags(shown: Shown) -> list[tuple[str, str]]:
    """The opening and closing tag of each paragraph: a heading where a chapter begins, else by its kind."""
    story = shown.story
    paragraphs, chapters = story.layers["paragraphs"], story.layers["chapters"]
    parts = 1 in chapters["level"].tolist()
    level = dict(zip(chapters["start"].tolist(), chapters["level"].tolist(), strict=True))
    tags = []
    for row in shown.blocks.tolist():
        kind, start = int(paragraphs["kind"][row]), int(paragraphs["start"][row])
        if start in level:
            element = "h3" if parts and level[start] > 1 else "h2"
            tags.append((f"<{element}>", f"</{element}>"))
            continue
        classes = [name for name in ("letter", "block_quote") if paragraphs[name][row]]
        classes += [name for number, name in ((_HEADING, "sub"), (_BREAK, "br"), (_VERSE, "verse")) if kind == number]
        joined = " ".join(classes)
        quoted = f'"{joined}"' if len(classes) > 1 else joined
        tags.append((f"<p class={quoted}>" if joined else "<p>", "</p>"))
    return tags
