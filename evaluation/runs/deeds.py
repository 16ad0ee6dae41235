"""Agents and patients: whole novels read, and the verbs of the gold's sentences compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evaluation import bootstrap
from evaluation.deeds import Scored, Triple, score, total
from evaluation.report import Figure, Report
from evaluation.sets.deeds import ROLES, Novel, novels
from fabula.reading import read_document
from fabula.sources import load
from fabula.story import Story
from fabula.world.actions import deeds


def run(data: Path | None = None, only: str | None = None, errors: int = 0) -> Report:
    """Measure every novel; `errors`: how many mistakes to print."""
    report, every = Report("deeds"), []
    for novel in novels(data, only):
        story = read_document(load(novel.path))
        scored = results(novel, story)
        every += scored
        row = {"novel": novel.name, "sentences": len(scored)}
        for role in (*ROLES, "both"):
            counts = total(scored, ROLES if role == "both" else (role,))
            row |= {f"{role} P": counts.precision, f"{role} R": counts.recall, f"{role} F1": counts.f1}
        report.rows.append(row)
        report.passages += list(_mistakes(novel, scored))[: max(0, errors - len(report.passages))]
    for role in (*ROLES, "both"):
        roles = ROLES if role == "both" else (role,)
        report.figures.append(
            Figure(
                f"deeds.{role}",
                f"{'agents and patients' if role == 'both' else role + 's'} of verbs, F1",
                total(every, roles).f1,
                bootstrap.interval(every, lambda some, roles=roles: total(some, roles).f1),
            )
        )
    return report


def results(novel: Novel, story: Story) -> list[Scored]:
    """Every sentence of a novel, compared with its story; ValueError where their texts differ."""
    tokens, found = story.layers["tokens"], deeds(story.layers["tokens"], story.layers["mentions"])
    shift = _shift(novel, story)
    spans = list(zip((tokens["start"] + shift).tolist(), (tokens["end"] + shift).tolist(), strict=True))
    triples: list[Triple] = [
        (spans[verb], ROLES[role], spans[word])
        for verb, role, word in zip(found.verb.tolist(), found.role.tolist(), found.argument.tolist(), strict=True)
    ]
    starts = np.array([triple[0][0] for triple in triples])
    made = []
    for sentence in novel.sentences:
        low, high = np.searchsorted(starts, sentence.span)
        made.append(score(sentence, triples[int(low) : int(high)]))
    return made


def _shift(novel: Novel, story: Story) -> int:
    """How far the story's offsets lie before those of the file; a byte-order mark may be left out."""
    for shift in range(2):
        if novel.text[shift:] == story.text:
            return shift
    raise ValueError(f"{novel.name}: the text that was read is not the file's")


def _mistakes(novel: Novel, scored: list[Scored]) -> Iterator[str]:
    for sentence, one in zip(novel.sentences, scored, strict=True):
        if one.missed or one.false:
            text = " ".join(novel.text[slice(*sentence.span)].split())
            told = [
                f"{what} {role}: {novel.text[slice(*verb)]} - {novel.text[slice(*word)]}"
                for what, triples in (("missed", one.missed), ("false", one.false))
                for verb, role, word in triples
            ]
            yield "\n".join([text, *(f"    {line}" for line in told)])
