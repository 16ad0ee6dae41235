"""From documents to what the scorer of speakers learns from: whole readings up to coreference, and gold or silver.

LitBank's excerpts with their gold; stretches of public-domain novels with half of the tags that name the speaker taken
out of the text (`training.hidden_tags`). Works that are measured elsewhere are left out. `python -m
training.make_quotations` keeps the result in `build/training/speech`.
"""

from __future__ import annotations

import hashlib
import pickle
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from evaluation import pipeline
from evaluation.data import data_folder
from evaluation.normal import bare
from evaluation.sets import litbank, litbank_words
from fabula import reading
from fabula.layers import Table
from fabula.model.linker import shipped
from fabula.people import linking
from fabula.people.candidates import candidates
from fabula.people.cast import Cast
from fabula.people.cluster_entities import resolution_of
from fabula.people.clusters import cluster
from fabula.people.linking import Prepared
from fabula.people.mention_inputs import mention_inputs
from fabula.people.mentions import NAME
from fabula.people.pair_features import pair_features
from fabula.people.resolution import Resolution
from fabula.speech.speakers import Spoken
from fabula.text.tokens import Words
from training import link, linker
from training.hidden_tags import hide

Array = npt.NDArray[Any]
FOLDER = Path("build/training/speech")
LEFT_OUT = ("persuasion", "daisy_miller", "room_with_a_view", "invisible_man")
"""Works that are measured elsewhere."""
CHARACTERS = 200_000
"""Of each novel, from a tenth of it on."""
SHARE = 0.5
"""Of the tags with a name, how many are hidden."""


@dataclass
class Reading:
    """One text read up to coreference, and what is known of its speakers.

    gold: per quotation a gold entity, -1 for none known. mention_gold: per mention of `prepared` its gold entity, -1.
    For silver, gold entities are numbers in `resolution.entities`. hidden: bool per quotation, whether its tag was
    taken out.
    """

    name: str
    corpus: str
    words: Words
    lower: list[str]
    tokens: Table
    spans: Table
    paragraphs: Table
    quote_of: list[int]
    sentence_of: list[int]
    cast: Cast
    spoken: Spoken
    prepared: Prepared
    resolution: Resolution
    gold: Array
    mention_gold: Array
    hidden: Array


def _made(text: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "document": pipeline.document_of_text(text), "given quotations": None, "given cast": None,
        "given mentions": None, "report": None,
    }  # fmt: skip
    for step in reading.STEPS:
        if step.name in ("coreference", "layers"):
            break
        made.update(zip(step.makes, step.run(made), strict=True))
    return made


def _reading(
    name: str, corpus: str, made: dict[str, Any], prepared: Prepared, resolution: Resolution, *gold: Array
) -> Reading:
    return Reading(
        name, corpus, made["words"], made["lower"], made["tokens"], made["spans"], made["document"].paragraphs,
        made["quote of token"], made["sentence of token"].tolist(), made["cast"], made["spoken"], prepared, resolution,
        *gold,
    )  # fmt: skip


class Halves:
    """Linkers trained on every other work of LitBank's training part: each work is linked by one that never saw it."""

    def __init__(self) -> None:
        self._works = sorted(litbank_words.names("train"))
        self._linkers = []
        for half in (0, 1):
            one = linker.Linker()
            one.load_state_dict(torch.load(link.FOLDER / f"half{half}-1.pt"))
            self._linkers.append(one.eval())
        self._vectors = link.word_vectors()

    def link(self, name: str, made: dict[str, Any], prepared: Prepared) -> Resolution:
        """The resolution of a work of the training part."""
        # half 0 left out the works in even places: link.part
        one = self._linkers[self._works.index(name) % 2]
        facts, cast = prepared.facts, made["cast"]
        antecedents = candidates(facts)
        features, kinds = pair_features(facts, np.arange(len(facts)), antecedents)
        with torch.no_grad():
            h = one.mentions(
                torch.from_numpy(prepared.vectors.astype(np.float32)),
                torch.from_numpy(self._vectors.of(prepared.head_words)),
                torch.from_numpy(mention_inputs(facts)),
                linker.places(len(facts)),
            )
            scores = one(
                h,
                torch.arange(len(facts)),
                torch.from_numpy(antecedents.astype(np.int64)),
                torch.from_numpy(features),
                torch.from_numpy(kinds.astype(np.int64)),
            )
            scored = [(antecedents, torch.log_softmax(scores, 1).numpy())]
        found = cluster(facts, prepared.head_words, prepared.sides, scored, cast.entities, cast.narrator)
        return resolution_of(prepared.rows, facts, found, cast.entities, cast.narrator)


