"""Tags that no one could take for speech, where the mark before them is lost: `, said Anne` and `! he cried`."""

from __future__ import annotations

import re

from fabula.text.speech_verbs import SPEECH_VERBS

_IRREGULAR = "said says asked told replied cried spoke sang swore quoth"
_PAST = "|".join(sorted({verb for verb in SPEECH_VERBS if verb.endswith("ed")} | {*_IRREGULAR.split()}))
_PRONOUN = r"(?:he|she|they|I|we)"
_TITLE = r"(?:Mrs?|Ms|Mme|Mlle|Messrs|Dr|St|Capt|Lieut|Lt|Col|Gen|Maj|Sgt|Rev|Prof)\."
_NAME = rf"(?:(?:{_TITLE}|[A-Z]\.|[A-Z][\w'’-]*)\s+){{0,3}}[A-Z][\w'’-]+"
_NOUN = r"(?:the|a|an|his|her|my|their|our|one|another)(?:\s+[\w'’-]+){1,2}"
_AFTER = r"(?=\s*[.,;!?—–―]|\s*--|\s*$|\s+(?:\w+ly|and|as|with|in|to|from|at|when|while)\b)"
_BEFORE = r"(?<=[,.!?…—–―-])\s+"
_SAID_FIRST = rf"(?:{_PAST})\s+(?:{_PRONOUN}|{_NAME}|{_NOUN})\b{_AFTER}"
_TAG = re.compile(
    rf"{_BEFORE}(?:{_SAID_FIRST}|(?:{_PRONOUN}|{_NAME})\s+(?:\w+ly\s+)?(?:{_PAST})(?=\s*[.;]|\s*--|\s*$|\s+(?:\w+ly|and)\b))"
)
_TAG_SAID_FIRST = re.compile(_BEFORE + _SAID_FIRST)
_SELF = r"I|me|my|My|we|We|us|our|Our|I['’]\w+|we['’]\w+"
_ADDRESS = r"you|You|your|Your|you['’]\w+|You['’]\w+|[Dd]on['’]t|[Cc]an['’]t|[Ww]on['’]t"
_ADDRESSED = re.compile(rf"\b(?:{_ADDRESS})\b|[!?]")
_SPOKEN = re.compile(rf"\b(?:{_SELF}|{_ADDRESS})\b|[!?]")
_SMALL_WORD = re.compile(r"\b[a-z]{4}")
_SENTENCE_END = re.compile(r"[.!?…][\s_]+(?=\w)")


def tag_in(text: str, low: int, high: int, *, said_first: bool = False) -> int:
    """Where the first bare tag of `[low, high)` begins, which is where what it tags has ended; -1 if there is none.

    `said_first`: only the verb first, as no one says it of someone else in passing.
    """
    found = (_TAG_SAID_FIRST if said_first else _TAG).search(text, low, high)
    return found.start() if found else -1


def begins_spoken(text: str, low: int, high: int, *, tagged: bool) -> bool:
    """Whether `[low, high)`, from a paragraph's start to a mark that nothing opened, is speech from its first word.

    One sentence with a tag is, whatever it says. Else its first sentence has to address someone, or ask or exclaim, or
    with a tag to speak of oneself; without one that may be the narrator.
    """
    first = _SENTENCE_END.search(text, low, high)
    if tagged and first is None:
        return True
    if not tagged and len(text[low:high].split()) > 1 and not _SMALL_WORD.search(text, low, high):
        return False  # the last line of a display
    return (_SPOKEN if tagged else _ADDRESSED).search(text, low, first.end() if first else high) is not None
