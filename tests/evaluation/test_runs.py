"""Whole measurements, with a reading that is gold itself or spoilt in a known way instead of Fabula's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from evaluation import __main__ as command
from evaluation import attribution, pipeline, report
from evaluation.data import data_folder
from evaluation.runs import examples as examples_run
from evaluation.runs import litbank as litbank_run
from evaluation.runs import litbank_coref
from evaluation.runs import pdnc as pdnc_run
from evaluation.sets import examples, litbank, pdnc
from fabula.layers import ADDRESSEES, CHAPTERS, CHARACTERS, MENTIONS, QUOTES, TOKENS, Table
from fabula.story import Story
from tests.evaluation.tables import filled
from tests.stories import document

CORPORA = data_folder()
Span = tuple[int, int]


def made(
    text: str,
    names: list[str],
    quotes: list[tuple[Span, int]],
    mentions: list[tuple[Any, ...]],
    chapters: tuple[str, ...] = (),
    addressees: Sequence[tuple[int, int]] = (),
) -> Story:
    """A Story of these rows. quotes: (span, speaker); mentions: (span, kind, entity, character, category or none);
    addressees: (row of the quotation, character)."""
    quote_rows = [
        {"start": start, "end": end, "utterance": row, "speaker": speaker, "confidence": float(speaker >= 0)}
        for row, ((start, end), speaker) in enumerate(quotes)
    ]
    mention_rows = [
        {"start": start, "end": end, "kind": kind, "entity": entity, "character": who, "confidence": 1.0}
        | dict(zip(("category",), rest, strict=False))
        for (start, end), kind, entity, who, *rest in sorted(mentions)
    ]
    layers = {
        "characters": filled(CHARACTERS, [{"name": name, "entity": row} for row, name in enumerate(names)]),
        "mentions": filled(MENTIONS, mention_rows),
        "quotes": filled(QUOTES, quote_rows),
        "addressees": filled(ADDRESSEES, [{"quote": quote, "character": who} for quote, who in addressees]),
        "chapters": filled(CHAPTERS, [{"end": 1, "title": title, "level": 2} for title in chapters]),
    }
    return Story(document(text), layers, version="0", model="0")


def gold_story(novel: pdnc.Novel) -> Story:
    """What a reader without fault would give for a novel of PDNC."""
    rows = pdnc_run.listed_rows(novel)
    row_of = {person: row for row, person in enumerate(rows)}
    quotes = [
        (attribution.with_marks(novel.text, each.span), row_of.get(each.speaker, -1))
        for each in pdnc_run.gold_of(novel)
    ]
    mentions = []
    for person in rows:
        for alias in novel.people[person].aliases:
            at = novel.text.lower().find(alias.lower())
            if at >= 0:
                mentions.append(((at, at + len(alias)), "PROP", row_of[person], row_of[person]))
    taken = {span for span, *_ in mentions}
    for quotation in novel.quotations:
        for mention in quotation.mentions:
            if len(mention.people) == 1 and not mention.outside and mention.span not in taken:
                who = row_of[mention.people[0]]
                mentions.append((mention.span, "PRON", who, who))
    said_to = [
        (place, row_of[person])
        for place, each in enumerate(pdnc_run.gold_of(novel))
        for person in novel.quotations[each.quotation].addressees
    ]
    return made(novel.text, [novel.people[person].name for person in rows], quotes, mentions, addressees=said_to)


@pytest.mark.skipif(not (CORPORA / "pdnc_dev").is_dir(), reason=f"no corpus pdnc_dev under {CORPORA}")
def test_a_faultless_reading_of_pdnc_scores_full_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    novel = pdnc.read("DaisyMiller")
    story = gold_story(novel)
    monkeypatch.setattr(pipeline, "story_of_text", lambda _: story)
    monkeypatch.setattr(pipeline, "story_with_gold", lambda *_: story)
    result = pdnc_run.run(only="DaisyMiller")
    figures = {figure.key: figure.value for figure in result.figures}
    for key in (
        "spans.exact",
        "spans.overlap",
        "speakers",
        "recognised",
        "purity",
        "clusters_per_character",
        "gold.all",
        "gold.addressees",
    ):
        assert figures[f"pdnc.{key}"] == 1.0, key
    assert figures["pdnc.ece"] == 0.0
    assert (figures["pdnc.in_quote"] or 0) > 0.99  # where a name stands first, its mention is the name's


@pytest.mark.skipif(not (CORPORA / "pdnc_dev").is_dir(), reason=f"no corpus pdnc_dev under {CORPORA}")
def test_gold_that_cannot_be_given_is_said_to_be_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> Story:
        raise pipeline.NotAvailable("no")

    story = gold_story(pdnc.read("DaisyMiller"))
    monkeypatch.setattr(pipeline, "story_of_text", lambda _: story)
    monkeypatch.setattr(pipeline, "story_with_gold", refuse)
    lines = pdnc_run.run(only="DaisyMiller").lines()
    assert any("not available" in line for line in lines)


@pytest.mark.skipif(not (CORPORA / "litbank").is_dir(), reason=f"no corpus litbank under {CORPORA}")
@pytest.mark.parametrize("spoil", [False, True])
def test_litbank_with_gold_itself_and_with_one_entity_for_all(monkeypatch: pytest.MonkeyPatch, spoil: bool) -> None:
    pytest.importorskip("scipy")
    excerpt = litbank.read("208_daisy_miller_a_study")
    speakers = sorted({quotation.speaker for quotation in excerpt.quotations})
    story = made(
        excerpt.text,
        [str(speaker) for speaker in speakers],
        [(quotation.span, 0 if spoil else speakers.index(quotation.speaker)) for quotation in excerpt.quotations],
        [(one.span, one.kind, 0 if spoil else one.entity, -1, one.category) for one in excerpt.mentions],
    )
    monkeypatch.setattr(pipeline, "story_of_text", lambda _: story)
    (result,) = litbank_run.results(only="208_daisy")
    coreference = result.coreference
    assert result.exact.f1 == coreference.every.mentions.f1 == 1.0
    for scores in (coreference.every, coreference.people, result.speakers):
        assert (scores.conll == 1.0) is not spoil
        assert scores.b_cubed.recall == 1.0
    assert litbank_run.quotes_report([result]).lines()
    report_ = litbank_coref.report([coreference], confused=True, errors=3)
    assert len(report_.passages) == (3 if spoil else 0)
    values = {figure.key: figure.value for figure in report_.figures}
    assert (values["litbank.links"] == 1.0) is not spoil
    assert (values["litbank.ece"] == 0.0) is not spoil  # everything is said to be certain


def example_story(example: examples.Example, text: str, spoil: Callable[[int], int] = lambda row: row) -> Story:
    places, missing = examples_run.located(text, [quotation.text for quotation in example.quotations])
    assert not missing
    quotes = [
        (place, spoil(quotation.speaker))
        for place, quotation in zip(places, example.quotations, strict=True)
        if place is not None
    ]
    mentions = []
    for row, person in enumerate(example.people):
        at = text.find(person.names[0])
        if at >= 0:
            mentions.append(((at, at + len(person.names[0])), "PROP", row, row))
    return made(text, [person.names[0] for person in example.people], sorted(quotes), mentions, example.chapters)


TEXT = "Two men met. “Row,” said Ann. “You,” said Ben, “row the ‘boat’ first.” The “boat” was gone."
EXAMPLE = examples.Example(
    "tiny",
    Path("tiny.txt"),
    (examples.Person("ann", ("Ann",), "she", False), examples.Person("ben", ("Ben",), "he", False)),
    ("One",),
    (
        examples.Quotation("“Row,”", 0, "speech", 0),
        examples.Quotation("“You,”", 1, "speech", 1),
        examples.Quotation("“row the ‘boat’ first.”", 1, "speech", 1),
    ),
    ("“boat”",),
    ("Ratings",),
)


def test_our_own_stories() -> None:
    right = examples_run.score(EXAMPLE, example_story(EXAMPLE, TEXT))
    assert (right.spans.f1, right.speakers.accuracy, right.chapters) == (1.0, 1.0, True)
    assert right.wrong_quotations == right.wrong_story == right.not_in_text == ()
    one_speaker = examples_run.score(EXAMPLE, example_story(EXAMPLE, TEXT, lambda _: 1))
    assert one_speaker.speakers.accuracy == pytest.approx(2 / 3)


def test_scare_quotes_and_notes_that_slipped_in() -> None:
    story = example_story(EXAMPLE, TEXT + " Ratings")
    start = TEXT.index("“boat”")
    rows = [(start, start + 6, 0, 0, "double", kind, 9, -1, -1, -1, "none", 0.0) for kind in ("speech", "other")]
    for row, wrong in zip(rows, (("“boat”",), ()), strict=True):
        quotes = story.layers["quotes"]
        old = [tuple(quotes[name][i] for name in quotes) for i in range(quotes.rows)]
        codes = {"double": 0, "speech": 0, "other": 3, "none": 0}
        new = tuple(codes.get(cell, cell) if isinstance(cell, str) else cell for cell in row)
        spoilt = Story(
            story.document, {**story.layers, "quotes": Table.of_rows(QUOTES, [*old, new])}, version="0", model="0"
        )
        result = examples_run.score(EXAMPLE, spoilt)
        assert result.wrong_quotations == wrong
        assert result.wrong_story == ("Ratings",)
        assert result.spans.predicted == 3 + len(wrong)


def test_a_report_prints_published_figures_and_dumps_the_same_bytes() -> None:
    made_report = report.Report("pdnc", [{"novel": "X", "speakers": 0.5, "with gold": None}])
    made_report.figures = [report.Figure("pdnc.speakers", "speakers", 0.5, (0.4, 0.6))]
    text = "\n".join(made_report.lines())
    assert "0.5000 [0.4000, 0.6000]" in text
    assert "BookNLP big 0.348" in text
    assert report.dump([made_report]) == report.dump([made_report])


def test_passages_are_printed_and_kept_out_of_the_json() -> None:
    made_report = report.Report("litbank-coref", [{"excerpt": "X"}], more=[report.Figure("more", "not printed", 0.25)])
    made_report.passages = ["the words of somebody's book"]
    printed, kept = "\n".join(made_report.lines()), report.dump([made_report])
    assert ("somebody" in printed, "somebody" in kept) == (True, False)
    assert ("not printed" in printed, "not printed" in kept) == (False, True)


@pytest.mark.skipif(not (CORPORA / "litbank").is_dir(), reason=f"no corpus litbank under {CORPORA}")
@pytest.mark.parametrize("split", [False, True])
def test_litbank_with_gold_mentions_given(monkeypatch: pytest.MonkeyPatch, split: bool) -> None:
    pytest.importorskip("scipy")
    excerpt = litbank.read("208_daisy_miller_a_study")

    def given(text: str, spans: list[Span]) -> Story:
        assert text == excerpt.text
        places = {place: token for token, place in enumerate(sorted({edge for span in spans for edge in span}))}
        tokens = [{"start": low, "end": high} for low, high in zip(list(places), list(places)[1:], strict=False)]
        rows = [
            {"start": low, "end": high, "first_token": places[low], "end_token": places[high]}
            | {"kind": one.kind, "category": "FAC", "entity": -1 if split else one.entity, "confidence": 0.5}
            for one, (low, high) in zip(excerpt.mentions, spans, strict=True)
        ]
        layers = {"tokens": filled(TOKENS, tokens), "mentions": filled(MENTIONS, rows)}
        return Story(document(text), layers, version="0", model="0")

    monkeypatch.setattr(pipeline, "story_with_mentions", given)
    (result,) = litbank_coref.given_results(only="208_daisy")
    assert (result.loose, result.shared) == (0, 0)
    made_report = litbank_coref.report([result], given=True)
    values = {figure.key: figure.value or 0.0 for figure in made_report.figures}
    for key in ("conll", "people.conll", "links"):
        assert (values[f"litbank.gold.{key}"] == 1.0) is not split, key
    assert values["litbank.gold.muc"] == values["litbank.gold.people.muc"] == float(not split)
    firsts = sum(one.first for one in result.judged) / len(result.judged)
    assert values["litbank.gold.ece"] == pytest.approx(abs(firsts - 0.5) if split else 0.5)


def test_a_missing_corpus_is_an_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["litbank-coref-gold", "--data", str(tmp_path)]) == 2
    assert "litbank-coref-gold: no corpus" in capsys.readouterr().err
    assert command.main(["clic", "--data", str(tmp_path), "--json", str(tmp_path / "out.json")]) == 2
    assert "clic: no corpus" in capsys.readouterr().err
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "[]\n"
