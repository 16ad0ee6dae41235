"""What the scorer of speakers is given: mentions, quotations, candidates and moves of a whole story, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fabula.layers import Table
from fabula.model.speaker_scorer import SpeakerInputs
from fabula.people.linking import Prepared
from fabula.people.mention_inputs import mention_inputs
from fabula.people.resolution import Resolution
from fabula.speech.clues import Scene, addressed_by_name, clues_of, people_at_hand
from fabula.speech.quotation_inputs import move_table, quotation_table
from fabula.speech.speaker_candidates import Pairs, speaker_candidates
from fabula.speech.speaker_features import Attributes, pair_table


@dataclass(frozen=True, slots=True)
class Weighed:
    """A story's quotations with everyone who may say them.

    vocatives: per quotation whom it addresses by name or noun. at_hand: per conversation, who may speak in it at what
    cost. cue_rows: per quotation the mention of its cue, a row of the linker's, or -1.
    """

    scene: Scene
    vocatives: list[set[int]]
    at_hand: list[dict[int, float]]
    cue_rows: list[int]
    pairs: Pairs
    inputs: SpeakerInputs


def weighed(scene: Scene, prepared: Prepared, resolution: Resolution, tokens: Table) -> Weighed:
    """The candidates of every quotation, and what the scorer is told of them.

    `scene`: with the entities of `resolution`.
    """
    facts = prepared.facts
    row_of = {row.followed: number for number, row in enumerate(resolution.rows) if row.followed >= 0}
    cue_rows = [row_of.get(cue.mention, -1) if cue.mention >= 0 else -1 for cue in scene.cues]
    vocatives, at_hand = addressed_by_name(scene), people_at_hand(scene)
    clues = clues_of(scene, vocatives, at_hand)
    pairs = speaker_candidates(
        facts, resolution.entity, scene.entities, scene.quotes, cue_rows, at_hand, scene.turns.conversation
    )
    known = Attributes(
        scene, facts, resolution.entity, resolution.confidence, cue_rows, tokens, vocatives, at_hand, clues
    )
    first, end = scene.quotes["first_token"], scene.quotes["end_token"]
    inputs = SpeakerInputs(
        vectors=prepared.vectors,
        head_words=prepared.head_words,
        inputs=mention_inputs(facts),
        quoted=[scene.lower[low:high] for low, high in zip(first.tolist(), end.tolist(), strict=True)],
        own=quotation_table(scene, at_hand),
        order=np.argsort(np.concatenate([facts.first, first]), kind="stable"),
        quotes=pairs.quotes.astype(np.int64),
        mentions=pairs.mentions.astype(np.int64),
        features=pair_table(known, pairs),
        moves=move_table(scene, [clue.open_before for clue in clues]),
    )
    return Weighed(scene, vocatives, at_hand, cue_rows, pairs, inputs)
