"""Characters found against a gold list of names: recognised, pure, split, and the map between the two.

Definitions, after Vishnubhotla et al. (2023), "Improving automatic quotation attribution in literary novels", and the
code published with it:

- A *name mention* of a gold character is a predicted mention of category PER whose shown text is one of the character's
  aliases, case and white space apart.
- *Recognised*: the share of gold characters with at least one name mention, of whatever kind (name, nominal).
- A *named cluster* is a predicted character, an entity that is no character, or a mention of which no entity is known,
  with at least one name mention that is a name proper (`PROP`). It is *pure* if all aliases among its names proper can
  belong to one gold character. *Purity*: pure clusters / named clusters.
- *Clusters per character*: pure clusters / gold characters that they stand for.

The published code also takes nominals ("the vicar") for names, and first joins clusters that share a name; this does
neither, so a name that is split over two clusters counts against a system. Gold entries such as `_group` and
`_unknowable` are no characters and are left out: with that, 94.4 % of the six novels' characters have a name that
occurs in the text at all, the figure known for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.normal import same_name
from fabula.story import Story

Cluster = tuple[str, int]
"""`("character", row)`; `("entity", number)` for an entity that is no character; `("mention", row)` for a mention of
which no entity is known, which is a cluster of its own."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Counts of one text; add them for several. `gold` holds listed characters only."""

    gold: int = 0
    recognised: int = 0
    clusters: int = 0
    pure: int = 0
    pure_characters: int = 0

    def __add__(self, other: Cast) -> Cast:
        return Cast(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def recognised_share(self) -> float:
        """Recognised gold characters out of all."""
        return self.recognised / self.gold if self.gold else 0.0

    @property
    def purity(self) -> float:
        """Pure clusters out of the named ones."""
        return self.pure / self.clusters if self.clusters else 0.0

    @property
    def clusters_per_character(self) -> float:
        """Pure clusters for each gold character that has one."""
        return self.pure / self.pure_characters if self.pure_characters else 0.0


@dataclass(frozen=True)
class Names:
    """The PER mentions of a story that could be names: how often each cluster is called what, by kind of mention."""

    proper: Mapping[Cluster, Counter[str]] = field(default_factory=dict)
    nominal: Mapping[Cluster, Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, story: Story) -> Names:
        """Collect them from the mentions layer; pronouns are no names."""
        table = story.layers["mentions"]
        kinds, categories = (table.layer.column(name).vocabulary for name in ("kind", "category"))
        found: dict[str, dict[Cluster, Counter[str]]] = {"PROP": {}, "NOM": {}}
        columns = (table[name].tolist() for name in ("start", "end", "kind", "category", "entity", "character"))
        for row, (start, end, kind, category, entity, character) in enumerate(zip(*columns, strict=True)):
            if categories[category] == "PER" and kinds[kind] in found:
                cluster = _cluster(row, entity, character)
                names = found[kinds[kind]].setdefault(cluster, Counter())
                names[same_name(story.shown(start, end))] += 1
        return cls(found["PROP"], found["NOM"])


def _cluster(row: int, entity: int, character: int) -> Cluster:
    if character >= 0:
        return "character", character
    return ("entity", entity) if entity >= 0 else ("mention", row)


def is_listed(name: str) -> bool:
    """Whether a gold entry is a character, not a label such as `_group`."""
    return not name.startswith("_")


def score(people: Sequence[tuple[str, ...]], names: Names) -> Cast:
    """Score a cast. `people` are the gold characters' aliases, the main name first."""
    owners = _owners(people)
    listed = [row for row, aliases in enumerate(people) if is_listed(aliases[0])]
    recognised: set[int] = set()
    for source in (names.proper, names.nominal):
        for called in source.values():
            recognised.update(*(owners[name] for name in called if name in owners))
    clusters = pure = 0
    pure_rows: list[set[int]] = []
    for called in names.proper.values():
        matched = [owners[name] for name in called if name in owners]
        if not matched:
            continue
        clusters += 1
        common = set.intersection(*matched)
        if common:
            pure += 1
            pure_rows.append(common)
    # An alias of two characters stands for whichever a less ambiguous cluster has not taken already.
    taken: set[int] = set()
    for rows in sorted(pure_rows, key=lambda rows: (len(rows), sorted(rows))):
        taken.add(min(rows - taken or rows))
    return Cast(len(listed), len(recognised), clusters, pure, len(taken))


def character_map(people: Sequence[tuple[str, ...]], names: Names) -> dict[int, int]:
    """The one predicted character of each gold character: the one with most name mentions; every other is wrong.

    Only names proper count first; gold characters without any (`A Barmaid`) are then mapped by nominals in the same
    way, among the predicted characters still free. A predicted character serves one gold character: where two want it,
    the one with more name mentions of it keeps it and the other takes its next best. Ties go to the earlier row.
    Gold characters with nothing left are not in the map.
    """
    mapped: dict[int, int] = {}
    used: set[int] = set()
    for source in (names.proper, names.nominal):
        wishes = []
        for (sort, predicted), called in source.items():
            if sort == "character":
                for gold, aliases in enumerate(people):
                    count = sum(called[alias] for alias in {same_name(alias) for alias in aliases})
                    if count and is_listed(aliases[0]):
                        wishes.append((-count, gold, predicted))
        # Both sides rank by the same count, so taking the greatest first is what the rule above comes to.
        for _, gold, predicted in sorted(wishes):
            if gold not in mapped and predicted not in used:
                mapped[gold] = predicted
                used.add(predicted)
    return mapped


def _owners(people: Sequence[tuple[str, ...]]) -> dict[str, set[int]]:
    """The gold characters that each alias can belong to."""
    owners: dict[str, set[int]] = {}
    for row, aliases in enumerate(people):
        if is_listed(aliases[0]):
            for alias in aliases:
                owners.setdefault(same_name(alias), set()).add(row)
    return owners
