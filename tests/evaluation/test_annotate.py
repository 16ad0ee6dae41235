"""Layers predicted for gold words, and the runs that score them, with a model of our own making."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from evaluation import __main__ as command
from evaluation import annotate, headlines, pipeline
from evaluation.data import data_folder
from evaluation.labels import sense_scores
from evaluation.runs import labels as labels_run
from evaluation.runs import words as words_run
from evaluation.sets import litbank
from evaluation.sets.annotated import Annotated, Entity, Sense
from evaluation.words import Share, Words
from fabula import layers
from fabula.layers import MENTIONS, Table
from fabula.story import Story
from tests.stories import document

CORPORA = data_folder()


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not (CORPORA / name).is_dir(), reason=f"no corpus {name} under {CORPORA}")


DOCUMENT = Annotated(
    "tiny", "tiny", words="He ran . She set out .".split(), sentences=[(0, 3), (3, 7)], paragraphs=[0, 1]
)


class Annotator:
    """Says the same of any seven words."""

    given: tuple[Any, ...] = ()

    def annotate(self, *given: Any) -> SimpleNamespace:
        Annotator.given = given

        def codes(vocabulary: tuple[str, ...], *names: str) -> Any:
            return np.array([vocabulary.index(name) if name else -1 for name in names], dtype=np.int8)

        upos = ("PRON", "VERB", "PUNCT", "PRON", "VERB", "ADP", "PUNCT")
        relations = ("nsubj", "root", "punct", "nsubj", "root", "compound:prt", "punct")
        return SimpleNamespace(
            upos=codes(layers.UPOS_TAGS, *upos),
            xpos=codes(layers.XPOS_TAGS, "PRP", "VBD", ".", "PRP", "VBD", "RP", ""),
            features=np.array(["Case=Nom", *[""] * 6], dtype=object),
            lemmas=np.array(["he", "run", ".", "she", "set", "out", "."], dtype=object),
            heads=np.array([1, -1, 1, 4, -1, 4, 4], dtype=np.int32),
            relations=codes(layers.RELATIONS, *relations),
            events=np.zeros(7, dtype=np.float32),
            event=np.array([False, True, False, False, True, False, False]),
            entities=SimpleNamespace(
                first=np.array([0, 3]),
                end=np.array([1, 4]),
                category=codes(layers.ENTITY_CATEGORIES, "PER", "PER"),
                kind=codes(layers.MENTION_KINDS, "PRON", "PRON"),
                confidence=np.ones(2),
            ),
            senses=SimpleNamespace(
                first=np.array([4]),
                end=np.array([6]),
                category=codes(layers.SUPERSENSES, "verb.motion"),
                confidence=np.ones(1),
            ),
        )


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A `fabula.model` of which nothing is there yet."""
    made = ModuleType("fabula.model")
    monkeypatch.setitem(sys.modules, "fabula.model", made)
    annotate.shipped.cache_clear()
    yield made
    annotate.shipped.cache_clear()


def test_the_shipped_model_is_given_words_and_bounds(model: ModuleType) -> None:
    model.Annotator = Annotator  # type: ignore[attr-defined]
    made = annotate.shipped()(DOCUMENT)
    words, sentence_first, paragraph_first = Annotator.given
    assert words == DOCUMENT.words
    assert (sentence_first.tolist(), sentence_first.dtype) == ([0, 3, 7], np.int32)
    assert (paragraph_first.tolist(), paragraph_first.dtype) == ([0, 3, 7], np.int32)
    assert (made.name, made.words, made.sentences) == (DOCUMENT.name, DOCUMENT.words, DOCUMENT.sentences)
    assert made.upos == ["PRON", "VERB", "PUNCT", "PRON", "VERB", "ADP", "PUNCT"]
    assert made.xpos == ["PRP", "VBD", ".", "PRP", "VBD", "RP", ""]
    assert made.features == ["Case=Nom", *[""] * 6]
    assert made.lemmas is not None and made.lemmas[1] == "run"
    assert made.heads == [1, -1, 1, 4, -1, 4, 4]
    assert made.relations is not None and made.relations[5] == "compound:prt"
    assert made.events == [False, True, False, False, True, False, False]
    assert made.entities == [Entity(0, 1, "PER", "PRON", -1), Entity(3, 4, "PER", "PRON", -1)]
    assert made.senses == [Sense(4, 6, "verb.motion")]
    assert sense_scores(replace(DOCUMENT, senses=[Sense(4, 6, "verb.motion")]), made).words == Share(7, 7)


def test_a_checkout_without_a_model_says_so(model: ModuleType) -> None:
    with pytest.raises(pipeline.NotAvailable, match="no Annotator"):
        annotate.shipped()


