"""Entities and events of LitBank, and supersenses of SemCor, on gold words; LitBank's entities from raw text too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from evaluation import confusion, headlines, pipeline
from evaluation.annotate import Annotate, shipped
from evaluation.data import wanted
from evaluation.labels import (
    Entities,
    Events,
    Senses,
    entity_scores,
    event_scores,
    score_entities,
    sense_scores,
)
from evaluation.report import Cell, Report
from evaluation.sets import litbank, litbank_words, senses
from evaluation.sets.annotated import Annotated, Entity
from evaluation.spans import Counts
from fabula.story import Story

S = TypeVar("S", Entities, Events, Senses)
Scores = list[tuple[str, S]]


def entities_report(
    data: Path | None = None,
    fold: str = "dev",
    only: str | None = None,
    *,
    confused: bool = False,
    annotate: Annotate | None = None,
) -> Report:
    """LitBank's entities on its own words."""
    scores = _scored(_excerpts(data, fold, only), entity_scores, annotate)
    report = _entities("litbank-entities", "litbank.entities", scores, confused=confused)
    report.notes = ["gold words and sentences; BookNLP's figures want the kind right too, and are on other excerpts"]
    return report


def mentions_report(
    data: Path | None = None, fold: str = "dev", only: str | None = None, *, confused: bool = False
) -> Report:
    """LitBank's entities from its raw texts, everything predicted; spans are equal to the code point."""
    scores = []
    for name in _names(data, fold, only):
        excerpt = litbank.read(name, data)
        gold = [Entity(*mention.span, mention.category, mention.kind, mention.entity) for mention in excerpt.mentions]
        scores.append((name, score_entities(gold, mentions_of(pipeline.story_of_text(excerpt.text)))))
    report = _entities("litbank-mentions", "litbank.text.entities", scores, confused=confused)
    report.notes = ["from raw text: words, sentences and paragraphs are found too"]
    return report


def mentions_of(story: Story) -> list[Entity]:
    """A Story's mentions, by characters."""
    table = story.layers["mentions"]
    categories, kinds = (table.layer.column(name).vocabulary for name in ("category", "kind"))
    columns = (table[name].tolist() for name in ("start", "end", "category", "kind", "entity"))
    return [
        Entity(start, end, categories[category], kinds[kind], entity)
        for start, end, category, kind, entity in zip(*columns, strict=True)
    ]


def events_report(
    data: Path | None = None,
    fold: str = "dev",
    only: str | None = None,
    *,
    confused: bool = False,
    annotate: Annotate | None = None,
) -> Report:
    """LitBank's events on its own words."""
    scores = _scored(_excerpts(data, fold, only), event_scores, annotate)
    report = Report("litbank-events", [{"excerpt": name[:40], **_counts(one.events)} for name, one in scores])
    report.notes = ["gold words and sentences"]
    if scores:
        report.figures = headlines.figures("litbank.events", [one for _, one in scores], headlines.EVENTS)
        if confused:
            wrong = sum((one for _, one in scores), Events()).wrong
            report.tables["events, words most often wrong"] = [
                {"word": word, "": how, "times": times}
                for (word, how), times in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:30]
            ]
    return report


def semcor_report(
    data: Path | None = None,
    part: str = "dev",
    only: str | None = None,
    *,
    confused: bool = False,
    annotate: Annotate | None = None,
) -> Report:
    """The supersenses of SemCor's fiction that is held out as `dev` or `test`."""
    documents = [one for one in senses.semcor(part, data) if wanted(one.name, only)]
    scores = _scored(documents, sense_scores, annotate)
    report = Report(f"semcor {part}", [{"text": name, **_counts(one.every)} for name, one in scores])
    report.notes = ["gold words and sentences; fiction held out by document; BookNLP's figures are on other texts"]
    if scores:
        every = sum((one for _, one in scores), Senses())
        report.figures = headlines.figures("semcor.senses", [one for _, one in scores], headlines.SENSES)
        report.tables["by class"] = confusion.label_rows(every.by_class(), "class")
        if confused:
            report.tables["classes, gold and predicted"] = confusion.pair_rows(every.classes, 40)
    return report


def _entities(name: str, key: str, scores: Scores[Entities], *, confused: bool) -> Report:
    rows: list[dict[str, Cell]] = [
        {"excerpt": text[:40], **_counts(one.every), "no pronouns": one.without_pronouns.f1, "spans": one.spans.f1}
        for text, one in scores
    ]
    report = Report(name, rows)
    if scores:
        every = sum((one for _, one in scores), Entities())
        report.figures = headlines.figures(key, [one for _, one in scores], headlines.ENTITIES)
        report.tables["by category"] = confusion.label_rows(every.by_category(), "category")
        report.tables["by kind, kind right too"] = confusion.label_rows(dict(every.kinds), "kind")
        if confused:
            report.tables["categories, gold and predicted"] = confusion.pair_rows(every.categories)
    return report


def _scored(
    documents: Sequence[Annotated], score: Callable[[Annotated, Annotated], S], annotate: Annotate | None
) -> Scores[S]:
    annotate = annotate or shipped()
    return [(gold.name, score(gold, annotate(gold))) for gold in documents]


def _excerpts(data: Path | None, fold: str, only: str | None) -> list[Annotated]:
    return [litbank_words.read(name, data) for name in _names(data, fold, only)]


def _names(data: Path | None, fold: str, only: str | None) -> list[str]:
    return [name for name in litbank.names(fold, data) if wanted(name, only)]


def _counts(counts: Counts) -> dict[str, Cell]:
    return {
        "gold": counts.gold,
        "ours": counts.predicted,
        "P": counts.precision,
        "R": counts.recall,
        "F1": counts.f1,
    }
