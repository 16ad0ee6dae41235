"""Clauses beside quotations by their syntax: which words are verbs, whose they are, what governs a quotation."""

from __future__ import annotations

import numpy as np

from fabula.layers import Table
from fabula.vocabularies import RELATIONS, UPOS_TAGS, XPOS_TAGS

_VERBAL = frozenset(UPOS_TAGS.index(tag) for tag in ("VERB", "AUX", "X"))
_FINITE = frozenset(XPOS_TAGS.index(tag) for tag in ("VBD", "VBZ", "VBP"))
_BARE = XPOS_TAGS.index("VB")
_PARTICIPLE = XPOS_TAGS.index("VBG")
_ADVERBIAL = RELATIONS.index("advcl")
_ADJECTIVE = UPOS_TAGS.index("ADJ")
_ASIDE = frozenset(UPOS_TAGS.index(tag) for tag in ("ADV", "ADP", "PART"))
_SUBJECTS = tuple(RELATIONS.index(name) for name in ("nsubj", "nsubj:outer", "nsubj:pass"))
_SHARED = frozenset(RELATIONS.index(name) for name in ("conj", "xcomp", "advcl", "aux", "cop"))
"""Relations of a verb to one whose subject is its own too, where it has none."""
_CHAIN = 5


class Clauses:
    """Looks up in the parse of one text what the words around a quotation are to each other."""

    def __init__(self, tokens: Table) -> None:
        """Take the tokens layer, parsed."""
        self._upos: list[int] = tokens["upos"].tolist()
        self._xpos: list[int] = tokens["xpos"].tolist()
        self._head: list[int] = tokens["head"].tolist()
        self._relation: list[int] = tokens["relation"].tolist()
        subjects = np.flatnonzero(np.isin(tokens["relation"], _SUBJECTS))[::-1]
        self._subject: dict[int, int] = dict(
            zip(tokens["head"][subjects].tolist(), subjects.tolist(), strict=True)
        )  # the first subject of a verb that has several

    def is_verb(self, token: int) -> bool:
        """Whether a word is a verb here ("an answer" has none)."""
        return self._upos[token] in _VERBAL

    def is_finite(self, token: int) -> bool:
        """Whether a word is a verb in the past or present, which can have a subject."""
        return self._upos[token] in _VERBAL and self._xpos[token] in _FINITE

    def is_bare(self, token: int) -> bool:
        """Whether a word is a verb's base form, as after "to", "did" and "heard her"."""
        return self._xpos[token] == _BARE

    def is_participle(self, token: int) -> bool:
        """Whether a word is a verb in -ing."""
        return self._xpos[token] == _PARTICIPLE

    def is_aside(self, token: int) -> bool:
        """Whether a word is an adverb or particle ("put in", "went on")."""
        return self._upos[token] in _ASIDE

    def is_adjective(self, token: int) -> bool:
        """Whether a word is an adjective."""
        return self._upos[token] == _ADJECTIVE

    def head(self, token: int) -> int:
        """The word that a word depends on, or -1."""
        return self._head[token]

    def depends_on(self, verb: int) -> int:
        """The word that a verb's adverbial clause ("as she came") depends on; -1 if its clause is none."""
        return self._head[verb] if verb >= 0 and self._relation[verb] == _ADVERBIAL else -1

    def is_subject(self, token: int) -> bool:
        """Whether a word is the subject of some verb."""
        return self._relation[token] in _SUBJECTS

    def subject_of(self, verb: int) -> int:
        """The word that is a verb's subject, or that of the verb it is joined to; -1 if it has none."""
        for _ in range(_CHAIN):
            subject = self._subject.get(verb, -1)
            if subject >= 0:
                return subject
            if self._relation[verb] not in _SHARED or self._head[verb] < 0:
                return -1
            verb = self._head[verb]
        return -1
