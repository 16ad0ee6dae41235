"""Fit the costs of the rule-based attribution: `python -m training.tune_rules [--rounds N]`.

Two objectives, both on data that may train: the speakers of LitBank's training fold, and silver labels from
public-domain novels, made by hiding a third of the explicit tags ("said Anne") and asking who speaks. PDNC's works are
left out. Coordinate descent: one cost at a time, a few values each, kept where the sum of both objectives grows.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.data import data_folder
from evaluation.normal import bare
from evaluation.sets import litbank
from fabula import reading, sources
from fabula.people import coreference
from fabula.people.cast import Cast
from fabula.speech import attribution, clues, speakers, tags

LEFT_OUT = ("persuasion", "daisy_miller", "room_with_a_view", "invisible_man")
NOVELS = 8
CHARACTERS = 120_000
HIDDEN = 3
"""One explicit tag in this many is hidden."""

COSTS = {
    (coreference, "_UNNAMED_SHARE"): (0.35, 0.8),
    (coreference, "_FADE"): (0.66, 0.8),
    (coreference, "_UNKNOWN"): (0.2, 0.4),
    (coreference, "_OTHER_WEIGHT"): (0.4, 0.8),
    (coreference, "_QUOTED_WEIGHT"): (0.15, 0.6),
    (attribution, "_STAY_LATER"): (0.6, 1.5),
    (attribution, "_THIRD"): (1.0, 1.9),
    (attribution, "_RECENCY"): (0.3, 0.8),
    (attribution, "_SWITCH"): (2.2, 4.5),
    (attribution, "_SWITCH_CROWDED"): (0.3, 1.4),
    (attribution, "_STAY_AT_ONCE"): (3.5, 5.5),
    (clues, "_PRONOUN_OTHERWISE"): (1.2, 2.7),
    (clues, "_BEAT_OTHERWISE"): (2.6, 4.5),
    (clues, "_LEAD_OTHERWISE"): (0.5, 1.7),
    (clues, "_EPITHET_OTHERWISE"): (1.2, 3.0),
    (clues, "_SPOKEN_OF"): (2.0, 3.5),
    (clues, "_ADDRESSED_BEFORE"): (-0.1, -1.2),
    (clues, "_PRESENCE"): (0.6, 1.2),
    (clues, "_UNNAMED"): (0.3, 1.4),
}
"""Each cost with the values tried beside the present one."""


def novels(root: Path) -> list[str]:
    """The openings of some novels, chosen by a hash of their names."""
    paths = [p for p in (root / "novels").rglob("*.txt") if not any(name in p.name for name in LEFT_OUT)]
    paths.sort(key=lambda path: hashlib.sha256(path.name.encode()).hexdigest())
    return [path.read_text("utf-8")[20_000 : 20_000 + CHARACTERS] for path in paths[:NOVELS]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text read up to its cast. gold: for LitBank, (row of the quotation, gold entity); mentions: gold entities by
    tokens. Without gold, a third of its explicit tags is hidden and asked for."""

    made: reading.Made
    gold: tuple[tuple[int, int], ...] = ()
    mentions: dict[tuple[int, int], int] = field(default_factory=dict)


def prepare(text: str) -> reading.Made:
    """Run the steps that no tuned cost touches."""
    made: reading.Made = {"document": sources.from_text(text), "given quotations": None, "given cast": None}
    for step in reading.STEPS:
        if step.name == "speakers":
            break
        made.update(zip(step.makes, step.run(made), strict=True))
    return made


