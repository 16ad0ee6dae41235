"""Forms of address: who a quotation calls by name, and who it speaks of."""

from __future__ import annotations

from fabula.people.mentions import NAME, NOMINAL, Mention
from fabula.text.tokens import Words

_BEFORE = frozenset(", “ \" ‘ ' « . ! ? ; : — – -- ― … ... ``".split())
_AFTER = frozenset(", . ! ? ; : ” \" ’ ' » — – -- … ... ''".split())
_LEADING = frozenset(
    "my dear dearest poor old good sweet darling o oh ah well yes no now but and why hey hello hullo".split()
)
_SELF = frozenset("am 'm ’m name".split())


def is_vocative(mention: Mention, words: Words, low: int, high: int) -> bool:
    """Whether a name or noun inside the quotation [low, high) addresses its hearer: set off on both sides."""
    if mention.kind not in (NAME, NOMINAL):
        return False
    first = mention.first
    if mention.kind == NOMINAL and words.texts[first].lower() not in ("my", "dear", "you") and first != mention.head:
        return False
    while first > low and words.texts[first - 1].lower() in _LEADING:
        first -= 1
    opens = first <= low + 1 or words.texts[first - 1] in _BEFORE
    closes = mention.end >= high - 1 or words.texts[mention.end] in _AFTER
    if not (opens and closes):
        return False
    # a name alone between the marks, or one in a list, addresses no one for sure
    listed = mention.end + 1 < high and words.texts[mention.end] == "," and words.texts[mention.end + 1] == "and"
    return not listed


def names_self(mention: Mention, words: Words, low: int) -> bool:
    """Whether the speaker gives this as their own name: "I am Anne", "my name is Anne", "call me Anne"."""
    before = [text.lower() for text in words.texts[max(low, mention.first - 3) : mention.first]]
    text = " ".join(before)
    return text.endswith(
        ("i am", "i 'm", "i ’m", "i'm", "i’m", "name is", "name 's", "name ’s", "call me", "called me")
    )
