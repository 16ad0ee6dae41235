"""What people do and what is done to them: the arguments of verbs that are mentions of people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fabula.layers import ENTITY_CATEGORIES, RELATIONS, UPOS_TAGS, Array, Table
from fabula.people.mention_rows import head_words
from fabula.world.arguments import arguments

_PERSON = ENTITY_CATEGORIES.index("PER")
_PRONOUN, _NUMBER, _DETERMINER = (UPOS_TAGS.index(tag) for tag in ("PRON", "NUM", "DET"))
_RELATIVE = RELATIONS.index("acl:relcl")
_ANYONE = frozenset(
    "who whom whoever whomever nobody none somebody someone anybody anyone everybody everyone no-one one another other "
    "others himself herself themselves myself yourself ourselves yourselves each".split()
)
"""Pronouns for people that are seldom mentions of anyone: as arguments they count, though nobody is meant."""
_DEEP = 20


@dataclass(frozen=True, slots=True)
class Deeds:
    """Verbs with the people in them, by verb, then role: int32 [n] each.

    verb, argument: rows of `tokens`; role: AGENT or PATIENT; mention: a row of `mentions`, -1 for nobody in
    particular. `verbs`: all verbs, also those without people.
    """

    verbs: Array
    verb: Array
    role: Array
    argument: Array
    mention: Array


def deeds(tokens: Table, mentions: Table) -> Deeds:
    """What people do and what is done to them."""
    found = arguments(tokens)
    of_head = mention_of_head(tokens, mentions)
    lemmas, upos = tokens["lemma"].tolist(), tokens["upos"].tolist()
    kept, whom = [], []
    for place, word in enumerate(found.argument.tolist()):
        row = of_head.get(_antecedent(word, tokens), -1)
        counts = row >= 0 and mentions["category"][row] == _PERSON
        if counts or (row < 0 and lemmas[word].lower() in _ANYONE and upos[word] in (_PRONOUN, _NUMBER, _DETERMINER)):
            kept.append(place)
            whom.append(row)
    return Deeds(found.verbs, found.verb[kept], found.role[kept], found.argument[kept], np.array(whom, dtype=np.int32))


def mention_of_head(tokens: Table, mentions: Table) -> dict[int, int]:
    """By head word the mention that it is the head of; of several, the longest."""
    heads = head_words(mentions["first_token"], mentions["end_token"], tokens["head"])
    length = (mentions["end_token"] - mentions["first_token"]).tolist()
    made: dict[int, int] = {}
    for row, head in enumerate(heads.tolist()):
        if head not in made or length[row] > length[made[head]]:
            made[head] = row
    return made


def _antecedent(word: int, tokens: Table) -> int:
    """The noun that a relative pronoun stands for; any other word itself."""
    if "PronType=Rel" not in tokens["features"][word]:
        return word
    clause = int(tokens["head"][word])
    for _ in range(_DEEP):
        if clause < 0:
            return word
        if tokens["relation"][clause] == _RELATIVE:
            return int(tokens["head"][clause])
        clause = int(tokens["head"][clause])
    return word
