"""Whom the mentions of our own stories refer to: one character, or a group of several.

A gold mention of one character is right if the story has a mention of exactly its span on the character that the gold
one is mapped to (`inquote.score`). One of a group is right if the story has a mention of exactly its span whose entity
is a group with a member for each of the characters meant; `exact` wants no other character among the members.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluation import inquote
from evaluation.inquote import Resolved
from evaluation.report import Figure
from evaluation.sets.examples import Example
from evaluation.shown import Shown
from evaluation.spans import Span
from fabula.layers import MENTION_KINDS
from fabula.story import Story


@dataclass(frozen=True, slots=True)
class Groups:
    """Sums over gold mentions of groups: all, right, and right with exactly these characters."""

    total: int = 0
    right: int = 0
    exact: int = 0

    def __add__(self, other: Groups) -> Groups:
        return Groups(self.total + other.total, self.right + other.right, self.exact + other.exact)

    @property
    def share(self) -> float:
        """Right out of all."""
        return self.right / self.total if self.total else 0.0

    @property
    def share_exact(self) -> float:
        """The same, no other character being among the members."""
        return self.exact / self.total if self.total else 0.0


@dataclass(frozen=True)
class Referents:
    """What was measured on one story. `groups` is None if it has no such gold mentions, or no layer of members."""

    kinds: Mapping[str, Resolved] = field(default_factory=dict)
    groups: Groups | None = None
    not_in_text: tuple[str, ...] = ()
    """Contexts that do not occur exactly once; mentions in them count as missed."""

    def of(self) -> Resolved:
        """Mentions of one character, of all kinds."""
        return sum(self.kinds.values(), Resolved())


def score(example: Example, shown: Shown, story: Story, mapped: Mapping[int, int]) -> Referents:
    """Score a story's mentions; `mapped` gives the predicted character of a row of the gold people."""
    singles: dict[str, list[tuple[Span, int]]] = {kind: [] for kind in MENTION_KINDS}
    groups: list[tuple[Span, frozenset[int]]] = []
    lost = []
    for number, mention in enumerate(example.mentions):
        if shown.text.count(mention.context) == 1:
            start = shown.text.index(mention.context) + mention.offset
            span = shown.source(start, start + len(mention.text))
        else:  # an impossible span stands for a mention that cannot be found
            lost.append(mention.context)
            span = (len(story.text) + number, len(story.text) + number)
        if mention.group:
            groups.append((span, frozenset(mention.who)))
        else:
            singles[mention.kind].append((span, mention.who[0]))
    return Referents(
        {kind: inquote.score(story.text, gold, story, mapped) for kind, gold in singles.items()},
        score_groups(groups, story, mapped) if groups and "members" in story.layers else None,
        tuple(dict.fromkeys(lost)),
    )


def score_groups(gold: Sequence[tuple[Span, frozenset[int]]], story: Story, mapped: Mapping[int, int]) -> Groups:
    """Score gold mentions of groups, each a span and rows of the gold people, against the layer of members."""
    table, people, members = (story.layers[name] for name in ("mentions", "characters", "members"))
    character_of = {entity: row for row, entity in enumerate(people["entity"].tolist())}
    holds: dict[int, set[int]] = {}
    for group, member in zip(members["group"].tolist(), members["member"].tolist(), strict=True):
        holds.setdefault(group, set()).add(character_of.get(member, -1))
    columns = (table[name].tolist() for name in ("start", "end", "entity"))
    meant = {inquote.stripped(story.text, (start, end)): entity for start, end, entity in zip(*columns, strict=True)}
    right = exact = 0
    for span, who in gold:
        wanted = {mapped[row] for row in who if row in mapped}
        held = holds.get(meant.get(inquote.stripped(story.text, span), -1), set())
        if len(wanted) == len(who) and wanted <= held:
            right += 1
            exact += held - {-1} == wanted
    return Groups(len(gold), right, exact)


def figures(some: Sequence[Referents]) -> list[Figure]:
    """Figures over all stories, micro; none where no story has gold mentions."""
    every = sum((one.of() for one in some), Resolved())
    groups = [one.groups for one in some if one.groups is not None]
    made = []
    if every.total:
        made = [
            Figure("examples.mentions", "mentions of one character right, micro", every.share),
            Figure("examples.mentions.same_end", "the same, same end", every.share_same_end),
        ]
        for kind in MENTION_KINDS:
            of_kind = sum((one.kinds.get(kind, Resolved()) for one in some), Resolved())
            if of_kind.total:
                made.append(Figure(f"examples.mentions.{kind}", f"the same, {kind}", of_kind.share))
        total = sum(groups, Groups())
        made += [
            Figure("examples.groups", "mentions of groups right, micro", total.share if groups else None),
            Figure("examples.groups.exact", "the same, nobody else in them", total.share_exact if groups else None),
        ]
    return made
