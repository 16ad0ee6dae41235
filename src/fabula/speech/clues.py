"""What the text around and inside each quotation says for and against each speaker, as costs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fabula.layers import Table
from fabula.people.entities import Entity, could_be
from fabula.people.mentions import NAME, NOMINAL, PRONOUN, Mention
from fabula.speech.attribution import Clues
from fabula.speech.tags import BEAT, EPITHET_TAG, LEAD, PRONOUN_TAG, WEAK, Cue
from fabula.speech.turns import Turns
from fabula.speech.vocatives import is_vocative, names_self
from fabula.text.tokens import Words

_TAGGED_OTHERWISE = 12.0
_PRONOUN_OTHERWISE = 2.0
_LED_OTHERWISE = 6.0
_EPITHET_OTHERWISE = 2.0
"""Cost of someone with a name where a noun is tagged that no name is known for yet."""
_CLEAR, _NOUN_OTHERWISE = 0.9, 3.0
"""How sure a noun in a tag has to be someone's to bind like a name; below, the cost of others if it were sure."""
_WRONG_GENDER = 8.0
_BEAT_OTHERWISE = 3.2
_LEAD_OTHERWISE = 1.0
_SELF_ADDRESS = 6.0
_SPOKEN_OF = 2.5
_ADDRESSED_BEFORE = -1.2
_PRESENCE = 0.9
"""Cost of being e times less present in a conversation than the most present."""
_UNNAMED = 0.8
"""Cost of having no name."""
_PRESENT_PARAGRAPHS = 6
"""Paragraphs before a conversation whose people are at hand in it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that attribution reads: the text's tokens, mentions with their entities, quotations with cues and turns."""

    words: Words
    lower: list[str]
    mentions: list[Mention]
    referents: Sequence[int]
    clear: Sequence[float]
    entities: list[Entity]
    quotes: Table
    cues: list[Cue]
    turns: Turns
    narrator: int


def addressed_by_name(scene: Scene) -> list[set[int]]:
    """Per quotation, the entities it addresses by name or noun."""
    found: list[set[int]] = [set() for _ in range(scene.quotes.rows)]
    first, end = scene.quotes["first_token"], scene.quotes["end_token"]
    for row, mention in enumerate(scene.mentions):
        quote = mention.quote
        if quote >= 0 and scene.referents[row] >= 0 and is_vocative(mention, scene.words, first[quote], end[quote]):
            found[quote].add(scene.referents[row])
    return found


def clues_of(scene: Scene, vocatives: list[set[int]], at_hand: Sequence[dict[int, float]]) -> list[Clues]:
    """The clues of every quotation."""
    clues = [Clues() for _ in range(scene.quotes.rows)]
    for row, (clue, cue) in enumerate(zip(clues, scene.cues, strict=True)):
        _from_cue(clue, cue, scene, at_hand[scene.turns.conversation[row]])
        heard = vocatives[row] | ({scene.referents[cue.hearer]} if cue.hearer >= 0 else set())
        for entity in heard:
            clue.costs[entity] = clue.costs.get(entity, clue.floor) + _SELF_ADDRESS
        before = scene.turns.before[row]
        if before >= 0 and not scene.turns.same_paragraph[row]:
            for entity in vocatives[before]:
                clue.costs[entity] = clue.costs.get(entity, clue.floor) + _ADDRESSED_BEFORE
    _from_inside(clues, scene, vocatives)
    _from_joints(clues, scene)
    _recency(clues, scene)
    return clues


def _recency(clues: list[Clues], scene: Scene) -> None:
    """How long each person has been out of the narration at each quotation."""
    last: dict[int, int] = {}  # each person's last paragraph, the one seen longest ago first
    row = 0
    mentions = scene.mentions
    first = scene.quotes["first_token"].tolist()
    for quote, clue in enumerate(clues):
        paragraph = scene.turns.paragraph[quote]
        cue = scene.cues[quote]
        while row < len(mentions) and mentions[row].first < first[quote]:
            if mentions[row].quote < 0 and scene.referents[row] >= 0:
                last.pop(scene.referents[row], None)
                last[scene.referents[row]] = int(scene.words.paragraph[mentions[row].first])
            row += 1
        for entity, seen in reversed(last.items()):
            if paragraph - seen >= _FORGOTTEN:
                break
            clue.recent[entity] = paragraph - seen
        if cue.mention >= 0 and scene.referents[cue.mention] >= 0:
            last.pop(scene.referents[cue.mention], None)
            last[scene.referents[cue.mention]] = paragraph
            clue.recent[scene.referents[cue.mention]] = 0


_FORGOTTEN = 12
"""Paragraphs after which it no longer matters how long someone has been out of the narration."""


