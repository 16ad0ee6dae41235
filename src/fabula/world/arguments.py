"""Who does what to whom, by grammar: the logical subjects and objects of every verb, also where they are understood.

Trees are Universal Dependencies. A subject that a clause lacks is its governor's: of coordinated verbs, of infinitives
and participles (controlled by the object if there is one), of clauses that modify a noun the noun itself. The subject
of a passive is what its verb is done to, and who stands in its by-phrase does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.layers import RELATIONS, UPOS_TAGS, XPOS_TAGS, Array, Table

AGENT, PATIENT = 0, 1
_VERB = UPOS_TAGS.index("VERB")
_NOMINAL = frozenset(UPOS_TAGS.index(tag) for tag in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"))
_PAST_PARTICIPLE = XPOS_TAGS.index("VBN")
_SUBJECTS = frozenset(RELATIONS.index(name) for name in ("nsubj", "nsubj:outer"))
_PASSIVE_SUBJECT, _PASSIVE_AUXILIARY, _BY = (RELATIONS.index(name) for name in ("nsubj:pass", "aux:pass", "obl:agent"))
_CLAUSES = frozenset(RELATIONS.index(name) for name in ("csubj", "csubj:outer", "csubj:pass", "expl"))
_OBJECT, _INDIRECT, _OBLIQUE, _CASE = (RELATIONS.index(name) for name in ("obj", "iobj", "obl", "case"))
_CONJ, _XCOMP, _ADVCL, _ACL, _MARK, _VOCATIVE = (
    RELATIONS.index(name) for name in ("conj", "xcomp", "advcl", "acl", "mark", "vocative")
)
_AUXILIARY, _COPULA = RELATIONS.index("aux"), RELATIONS.index("cop")
_WANTED = frozenset("want wish like expect desire intend mean prefer hate love need".split())
"""Verbs whose object before an infinitive is its subject and nothing else: "expected him to come"."""
_DEEP = 40
"""Verbs above one from which a subject may come: a guard against trees without end."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """Verbs with their arguments, by verb, then role, then argument: int32 [n] each.

    verb, argument: rows of `tokens`; role: AGENT or PATIENT. A verb without any is in `verbs` alone.
    """

    verbs: Array
    verb: Array
    role: Array
    argument: Array


def arguments(tokens: Table) -> Arguments:
    """The arguments of all verbs; whatever stands there, be it a person or not."""
    clauses = _Clauses(tokens)
    verbs = [row for row in np.flatnonzero(tokens["upos"] == _VERB).tolist() if not clauses.helps(row)]
    found = [
        (verb, role, argument)
        for verb in verbs
        for role, each in enumerate(clauses.arguments(verb))
        for argument in sorted(each)
    ]
    rows = np.array(found, dtype=np.int32).reshape(-1, 3)
    return Arguments(np.array(verbs, dtype=np.int32), rows[:, 0], rows[:, 1], rows[:, 2])


class _Clauses:
    """The words of a story by what hangs on them."""

    def __init__(self, tokens: Table) -> None:
        self.head, self.relation = tokens["head"].tolist(), tokens["relation"].tolist()
        self.upos, self.xpos = tokens["upos"].tolist(), tokens["xpos"].tolist()
        self.lemma, self.features = tokens["lemma"].tolist(), tokens["features"].tolist()
        self.below: dict[int, list[int]] = {}
        for row, head in enumerate(self.head):
            if head >= 0:
                self.below.setdefault(head, []).append(row)

    def arguments(self, verb: int) -> tuple[set[int], set[int]]:
        """Agents and patients of a verb."""
        subjects, passive = self._subjects(verb, 0)
        agents, patients = (set(), subjects) if passive else (subjects, set())
        objects = self._children(verb, (_OBJECT, _INDIRECT))
        if not (self.lemma[verb] in _WANTED and self._has(verb, _XCOMP)):
            patients = patients | self._with_joined(objects)
        if passive:
            agents = self._with_joined(self._doers(verb))
        if not subjects and not passive and "Mood=Imp" in self.features[verb]:
            agents = self._with_joined(self._children(verb, (_VOCATIVE,)))
        return agents, patients

    def helps(self, verb: int) -> bool:
        """Whether a verb is as good as a modal: "have to", "used to", "be going to" before an infinitive."""
        lemma = self.lemma[verb]
        if lemma not in ("have", "use", "go") or self._has(verb, _OBJECT) or not self._has(verb, _XCOMP):
            return False
        if lemma == "go" and "VerbForm=Part" not in self.features[verb] and "VerbForm=Ger" not in self.features[verb]:
            return False
        return any(self._has(clause, _MARK) for clause in self._children(verb, (_XCOMP,)))

    def _subjects(self, verb: int, depth: int) -> tuple[set[int], bool]:
        """The grammatical subjects of a verb, its own or understood, and whether it is passive."""
        own = self._children(verb, _SUBJECTS)
        suffers = self._children(verb, (_PASSIVE_SUBJECT,))
        passive = bool(suffers) or self._has(verb, _PASSIVE_AUXILIARY)
        if own or suffers:
            return self._with_joined([*own, *suffers]), passive
        if depth >= _DEEP or any(self.relation[row] in _CLAUSES for row in self.below.get(verb, ())):
            return set(), passive
        head, relation = self.head[verb], self.relation[verb]
        participle = self.xpos[verb] == _PAST_PARTICIPLE and not self._helped(verb)
        if relation == _CONJ and head >= 0 and self.upos[head] != _VERB:
            return (self._subjects(head, depth + 1)[0] if self._is_predicate(head) else set()), passive
        if relation == _CONJ and head >= 0:
            subjects, like = self._subjects(head, depth + 1)
            return subjects, passive or (participle and like)
        if relation == _XCOMP and head >= 0:
            return self._controllers(verb, head, depth), passive or participle
        if relation == _ADVCL and head >= 0:
            return self._subjects(head, depth + 1)[0], passive or participle
        if relation == _ACL and head >= 0:
            return {head}, passive or participle
        return set(), passive

    def _controllers(self, verb: int, head: int, depth: int) -> set[int]:
        """Who does what an infinitive or participle says: the governor's object, else its subject."""
        objects = self._children(head, (_OBJECT, _INDIRECT))
        if objects and self.upos[head] == _VERB:
            return self._with_joined([row for row in objects if row < verb] or objects)
        return self._subjects(head, depth + 1)[0]

    def _doers(self, verb: int) -> list[int]:
        """Those in a passive's by-phrase."""
        found = self._children(verb, (_BY,))
        for row in self._children(verb, (_OBLIQUE,)):
            if any(self.relation[each] == _CASE and self.lemma[each] == "by" for each in self.below.get(row, ())):
                found.append(row)
        return found

    def _helped(self, verb: int) -> bool:
        """Whether auxiliaries of its own stand with a participle: "had gone" is active."""
        return self._has(verb, _AUXILIARY)

    def _is_predicate(self, word: int) -> bool:
        return self._has(word, _COPULA)

    def _children(self, word: int, relations: Sequence[int] | frozenset[int]) -> list[int]:
        return [row for row in self.below.get(word, ()) if self.relation[row] in relations]

    def _has(self, word: int, relation: int) -> bool:
        return any(self.relation[row] == relation for row in self.below.get(word, ()))

    def _with_joined(self, rows: Sequence[int]) -> set[int]:
        """Words and those coordinated with them: "Anne and her brother" are two."""
        found = set(rows)
        for row in rows:
            found.update(
                each
                for each in self.below.get(row, ())
                if self.relation[each] == _CONJ and self.upos[each] in _NOMINAL and not self._children(each, _SUBJECTS)
            )
        return found
