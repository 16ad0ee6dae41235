"""What a quotation is: speech, thought, or writing that someone reads or has written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fabula.layers import QUOTE_KINDS, Table
from fabula.speech.letters import letters
from fabula.speech.tags import Cue
from fabula.text.speech_verbs import SPEECH_VERBS, THOUGHT_VERBS
from fabula.text.tokens import Words

_SPEECH, _THOUGHT, _WRITING = (QUOTE_KINDS.index(kind) for kind in ("speech", "thought", "writing"))
_WRITTEN = frozenset(
    "wrote written writes writing read reads inscribed inscription engraved printed letter letters note postscript "
    "telegram message sign headline headlines heading label title words motto ran inscribed signed date".split()
)
_WRITING_VERBS = frozenset("wrote writes write written writing read reads reading ran runs".split())
_SELF = frozenset("himself herself themself themselves myself itself".split())


def kinds_of(quotes: Table, words: Words, lower: list[str], cues: Sequence[Cue]) -> list[int]:
    """The kind of every quotation. What is written is so to the end of its utterance, whatever its later rows show."""
    found = [
        _WRITING if in_letter else kind_of(row, quotes, words, lower, cue)
        for row, (cue, in_letter) in enumerate(zip(cues, letters(quotes, words), strict=True))
    ]
    utterance = quotes["utterance"].tolist()
    for row in range(1, len(found)):
        if utterance[row] == utterance[row - 1] and found[row - 1] == _WRITING and not cues[row].verb:
            found[row] = _WRITING
    return found


def kind_of(row: int, quotes: Table, words: Words, lower: list[str], cue: Cue) -> int:
    """The kind of a quotation, as its code in layers.QUOTE_KINDS."""
    first, end = int(quotes["first_token"][row]), int(quotes["end_token"][row])
    if cue.verb in THOUGHT_VERBS and cue.verb not in SPEECH_VERBS:
        return _THOUGHT
    if cue.verb in _WRITING_VERBS:
        return _WRITING
    after, before = lower[end : end + 5], lower[max(0, first - 5) : first]
    if cue.verb in ("said", "says", "say", "told", "tells") and _to_self(after if cue.after else before, cue.verb):
        return _THOUGHT
    if not cue.verb and (
        (before and before[-1] in (":", ":--") and _WRITTEN & {*before}) or _in_capitals(words, first, end)
    ):
        return _WRITING
    return _SPEECH


def _to_self(near: list[str], verb: str) -> bool:
    """Whether a tag's words say that someone speaks to himself ("said to herself", "told himself")."""
    if verb.startswith("t"):
        return any(text in _SELF for text in near)
    return any(one == "to" and other in _SELF for one, other in pairwise(near))


def _in_capitals(words: Words, first: int, end: int) -> bool:
    """Whether the tokens [first, end) are capitals throughout, and not shouted: a sign or a headline."""
    texts = words.texts[first:end]
    longer = [text for text in texts if text.isalpha() and len(text) > 1]
    return len(longer) > 1 and all(map(str.isupper, longer)) and not {"!", "?"} & set(texts)
