"""The people of a text before anyone is heard: their mentions, and the entities that names and nouns refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fabula.layers import Table
from fabula.people.entities import Entity, entities_of, link_nominals, tells_in_first_person
from fabula.people.exact_cast import sorted_to, with_aliases
from fabula.people.given_cast import GivenCast, settle, with_listed_names
from fabula.people.identity import identify
from fabula.people.mentions import Mention, find_mentions
from fabula.people.names import find_names
from fabula.people.pronoun_sets import gender_of_set
from fabula.text.tokens import Words


@dataclass(slots=True)
class Cast:
    """Mentions in order; per mention the entity that its name or noun refers to (-1: none yet); and the entities.

    narrator: the entity of the first-person narrator, or -1. given: the cast that the user gives.
    """

    mentions: list[Mention]
    linked: list[int]
    entities: list[Entity]
    narrator: int
    given: GivenCast | None
    made: dict[tuple[int, str], int] = field(default_factory=dict)
    """Entities made while resolving: by the entity whose kin they are, or -1, and the noun."""


def find_cast(
    words: Words,
    lower: list[str],
    paragraphs: Table,
    quote_of: Sequence[int],
    starts_sentence: npt.NDArray[np.bool_],
    given: GivenCast | None = None,
    named_as: Sequence[int] | None = None,
    seeds: Sequence[tuple[str, ...]] = (),
) -> Cast:
    """Find the people of a text, and stick to those that are given.

    `named_as`: per token, the code of the category of the name that it stands in, -1 for none. `seeds`: names known
    from elsewhere to be one person's each; they make no one whom the text does not name.
    """
    names = find_names(words, paragraphs, np.array(quote_of) >= 0, starts_sentence, named_as)
    if given is not None:
        names = (with_aliases if given.exact else with_listed_names)(names, words, quote_of, given)
    people, owner = identify(names, lower, seeds)
    if given is not None and given.exact:
        people, owner = sorted_to(given, people, owner, names, words)
    elif given is not None:
        people, owner = settle(given, people, names, words)
    mentions = find_mentions(words, names, quote_of)
    entities = entities_of(people, owner, mentions, lower)
    for number, entry in zip(given.entity, given.entries, strict=True) if given is not None else ():
        if number >= 0 and entry.pronouns:
            gender = gender_of_set(entry.pronouns)
            # Of pronouns that are none of the usual ones the rules know that they are neither his nor hers.
            entities[number].gender = "they" if gender == "other" else gender
            entities[number].gender_confidence = 1.0
    linked = link_nominals(mentions, owner, people, entities, lower)
    narrator = -1
    if tells_in_first_person(mentions, sum(quote < 0 for quote in quote_of)):
        narrator = len(entities)
        entities.append(Entity(None, narrator=True))
    return Cast(mentions, linked, entities, narrator, given)
