"""Fit the confidence of speakers: `python -m training.speak_calibration HALF0 HALF1 --out FILE`.

Two networks, each trained without half of LitBank's works (`training.speak --half`), judge what they have not seen. Per
group of cues two numbers are fitted by logistic regression on the logit of the chain's probability (Platt 1999).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fabula.layers import QUOTE_CUES
from fabula.speech.calibration import GROUPS, calibrated
from fabula.speech.speakers import labels_of
from training.link import word_vectors
from training.platt import expected_error, fit_groups
from training.speak import Example, example, part, verdicts
from training.speak_export import read
from training.speakers import Scorer

Judged = tuple[int, float, bool]
"""Cue, probability, whether the speaker is right."""


def judged(scorers: list[Scorer], some: list[Example]) -> list[Judged]:
    """Every quotation of some readings whose speaker is known, and for which one is found."""
    made: list[Judged] = []
    for one in some:
        found = verdicts(scorers, one)
        labels = labels_of(one.weighed.scene, found, one.weighed.vocatives)
        for each in one.chains:
            for row in range(each.low, each.high):
                if each.known[row - each.low] and found[row].speaker >= 0:
                    fits = {who for place, who in enumerate(each.people) if each.right[row - each.low, place]}
                    made.append((labels[row], found[row].probability, found[row].speaker in fits))
    return made


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("halves", nargs=2, type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    vectors = word_vectors()
    rows: list[Judged] = []
    for half, path in enumerate(given.halves):
        seen = {reading.name for reading in part("train", half)}
        unseen = [reading for reading in part("train") if reading.name not in seen]
        examples = [one for reading in unseen if (one := example(reading, vectors, tags=False))]
        rows += judged([*read([path]), Scorer.untrained()], examples)
    names = dict.fromkeys(GROUPS.values())
    groups = {name: [(p, right) for cue, p, right in rows if GROUPS[QUOTE_CUES[cue]] == name] for name in names}
    fits = fit_groups(groups, "quotations")
    before = expected_error([(p, right) for _, p, right in rows])
    after = expected_error([(calibrated(p, cue, fits), right) for cue, p, right in rows])
    print(f"{len(rows)} quotations: ECE {before:.3f} before, {after:.3f} after")
    given.out.write_text(json.dumps(fits) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
