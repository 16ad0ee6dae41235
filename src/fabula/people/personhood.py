"""Which names are people's, since ships, towns and books have names too.

Told by what stands around them, and by what the encoder takes them for, over all their places in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fabula.layers import ENTITY_CATEGORIES
from fabula.people.lexicon import KIN, PLACE_NOUNS, PLACE_PREPOSITIONS
from fabula.people.name_span import NameSpan
from fabula.people.nicknames import bearers
from fabula.text.speech_verbs import SPEECH_VERBS, THOUGHT_VERBS

PERSON = ENTITY_CATEGORIES.index("PER")
_READ = 3
"""What the encoder's word counts for or against, each time it gives it."""
_KNOWN = 3_000
"""Bearers that make a word a known given name."""
_HUMAN_VERBS = (
    SPEECH_VERBS
    | THOUGHT_VERBS
    | frozenset(
        "looked turned smiled nodded laughed sighed shrugged stood sat rose walked ran stopped paused glanced "
        "stared gazed frowned blushed wept felt knew saw heard took gave put held opened shut went came could "
        "began wanted tried shook bowed leaned leant raised lifted watched waited hesitated "
        "remembered followed looks turns smiles nods laughs sighs shrugs stands sits walks stops pauses glances "
        "stares frowns feels knows sees hears takes gives puts holds goes comes wants tries shakes leans "
        "raises watches waits".split()
    )
)


def people_among(spans: Sequence[NameSpan], texts: list[str], named_as: Sequence[int] | None = None) -> frozenset[str]:
    """The keys of the names that are people's; other names are left out.

    `named_as`: per token, the code of the category (layers.ENTITY_CATEGORIES) of the name it stands in, -1 for none.
    """
    for_person: Counter[str] = Counter()
    against: Counter[str] = Counter()
    count = Counter(span.key for span in spans)
    words_of = {span.key: span.words for span in spans}
    size = len(texts)
    words = {word for span in spans for word in span.words}
    own_names = {span.words[-1] for span in spans if span.titles}
    for span in spans:
        key = span.key
        before = texts[span.first - 1].lower() if span.first else ""
        after = texts[span.end].lower() if span.end < size else ""
        after_next = texts[span.end + 1].lower() if span.end + 1 < size else ""
        if named_as is not None and named_as[span.end - 1] >= 0:
            (for_person if named_as[span.end - 1] == PERSON else against)[key] += _READ
        if span.titles:
            for_person[key] += 5
        if any(len(word) == 2 and word[1] == "." for word in span.words):
            for_person[key] += 3
        if before in SPEECH_VERBS and before not in ("called", "calls"):
            for_person[key] += 2
        if after in _HUMAN_VERBS:
            for_person[key] += 4 if after in SPEECH_VERBS else 2
        if before in ("with", "by", "told", "asked") or (
            before == "and" and span.first > 1 and texts[span.first - 2] in own_names
        ):
            for_person[key] += 1
        if after == "," and after_next == "who":
            for_person[key] += 3
        if after in ("'s", "’s", "'", "’") and after_next in _BODY:
            for_person[key] += 2
        if (
            span.quoted
            and (before in (",", "“", '"', "‘", "'") or not before)
            and after in (",", "!", "?", ".", "”", '"', "’")
        ):
            for_person[key] += 1
        if before == "the":
            against[key] += 3
        if before in _BEFORE_SEVERAL and _singulars(span.words[-1]) & words:
            against[key] += 4  # "the Hales"
        elif before in PLACE_PREPOSITIONS:
            against[key] += 3 if before in ("in", "near") else 1
        elif before in ("at", "of"):
            against[key] += 1
        given_first = len(span.words) > 1 and bearers(span.words[0].lower()) > _KNOWN
        if named_as is None or named_as[span.end - 1] != PERSON or not given_first:  # else "Andy Green"
            if after in PLACE_NOUNS and texts[span.end][0].isupper():
                against[key] += 4
            if span.words[-1].lower() in PLACE_NOUNS and len(span.words) > 1:
                against[key] += 4
    people = set()
    for key, seen in count.items():
        known = bearers(words_of[key][0].lower())
        prior = 3.0 if known > 20_000 else 2.0 if known > _KNOWN else 1.0 if known else 0.0
        # a name that stands where places stand must show more than that people bear it too
        evidence = prior * (min(seen, 3) if against[key] < 3 else 1) + for_person[key]
        if evidence > 1.3 * against[key] and evidence >= (1 if seen < 4 else 0.15 * seen):
            people.add(key)
    # "Davis" and "Beachfield Davis" are names where "Mr. Beachfield Davis" is one
    own = {word for key in people for word in words_of[key]}
    people |= {
        key for key in count if own.issuperset(words_of[key]) and for_person[key] + min(count[key], 2) >= against[key]
    }
    return frozenset(people)


_BEFORE_SEVERAL = frozenset(
    "the these those two three four five six seven both all many several other some few no young old little".split()
)


def _singulars(word: str) -> frozenset[str]:
    """What a word may be the plural of; nothing if it has no such ending."""
    return frozenset(word.removesuffix(end) for end in ("s", "es") if word.endswith(end) and len(word) > 3)


_BODY = (
    frozenset(
        "eyes face hand hands head voice arm arms heart mind lips hair shoulder shoulders mouth feet foot fingers "
        "brow cheek cheeks mother father brother sister wife husband son daughter friend breath gaze smile".split()
    )
    | KIN.keys()
)
