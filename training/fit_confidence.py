"""Fit the confidence of speakers: `python -m training.fit_confidence` prints the table for speech/calibration.py.

Quotations of LitBank's training fold whose gold speaker is known are read to the end; a verdict is right if its
character is the one that shares most mentions with the gold speaker's entity. Per kind of cue, two numbers are fitted
by logistic regression on the logit of the chain's probability (Platt 1999), with a weak pull towards no change.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from evaluation.data import data_folder
from evaluation.normal import bare
from evaluation.sets import litbank, litbank_words
from fabula import reading
from fabula.layers import QUOTE_CUES
from fabula.speech import speakers
from fabula.speech.calibration import GROUPS, bounded_logit

PULL = 2.0
"""Strength of the pull towards slope 1 and offset 0, in quotations."""


def verdicts(root: Path, fold: str) -> list[tuple[str, float, bool]]:
    """(cue, probability, right) of every quotation found whose gold speaker is known and was found."""
    rows = []
    kept = speakers.calibrated
    speakers.calibrated = lambda probability, _label: probability  # type: ignore[assignment]
    try:
        for name in litbank_words.names(fold, root):
            excerpt = litbank.read(name, root)
            story = reading.read_text(excerpt.text)
            entity_of = {mention.span: mention.entity for mention in excerpt.mentions}
            shared: dict[int, Counter[int]] = defaultdict(Counter)
            for mention in story.mentions:
                entity = entity_of.get((mention.start, mention.end))
                if entity is not None and mention.character is not None:
                    shared[entity][mention.character.id] += 1
            found = {bare(excerpt.text, quote.start, quote.end): quote for quote in story.quotes}
            for quotation in excerpt.quotations:
                quote = found.get(bare(excerpt.text, *quotation.span))
                if quote is None or quote.speaker is None or not shared[quotation.speaker]:
                    continue
                true = shared[quotation.speaker].most_common(1)[0][0]
                rows.append((quote.cue, quote.confidence, quote.speaker.id == true))
    finally:
        speakers.calibrated = kept
    return rows


def fit(probabilities: list[float], right: list[bool]) -> tuple[float, float]:
    """Slope and offset of the logit, by Newton's method."""
    x = np.array([bounded_logit(p) for p in probabilities])
    y = np.array(right, dtype=float)
    slope, offset = 1.0, 0.0
    for _ in range(200):
        predicted = 1 / (1 + np.exp(-np.clip(slope * x + offset, -30, 30)))
        error, spread = predicted - y, predicted * (1 - predicted)
        gradient = np.array([(error * x).sum() + PULL * (slope - 1), error.sum() + PULL * offset])
        mixed = (spread * x).sum()
        hessian = np.array([[(spread * x * x).sum() + PULL, mixed], [mixed, spread.sum() + PULL]])
        # short steps, since the regression starts far out where the curve is flat
        step = np.clip(np.linalg.solve(hessian, gradient), -0.2, 0.2)
        slope, offset = max(0.0, slope - step[0]), offset - step[1]
    return float(slope), float(offset)


def expected_error(rows: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over equal bins."""
    total = 0.0
    for low in range(bins):
        inside = [(p, r) for p, r in rows if low / bins <= p < (low + 1) / bins or (p == 1.0 and low == bins - 1)]
        if inside:
            total += abs(sum(p for p, _ in inside) - sum(r for _, r in inside))
    return total / len(rows)


def main() -> None:
    """Fit on the training fold and print the table, with the error before and after on both folds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    root = data_folder(parser.parse_args().data)
    train, dev = verdicts(root, "train"), verdicts(root, "dev")
    table = {}
    for group in dict.fromkeys(GROUPS.values()):
        own = [(p, right) for cue, p, right in train if GROUPS[cue] == group]
        table[group] = fit([p for p, _ in own], [right for _, right in own])
        share = sum(right for _, right in own) / max(1, len(own))
        slope, offset = table[group]
        print(f'    "{group}": ({slope:.3f}, {offset:.3f}),  # {len(own)} quotations, {share:.3f} right')
    for fold, rows in (("train", train), ("dev", dev)):
        fitted = []
        for cue, p, right in rows:
            slope, offset = table[GROUPS[cue]]
            fitted.append((1 / (1 + math.exp(-(slope * bounded_logit(p) + offset))), right))
        before = expected_error([(p, right) for _, p, right in rows])
        print(f"{fold}: {len(rows)} quotations, ECE {before:.3f} before, {expected_error(fitted):.3f} after")
    assert set(GROUPS) == set(QUOTE_CUES)


if __name__ == "__main__":
    main()
