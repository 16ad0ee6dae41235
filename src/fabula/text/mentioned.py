"""Words in quotation marks that no one says: scare quotes, titles, words as words; told apart by what stands around."""

from __future__ import annotations

import re

from fabula.text.speech_verbs import SPEECH_VERBS, THOUGHT_VERBS

_INSIDE_END = re.compile(r"[.,!?;:…—–―-][\s'\"“”‘’»«‹›)\]]*$")
_MARKS = "\"“”„‟″'‘’‚‛`´«»‹› \u00a0\u200a\u202f"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = frozenset("a an the of in on at to for and or nor but by with from de la le du von".split())
_INTRODUCING = frozenset(
    "the a an this that these those his her its my your our their some any of in by to as for with from called named "
    "termed entitled titled dubbed styled known nicknamed labelled labeled christened spelled spelt read reading "
    "signed marked inscribed word words phrase term name title sign letters date motto heading".split()
)
"""Words that lead to a noun or a name, not to a speech."""
_NAMING = frozenset("call calls called calling".split())
"""Verbs that speak, but before words in marks more often give a name."""
_PERFORMING = frozenset(
    "read reads reading sing sings sang sung singing recite recites recited reciting hum hums hummed humming whistle "
    "whistles whistled whistling write writes wrote written writing spell spells spelled spelt".split()
)
"""Verbs that speak, but before words in marks that run on more often give a title or a word."""
_HELD = frozenset("a an the this that these those his her its my your our their so-called".split())
"""Words right before a noun, which marks then hold at arm's length."""
_NEAR = 200
"""Characters before a mark that are looked at; a whole book may be one paragraph."""
_CAPITAL = re.compile(r"\s+[A-Z]")
_PUT_SO = re.compile(
    r"\bas (?:[^\W_]+(?:['’-][^\W_]+)* ){1,4}"
    r"(?:call|calls|called|express|expresses|expressed|phrase|phrased|put|puts|term|termed) (?:it|them|him|her),$"
)
"""`As he would have put it,`: before words that he uses, not before words that he says here."""
_STOPS = re.compile(r"[.!?](?:\s|$)")
_RUNS_ON = re.compile(r"\s+[a-z]")
_VERBS = SPEECH_VERBS | THOUGHT_VERBS


def is_mentioned_not_spoken(text: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether the marked `[start, end)` of the paragraph `[low, high)` is mentioned, not spoken.

    Spoken words begin their paragraph, or follow a stop, a comma, a colon or a dash, or end with punctuation of their
    own; a title or a word held at arm's length is short and runs on in the sentence around it.
    """
    inner = text[start:end].strip(_MARKS)
    words = _WORD.findall(inner)
    if not words:
        return True
    before = text[max(low, start - _NEAR) : start].rstrip()
    pointed = _INSIDE_END.search(text[start:end].rstrip(_MARKS) or " ") is not None
    last = _last_word(before) if before and before[-1].isalpha() else ""
    if last in _HELD and len(words) <= 4 and (not pointed or (inner[-1] in ",." and words[0][0].islower())):
        return True
    if tag_follows(text, end, high) and not (inner[-1] == "." and before and _CAPITAL.match(text, end, high)):
        return False
    if _PUT_SO.search(before) and len(words) <= 6 and words[0][0].islower():
        return True
    runs_on = not pointed and _RUNS_ON.match(text, end, high) is not None
    if not before:
        return runs_on and len(words) <= 4
    if before[-1] in ",:;.!?…—–―-([" or before[-1] in _MARKS:
        return runs_on and len(words) <= 6 and before[-1] in ",—–―-" and words[0][0].islower()
    last = _last_word(before)
    if last in _NAMING:
        return len(words) <= 6 and inner[-1] not in "!?"
    titled = len(words) > 1 and all(word[0].isupper() or word in _SMALL for word in words) and inner[-1] not in "!?"
    if last in _PERFORMING and (runs_on or titled):
        return len(words) <= 6
    if last in _VERBS:
        # speech begins with a capital; a few small words at a verb's heels are what someone is said to have said
        return words[0][0].islower() and len(words) <= 6
    if len(words) > 6:
        # a small letter runs on in the narrator's sentence, unless a speech just before was broken off
        return words[0][0].islower() and not any(mark in before[-60:] for mark in _MARKS[:-5])
    if not pointed:
        return True
    # the printer's rule puts commas and stops inside: then small letters, a determiner or a title's capitals tell
    if inner[-1] not in ".,":
        return False
    return titled or words[0][0].islower() or last in _INTRODUCING


def goes_on_after(text: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether the marked `[start, end)` goes on with the speech `[low, high)`, broken off within the same sentence."""
    between = text[high:start]
    if len(between) > _NEAR or _INSIDE_END.search(text[low:high].rstrip(_MARKS)) or _last_word(between) in _INTRODUCING:
        return False
    return _STOPS.search(between) is None and _INSIDE_END.search(text[start:end].rstrip(_MARKS)) is not None


def looks_spoken(text: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether a span in marks other than the story's own is speech: it stands like speech and ends like it."""
    inner = text[start:end].strip(_MARKS)
    if not inner or not _INSIDE_END.search(inner):
        return False
    before = text[max(low, start - _NEAR) : start].rstrip()
    stands = not before or before[-1] in ",:" or _last_word(before) in _VERBS
    return stands or tag_follows(text, end, high)


def _last_word(text: str) -> str:
    found = _WORD.findall(text[-24:])
    return found[-1].casefold() if found else ""


def tag_follows(text: str, end: int, high: int) -> bool:
    """Whether one of the next three words, in the same sentence, is a verb of speech or thought with a subject."""
    stretch = re.split(r"[.!?\"“”«»]", text[end : min(high, end + 60)], maxsplit=1)[0]
    words = _WORD.findall(stretch.casefold())[:3]
    for place, word in enumerate(words):
        if word in _NO_SUBJECT:
            return False
        if word in _VERBS and not word.endswith("ing"):
            return place > 0 or word in SPEECH_VERBS
    return False


_NO_SUBJECT = frozenset("and or but which that to of in on at for with by from as than".split())
"""Words that no speech tag begins with."""
