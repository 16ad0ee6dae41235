"""The quotes layer: each quotation with its speaker, the mention that shows it, cue, kind, utterance and confidence."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from fabula.layers import Table
from fabula.people.cast import Cast
from fabula.speech.conversations import numbered
from fabula.speech.speakers import Spoken


def quotes_layer(quotes: Table, spoken: Spoken, cast: Cast, character_of: Sequence[int]) -> Table:
    """The quotes layer, filled: speaker, mention that shows them, cue, kind, utterance, conversation, confidence."""
    by_entity: dict[int, list[int]] = {}
    for row, entity in enumerate(spoken.referents):
        by_entity.setdefault(entity, []).append(row)
    firsts = {entity: [cast.mentions[row].first for row in rows] for entity, rows in by_entity.items()}
    speaker, mention, confidence = [], [], []
    for row, verdict in enumerate(spoken.verdicts):
        who = character_of[verdict.speaker] if verdict.speaker >= 0 else -1
        speaker.append(who)
        confidence.append(spoken.confidence[row] if who >= 0 else 0.0)
        cue = spoken.cues[row]
        if who < 0:
            mention.append(-1)
        elif cue.mention >= 0 and spoken.referents[cue.mention] == verdict.speaker:
            mention.append(cue.mention)
        else:
            mention.append(
                _nearest(by_entity.get(verdict.speaker), firsts.get(verdict.speaker), quotes["first_token"][row])
            )
    return quotes.with_columns(
        speaker=speaker,
        mention=mention,
        cue=[label if who >= 0 else 0 for label, who in zip(spoken.labels, speaker, strict=True)],
        kind=spoken.kinds,
        confidence=[round(value, 4) for value in confidence],
        utterance=_utterances(quotes["utterance"].tolist(), speaker),
        conversation=numbered(spoken.conversation),
    )


def _nearest(rows: list[int] | None, firsts: list[int] | None, token: int) -> int:
    """The mention that starts nearest to a token, the earlier of two as near."""
    if not rows or not firsts:
        return -1
    at = bisect.bisect_left(firsts, token)
    around = [place for place in (at - 1, at) if 0 <= place < len(firsts)]
    return rows[min(around, key=lambda place: (abs(firsts[place] - token), place))]


def _utterances(groups: list[int], speakers: list[int]) -> list[int]:
    """Utterance numbers: the rows of one group, divided where the speaker changes."""
    numbers: list[int] = []
    for row, group in enumerate(groups):
        same = row > 0 and group == groups[row - 1] and speakers[row] == speakers[row - 1]
        numbers.append(numbers[-1] if same else (numbers[-1] + 1 if numbers else 0))
    return numbers