def test_bounds() -> None:
    def listed(some: Annotated) -> list[list[int]]:
        return [array.tolist() for array in annotate.bounds(some)]

    assert listed(replace(DOCUMENT, paragraphs=[])) == [[0, 3, 7], [0, 7]]
    assert listed(Annotated("empty", "tiny")) == [[0], [0]]
    for sentences in ([(0, 3)], [(0, 3), (4, 7)], [(1, 7)]):
        with pytest.raises(ValueError, match="tiny: sentences"):
            annotate.bounds(replace(DOCUMENT, sentences=sentences))


def test_headlines_are_sums_and_leave_out_what_was_not_scored() -> None:
    some = [Words(upos=Share(1, 4)), Words(), Words(upos=Share(2, 2), uas=Share(0, 1))]
    assert headlines.values(some) == {"upos": 0.5, "uas": 0.0}
    assert [(one.key, one.value, one.interval) for one in headlines.figures("x", some, headlines.WORDS)] == [
        ("x.upos", 0.5, None),
        ("x.uas", 0.0, None),
    ]
    assert headlines.values([]) == {}
    five = [Words(upos=Share(1, 2))] * 5
    assert headlines.figures("x", five, headlines.WORDS)[0].interval == (0.5, 0.5)


def spoil(gold: Annotated) -> Annotated:
    """No layer as it should be."""
    return replace(
        gold,
        upos=["?"] * len(gold.words),
        heads=[-1] * len(gold.words),
        entities=[],
        events=[False] * len(gold.words),
        senses=[],
    )


@needs("gum_fiction_dev")
def test_gum_with_gold_itself_and_with_nothing() -> None:
    (first, *_, last) = words_run.gum_report(only="frankenstein", annotate=lambda gold: gold).figures
    assert (first.key, first.value) == ("gum.upos", 1.0)
    assert last.key == "gum.sentences"
    assert 0.9 < (last.value or 0) <= 1.0
    spoilt = words_run.gum_report(only="frankenstein", confused=True, annotate=spoil)
    figures = {one.key: one.value for one in spoilt.figures}
    assert figures["gum.upos"] == 0.0
    assert figures["gum.xpos"] == 1.0
    assert 0.0 < (figures["gum.uas"] or 0) < 0.1  # the roots
    assert next(iter(spoilt.tables.values()))[0]["predicted"] == "?"
    assert any("gold by" in line or "gold and predicted" in line for line in spoilt.lines())
    assert "tables" in spoilt.as_json()


@needs("ud_ewt")
def test_ewt_has_a_row_for_each_genre() -> None:
    report = words_run.ewt_report(only="reviews-00", annotate=lambda gold: gold)
    assert [row["genre"] for row in report.rows] == ["reviews"]
    assert report.rows[0]["las_subtypes"] == 1.0
    assert not report.tables


@needs("litbank")
@pytest.mark.parametrize("perfect", [True, False])
def test_litbank_with_gold_itself_and_with_nothing(perfect: bool) -> None:
    for run, tables in ((labels_run.entities_report, 3), (labels_run.events_report, 1)):
        report = run(only="wuthering", confused=True, annotate=(lambda gold: gold) if perfect else spoil)
        assert len(report.rows) == 1
        assert report.figures[0].value == float(perfect)
        assert len(report.tables) == tables
        assert report.lines()


@needs("supersense")
def test_semcor_with_gold_itself() -> None:
    report = labels_run.semcor_report(annotate=lambda gold: gold, confused=True)
    assert {figure.value for figure in report.figures} == {1.0}
    assert report.tables["classes, gold and predicted"] == []
    assert "BookNLP big 0.762" in "\n".join(report.lines())


@needs("litbank")
def test_mentions_of_a_story_are_compared_by_character(monkeypatch: pytest.MonkeyPatch) -> None:
    excerpt = litbank.read("208_daisy_miller_a_study")
    rows = [(*one.span, 0, 0, one.kind, one.category, one.entity, -1, -1, 1.0) for one in excerpt.mentions]
    first, *rest = rows
    for given, right in ((rows, 314), (rest, 313), ([(first[0], first[1] + 1, *first[2:]), *rest], 313)):
        story = Story(document(excerpt.text), {"mentions": Table.of_rows(MENTIONS, given)}, version="0", model="0")
        monkeypatch.setattr(pipeline, "story_of_text", lambda _, story=story: story)
        report = labels_run.mentions_report(only="208_daisy")
        assert report.rows[0]["gold"] == 314
        assert report.figures[0].value == pytest.approx(2 * right / (314 + len(given)))


def test_what_is_not_there_is_an_exit_status(
    model: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["ewt", "gum", "litbank-entities", "litbank-events", "litbank-mentions", "semcor"]
    assert command.main([*names, "--data", str(tmp_path), "--confusion", "--part", "test"]) == 2
    told = capsys.readouterr().err
    assert all(f"{name}: no corpus" in told for name in names)
    (tmp_path / "gum_fiction_dev").mkdir()
    assert command.main(["gum", "--data", str(tmp_path)]) == 2
    assert "gum: fabula.model has no Annotator" in capsys.readouterr().err
