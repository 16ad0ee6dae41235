"""Fit who hears a quotation: `python -m training.fit_addressees` prints the weights for speech/addressees.py.

Silver labels from novels: whom a quotation calls by name, or its tag names as hearer, is addressed; whom it names
otherwise is spoken of and not addressed. What shows it is then hidden, from the search for speakers too, and it is
learned to tell the two apart by how near they are in the talk and in the narration (`speech/presence.py`). As forms of
address are found by rule, some labels are wrong: the chance that someone who is not addressed is labelled so is fitted
along (`floor`), by expectation and maximization. Novels held out show how good the fit is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.calibration import Bins
from evaluation.data import corpus
from fabula import reading
from fabula.people.mentions import NAME
from fabula.speech import addressees, speakers
from fabula.speech.addressees import likely_hearers
from fabula.speech.attribution import attribute
from fabula.speech.clues import Scene, clues_of, people_at_hand
from fabula.speech.presence import Near, nearness, turns_taken
from fabula.speech.told import told_to

Float = npt.NDArray[np.float64]

TRAIN = (
    "1206_the_flying_u", "2095_clotelle", "367_country_of", "209_the_turn", "5348_ragged_dick", "18581_adrift",
    "95_the_", "24_o_pioneers", "2852_the_hound", "120_treasure", "33_the_scarlet", "472_the_house",
)  # fmt: skip
HELD_OUT = ("434_the_circular", "74_the_adventures", "550_silas", "113_the_secret")
"""Works of `novels` by the start of their names; none is PDNC's."""
FEATURES = ("since", "until", "told", "tells", "apart", "turn before", "turn after")
PULL = 1.0
"""Strength of the pull of weights towards 0, in labels."""
ROUNDS = 300


@dataclass(frozen=True)
class Silver:
    """One novel's labels. features: float64, (people, 7). addressed: bool, (people,). hidden: of the quotations that
    address one person, how many there are and how many times the likeliest hearer and the rules' is that person."""

    features: Float
    addressed: npt.NDArray[np.bool_]
    hidden: int
    found: int
    found_by_rules: int


def silver(path: Path) -> Silver:
    """Read a novel and take its labels."""
    taken: list[tuple[Any, ...]] = []
    kept = speakers.hearers_of

    def take(*given: Any) -> Any:
        taken.append(given)
        return kept(*given)

    speakers.hearers_of = take
    try:
        reading.read_text(path.read_text(encoding="utf-8"))
    finally:
        speakers.hearers_of = kept
    scene, _, vocatives, paragraphs, _ = taken[-1]
    return labels(scene, vocatives, paragraphs)


def labels(scene: Scene, vocatives: Sequence[set[int]], paragraphs: Any) -> Silver:
    """The labels of a scene, with the rest of what is known once they are hidden."""
    called = [names | tags for names, tags in zip(vocatives, told_to(scene), strict=True)]
    named: list[set[int]] = [set() for _ in called]
    for mention, entity in zip(scene.mentions, scene.referents, strict=True):
        if mention.quote >= 0 and mention.kind == NAME and entity >= 0:
            named[mention.quote].add(entity)
    none: list[set[int]] = [set() for _ in called]
    blind = replace(scene, cues=[replace(cue, hearer=-1) for cue in scene.cues])
    at_hand = people_at_hand(blind)
    genders = [entity.gender for entity in scene.entities]
    verdicts = attribute(scene.turns, clues_of(blind, none, at_hand), at_hand, genders)
    turns = turns_taken(scene, verdicts, paragraphs)
    by_rules = likely_hearers(scene.turns, [verdict.speaker for verdict in verdicts], none)
    features, addressed = [], []
    hidden = found = found_by_rules = 0
    for turn, near in zip(turns, nearness(scene, verdicts, none, turns), strict=True):
        speaker = verdicts[turn.low].speaker
        rows = range(turn.low, turn.high)
        yes = {who for row in rows for who in called[row] if scene.entities[who].person is not None} - {speaker}
        no = {who for row in rows for who in named[row]} - yes - {speaker}
        for who in (*sorted(yes), *sorted(no)):
            features.append(near.get(who, Near()).features())
            addressed.append(who in yes)
        if len(yes) == 1:
            hidden += 1
            others = sorted({*near} - {speaker})
            found += max(others, key=lambda who: addressees.logit_of(near[who]), default=-1) in yes
            found_by_rules += by_rules[turn.low] in yes
    return Silver(np.array(features), np.array(addressed), hidden, found, found_by_rules)


def probability(features: Float, weights: Float) -> Float:
    """Of being addressed; the last weight is the base."""
    return 1 / (1 + np.exp(-np.clip(features @ weights[:-1] + weights[-1], -30, 30)))


def fit(features: Float, addressed: npt.NDArray[np.bool_]) -> tuple[Float, float]:
    """Weights, the base last, and the share of people not addressed that are labelled so."""
    x = np.column_stack([features, np.ones(len(features))])
    weights, floor = np.zeros(x.shape[1]), 0.2
    pull = PULL * np.eye(len(weights))
    for _ in range(ROUNDS):
        p = probability(features, weights)
        truly = np.where(addressed, p / (p + floor * (1 - p)), 0.0)
        floor = float((addressed - truly).sum() / (1 - truly).sum())
        for _ in range(3):
            p = probability(features, weights)
            gradient = x.T @ (p - truly) + pull @ weights
            weights = weights - np.linalg.solve((x.T * (p * (1 - p))) @ x + pull, gradient)
    return weights, floor


def _works(root: Path | None, names: Sequence[str]) -> Iterator[Path]:
    paths = sorted(corpus("novels", root).rglob("*.txt"))
    for name in names:
        yield next(path for path in paths if path.name.startswith(name))


def main() -> None:
    """Fit and print; then what the shipped weights give on novels held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    root = parser.parse_args().data
    train = [silver(path) for path in _works(root, TRAIN)]
    features = np.concatenate([one.features for one in train])
    addressed = np.concatenate([one.addressed for one in train])
    weights, floor = fit(features, addressed)
    print(f"{len(addressed)} labels, {addressed.mean():.3f} addressed, floor {floor:.3f}")
    print(f"BASE = {weights[-1]:.2f}")
    print(f"WEIGHTS = ({', '.join(f'{weight:.2f}' for weight in weights[:-1])})  # {', '.join(FEATURES)}")
    shipped = np.array([*addressees.WEIGHTS, addressees.BASE])
    for path, one in zip(_works(root, HELD_OUT), map(silver, _works(root, HELD_OUT)), strict=True):
        said = []
        for given in (weights, shipped):
            expected = floor + (1 - floor) * probability(one.features, given)
            error = Bins.count(zip(expected.tolist(), one.addressed.tolist(), strict=True)).error
            right = ((probability(one.features, given) >= 0.5) == one.addressed).mean()
            likelihood = -np.log(np.where(one.addressed, expected, 1 - expected)).mean()
            said.append(f"right {right:.3f}, nats {likelihood:.3f}, ECE {error:.3f}")
        print(f"{path.stem[:20]:20} {len(one.addressed)} labels: fitted {said[0]}; shipped {said[1]}")
        print(f"  likeliest hearer {one.found}, rules {one.found_by_rules} of {one.hidden}")


if __name__ == "__main__":
    main()
