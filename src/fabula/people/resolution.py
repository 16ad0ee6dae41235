"""Who every mention refers to, as the last step about people leaves it: what layers and exports are made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from fabula.people.entities import Entity
from fabula.people.mention_rows import MentionRow


@dataclass(slots=True)
class Resolution:
    """Every mention with its entity.

    rows: sorted by first word, then end. entity: per row, a number in `entities`; every row has one, if only to itself.
    confidence: per row, probability 0 to 1 that it belongs with the rest of its entity. entities: those of the cast
    first, with their numbers there, then places, vehicles and whoever is mentioned but no character. members: pairs of
    a group's entity and the entity of one whom it contains.
    """

    rows: list[MentionRow]
    entity: list[int]
    confidence: list[float]
    entities: list[Entity]
    members: list[tuple[int, int]] = field(default_factory=list)
