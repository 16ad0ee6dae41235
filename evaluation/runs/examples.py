"""Our own stories: quotation spans, speakers, mentions, chapters, and what must be no quotation or no story text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluation import attribution, characters, mentioned, normal, pipeline
from evaluation.attribution import Accuracy, Gold, Predicted
from evaluation.characters import Names
from evaluation.data import wanted
from evaluation.mentioned import Referents
from evaluation.report import Figure, Report
from evaluation.sets import examples
from evaluation.shown import Shown, everywhere, located, overlaps
from evaluation.spans import Counts, exact
from fabula.story import Story


@dataclass(frozen=True)
class Result:
    """All that was measured on one story."""

    name: str
    spans: Counts
    speakers: Accuracy
    not_in_text: tuple[str, ...]
    chapters: bool
    wrong_quotations: tuple[str, ...]
    wrong_story: tuple[str, ...]
    referents: Referents


def measure(name: str) -> Result:
    """Read one story with Fabula and score it."""
    example = examples.read(name)
    return score(example, pipeline.story_of_file(example.path))


def score(example: examples.Example, story: Story) -> Result:
    """Score one story that has been read."""
    shown = Shown.of(story)
    places, missing = located(shown.text, [quotation.text for quotation in example.quotations])
    table = story.layers["quotes"]
    columns = [table[column].tolist() for column in ("start", "end", "speaker", "confidence")]
    predicted = [
        Predicted(shown.span(start, end), speaker, sure) for start, end, speaker, sure in zip(*columns, strict=True)
    ]
    other = table.layer.column("kind").vocabulary.index("other")
    speech = [one.span for one, kind in zip(predicted, table["kind"].tolist(), strict=True) if kind != other]
    gold = [
        # A quotation that is nowhere in the shown text is a quotation missed: an impossible span stands for it.
        Gold(place or (len(shown.text) + number, len(shown.text) + number), quotation.speaker, quotation.kind, number)
        for number, (quotation, place) in enumerate(zip(example.quotations, places, strict=True))
        if quotation.speaker >= 0
    ]
    found = exact(
        normal.kept(normal.bare_spans(shown.text, [place for place in places if place])),
        normal.kept(normal.bare_spans(shown.text, speech)),
    )
    mapped = mapped_people(example, story)
    judged = attribution.judge(shown.text, gold, predicted, mapped)
    referents = mentioned.score(example, shown, story, mapped)
    titles = tuple(examples.collapsed(title) for title in story.layers["chapters"]["title"].tolist())
    wrong = tuple(
        text
        for text in example.not_quotations
        if any(overlaps(place, speech) for place in everywhere(shown.text, text, [p for p in places if p]))
    )
    return Result(
        example.name,
        Counts(found.matched, found.gold + len(missing), found.predicted),
        attribution.accuracy(judged),
        (*missing, *referents.not_in_text),
        titles == example.chapters,
        wrong,
        tuple(text for text in example.not_story if text in shown.text),
        referents,
    )


def mapped_people(example: examples.Example, story: Story) -> dict[int, int]:
    """The predicted character of each gold one; a narrator without a name mention is whoever is marked as narrating."""
    names = Names.of(story)
    mapped = characters.character_map([person.names for person in example.people], names)
    narrators = np.flatnonzero(story.layers["characters"]["narrator"]).tolist()
    for row, person in enumerate(example.people):
        if person.narrator and row not in mapped and narrators and narrators[0] not in mapped.values():
            mapped[row] = narrators[0]
    return mapped


def run(only: str | None = None) -> Report:
    """Measure every story that has gold."""
    some = [measure(name) for name in examples.names() if wanted(name, only)]
    report = Report("examples")
    for one in some:
        report.rows.append(
            {
                "story": one.name,
                "quotes": one.spans.gold,
                "ours": one.spans.predicted,
                "exact F1": one.spans.f1,
                "speakers": one.speakers.accuracy,
                "no speaker": one.speakers.unattributed,
                "mentions": one.referents.of().share if one.referents.of().total else None,
                "groups": one.referents.groups.share if one.referents.groups else None,
                "chapters": "yes" if one.chapters else "NO",
                "wrong quotes": len(one.wrong_quotations),
                "wrong story": len(one.wrong_story),
            }
        )
        report.notes += [f"{one.name}: not in the shown text: {text!r}" for text in one.not_in_text]
        report.notes += [f"{one.name}: taken for a quotation: {text!r}" for text in one.wrong_quotations]
        report.notes += [f"{one.name}: taken for story text: {text!r}" for text in one.wrong_story]
    if some:
        spans = sum((one.spans for one in some), Counts())
        speakers = sum((one.speakers for one in some), Accuracy())
        report.figures = [
            Figure("examples.spans.exact", "quotation spans, exact F1, micro", spans.f1),
            Figure("examples.speakers", "speakers, micro", speakers.accuracy),
            *mentioned.figures([one.referents for one in some]),
        ]
    return report
