"""What a quotation is: speech, thought, or writing that someone reads or has written."""

from __future__ import annotations

from itertools import pairwise

from fabula.layers import QUOTE_KINDS, Table
from fabula.speech.tags import Cue
from fabula.text.speech_verbs import SPEECH_VERBS, THOUGHT_VERBS
from fabula.text.tokens import Words

_SPEECH, _THOUGHT, _WRITING = (QUOTE_KINDS.index(kind) for kind in ("speech", "thought", "writing"))
_WRITTEN = frozenset(
    "wrote written writes writing read reads inscribed inscription engraved printed letter letters note postscript "
    "telegram message sign headline headlines heading label title words motto ran inscribed signed date".split()
)
_WRITING_VERBS = frozenset("wrote writes write written read reads ran runs".split())
_SELF = frozenset("himself herself themself themselves myself itself".split())


def kind_of(row: int, quotes: Table, words: Words, lower: list[str], cue: Cue) -> int:
    """The kind of a quotation, as its code in layers.QUOTE_KINDS."""
    first, end = int(quotes["first_token"][row]), int(quotes["end_token"][row])
    if cue.verb in THOUGHT_VERBS and cue.verb not in SPEECH_VERBS:
        return _THOUGHT
    if cue.verb in _WRITING_VERBS:
        return _WRITING
    after, before = lower[end : end + 5], lower[max(0, first - 5) : first]
    if cue.verb in ("said", "says", "say", "told", "tells"):
        near = after if cue.after else before
        if any(f"{a} {b}" == f"to {b}" and b in _SELF for a, b in pairwise(near)) or (
            cue.verb.startswith("t") and any(text in _SELF for text in near)
        ):
            return _THOUGHT
    if (
        not cue.verb
        and before
        and before[-1] in (":", ",", "—", "--", ":--")
        and _WRITTEN & {*lower[max(0, first - 9) : first]}
    ):
        return _WRITING
    capitals = [text for text in words.texts[first:end] if text.isalpha() and len(text) > 1]
    if (
        not cue.verb
        and len(capitals) > 1
        and all(map(str.isupper, capitals))
        and not {"!", "?"} & set(words.texts[first:end])
    ):
        return _WRITING
    return _SPEECH