def litbank_readings(fold: str) -> Iterable[Reading]:
    """LitBank's excerpts of a part of fold 0, without the works that are measured elsewhere."""
    halves = Halves() if fold == "train" else None
    for name in litbank_words.names(fold):
        excerpt = litbank.read(name)
        made = _made(excerpt.text)
        prepared = linking.prepare(made)
        if halves is None:
            resolution = linking.link(prepared, made["cast"], shipped())
        else:
            resolution = halves.link(name, made, prepared)
        spans, words, facts = made["spans"], made["words"], prepared.facts
        gold_of = {bare(excerpt.text, *each.span): each.speaker for each in excerpt.quotations}
        both = zip(spans["start"].tolist(), spans["end"].tolist(), strict=True)
        gold = np.array([gold_of.get(bare(excerpt.text, *span), -1) for span in both], dtype=np.int64)
        entity_of = {mention.span: mention.entity for mention in excerpt.mentions}
        own = zip(words.start[facts.first].tolist(), words.end[facts.end - 1].tolist(), strict=True)
        mention_gold = np.array([entity_of.get(span, -1) for span in own], dtype=np.int64)
        yield _reading(name, "litbank", made, prepared, resolution, gold, mention_gold, np.zeros(len(gold), dtype=bool))


def novel_readings() -> Iterable[Reading]:
    """Stretches of the novels, half of their tags hidden."""
    paths = [p for p in (data_folder() / "novels").rglob("*.txt") if not any(name in p.name for name in LEFT_OUT)]
    for path in sorted(paths, key=lambda path: hashlib.sha256(path.name.encode()).hexdigest()):
        whole = path.read_text("utf-8")
        start = whole.find("\n\n", len(whole) // 10) + 2
        text, hidden = hide(whole[start : start + CHARACTERS], SHARE, random.Random(path.name))
        made = _made(text)
        if made["document"].text != text:
            print(path.name, "is not read as it was written: left out", flush=True)
            continue
        prepared = linking.prepare(made)
        resolution = linking.link(prepared, made["cast"], shipped())
        yield silver(path.stem, made, prepared, resolution, {bare(text, h.start, h.end): h.name for h in hidden})


def silver(
    name: str, made: dict[str, Any], prepared: Prepared, resolution: Resolution, hidden: dict[Any, str]
) -> Reading:
    """A reading with the speakers of the quotations whose tag was taken out: whoever bears the name that it gave."""
    words, spans, text = made["words"], made["spans"], made["document"].text
    bearers: dict[str, Counter[int]] = {}
    for row, entity in zip(prepared.rows, resolution.entity, strict=True):
        if row.kind == NAME:
            bearers.setdefault(" ".join(words.texts[row.first + row.within : row.end]), Counter())[entity] += 1
    gold, taken = np.full(spans.rows, -1, dtype=np.int64), np.zeros(spans.rows, dtype=bool)
    for row, span in enumerate(zip(spans["start"].tolist(), spans["end"].tolist(), strict=True)):
        said = hidden.get(bare(text, *span))
        if said is None:
            continue
        taken[row] = True
        if said == "I":
            gold[row] = made["cast"].narrator
        counts = bearers.get(said)
        if counts:
            entity, count = counts.most_common(1)[0]
            if 10 * count >= 9 * counts.total():
                gold[row] = entity
    return _reading(
        name, "novels", made, prepared, resolution, gold, np.array(resolution.entity, dtype=np.int64), taken
    )


def load(part: str) -> list[Reading]:
    """The readings kept under a name: `train`, `dev`, `novels`."""
    readings: list[Reading] = []
    for path in sorted(FOLDER.glob(f"{part}*.pickle")):
        with path.open("rb") as file:
            readings += pickle.load(file)  # our own file, from make_quotations
    return readings
