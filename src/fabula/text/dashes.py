"""Speech set off by dashes: a paragraph that opens with a dash is spoken, but for the tag inside it."""

from __future__ import annotations

import re

from fabula.text.speech_verbs import SPEECH_VERBS

_OPENING = re.compile(r"[^\S\n]*(?:[―—–]|--|-(?=[\s\w]))[^\S\n]*(?=[\w'‘’“\"«¿¡…(.])")
_LATER = re.compile(r"(?<=[.!?…,])[^\S\n]+―[^\S\n]*(?=\w)")
_IRREGULAR = frozenset("said told spoke sang swore began went quoth broke put cut".split())
_SAID = "|".join(sorted(verb for verb in SPEECH_VERBS if not verb.endswith("ing")))
_PAST = "|".join(sorted(verb for verb in SPEECH_VERBS if verb.endswith("ed") or verb in _IRREGULAR))
_SHORT = r"[A-Z]\.|(?:Mrs?|Ms|Mme|Mlle|Messrs|Dr|St|Capt|Lieut|Lt|Col|Gen|Maj|Sgt|Rev|Prof)\."
_LEADING = "the|a|an|his|her|my|their|our|old|young|little|one|another|other|of|de|von"
_NAME = rf"(?:(?:{_SHORT}|[A-Z][\w'’-]*|{_LEADING})\s+){{0,5}}"
_NO_NAME = (
    "to|of|in|into|on|upon|at|for|from|with|by|and|or|nor|but|not|no|me|you|ye|thou|thee|us|him|them|that|this|these|"
    "those|what|which|when|where|how|why|so|as|if|than|then|all|more|again|up|out|down|away"
)
_SUBJECT = rf"(?:(?:he|she|they|it|I|we|who|someone|somebody)\b|(?!(?:{_NO_NAME})\b){_NAME}[A-Z]?[\w.'’-]+)"
_TAG = re.compile(rf"(?<=[,.!?…—–―-])\s+(?:(?:{_SAID})\s+{_SUBJECT}|{_SUBJECT}\s+(?:\w+ly\s+|had\s+)?(?:{_PAST}))\b")
_TAG_END = re.compile(r"[.,;:!?…]|\s[—–―]|$")
_SPOKEN = re.compile(
    r"\b(?:I|me|my|you|your|we|us|our|I['’]\w+|you['’]\w+|we['’]\w+|"
    r"You|Your|You['’]\w+|[Dd]on['’]t|[Cc]an['’]t|[Ww]on['’]t)\b|[!?]"
)


def uses_dashes(text: str, paragraphs: list[tuple[int, int]]) -> list[bool]:
    """For each paragraph: whether it opens with a dash as speech does."""
    return [
        (match := _OPENING.match(text, start, end)) is not None
        and end - match.end() > 1
        and text[end - 1] not in "―—–-"
        for start, end in paragraphs
    ]


def dash_spans(text: str, paragraphs: list[tuple[int, int]], chosen: list[bool]) -> list[list[tuple[int, int]]]:
    """The spoken stretches of each chosen paragraph: from the dash to the tag, and what is spoken after the tag."""
    found: list[list[tuple[int, int]]] = []
    for (start, end), wanted in zip(paragraphs, chosen, strict=True):
        spans: list[tuple[int, int]] = []
        if wanted:
            openings = [match.start() for match in _LATER.finditer(text, start, end)]
            opening = _OPENING.match(text, start, end)
            if opening:
                openings.insert(0, start)
            for number, low in enumerate(openings):
                high = openings[number + 1] if number + 1 < len(openings) else end
                while text[low].isspace():
                    low += 1
                spans += _speech(text, low, high)
        found.append(spans)
    return found


def _speech(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Split one dash-led stretch around its tags."""
    spans: list[tuple[int, int]] = []
    at = low
    opening = _OPENING.match(text, low, high)
    while at < high:
        # "— Who said that?": what follows the dash itself is speech, not a tag
        tag = _TAG.search(text, opening.end() if opening and not spans else at, high)
        # past the first tag the speaker is known: only one that breaks into a sentence is a tag again
        while tag is not None and spans and text[tag.start() - 1] != ",":
            tag = _TAG.search(text, tag.start() + 1, high)
        if tag is None:
            spans.append((at, high))
            break
        spans.append((at, tag.start()))
        stop = _TAG_END.search(text, tag.end(), high)
        at = stop.end() if stop else high
        rest = text[at:high].strip()
        # after a full stop, only words of address show that the speech goes on and the story does not
        resumed = stop is not None and stop.group() in (",", ";", ":")
        if not rest or not (resumed or _SPOKEN.search(rest)):
            break
        at += len(text[at:high]) - len(text[at:high].lstrip())
    return [(start, start + len(text[start:end].rstrip())) for start, end in spans if text[start:end].strip()]