def _from_cue(clue: Clues, cue: Cue, scene: Scene, at_hand: dict[int, float]) -> None:
    if cue.mention < 0:
        return
    mention, entity = scene.mentions[cue.mention], scene.referents[cue.mention]
    clarity = scene.clear[cue.mention]
    if mention.kind == PRONOUN and mention.person == 3:
        otherwise = {PRONOUN_TAG: _PRONOUN_OTHERWISE, BEAT: 0.7 * _BEAT_OTHERWISE}.get(cue.cue, 0.7 * _LEAD_OTHERWISE)
        weight = {PRONOUN_TAG: 1.0, BEAT: 0.4}.get(cue.cue, 0.15)
        for gender in ("he", "she"):
            if gender != mention.gender and mention.gender in ("he", "she"):
                clue.genders[gender] = _WRONG_GENDER * weight
        if scene.narrator >= 0:
            clue.costs[scene.narrator] = _TAGGED_OTHERWISE
        if entity >= 0:
            clue.floor = otherwise * (0.25 + 0.75 * clarity) * 0.6
            clue.costs[entity] = 0.0
        return
    if entity < 0:
        if cue.cue == EPITHET_TAG:
            _from_a_noun(clue, mention, scene)
        return
    clue.floor = {BEAT: _BEAT_OTHERWISE, LEAD: _LEAD_OTHERWISE}.get(cue.cue, _TAGGED_OTHERWISE)
    if cue.cue == EPITHET_TAG and scene.entities[entity].person is None:
        clue.floor = _EPITHET_OTHERWISE
        for other in at_hand:
            known = scene.entities[other]
            if known.person is not None and not could_be(mention.key, mention.gender, known):
                clue.costs[other] = _TAGGED_OTHERWISE
        if scene.narrator >= 0:
            clue.costs[scene.narrator] = _TAGGED_OTHERWISE  # who says I is no "the captain" a line later
    if cue.cue == EPITHET_TAG and scene.entities[entity].person is not None and clarity < _CLEAR:
        clue.floor = _NOUN_OTHERWISE * clarity  # the noun may well be someone else's
    if cue.led:
        clue.floor = _LED_OTHERWISE
    if cue.cue == BEAT and cue.after:
        clue.floor *= 0.6
    clue.costs[entity] = 0.0


def _from_a_noun(clue: Clues, mention: Mention, scene: Scene) -> None:
    """A noun for no one that is known tells at least the gender, and that it is not who says I."""
    for gender in ("he", "she"):
        if mention.gender in ("he", "she") and gender != mention.gender:
            clue.genders[gender] = _WRONG_GENDER
    if scene.narrator >= 0:
        clue.costs[scene.narrator] = _TAGGED_OTHERWISE


def _from_inside(clues: list[Clues], scene: Scene, vocatives: list[set[int]]) -> None:
    """A speaker seldom names himself, unless to say who he is."""
    first = scene.quotes["first_token"]
    for row, mention in enumerate(scene.mentions):
        quote, entity = mention.quote, scene.referents[row]
        if quote < 0 or entity < 0 or mention.kind != NAME or entity in vocatives[quote]:
            continue
        clue = clues[quote]
        cost = -3.0 if names_self(mention, scene.words, first[quote]) else _SPOKEN_OF
        clue.costs[entity] = clue.costs.get(entity, clue.floor) + cost


def _from_joints(clues: list[Clues], scene: Scene) -> None:
    """Where a quotation goes on with the one before, and where the two touch."""
    first, end = scene.quotes["first_token"].tolist(), scene.quotes["end_token"].tolist()
    utterance = scene.quotes["utterance"].tolist()
    texts = scene.words.texts
    for row in range(1, len(clues)):
        if not scene.turns.same_paragraph[row]:
            new_paragraph = scene.turns.paragraph[row] != scene.turns.paragraph[row - 1]
            clues[row].open_before = new_paragraph and utterance[row] == utterance[row - 1]
            continue
        low = first[row]
        while low < end[row] - 1 and not texts[low][0].isalnum():
            low += 1
        comma = texts[end[row - 1] - 1] == "," or (end[row - 1] > 1 and texts[end[row - 1] - 2] == ",")
        led = texts[first[row] - 1] in (",", ";", "—", "–", "--", "―")
        small = texts[low][0].islower()
        tagged = scene.cues[row - 1].after and scene.cues[row - 1].cue not in WEAK
        # "I would," he said, "if I could."
        clues[row].open_before = (comma and (small or led)) or (tagged and led and small)


def people_at_hand(scene: Scene) -> list[dict[int, float]]:
    """Per conversation, who may speak in it, and at what cost for being less present."""
    turns = scene.turns
    count = (turns.conversation[-1] + 1) if turns.conversation else 0
    found: list[dict[int, float]] = [{} for _ in range(count)]
    weight: list[Counter[int]] = [Counter() for _ in range(count)]
    for row, cue in enumerate(scene.cues):
        if cue.mention >= 0 and scene.referents[cue.mention] >= 0:
            weight[turns.conversation[row]][scene.referents[cue.mention]] += 2 if cue.cue in WEAK else 4
    spans: dict[int, list[int]] = defaultdict(list)
    for row, conversation in enumerate(turns.conversation):
        spans[conversation].append(turns.paragraph[row])
    by_paragraph: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, mention in enumerate(scene.mentions):
        entity = scene.referents[row]
        if entity >= 0 and (mention.kind != NOMINAL or mention.quote < 0):
            by_paragraph[int(scene.words.paragraph[mention.first])].append((entity, mention.quote))
    for conversation, paragraphs in spans.items():
        tally = weight[conversation]
        for paragraph in range(max(0, paragraphs[0] - _PRESENT_PARAGRAPHS), paragraphs[-1] + 2):
            near = 1.0 if paragraph >= paragraphs[0] else 0.5
            for entity, quote in by_paragraph.get(paragraph, ()):
                tally[entity] += near if quote < 0 else 0.15  # type: ignore[assignment]
        top = max(tally.values(), default=1.0)
        for entity, present in tally.items():
            cost = _PRESENCE * math.log(top / present) if present > 0 else 9.0
            if scene.entities[entity].person is None and not scene.entities[entity].narrator:
                cost += _UNNAMED
            found[conversation][entity] = min(cost, 6.0)
    return found
