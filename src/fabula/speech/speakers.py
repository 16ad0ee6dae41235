"""From cues to speakers: pronouns and speakers resolved by turns, the narrator named, the quotes layer filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fabula.layers import QUOTE_CUES, Table
from fabula.model.speaker_scorer import SpeakerScorer
from fabula.people.cast import Cast
from fabula.people.coreference import Talk, resolve
from fabula.people.entities import Entity, could_be
from fabula.people.exact_cast import narrator_among, only_given
from fabula.people.linking import Prepared, referents_of
from fabula.people.mentions import NAME, NOMINAL
from fabula.people.resolution import Resolution
from fabula.speech.addressees import Hearer, hearers_of, likely_hearers
from fabula.speech.attribution import Verdict, attribute
from fabula.speech.calibration import calibrated
from fabula.speech.clues import Scene, addressed_by_name, clues_of, people_at_hand
from fabula.speech.joint import decode
from fabula.speech.kinds import kinds_of
from fabula.speech.speaker_inputs import weighed
from fabula.speech.tags import WEAK, Cue, Finder
from fabula.speech.turns import Turns, turns_of
from fabula.speech.vocatives import names_self
from fabula.text.tokens import Words

_TURN, _VOCATIVE, _NEAR, _CONTINUATION, _NARRATOR = (
    QUOTE_CUES.index(cue) for cue in ("turn", "vocative", "near", "continuation", "narrator")
)
_UNHEARD = 0.25
"""Share of a name's mentions that stand outside quotations, up to which it may be the narrator's own."""
_CALLED, _CALLED_SHARE = 4, 0.24
"""Votes that a name needs to be the narrator's (a call counts two, giving it oneself five), also per mention of it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Per mention its entity and how clear that was; per quotation its verdict, likeliest hearer (or -1), cue and kind.

    hearers: per quotation everyone addressed, and confidence: per quotation how sure its speaker is, once all
    mentions are known. conversation: per quotation its number.
    """

    referents: list[int]
    clear: list[float]
    verdicts: list[Verdict]
    addressees: list[int]
    cues: list[Cue]
    labels: list[int]
    kinds: list[int]
    conversation: list[int]
    hearers: list[list[Hearer]] = field(default_factory=list)
    confidence: list[float] = field(default_factory=list)


def find_speakers(
    cast: Cast,
    words: Words,
    lower: list[str],
    quotes: Table,
    paragraphs: Table,
    sentence_of: Sequence[int],
    tokens: Table,
) -> Spoken:
    """Resolve pronouns and speakers together: tags first, then pronouns, then speakers, then once more with both."""
    turns = turns_of(quotes, words, paragraphs)
    cues = Finder(words, lower, cast.mentions, quotes, tokens).cues()
    tagged = [cue.mention if cue.cue not in WEAK else -1 for cue in cues]
    talk = Talk(tagged, turns.before, [cue.hearer for cue in cues])
    speakers = addressees = [-1] * quotes.rows
    for last in (False, False, True):
        referents, clear = resolve(
            cast.mentions,
            cast.linked,
            cast.entities,
            lower,
            sentence_of,
            talk,
            cast.narrator,
            speakers,
            addressees,
            cast.made,
        )
        known = only_given(cast.given, cast.narrator, referents)
        scene = Scene(words, lower, cast.mentions, known, clear, cast.entities, quotes, cues, turns, cast.narrator)
        vocatives, verdicts = _attributed(scene)
        speakers = [verdict.speaker for verdict in verdicts]
        addressees = likely_hearers(turns, speakers, vocatives)
        if not last and (_name_narrator(cast, scene, speakers, vocatives) or _name_epithets(cast, scene, verdicts)):
            speakers = [-1] * quotes.rows
    referents, clear = resolve(
        cast.mentions,
        cast.linked,
        cast.entities,
        lower,
        sentence_of,
        talk,
        cast.narrator,
        speakers,
        addressees,
        cast.made,
    )
    labels = labels_of(replace(scene, referents=referents), verdicts, vocatives)
    kinds = kinds_of(quotes, words, lower, cues)
    return Spoken(referents, clear, verdicts, addressees, cues, labels, kinds, turns.conversation)


def speakers_given(
    cast: Cast,
    words: Words,
    lower: list[str],
    quotes: Table,
    paragraphs: Table,
    before: Spoken,
    tokens: Table,
    prepared: Prepared,
    resolution: Resolution,
    scorer: SpeakerScorer,
    allowed: Callable[[int], bool] | None = None,
) -> Spoken:
    """Speakers once more, by the scorer, now that it is known who every mention refers to.

    `before`: what was found without that. `allowed`: which entities may speak at all.
    """
    turns = turns_of(quotes, words, paragraphs)
    referents, clear = referents_of(resolution, len(cast.mentions))
    entities = resolution.entities
    known = only_given(cast.given, cast.narrator, referents)
    scene = Scene(words, lower, cast.mentions, known, clear, entities, quotes, before.cues, turns, cast.narrator)
    made = weighed(scene, prepared, resolution, tokens)
    verdicts: list[Verdict] = []
    if quotes.rows:
        scores = scorer.score(made.inputs)
        verdicts = decode(
            turns.conversation, made.pairs, scores.pairs, scores.nobody, scores.moves, made.at_hand, allowed
        )
    speakers = [verdict.speaker for verdict in verdicts]
    labels = labels_of(scene, verdicts, made.vocatives)
    sure = [
        calibrated(verdict.probability, label, scorer.calibration)
        for verdict, label in zip(verdicts, labels, strict=True)
    ]
    addressees = likely_hearers(turns, speakers, made.vocatives)
    hearers = hearers_of(scene, verdicts, made.vocatives, paragraphs, before.kinds)
    return replace(
        before, referents=referents, clear=clear, verdicts=verdicts, addressees=addressees, labels=labels,
        hearers=hearers, confidence=sure,
    )  # fmt: skip


def _attributed(scene: Scene) -> tuple[list[set[int]], list[Verdict]]:
    """Per quotation, whom it addresses by name or noun, and who says it."""
    vocatives, at_hand = addressed_by_name(scene), people_at_hand(scene)
    genders = [entity.gender for entity in scene.entities]
    return vocatives, attribute(scene.turns, clues_of(scene, vocatives, at_hand), at_hand, genders)


def labels_of(scene: Scene, verdicts: list[Verdict], vocatives: list[set[int]]) -> list[int]:
    """The cues that the quotes layer names."""
    referents = scene.referents
    speakers = [verdict.speaker for verdict in verdicts]
    return [
        _label(row, cue, verdict, referents, scene.turns, speakers, vocatives, scene.narrator)
        for row, (cue, verdict) in enumerate(zip(scene.cues, verdicts, strict=True))
    ]


def named_by_themselves(
    cast: Cast, words: Words, quotes: Table, spoken: Spoken, entities: list[Entity]
) -> dict[int, int]:
    """People without a name who give theirs ("I am Tom Rook," said the stranger), each with who bears it."""
    into: dict[int, int] = {}
    first = quotes["first_token"]
    for mention, bearer in zip(cast.mentions, spoken.referents, strict=True):
        if mention.kind != NAME or mention.quote < 0 or bearer < 0 or entities[bearer].person is None:
            continue
        speaker = spoken.verdicts[mention.quote].speaker
        if speaker < 0 or speaker == bearer or entities[speaker].person is not None or entities[speaker].narrator:
            continue
        fits = entities[speaker].gender in ("", entities[bearer].gender) or not entities[bearer].gender
        if fits and names_self(mention, words, first[mention.quote]):
            into.setdefault(speaker, bearer)
    return into


def renamed(spoken: Spoken, into: Mapping[int, int]) -> Spoken:
    """The same with entities taken for others."""
    verdicts = [replace(verdict, speaker=into.get(verdict.speaker, verdict.speaker)) for verdict in spoken.verdicts]
    referents, addressees = ([into.get(one, one) for one in those] for those in (spoken.referents, spoken.addressees))
    hearers = [[replace(one, entity=into.get(one.entity, one.entity)) for one in those] for those in spoken.hearers]
    return replace(spoken, referents=referents, verdicts=verdicts, addressees=addressees, hearers=hearers)


def _name_narrator(cast: Cast, scene: Scene, speakers: list[int], vocatives: list[set[int]]) -> bool:
    """Find the narrator's name: one that others call the narrator, or they give, and that the narration hardly uses.

    Makes the narrator and the person of that name one entity; returns whether it did.
    """
    narrator = cast.narrator
    if narrator < 0 or cast.entities[narrator].person is not None:
        return False
    outside: Counter[int] = Counter()
    named: Counter[int] = Counter()
    votes: Counter[int] = Counter()
    first = scene.quotes["first_token"]
    said_by_narrator = {
        row for row, cue in enumerate(scene.cues) if cue.mention >= 0 and scene.referents[cue.mention] == narrator
    }
    for row, mention in enumerate(cast.mentions):
        entity = cast.linked[row]
        if mention.kind != NAME or entity < 0:
            continue
        named[entity] += 1
        quote = mention.quote
        if quote < 0:
            given = names_self(mention, scene.words, max(0, mention.first - 4))
            votes[entity] += 5 * given
            outside[entity] += not given
        elif speakers[quote] == narrator and names_self(mention, scene.words, first[quote]):
            votes[entity] += 5
        elif entity in vocatives[quote] and speakers[quote] != narrator:
            near = {scene.turns.before[quote], quote + 1} & said_by_narrator
            votes[entity] += 2 if near else 0
    heard = Counter(scene.referents[cue.mention] for cue in scene.cues if cue.mention >= 0 and cue.cue not in WEAK)
    fits = [
        e
        for e in votes
        if votes[e] >= max(_CALLED, _CALLED_SHARE * named[e])
        and outside[e] <= _UNHEARD * named[e]
        and 4 * heard[e] <= votes[e]
    ]
    if fits:
        best = max(fits, key=lambda e: (votes[e], named[e], -e))
    else:
        best = narrator_among(cast.given, votes, named, outside)
    if best < 0:
        return False
    cast.entities[best].narrator = True
    cast.entities[narrator] = Entity(None)
    cast.narrator = best
    return True


def _name_epithets(cast: Cast, scene: Scene, verdicts: list[Verdict]) -> bool:
    """Give people known by a noun to the named people whose lines theirs turn out to be; returns whether it did.

    "said the engineer" in a talk of two whose turns go back and forth is one of the two.
    """
    votes: dict[int, Counter[int]] = {}
    for cue, verdict in zip(scene.cues, verdicts, strict=True):
        tagged = scene.referents[cue.mention] if cue.mention >= 0 else -1
        if cue.cue in WEAK or tagged < 0 or cast.entities[tagged].person is not None or cast.entities[tagged].narrator:
            continue
        votes.setdefault(tagged, Counter())[verdict.speaker] += 1
    named: dict[int, int] = {}
    for unnamed, counts in votes.items():
        best, count = counts.most_common(1)[0]
        if best >= 0 and best != unnamed and count > 0.6 * counts.total() and cast.entities[best].person is not None:
            named[unnamed] = best
    changed = False
    for row, (entity, mention) in enumerate(zip(scene.referents, cast.mentions, strict=True)):
        if entity in named and mention.kind == NOMINAL:
            person = cast.entities[named[entity]]
            if could_be(mention.key, mention.gender, person):
                cast.linked[row] = named[entity]
                changed = True
    return changed


def _label(
    row: int,
    cue: Cue,
    verdict: Verdict,
    referents: Sequence[int],
    turns: Turns,
    speakers: list[int],
    vocatives: list[set[int]],
    narrator: int,
) -> int:
    """The cue that the quotes layer names for a verdict."""
    if verdict.speaker < 0:
        return 0
    if cue.mention >= 0 and referents[cue.mention] == verdict.speaker:
        return cue.cue
    if turns.same_paragraph[row] and speakers[row - 1] == verdict.speaker:
        return _CONTINUATION
    before = turns.before[row]
    if before >= 0 and verdict.speaker in vocatives[before]:
        return _VOCATIVE
    if before >= 0 and turns.before[before] >= 0 and speakers[turns.before[before]] == verdict.speaker:
        return _TURN
    return _NARRATOR if verdict.speaker == narrator else _NEAR
