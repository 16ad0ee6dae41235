"""Wrong links of mentions to read by hand: what a mention was given, and what it should be, in context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evaluation.links import Judged
from evaluation.quotes import context
from evaluation.sets.litbank import Mention


def passages(name: str, text: str, judged: Sequence[Judged]) -> list[str]:
    """One passage for each mention that was found and is wrong or alone, in order; `judged` are all of the text's."""
    called = _names(text, [one.mention for one in judged])

    def shown(row: int, before: Mention) -> str:
        if row < 0:
            return "nothing"
        other = judged[row].mention
        away = before.span[0] - other.span[0]
        return f"{_words(text, other)!r} of {called[other.entity]!r}, {away} characters before"

    made = []
    for one in judged:
        if one.verdict in ("wrong", "alone"):
            mention = one.mention
            kind = f"{mention.kind} {one.person}".strip()
            where = "quoted" if one.quoted else "narration"
            made.append(
                f"{name[:40]} {mention.span} {kind}, {where}, {one.confidence:.2f}: {_words(text, mention)!r}\n"
                f"    given  {shown(one.given, mention)}\n"
                f"    should {shown(one.wanted, mention)} (it is {called[mention.entity]!r})\n"
                f"    {context(text, mention.span)}"
            )
    return made


def spread(passages: Sequence[str], most: int) -> list[str]:
    """At most so many of them, evenly over all."""
    if len(passages) <= most:
        return list(passages)
    return [passages[row * len(passages) // most] for row in range(most)]


def _names(text: str, mentions: Sequence[Mention]) -> dict[int, str]:
    """What each entity is called: its most frequent name, else nominal, else pronoun; the longer one on a tie."""
    called: dict[int, dict[str, Counter[str]]] = {}
    for mention in mentions:
        kinds = called.setdefault(mention.entity, {"PROP": Counter(), "NOM": Counter(), "PRON": Counter()})
        kinds[mention.kind][_words(text, mention)] += 1
    names = {}
    for entity, kinds in called.items():
        words = next(words for words in kinds.values() if words)
        names[entity] = max(words, key=lambda each: (words[each], len(each), each))
    return names


def _words(text: str, mention: Mention) -> str:
    return " ".join(text[slice(*mention.span)].split())
