"""Letters set in quotation marks: from "Dear Anne," to "Yours ever, Tom", one paragraph in marks after another."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.layers import Table
from fabula.text.tokens import Words

_DEAR = frozenset("dear dearest beloved".split())
_ADDRESS = frozenset("sir sirs madam gentlemen".split())
_BEFORE_DEAR = frozenset("my our".split())
_CLOSING = (
    "yours", "your affectionate", "your loving", "your obedient", "your humble", "your faithful", "your sincere",
    "your devoted", "your friend", "your brother", "your sister", "your son", "your daughter", "your father",
    "your mother", "your cousin", "your nephew", "your niece", "your uncle", "your aunt", "your wife", "your husband",
    "your servant", "your ever", "your own", "ever yours", "always yours", "affectionately", "sincerely", "faithfully",
    "respectfully", "with love", "much love", "all my love", "best wishes", "kind regards", "believe me", "i am sir",
    "i remain",
)  # fmt: skip
"""How the line begins that a letter is signed with."""
_AFTER = frozenset(", : ; — – -- ― .— .-- ,— ,--".split())
"""What stands behind those whom a letter addresses."""
_ADDRESSING = 6
_LONGEST_CLOSING = 14
"""Words at most of a quotation that only signs."""
_PARAGRAPHS = 40
"""Quotations from a letter's first to its last, at most."""


def letters(quotes: Table, words: Words) -> list[bool]:
    """Per quotation, whether it is part of a letter.

    A letter is told by both its ends: a quotation that begins with "Dear ..." and a later one that signs. Its
    paragraphs, but the first ("Dear Anne," it ran), have no words outside quotations.
    """
    first, end = quotes["first_token"].tolist(), quotes["end_token"].tolist()
    paragraph = words.paragraph[first].tolist() if first else []
    found = [False] * len(first)
    begun = -1
    for row, (low, high) in enumerate(zip(first, end, strict=True)):
        raw = words.texts[low:high]
        text = _said(raw)
        if begun >= 0 and paragraph[row] != paragraph[begun]:
            begins = int(words.paragraph_first[paragraph[row]])
            since = max(begins, end[row - 1])
            until = min(
                int(words.paragraph_first[paragraph[row] + 1]), first[row + 1] if row + 1 < len(first) else high
            )
            told = _said(words.texts[since:low]) or _said(words.texts[high:until])
            if told or row - begun >= _PARAGRAPHS or paragraph[row] - paragraph[row - 1] > 1:
                begun = -1
        if _opens(raw):
            begun = row
        if begun >= 0 and (row > begun or len(text) > _LONGEST_CLOSING) and _closes(text):
            found[begun : row + 1] = [True] * (row + 1 - begun)
            begun = -1
    return found


def _said(texts: Sequence[str]) -> list[str]:
    """The words of a quotation without its marks and other signs."""
    return [text for text in texts if text[:1].isalnum()]


def _opens(texts: Sequence[str]) -> bool:
    """Whether a quotation begins as a letter does ("My dear Anne," or "Dear Sir:"), or says but "Sir,"."""
    lower = [text.casefold() for text in texts[: _ADDRESSING + 2]]
    at = next((place for place, text in enumerate(lower) if text[:1].isalnum()), len(lower))
    stop = next((place for place in range(at, len(lower)) if lower[place] in _AFTER), -1)
    addressed = lower[at:stop] if at < stop <= at + _ADDRESSING else []
    if not all(text[0].isalnum() or text == "." for text in addressed):
        return False
    opens = addressed[addressed[:1] != [] and addressed[0] in _BEFORE_DEAR :][:1]
    return opens != [] and (opens[0] in _DEAR or (len(_said(texts)) == 1 and opens[0] in _ADDRESS))


def _closes(text: Sequence[str]) -> bool:
    """Whether the last words of a quotation sign a letter: a closing phrase and a name."""
    tail = [word.casefold() for word in text[-_LONGEST_CLOSING:]]
    if not tail or not text[-1][0].isupper():
        return False
    starts = range(len(tail)) if len(text) > _LONGEST_CLOSING else range(1)
    return any(_begins(tail[at:], phrase.split()) for at in starts for phrase in _CLOSING if len(tail) - at <= _SIGNED)


_SIGNED = 10
"""Words at most from a closing phrase to the end of the name."""


def _begins(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return list(words[: len(phrase)]) == list(phrase)
