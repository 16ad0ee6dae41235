"""Lemmas as edits: from a word's form to its lemma by taking letters off its end and putting others there.

Chrupała 2006. `l3|y` means: in lower case, take off three letters, add "y" (`ponies`: `pony`). The encoder scores
edits. A lexicon made of the treebanks that it was trained on decides for forms seen there, WordNet's exceptions for
other irregular forms; for the rest the likeliest edit is taken that makes a word that WordNet knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from fabula.model.classes import classes, irregular
from fabula.model.pieces import plain_marks
from fabula.model.scores import Float

_CASES: dict[str, Callable[[str], str]] = {"l": str.lower, "k": str, "t": str.capitalize}
"""In lower case; as it stands; with a capital only at its start."""
_NAMES = ("NNP", "NNPS")
_INFLECTED = {
    "NNS": "n",
    "VBD": "v",
    "VBG": "v",
    "VBN": "v",
    "VBZ": "v",
    "JJR": "a",
    "JJS": "a",
    "RBR": "r",
    "RBS": "r",
}
"""Penn tags of inflected forms, and WordNet's letter for the part of speech; other forms are their own lemmas."""
_TRIED = 8
"""Edits of a form not in the lexicon that are tried, likeliest first."""
_CACHED = 200_000


def edit(form: str, lemma: str) -> str:
    """The shortest edit that makes `lemma` of `form`; lower case is preferred, then the form as it stands."""
    found: list[tuple[int, int, str]] = []
    for order, (case, change) in enumerate(_CASES.items()):
        base = change(form)
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        size = len(base) - same + len(lemma) - same
        found.append((size, order, f"{case}{len(base) - same}|{lemma[same:]}"))
    return min(found)[2]


def apply(edit: str, form: str) -> str:
    """The lemma that an edit makes of a form; the form in lower case where the edit takes off more than there is."""
    head, _, added = edit.partition("|")
    base = _CASES[head[0]](form)
    taken = int(head[1:])
    if taken > len(base) or (taken == len(base) and not added):
        return form.lower()
    return base[: len(base) - taken] + added


class Lemmatizer:
    """Decides on lemmas. `lexicon`: by form in lower case, space, Penn tag: numbers of the edits seen, of that form."""

    def __init__(self, edits: Sequence[str], lexicon: Mapping[str, Sequence[int]]) -> None:
        self._edits, self._lexicon = edits, lexicon
        self._decided: dict[tuple[str, str], str] = {}

    def lemmas(self, words: Sequence[str], tags: Sequence[str], scores: Float) -> list[str]:
        """Lemmas of n words with their Penn tags; `scores` float32 [n, edits]. None is empty."""
        made = []
        for row, key in enumerate(zip(words, tags, strict=True)):
            lemma = self._decided.get(key)
            made.append(self._decide(*key, scores[row]) if lemma is None else lemma)
        return made

    def _decide(self, word: str, tag: str, scores: Float) -> str:
        lemma = self._settled(word, tag)
        if lemma is not None:
            if len(self._decided) >= _CACHED:
                self._decided.clear()
            self._decided[word, tag] = lemma
            return lemma
        form = plain_marks(word)
        seen = () if tag in _NAMES else self._lexicon.get(f"{form.lower()} {tag}", ())
        if seen:
            return apply(self._edits[max(seen, key=lambda number: (scores[number], -number))], form.lower())
        best = np.argsort(-scores, kind="stable")[:_TRIED].tolist()
        if tag in _NAMES:
            return apply(self._edits[best[0]], form)
        for number in best:
            lemma = apply(self._edits[number], form.lower())
            nouns, verbs = classes().get(lemma, ((), ()))
            if nouns if tag == "NNS" else verbs if tag.startswith("VB") else len(lemma) > 2 and lemma != form.lower():
                return lemma
        return apply(self._edits[best[0]], form.lower())

    def _settled(self, word: str, tag: str) -> str | None:
        """The lemma where no score is asked: one edit seen, an irregular form, or a form that is its own lemma."""
        form = plain_marks(word)
        lower = form.lower()
        if not any(character.isalpha() for character in form):
            return form
        if tag in _NAMES:
            return None
        seen = self._lexicon.get(f"{lower} {tag}", ())
        if len(seen) == 1:
            return apply(self._edits[seen[0]], lower)
        if seen:
            return None
        if tag not in _INFLECTED:
            return form if tag == "ADD" else lower
        return irregular().get((lower, _INFLECTED[tag]))
