"""Whom the words around a quotation name as its hearer: "said to her", "he told Tom", "turning to the captain"."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.people.mentions import PRONOUN, Mention
from fabula.speech.clues import Scene
from fabula.text.speech_verbs import SPEECH_VERBS

_TOWARDS = frozenset("to at towards toward upon".split())
_TURNING = frozenset(
    "turn turned turning turns speak spoke speaking speaks talk talked talking bow bowed bowing nod nodded nodding "
    "beckon beckoned beckoning appeal appealed appealing smile smiled smiling".split()
)
"""Verbs that name a hearer by "to", beside those of speech."""
_DIRECT = frozenset(
    "addressing addressed asking asked ask asks telling told tell tells answering answered begging begged assuring "
    "assured informing informed reminding reminded warning warned advising advised accosting accosted greeting greeted "
    "interrupting interrupted bidding bade entreating entreated imploring implored urging urged commanding commanded "
    "questioning questioned hailing hailed reassuring reassured thanking thanked welcoming welcomed".split()
)
"""Verbs whose object is the hearer."""
_OBJECTS = frozenset("me him her them us".split())
_STOPS = frozenset(". ! ? … ; ...".split())
_BETWEEN = 4
"""Tokens that may stand between a verb and its "to"."""


def told_to(scene: Scene) -> list[set[int]]:
    """Per quotation, the entities that the narration of its sentence, before or after, names as hearers."""
    starting: dict[int, int] = {}
    for row, mention in enumerate(scene.mentions):
        known = starting.get(mention.first)
        if known is None or scene.mentions[known].end < mention.end:
            starting[mention.first] = row
    first, end = scene.quotes["first_token"].tolist(), scene.quotes["end_token"].tolist()
    found = []
    for row in range(len(first)):
        paragraph = int(scene.words.paragraph[first[row]])
        low = max(int(scene.words.paragraph_first[paragraph]), end[row - 1] if row else 0)
        high = int(scene.words.paragraph_first[paragraph + 1])
        if row + 1 < len(first):
            high = min(high, first[row + 1])
        before = _sentence_before(scene.lower, low, first[row])
        heard = _heard(scene, starting, before, first[row])
        if not _closed(scene.lower, first[row], end[row]):
            heard |= _heard(scene, starting, end[row], _sentence_after(scene.lower, end[row], high))
        hearer = scene.cues[row].hearer
        if hearer >= 0 and scene.referents[hearer] >= 0 and _can_be_object(scene.mentions[hearer]):
            heard.add(scene.referents[hearer])
        found.append(heard)
    return found


def _sentence_before(lower: Sequence[str], low: int, end: int) -> int:
    at = end - 1
    while at > low and lower[at - 1] not in _STOPS:
        at -= 1
    return max(at, low)


def _sentence_after(lower: Sequence[str], start: int, high: int) -> int:
    at = start
    while at < high and lower[at] not in _STOPS:
        at += 1
    return at


def _closed(lower: Sequence[str], first: int, end: int) -> bool:
    """Whether a quotation ends with a full stop, so that what follows is no tag of it."""
    return end - 2 >= first and "." in (lower[end - 1], lower[end - 2])


def _can_be_object(mention: Mention) -> bool:
    """Whether a mention can be whom a verb acts on: "him", not "his" or "himself"."""
    return mention.kind != PRONOUN or mention.key in _OBJECTS


def _heard(scene: Scene, starting: dict[int, int], low: int, high: int) -> set[int]:
    found: set[int] = set()
    for at in range(low, high - 1):
        text = scene.lower[at]
        row = starting.get(at + 1)
        if row is None or scene.referents[row] < 0:
            continue
        mention = scene.mentions[row]
        if not _can_be_object(mention):
            continue
        if text in _TOWARDS:
            verbs = scene.lower[max(low, at - _BETWEEN) : at]
            heard = any(verb in _TURNING or (text == "to" and verb in SPEECH_VERBS) for verb in verbs)
        else:
            # a name behind the verb may be its subject ("asked Tom"): then it has none before it
            heard = text in _DIRECT and (mention.kind == PRONOUN or _has_subject(starting, low, at))
        if heard:
            found.add(scene.referents[row])
    return found


def _has_subject(starting: dict[int, int], low: int, verb: int) -> bool:
    """Whether some mention stands before the verb in its sentence."""
    return any(at in starting for at in range(low, verb))
