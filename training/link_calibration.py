"""Fit the confidence of links: `python -m training.link_calibration HALF0 HALF1 --out FILE`.

Two networks, each trained without half of the works of LitBank's training fold (`training.link --half`), judge what
they have not seen. A link is right if the nearest mention before it in its entity is of the same gold entity, a
beginning if none before it is; mentions that are none in the gold count for nothing.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fabula.people.link_confidence import confidences, group
from training.link import Example, clusters, example, part, word_vectors
from training.link_export import read
from training.linker import Linker
from training.platt import expected_error, fit_groups

Judged = tuple[int, bool, float, bool]
"""Kind, whether it opens an entity, probability, whether that is right."""


def judged(linkers: list[Linker], some: list[Example]) -> list[Judged]:
    """Every mention of some documents that the gold has."""
    made: list[Judged] = []
    for one in some:
        document, found = one.document, clusters(linkers, one)
        last: dict[int, int] = {}
        seen: set[int] = set()
        kinds = document.prepared.facts.kind.tolist()
        for row, (number, gold) in enumerate(zip(found.of, document.gold.tolist(), strict=True)):
            before = last.get(number)
            if gold >= 0:
                right = gold not in seen if before is None else document.gold[before] == gold
                made.append((kinds[row], before is None, found.probability[row], bool(right)))
                seen.add(gold)
            last[number] = row
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
        seen = {document.name for document in part("train", half)}
        unseen = [document for document in part("train") if document.name not in seen]
        rows += judged(read([path]), [example(document, vectors) for document in unseen])
    names = sorted({group(kind, opens) for kind, opens, _, _ in rows})
    groups = {name: [(p, right) for kind, opens, p, right in rows if group(kind, opens) == name] for name in names}
    fits = fit_groups(groups, "mentions")
    after = confidences(fits, *zip(*((kind, opens, p) for kind, opens, p, _ in rows), strict=True))
    right = [each for *_, each in rows]
    before = expected_error([(p, r) for (_, _, p, _), r in zip(rows, right, strict=True)])
    print(f"ECE {before:.3f} before, {expected_error(list(zip(after, right, strict=True))):.3f} after")
    given.out.write_text(json.dumps(fits) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
