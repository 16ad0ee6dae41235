"""What the mentions of each entity come to: how often, from where to where, by which names, nouns and pronouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from fabula.document import Document
from fabula.people.entities import Entity
from fabula.people.entity_names import description, entity_name
from fabula.people.mention_rows import PERSON
from fabula.people.mentions import NAME, NOMINAL
from fabula.people.resolution import Resolution
from fabula.text.tokens import Words

_SEEN = 8
"""Mentions that make someone without a name and without a line a character,"""
_DESCRIBED = 3
"""if so many of them are no pronouns."""
_NOUNS = 3
"""Nouns that stand for the aliases of someone without a name."""


@dataclass(slots=True)
class Profile:
    """One entity's. order: the row of the first mention. first, last: code points; all -1 without any mention."""

    order: int = -1
    first: int = -1
    last: int = -1
    count: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    nouns: list[str] = field(default_factory=list)
    pronouns: Counter[str] = field(default_factory=Counter)

    @property
    def reach(self) -> tuple[int, int]:
        """Where the first mention starts and the last ends."""
        return self.first, self.last

    def name(self, narrator: bool) -> str:
        """The canonical name."""
        return entity_name(self.forms, self.nouns, next(iter(self.pronouns), ""), narrator)

    def aliases(self) -> list[tuple[str, int]]:
        """The names with their counts, most used first; without a name, the commonest nouns."""
        listed = self.forms or Counter(dict(Counter(self.nouns).most_common(_NOUNS)))
        return sorted(listed.items(), key=lambda item: (-item[1], item[0]))

    def is_character(self, entity: Entity, lines: int) -> bool:
        """Whether someone is worth a row: the narrator, everyone with a name or a line, whoever is seen often.

        A group is none unless it speaks as one, under a name; nor is who has a line but is "he" or "she" at best, and
        hardly seen.
        """
        if entity.category != PERSON or not self.count:
            return False
        if entity.several:
            return bool(self.forms) and lines > 0
        if entity.narrator or (entity.person is not None and self.forms):
            return True
        described = self.forms.total() + len(self.nouns)
        if lines > 0 and (described or self.count >= _SEEN):
            return True
        return self.count >= _SEEN and described >= _DESCRIBED


def profiles_of(
    document: Document, words: Words, resolution: Resolution, into: Mapping[int, int] | None = None
) -> list[Profile]:
    """Per entity, its profile. into: entities whose mentions count as another's."""
    profiles = [Profile() for _ in resolution.entities]
    starts, ends = words.start.tolist(), words.end.tolist()
    into = into or {}
    for number, (row, entity) in enumerate(zip(resolution.rows, resolution.entity, strict=True)):
        profile, start, end = profiles[into.get(entity, entity)], starts[row.first], ends[row.end - 1]
        if not profile.count:
            profile.order, profile.first = number, start
        profile.count += 1
        profile.last = max(profile.last, end)
        if row.kind in (NAME, NOMINAL):
            text = " ".join(document.shown(starts[row.first + row.within], end).split())
            if row.kind == NAME:
                profile.forms[text] += 1
            else:
                profile.nouns.append(description(text))
        else:
            pronoun = words.texts[row.first]
            profile.pronouns[pronoun if pronoun == "I" else pronoun.lower()] += 1
    return profiles


def names_of(profiles: list[Profile], entities: list[Entity], told_apart: list[int]) -> list[str]:
    """What each entity is called. told_apart: those whose description gets a number where it is not the first.

    In order of first mention: "the boy", "the boy (2)".
    """
    called = [profile.name(entity.narrator) for profile, entity in zip(profiles, entities, strict=True)]
    seen: Counter[str] = Counter()
    for number in sorted(told_apart, key=lambda n: profiles[n].order):
        seen[called[number]] += 1
        if seen[called[number]] > 1:
            called[number] += f" ({seen[called[number]]})"
    return called
