"""Coreference over a whole story: what the linker needs of its mentions, and entities from its scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from fabula.model.linker import Linker
from fabula.people.candidates import candidates, first_needed
from fabula.people.cast import Cast
from fabula.people.cluster_entities import resolution_of
from fabula.people.clusters import cluster
from fabula.people.contrasts import Side, ranks, sides
from fabula.people.link_confidence import confidences
from fabula.people.mention_facts import FIRST_PERSON, Array, Facts, Voices, facts_of
from fabula.people.mention_inputs import mention_inputs
from fabula.people.mention_rows import PERSON, FoundEntities, MentionRow, head_words, mention_rows, unsound
from fabula.people.mentions import NAME, NOMINAL
from fabula.people.pair_features import pair_features
from fabula.people.resolution import Resolution

VECTOR = 128
"""Numbers that the encoder keeps of a mention."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The mentions of a story as the linker sees them: rows, facts, the encoder's vectors [m, 128] float16, heads."""

    rows: list[MentionRow]
    facts: Facts
    vectors: Array
    head_words: list[str]
    sides: list[frozenset[Side]]
    """What nouns with their adjectives say that tells people apart."""


def prepare(made: Mapping[str, Any]) -> Prepared:
    """From what the steps up to the speakers have made."""
    cast, spoken, lower, tokens, entities = (made[name] for name in ("cast", "spoken", "lower", "tokens", "entities"))
    heads = head_words(entities.first, entities.end, tokens["head"])
    found = FoundEntities(entities.first, entities.end, entities.category, entities.kind, entities.confidence, heads)
    tags = [cue.mention for cue in spoken.cues]
    given = made["given mentions"] is not None
    left_out = set() if given else unsound(cast.mentions, found, made["quote of token"])
    rows = mention_rows(cast.mentions, found, frozenset(tags), left_out, only_found=given)
    row_of = {row.followed: number for number, row in enumerate(rows) if row.followed >= 0}
    ruled = ruled_entities(lower, rows, spoken.referents)
    clear = [spoken.clear[row.followed] if row.followed >= 0 else 0.5 for row in rows]
    # what the rules only guess from nearness is for the linker to say
    guessed = [row.kind == NOMINAL and sure <= _GUESSED for row, sure in zip(rows, clear, strict=True)]
    ruled = [-1 if guess else entity for guess, entity in zip(guessed, ruled, strict=True)]
    voices = Voices(
        [verdict.speaker for verdict in spoken.verdicts], spoken.addressees, [row_of.get(tag, -1) for tag in tags]
    )
    facts = facts_of(rows, tokens, lower, made["quote of token"], cast.mentions, cast.entities, ruled, clear, voices)
    vectors = np.zeros((len(rows), VECTOR), dtype=np.float16)
    known = facts.found >= 0
    vectors[known] = entities.vectors[facts.found[known]]
    return Prepared(rows, facts, vectors, [lower[head] for head in facts.head.tolist()], _sides(rows, lower))


def _sides(rows: Sequence[MentionRow], lower: Sequence[str]) -> list[frozenset[Side]]:
    none: frozenset[Side] = frozenset()
    said = {NOMINAL: sides, NAME: ranks}
    return [said[row.kind](lower[row.first : row.end][:_DESCRIPTION]) if row.kind in said else none for row in rows]


_DESCRIPTION = 5
"""Words of a phrase that may describe who it means."""


def link(prepared: Prepared, cast: Cast, linker: Linker) -> Resolution:
    """Who every mention refers to, by the linker."""
    facts = prepared.facts
    every = candidates(facts)

    def features(low: int, high: int) -> tuple[Array, Array, Array]:
        about, kinds = pair_features(facts, np.arange(low, high), every[low:high])
        return every[low:high], about, kinds

    since = first_needed(every)
    scores = linker.score(prepared.vectors, prepared.head_words, mention_inputs(facts), features, since)
    lows = np.cumsum([0, *(len(each) for each in scores)]).tolist()
    scored = ((every[low : low + len(each)], each) for low, each in zip(lows[:-1], scores, strict=True))
    found = cluster(facts, prepared.head_words, prepared.sides, scored, cast.entities, cast.narrator)
    resolution = resolution_of(prepared.rows, facts, found, cast.entities, cast.narrator)
    return replace(
        resolution, confidence=confidences(linker.calibration, facts.kind.tolist(), found.opens(), found.probability)
    )


_GUESSED = 0.5


def referents_of(resolution: Resolution, mentions: int) -> tuple[list[int], list[float]]:
    """Per mention of the rules the entity that a resolution gives it and how likely that is; -1 for those left out."""
    referents, clear = [-1] * mentions, [0.0] * mentions
    for row, entity, sure in zip(resolution.rows, resolution.entity, resolution.confidence, strict=True):
        if row.followed >= 0:
            referents[row.followed], clear[row.followed] = entity, sure
    return referents, clear


def with_speakers(resolution: Resolution, facts: Facts, speakers: Sequence[int], sure: Sequence[float]) -> Resolution:
    """The resolution with every "I" in a quotation on its speaker. `speakers`, `sure`: per quotation, entity or -1."""
    entity, confidence = list(resolution.entity), list(resolution.confidence)
    for row in np.flatnonzero((facts.pronoun == FIRST_PERSON) & (facts.quote >= 0)).tolist():
        quote = int(facts.quote[row])
        if speakers[quote] >= 0 and sure[quote] >= _SURE:
            entity[row], confidence[row] = speakers[quote], sure[quote]
    return replace(resolution, entity=entity, confidence=confidence)


def renamed(resolution: Resolution, into: Mapping[int, int]) -> Resolution:
    """The resolution with entities taken for others."""
    members = sorted({(into.get(group, group), into.get(one, one)) for group, one in resolution.members})
    return replace(resolution, entity=[into.get(one, one) for one in resolution.entity], members=members)


_SURE = 0.5
"""Probability of a speaker from which "I" is theirs."""


def ruled_entities(lower: Sequence[str], rows: Sequence[MentionRow], referents: Sequence[int]) -> list[int]:
    """Per row the entity that the rules take it for; a name that only the encoder finds is whoever bears it.

    Someone bears a name if the rules give it to them four times of five.
    """
    seen: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.followed >= 0 and referents[row.followed] >= 0 and row.kind == NAME and row.category == PERSON:
            seen[tuple(lower[row.first + row.within : row.end])][referents[row.followed]] += 1
    best = {form: counts.most_common(1)[0] for form, counts in seen.items()}
    bearers = {form: entity for form, (entity, count) in best.items() if 5 * count >= 4 * seen[form].total()}
    return [
        referents[row.followed]
        if row.followed >= 0
        else bearers.get(tuple(lower[row.first + row.within : row.end]), -1)
        if row.kind == NAME and row.category == PERSON
        else -1
        for row in rows
    ]
