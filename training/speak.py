"""Training of the scorer of speakers: `python -m training.speak` on LitBank and the novels' hidden tags."""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from fabula.model.speaker_scorer import AROUND, OWN, QUOTED, inner_order, shares
from fabula.model.word_tables import WordTables
from fabula.people.linking import referents_of
from fabula.speech import attribution, joint
from fabula.speech.attribution import Verdict
from fabula.speech.clues import Scene, clues_of
from fabula.speech.joint import ABSENT, PEOPLE
from fabula.speech.speaker_candidates import Pairs
from fabula.speech.speaker_inputs import Weighed, weighed
from fabula.speech.tags import TAG
from fabula.speech.turns import turns_of
from training.link import word_vectors
from training.linker import distances
from training.quotations import FOLDER, Reading, load
from training.speakers import Scorer, Sizes, chain

LONGEST = 40
"""Quotations of one chain while training."""


@dataclass
class Chain:
    """A conversation: its quotations [low, high), its people, the place of each pair's person among them or -1, labels.

    right: bool [t, s + 1], the last for nobody at hand; known: bool [t].
    """

    low: int
    high: int
    people: list[int]
    place: Tensor
    right: Tensor
    known: Tensor


@dataclass
class Example:
    """One reading as tensors, with its chains. gold: per quotation who says it, an entity, or -1."""

    reading: Reading
    weighed: Weighed
    vectors: Tensor
    words: Tensor
    inputs: Tensor
    quoted: Tensor
    own: Tensor
    features: Tensor
    moves: Tensor
    quotes: Tensor
    mentions: Tensor
    chains: list[Chain]

    @property
    def pairs(self) -> Pairs:
        """Quotations with their candidates."""
        return self.weighed.pairs


def scene_of(reading: Reading) -> Scene:
    """The scene with everyone whom the linker found."""
    cast, resolution = reading.cast, reading.resolution
    known = referents_of(resolution, len(cast.mentions))
    turns = turns_of(reading.spans, reading.words, reading.paragraphs)
    return Scene(
        reading.words, reading.lower, cast.mentions, *known, resolution.entities, reading.spans, reading.spoken.cues,
        turns, cast.narrator,
    )  # fmt: skip


def example(reading: Reading, vectors: WordTables, *, tags: bool) -> Example | None:
    """A reading as tensors, None if no one speaks. `tags`: take the names in tags that are there for right (silver)."""
    if not reading.spans.rows:
        return None
    made = weighed(scene_of(reading), reading.prepared, reading.resolution, reading.tokens)
    scene, pairs, given = made.scene, made.pairs, made.inputs
    if not len(pairs.quotes):
        return None
    entity, gold = reading.resolution.entity, reading.gold.copy()
    if tags:
        for row, (cue, at) in enumerate(zip(scene.cues, made.cue_rows, strict=True)):
            if cue.cue == TAG and at >= 0 and gold[row] < 0 and not reading.hidden[row]:
                gold[row] = entity[at]
    right = (gold[pairs.quotes] >= 0) & (reading.mention_gold[pairs.mentions] == gold[pairs.quotes])
    quoted = np.array([vectors.of(list(words[:QUOTED])).mean(0) for words in given.quoted], dtype=np.float32)
    return Example(
        reading, made,
        torch.from_numpy(given.vectors.astype(np.float32)), torch.from_numpy(vectors.of(list(given.head_words))),
        torch.from_numpy(given.inputs), torch.from_numpy(quoted), torch.from_numpy(given.own),
        torch.from_numpy(given.features).to(torch.float16), torch.from_numpy(given.moves),
        torch.from_numpy(given.quotes), torch.from_numpy(given.mentions),
        _chains(made, gold, _majority(entity, reading.mention_gold), right),
    )  # fmt: skip


def _majority(entity: Sequence[int], gold: np.ndarray) -> dict[int, int]:
    """The gold entity of most of the mentions of each entity."""
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for one, known in zip(entity, gold.tolist(), strict=True):
        if known >= 0:
            counts[one][known] += 1
    return {one: each.most_common(1)[0][0] for one, each in counts.items()}


def _chains(made: Weighed, gold: np.ndarray, majority: dict[int, int], right_pairs: np.ndarray) -> list[Chain]:
    chains = []
    conversation, pairs = made.scene.turns.conversation, made.pairs
    low, count = 0, len(gold)
    while low < count:
        high = low
        while high < count and conversation[high] == conversation[low] and high - low < LONGEST:
            high += 1
        people = joint.people_of(pairs, low, high, made.at_hand[conversation[low]])
        place_of = {one: place for place, one in enumerate(people)}
        own = pairs.of(low, high)
        place = torch.tensor([place_of.get(int(one), -1) for one in pairs.entities[own]], dtype=torch.int64)
        right = np.ones((high - low, len(people) + 1), dtype=bool)
        for row in range(low, high):
            if gold[row] < 0:
                continue
            fits = [majority.get(one) == gold[row] for one in people]
            if not any(fits):
                of_row = pairs.of(row, row + 1)
                good = {int(one) for one in pairs.entities[of_row][right_pairs[of_row]]}
                fits = [one in good for one in people]
            right[row - low] = [*fits, not any(fits)]
        chains.append(Chain(low, high, people, place, torch.from_numpy(right), torch.from_numpy(gold[low:high] >= 0)))
        low = high
    return chains