def prepare_excerpt(name: str, root: Path) -> Prepared:
    """One excerpt of LitBank with the gold speakers of the quotations that are found."""
    excerpt = litbank.read(name, root)
    made = prepare(excerpt.text)
    spans, words = made["spans"], made["words"]
    rows = {
        bare(excerpt.text, start, end): row
        for row, (start, end) in enumerate(zip(spans["start"].tolist(), spans["end"].tolist(), strict=True))
    }
    gold = tuple(
        (rows[span], quotation.speaker)
        for quotation in excerpt.quotations
        if (span := bare(excerpt.text, *quotation.span)) in rows
    )
    starts = {start: token for token, start in enumerate(words.start.tolist())}
    ends = {end: token + 1 for token, end in enumerate(words.end.tolist())}
    mentions = {
        (starts[low], ends[high]): mention.entity
        for mention in excerpt.mentions
        for low, high in (mention.span,)
        if low in starts and high in ends
    }
    return Prepared(made, gold, mentions)


class _Hiding(tags.Finder):
    """Finds cues, and hides some of the explicit ones, remembering them."""

    hidden: dict[int, int] = {}  # noqa: RUF012 (read once per text by the caller)

    def cues(self) -> list[tags.Cue]:
        found = super().cues()
        type(self).hidden = {
            row: cue.mention for row, cue in enumerate(found) if cue.cue == tags.TAG and self.first[row] % HIDDEN == 0
        }
        return [tags.NO_CUE if row in self.hidden else cue for row, cue in enumerate(found)]


def spoken_of(prepared: Prepared) -> tuple[speakers.Spoken, Cast]:
    """The speakers of a prepared text, its cast left as it was."""
    made, cast = prepared.made, prepared.made["cast"]
    fresh = Cast(cast.mentions, list(cast.linked), [copy(e) for e in cast.entities], cast.narrator, cast.given)
    of_token = made["sentence of token"].tolist()
    paragraphs = made["document"].paragraphs
    return speakers.find_speakers(fresh, made["words"], made["lower"], made["spans"], paragraphs, of_token), fresh


def silver(texts: list[Prepared]) -> float:
    """Share of hidden tags' quotations given to the tagged person, mean over texts."""
    shares = []
    kept = speakers.Finder
    speakers.Finder = _Hiding  # type: ignore[misc]
    try:
        for text in texts:
            spoken, _ = spoken_of(text)
            right = [
                spoken.verdicts[row].speaker == spoken.referents[mention] for row, mention in _Hiding.hidden.items()
            ]
            if len(right) >= 10:
                shares.append(sum(right) / len(right))
    finally:
        speakers.Finder = kept  # type: ignore[misc]
    return sum(shares) / len(shares)


def annotated(excerpts: list[Prepared]) -> float:
    """Share of LitBank's quotations given to the entity that shares most mentions with the gold speaker's."""
    right = total = 0
    for excerpt in excerpts:
        spoken, cast = spoken_of(excerpt)
        shared: dict[int, Counter[int]] = {}
        for mention, entity in zip(cast.mentions, spoken.referents, strict=True):
            gold = excerpt.mentions.get((mention.first, mention.end))
            if gold is not None and entity >= 0:
                shared.setdefault(gold, Counter())[entity] += 1
        for row, speaker in excerpt.gold:
            total += 1
            if speaker in shared:
                right += spoken.verdicts[row].speaker == shared[speaker].most_common(1)[0][0]
    return right / total


def main() -> None:
    """Run the descent and print every trial."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    root = data_folder(options.data)
    texts = [Prepared(prepare(text)) for text in novels(root)]
    excerpts = [prepare_excerpt(name, root) for name in litbank.names("train", root)]
    best = silver(texts), annotated(excerpts)
    print(f"start: silver {best[0]:.4f}, LitBank {best[1]:.4f}", flush=True)
    for _ in range(options.rounds):
        for (module, name), values in COSTS.items():
            kept = getattr(module, name)
            for value in values:
                setattr(module, name, value)
                score = silver(texts), annotated(excerpts)
                better = sum(score) > sum(best) + 0.001
                print(
                    f"{name} = {value}: silver {score[0]:.4f}, LitBank {score[1]:.4f}{' *' if better else ''}",
                    flush=True,
                )
                if better:
                    best, kept = score, value
            setattr(module, name, kept)
    for module, name in COSTS:
        print(name, getattr(module, name))


if __name__ == "__main__":
    main()
