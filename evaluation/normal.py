"""What a quotation's span is once its marks are off: the one normalisation before spans or names are compared.

Corpora differ in what they call a quotation: ours and LitBank's spans hold the marks, PDNC's do not, and a dash that
opens speech is in some and not in others. So before any comparison both sides lose, at both ends, all white space,
invisible characters, quotation marks of every convention (double, single, guillemets, primes and back-quotes that stand
for them; dashes and hyphens, since `--` opens speech too), and the `_` and `*` of plain-text emphasis. Apostrophes at
an edge (`'Tis`, `goin'`) go with the single quotes, on both sides alike. Other punctuation stays. Nothing inside moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaluation.spans import Span

MARKS = "\"“”„‟‟«»‹›'‘’‚‛`´′″"
DOUBLE = '"“”„'
DASHES = "-‐‑‒–—―⸺⸻"
EMPHASIS = "_*"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_EDGE = frozenset(MARKS + DASHES + EMPHASIS + INVISIBLE)
_LONGEST = 20_000
"""Characters on either side of a span in which its paragraph ends."""
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def bare(text: str, start: int, end: int) -> Span | None:
    """The span less the marks and white space at its ends; None if nothing else is in it."""
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def bare_spans(text: str, spans: Iterable[Span]) -> list[Span | None]:
    """`bare` of each span, in the same order."""
    return [bare(text, start, end) for start, end in spans]


def kept(spans: Iterable[Span | None]) -> list[Span]:
    """The spans that have something in them."""
    return [span for span in spans if span is not None]


def by_paragraph(text: str, start: int, end: int) -> list[Span]:
    """The span cut at blank lines: a quotation row never crosses a paragraph, so neither may the gold it is held to."""
    pieces, at = [], start
    for gap in _PARAGRAPH_BREAK.finditer(text, start, end):
        pieces.append((at, gap.start()))
        at = gap.end()
    pieces.append((at, end))
    return [(low, high) for low, high in pieces if low < high]


def between_marks(text: str, span: Span) -> Span:
    """The span widened to the nearest double marks on either side; as it is if its paragraph has none on one of them.

    PDNC cuts a quotation in two around a quotation inside it, not always; our row, and LitBank's, is all that stands
    between one pair of marks. Widened, both pieces are that row.
    """
    low, high = 0, len(text)
    for gap in _PARAGRAPH_BREAK.finditer(text, max(0, span[0] - _LONGEST), min(len(text), span[1] + _LONGEST)):
        if gap.end() <= span[0]:
            low = gap.end()
        elif gap.start() >= span[1]:
            high = gap.start()
            break
    start = max(text.rfind(mark, low, span[0]) for mark in DOUBLE)
    ends = [at for at in (text.find(mark, span[1], high) for mark in DOUBLE) if at >= 0]
    return (start, min(ends) + 1) if start >= 0 and ends else span


def same_name(text: str) -> str:
    """A name for comparison: case folded, white space collapsed, typographic apostrophes straight."""
    return " ".join(text.replace("’", "'").split()).casefold()


def core(text: str, start: int, end: int) -> Span | None:
    """The span from its first letter or digit to its last; None without one. For corpora that cut punctuation off."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None