def pair_scores(scorer: Scorer, one: Example) -> tuple[Tensor, Tensor]:
    """Scores of all pairs [p] and of nobody [q]."""
    order, mentions = one.weighed.inputs.order, len(one.vectors)
    total = len(order)
    parts = []
    for low in range(0, total, OWN):
        first, end = max(0, low - AROUND), min(total, low + OWN + AROUND)
        rows = order[first:end]
        of_mention, of_quote = rows[rows < mentions], rows[rows >= mentions] - mentions
        x = scorer.spans(
            one.vectors[of_mention], one.words[of_mention], one.inputs[of_mention], one.quoted[of_quote],
            one.own[of_quote], torch.from_numpy(inner_order(rows, mentions)),
            distances(end - first),
        )  # fmt: skip
        parts.append(x[low - first : min(low + OWN, total) - first])
    back = np.empty(total, dtype=np.int64)
    back[order] = np.arange(total)
    h = torch.cat(parts)[torch.from_numpy(back)]
    q, m = h[mentions:], h[:mentions]
    return scorer(q[one.quotes], m[one.mentions], one.features.float()), scorer.nobody(q).squeeze(-1)


def emissions_of(one: Example, scores: Tensor, nobody: Tensor, some: Sequence[Chain]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded emissions [b, t, s], moves' features [b, t, MOVES], lengths [b] of chains."""
    steps, size = max(c.high - c.low for c in some), PEOPLE + 1
    out = torch.full((len(some) * steps * size,), -1e9)
    moves = torch.zeros((len(some), steps, one.moves.shape[1]))
    flat: list[Tensor] = []
    index: list[Tensor] = []
    base = torch.full((len(some), steps, size), -1e9)
    for number, each in enumerate(some):
        own = one.pairs.of(each.low, each.high)
        there = each.place >= 0
        flat.append(scores[own][there])
        index.append(((number * steps + one.quotes[own] - each.low) * size + each.place)[there])
        base[number, : each.high - each.low, : len(each.people)] = ABSENT
        moves[number, : each.high - each.low] = one.moves[each.low : each.high]
    index_all, flat_all = torch.cat(index), torch.cat(flat)
    # log of the sum over the mentions of each person
    peak = torch.full_like(out, -1e9).scatter_reduce(0, index_all, flat_all.detach(), "amax")
    sums = torch.zeros_like(out).index_add(0, index_all, torch.exp(flat_all - peak[index_all]))
    out = torch.where(sums > 0, torch.log(sums.clamp(min=1e-30)) + peak, out).view(len(some), steps, size)
    out = torch.maximum(out, base)
    nobodies = torch.zeros((len(some), steps))
    for number, each in enumerate(some):
        nobodies[number, : each.high - each.low] = nobody[each.low : each.high]
    out = torch.cat([out[:, :, :-1], nobodies[:, :, None]], -1)
    return out, moves, torch.tensor([c.high - c.low for c in some])


def loss_of(scorer: Scorer, one: Example, weight: float) -> tuple[Tensor, int]:
    """The loss over the known quotations, and their number."""
    some = [each for each in one.chains if bool(each.known.any()) and each.people]
    if not some:
        return torch.zeros(()), 0
    scores, nobody = pair_scores(scorer, one)
    emissions, about, lengths = emissions_of(one, scores, nobody, some)
    moves = scorer.steps_of(about)
    kept = torch.ones(emissions.shape, dtype=torch.bool)
    count = 0
    for number, each in enumerate(some):
        people = len(each.people)
        right = torch.cat(
            [
                each.right[:, :people],
                torch.zeros((len(each.right), PEOPLE - people), dtype=torch.bool),
                each.right[:, people:],
            ],
            1,
        )
        kept[number, : len(right)] = torch.where(each.known[:, None], right, torch.ones_like(right))
        count += int(each.known.sum())
    held = emissions.masked_fill(~kept, -1e9)
    loss = (chain(emissions, moves, lengths) - chain(held, moves, lengths)).sum()
    known = ~kept.all(-1)
    own = torch.logsumexp(emissions[known], -1) - torch.logsumexp(held[known], -1)
    return loss + weight * own.sum(), count


def verdicts(scorers: Sequence[Scorer], one: Example, allowed: Callable[[int], bool] | None = None) -> list[Verdict]:
    """Per quotation the likeliest speaker, found as a reading finds them."""
    with torch.no_grad():
        out = [(*pair_scores(scorer, one), scorer.steps_of(one.moves)) for scorer in scorers]
    scores, nobody, moves = (np.stack([each[place].numpy() for each in out]) for place in range(3))
    made = one.weighed
    both = shares(scores, nobody, made.inputs.quotes)
    return joint.decode(made.scene.turns.conversation, made.pairs, *both, moves.mean(0), made.at_hand, allowed)


def score(scorers: Sequence[Scorer], some: Sequence[Example]) -> dict[str, float]:
    """Shares of the known quotations given to the right person: all, those whose tag was hidden; and of the rules."""
    right = total = rules = 0
    hidden_right = hidden_total = hidden_rules = 0
    for one in some:
        found, before = verdicts(scorers, one), rules_of(one)
        for each in one.chains:
            for row in range(each.low, each.high):
                if not each.known[row - each.low]:
                    continue
                fits = {who for place, who in enumerate(each.people) if each.right[row - each.low, place]}
                ok, was = found[row].speaker in fits, before[row].speaker in fits
                right, total, rules = right + ok, total + 1, rules + was
                if one.reading.hidden[row]:
                    hidden_right, hidden_total, hidden_rules = hidden_right + ok, hidden_total + 1, hidden_rules + was
    made = {"right": 100 * right / max(1, total), "rules": 100 * rules / max(1, total)}
    if hidden_total:
        made |= {"hidden": 100 * hidden_right / hidden_total, "hidden, rules": 100 * hidden_rules / hidden_total}
    return {name: round(value, 2) for name, value in made.items()}


def rules_of(one: Example) -> list[Verdict]:
    """Whom the rules give each quotation to."""
    made = one.weighed
    clues = clues_of(made.scene, made.vocatives, made.at_hand)
    genders = [entity.gender for entity in made.scene.entities]
    return attribution.attribute(made.scene.turns, clues, made.at_hand, genders)


HELD = 6
"""Novels that are not trained on."""


def part(name: str, without: int | None = None) -> list[Reading]:
    """The readings of a part: LitBank's `train` and `dev`, the `novels`, and those of them that are `held` out.

    `without`: less every other one, from the first (0) or the second (1) on.
    """
    if name in ("novels", "held"):
        readings = load("novels")
        readings = readings[:HELD] if name == "held" else readings[HELD:]
    else:
        readings = load(name)
    names = sorted(reading.name for reading in readings)
    left_out = set() if without is None else set(names[without::2])
    return [reading for reading in readings if reading.name not in left_out]


def load_scorer(path: Path) -> Scorer:
    """The network of a checkpoint."""
    kept = torch.load(path)
    scorer = Scorer(Sizes(**kept["sizes"]))
    scorer.load_state_dict(kept["weights"])
    return scorer.eval()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--local", type=float, default=0.3)
    parser.add_argument("--litbank", type=int, default=2, help="times that LitBank is seen in an epoch")
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--name", default="speakers")
    parser.add_argument("--half", type=int, choices=(0, 1), help="leave out every other work, from this one on")
    parser.add_argument("--without-tags", action="store_true", help="no silver from tags that are still there")
    given = parser.parse_args()
    torch.set_flush_denormal(True)
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    vectors = word_vectors()

    def examples(readings: list[Reading], *, tags: bool = False) -> list[Example]:
        return [one for reading in readings if (one := example(reading, vectors, tags=tags))]

    began = time.time()
    train, dev = examples(part("train", given.half)), examples(part("dev"))
    held = examples(part("held"), tags=True)
    novels = examples(part("novels", given.half), tags=not given.without_tags)
    print("examples", len(train), len(dev), len(held), len(novels), f"{time.time() - began:.0f}s", flush=True)
    sizes = Sizes(dropout=given.dropout, layers=given.layers)
    scorer = Scorer(sizes)
    scorer.eval()
    print("start", "dev", score([scorer], dev), "novels", score([scorer], held), flush=True)
    epoch_of = train * given.litbank + novels
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=given.rate, weight_decay=0.1)
    batch = 2
    steps = given.epochs * (len(epoch_of) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, given.rate, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(given.epochs):
        scorer.train()
        random.shuffle(epoch_of)
        began, total, count = time.time(), 0.0, 0
        for low in range(0, len(epoch_of) - batch + 1, batch):
            losses = [loss_of(scorer, one, given.local) for one in epoch_of[low : low + batch]]
            known = sum(number for _, number in losses)
            if not known:
                continue
            # a novel counts by the square root of its quotations, so that none drowns the others
            loss = sum(value / number**0.5 for value, number in losses if number) / sum(n**0.5 for _, n in losses)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + sum(value.item() for value, _ in losses), count + known
        scorer.eval()
        print(
            epoch,
            f"{total / count:.4f}",
            "dev",
            score([scorer], dev),
            "novels",
            score([scorer], held),
            f"{time.time() - began:.0f}s",
            flush=True,
        )
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": scorer.state_dict(), "sizes": asdict(sizes)}, FOLDER / f"{given.name}-{given.seed}.pt")


if __name__ == "__main__":
    main()
