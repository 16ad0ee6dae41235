"""What is known of each quotation with each candidate mention: place, grammar, tag, address, turns, presence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from fabula.layers import RELATIONS, UPOS_TAGS, Table
from fabula.people.mention_facts import PRONOUN_CLASSES, Array, Facts
from fabula.people.mentions import NAME, NOMINAL, PRONOUN
from fabula.speech.attribution import Clues
from fabula.speech.clues import Scene
from fabula.speech.manner import Manners
from fabula.speech.speaker_candidates import Pairs
from fabula.speech.tags import BEAT, EPITHET_TAG, LEAD, PRONOUN_TAG, TAG, WEAK
from fabula.speech.vocatives import names_self
from fabula.text.speech_verbs import SPEECH_VERBS

_CUES = (TAG, PRONOUN_TAG, EPITHET_TAG, BEAT, LEAD)
_WORDS = np.array([1, 2, 3, 5, 8, 13, 25, 50, 100, 250, 600])
_PARAGRAPHS = np.array([-1, 0, 1, 2, 3, 5, 9])
_BETWEEN = np.array([1, 2, 3, 5, 8, 14])
_TOGETHER = 20_000
"""Pairs whose features are made at once."""
_FAR = 150
"""Quotations beyond which a tag is as good as none."""
_RECENT = np.log1p(np.arange(13)).tolist()
_LOGS = [0.0, *(np.log(np.arange(1, _FAR + 1)) / np.log(_FAR)).tolist()]
_TURNS = 6
"""Turns since or until someone's next tag that are told apart; more are as none."""
_VERBS = [UPOS_TAGS.index("VERB"), UPOS_TAGS.index("AUX")]
_SUBJECT = RELATIONS.index("nsubj")
_OBJECTS = [RELATIONS.index(each) for each in ("obj", "iobj", "obl")]
_SAID = [RELATIONS.index(each) for each in ("parataxis", "ccomp")]
_ROOT = RELATIONS.index("root")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What features are made from: the scene, the linker's mentions, and the words' grammar.

    cue_row: per quotation the mention of its cue, a row of `facts`, or -1. entity: per mention.
    """

    scene: Scene
    facts: Facts
    entity: Sequence[int]
    sure: Sequence[float]
    cue_row: Sequence[int]
    tokens: Table
    vocatives: list[set[int]]
    at_hand: Sequence[dict[int, float]]
    clues: Sequence[Clues]


def pair_table(made: Attributes, pairs: Pairs) -> Array:
    """float32 [p, PAIR_FEATURES]."""
    rows = np.zeros((len(pairs.quotes), PAIR_FEATURES), dtype=np.float32)
    _fill_people(rows, made, pairs)
    speaks = np.array([word in SPEECH_VERBS for word in made.scene.lower], dtype=bool)
    roots = _outward(made.tokens["head"], made.scene.quotes)
    for low in range(0, len(rows), _TOGETHER):
        own = slice(low, low + _TOGETHER)
        q, m = pairs.quotes[own], pairs.mentions[own]
        rows[own, _PERSON_FEATURES:] = np.concatenate([_place(made, q, m), _grammar(made, q, m, speaks, roots)], axis=1)
    return rows


def _steps(values: Array, bounds: Array) -> Array:
    made: Array = np.eye(len(bounds) + 1, dtype=np.float32)[np.searchsorted(bounds, values, side="right")]
    return made


def _place(made: Attributes, q: Array, m: Array) -> Array:
    """Where mentions `m` stand, seen from quotations `q`."""
    f = made.facts
    words = made.scene.words
    start, end = made.scene.quotes["first_token"][q], made.scene.quotes["end_token"][q]
    first, last = f.first[m], f.end[m]
    before, after = last <= start, first >= end
    apart = np.where(before, start - last, np.where(after, first - end, 0))
    paragraph = np.array(made.scene.turns.paragraph, dtype=np.int64)[q]
    paragraphs = paragraph - f.paragraph[m]
    quote_of = f.quote[m]
    turn_before = np.array([*made.scene.turns.before, -1], dtype=np.int64)[q]
    # mentions of people between, by order among the pairs of the quotation
    between = np.abs(m - np.searchsorted(f.first, start).astype(np.int64))
    sentences = _words_sentence(made)[np.minimum(start, len(words) - 1)] - f.sentence[m]
    after_sentences = f.sentence[m] - _words_sentence(made)[np.maximum(end - 1, 0)]
    columns = [
        before, after, quote_of == q, (quote_of >= 0) & (quote_of != q), (quote_of >= 0) & (quote_of == turn_before),
        (paragraphs == 0) & before, (paragraphs == 0) & after,
        before & (sentences == 0), before & (sentences == 1), after & (after_sentences <= 0),
        after & (after_sentences == 1), (paragraphs == 1) & (quote_of < 0),
    ]  # fmt: skip
    return np.concatenate(
        [
            np.stack(columns, axis=1).astype(np.float32),
            _steps(apart, _WORDS),
            _steps(paragraphs, _PARAGRAPHS),
            _steps(between, _BETWEEN),
            (np.log1p(apart)[:, None] / 6.0).astype(np.float32),
        ],
        axis=1,
    )


def _words_sentence(made: Attributes) -> Array:
    """int32 per word: its sentence."""
    column: Array = made.tokens["sentence"]
    return column


def _grammar(made: Attributes, q: Array, m: Array, speaks: Array, roots: Array) -> Array:
    """What mentions `m` are in their clauses, and how those stand to quotations `q`.

    `speaks`: per word, whether it is a verb of speech. `roots`: per quotation, the word outside that it hangs on.
    """
    f, tokens = made.facts, made.tokens
    start, end = made.scene.quotes["first_token"][q], made.scene.quotes["end_token"][q]
    parent = f.parent[m]
    has = parent >= 0
    upos, relation, heads = tokens["upos"], tokens["relation"], tokens["head"]
    verb = has & np.isin(upos[parent], _VERBS)
    said = has & speaks[parent]
    above = np.where(has, heads[parent], -1)
    in_quote = (above >= start) & (above < end)
    # a word of the quotation that hangs on the mention's verb: the clause that is said
    down = np.zeros(len(q), dtype=bool)
    down[:] = has & (roots[q] == parent)
    distance = np.where(parent < start, start - 1 - parent, parent - end)
    close = has & (distance <= 2) & (distance >= 0)
    opens = np.concatenate([[True], f.paragraph[1:] != f.paragraph[:-1]])[m]
    leads = np.concatenate([[True], f.sentence[1:] != f.sentence[:-1]])[m]
    relation_of = f.relation[m]
    columns = [
        f.kind[m] == NAME, f.kind[m] == NOMINAL, f.kind[m] == PRONOUN,
        f.pronoun[m] == PRONOUN_CLASSES.index("i"), f.pronoun[m] == PRONOUN_CLASSES.index("he"),
        f.pronoun[m] == PRONOUN_CLASSES.index("she"), f.pronoun[m] == PRONOUN_CLASSES.index("they"),
        f.form[m] == 2, f.determiner[m] == 2, f.determiner[m] == 4,
        f.subject[m], relation_of == _SUBJECT, np.isin(relation_of, _OBJECTS), verb, said, said & f.subject[m],
        said & close, verb & close & f.subject[m], close, in_quote, in_quote & f.subject[m], down, down & f.subject[m],
        has & np.isin(relation[parent], _SAID) & f.subject[m], has & (relation[parent] == _ROOT) & f.subject[m],
        opens, leads, f.joined[m] >= 0,
    ]  # fmt: skip
    sure = np.array(made.sure, dtype=np.float32)[m]
    return np.concatenate([np.stack(columns, axis=1).astype(np.float32), sure[:, None]], axis=1)


def _outward(heads: Array, quotes: Table) -> Array:
    """Per quotation the word outside it that a word of it hangs on, the last such; -1 if there is none."""
    made = np.full(quotes.rows, -1, dtype=np.int64)
    for row, (low, high) in enumerate(zip(quotes["first_token"].tolist(), quotes["end_token"].tolist(), strict=True)):
        own = heads[low:high]
        outside = own[(own >= 0) & ((own < low) | (own >= high))]
        if len(outside):
            made[row] = outside[-1]
    return made


def _fill_people(rows: Array, made: Attributes, pairs: Pairs) -> None:
    """Put into `rows` what is known of the person whom the mention means, seen from the quotation."""
    scene = made.scene
    tags = _Tags(made)
    named = _named(made)
    lines = tags.lines
    most = max(lines.values(), default=1)
    following = _following(scene)
    first, end = scene.quotes["first_token"].tolist(), scene.quotes["end_token"].tolist()
    manners = Manners([scene.lower[low:high] for low, high in zip(first, end, strict=True)], tags.said)
    nobody: set[int] = set()
    for quote in range(len(pairs.bounds) - 1):
        own = pairs.of(quote, quote + 1)
        cue, row = scene.cues[quote], made.cue_row[quote]
        cued = made.entity[row] if row >= 0 else -1
        heard = scene.referents[cue.hearer] if cue.hearer >= 0 else -1
        pronoun = (
            scene.mentions[cue.mention].gender
            if cue.mention >= 0 and scene.mentions[cue.mention].kind == PRONOUN
            else ""
        )
        before, after = scene.turns.before[quote], following[quote]
        clue, at_hand = made.clues[quote], made.at_hand[scene.turns.conversation[quote]]
        known: dict[int, list[float]] = {}
        for place in range(own.start, own.stop):
            entity = int(pairs.entities[place])
            values = known.get(entity)
            if values is None:
                one = scene.entities[entity]
                gender = one.gender
                cost = clue.against(entity, gender)
                back, ahead = tags.around(quote, entity)
                hand = at_hand.get(entity, 6.0)
                recent = _RECENT[min(clue.recent.get(entity, 12), 12)]
                values = [
                    min(15.0, hand + 0.5 * recent + cost),
                    min(6.0, hand) / 3.0,
                    float(entity in at_hand),
                    recent / 2.5,
                    float(entity in made.vocatives[quote]),
                    float(before >= 0 and entity in made.vocatives[before]),
                    float(after >= 0 and entity in made.vocatives[after]),
                    float(entity in named[quote][0]),
                    float(entity in named[quote][1]),
                    float(bool(pronoun) and gender == pronoun),
                    float(bool(pronoun) and bool(gender) and gender != pronoun),
                    float(bool(pronoun) and not gender),
                    float(entity == scene.narrator),
                    float(one.person is not None),
                    float(entity == cued),
                    float(entity == heard),
                    log1p(lines.get(entity, 0)) / 4.0,
                    lines.get(entity, 0) / most,
                    min(12.0, cost) / 6.0,
                    float(entity in tags.conversation(quote)),
                    *[float(entity == cued and cue.cue == kind) for kind in _CUES],
                    *[float(back == step) for step in range(1, _TURNS)],
                    *[float(ahead == step) for step in range(1, _TURNS)],
                    float(back == 0), float(ahead == 0),
                    float(manners.known(entity)), min(3.0, max(-3.0, manners.fit(quote, entity))),
                    float(entity in (named[before][0] if before >= 0 else nobody)),
                    float(entity in (named[after][0] if after >= 0 else nobody)),
                    *tags.apart(quote, entity),
                ]  # fmt: skip
                known[entity] = values
            rows[place, : len(values)] = values
            if row >= 0 and pairs.mentions[place] == row:
                rows[place, len(values)] = 1.0
                rows[place, len(values) + 1 + _CUES.index(cue.cue)] = 1.0


_PERSON_FEATURES = 20 + len(_CUES) + 2 * (_TURNS - 1) + 2 + 6 + 1 + len(_CUES)


class _Tags:
    """Who is named in a tag, turn by turn."""

    def __init__(self, made: Attributes) -> None:
        scene = made.scene
        self.turn: list[int] = []
        for row in range(scene.quotes.rows):
            new = not scene.turns.same_paragraph[row]
            self.turn.append((self.turn[-1] if self.turn else -1) + new)
        self._conversation = scene.turns.conversation
        self._by_conversation: dict[int, dict[int, list[int]]] = {}
        self.said: dict[int, list[int]] = {}
        for row, cue in enumerate(scene.cues):
            at = made.cue_row[row]
            if at >= 0 and cue.cue not in WEAK:
                entity = made.entity[at]
                self.said.setdefault(entity, []).append(row)
                self._by_conversation.setdefault(self._conversation[row], {}).setdefault(entity, []).append(row)

        self.lines = {entity: len(rows) for entity, rows in self.said.items()}

    def apart(self, quote: int, entity: int) -> tuple[float, float]:
        """How many quotations ago someone's last tag was, and how many hence the next is; logarithms, at most 1."""
        rows = self.said.get(entity, [])
        place = bisect_left(rows, quote)
        back = quote - rows[place - 1] if place else _FAR
        later = place + (place < len(rows) and rows[place] == quote)
        ahead = rows[later] - quote if later < len(rows) else _FAR
        return _LOGS[min(back, _FAR)], _LOGS[min(ahead, _FAR)]

    def conversation(self, quote: int) -> dict[int, list[int]]:
        """Quotations with a tag of each person tagged in the conversation of a quotation."""
        return self._by_conversation.get(self._conversation[quote], {})

    def around(self, quote: int, entity: int) -> tuple[int, int]:
        """Turns since someone's last tag before a quotation, and until the next behind it; -1: none, or many."""
        back = ahead = -1
        for row in self.conversation(quote).get(entity, ()):
            apart = self.turn[quote] - self.turn[row]
            if row < quote and apart < _TURNS:
                back = apart
            if row > quote and ahead < 0 and -apart < _TURNS:
                ahead = -apart
        return back, ahead


def _named(made: Attributes) -> list[tuple[set[int], set[int]]]:
    """Per quotation who is named in it without being addressed, and who is named as the speaker's own name."""
    scene = made.scene
    found: list[tuple[set[int], set[int]]] = [(set(), set()) for _ in range(scene.quotes.rows)]
    first = scene.quotes["first_token"]
    for row, mention in enumerate(scene.mentions):
        quote, entity = mention.quote, scene.referents[row]
        if quote >= 0 and entity >= 0 and mention.kind == NAME and entity not in made.vocatives[quote]:
            found[quote][names_self(mention, scene.words, first[quote])].add(entity)
    return found


def _following(scene: Scene) -> list[int]:
    """Per quotation the first of the next turn in its conversation, or -1."""
    made = [-1] * scene.quotes.rows
    for row in range(scene.quotes.rows - 2, -1, -1):
        if scene.turns.conversation[row + 1] == scene.turns.conversation[row]:
            made[row] = made[row + 1] if scene.turns.same_paragraph[row + 1] else row + 1
    return made


PAIR_FEATURES = 12 + 12 + 8 + 7 + 1 + 29 + _PERSON_FEATURES
