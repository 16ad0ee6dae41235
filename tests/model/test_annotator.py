"""The annotator with the shipped weights: results of the stated shape for any words, the same wherever they stand."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from fabula.layers import ENTITY_CATEGORIES, MENTION_KINDS, RELATIONS, SUPERSENSES, UPOS_TAGS, XPOS_TAGS
from fabula.model import Annotation, Annotator
from fabula.model.windows import LONGEST
from fabula.sources import from_text
from fabula.text.sentences import sentences
from fabula.text.tokens import tokenize
from tests.encoders import light

SHORT = "“Where is my lamp?” the old man asked his brother. Nobody answered him."
LONG = " ".join(
    f"In the year {1800 + year} Anne Hale’s brother rowed to the island with {year} lamps, and the keeper of the "
    "lighthouse, who had not spoken to anyone since the war, gave him bread. He ate it."
    for year in range(9)
)
"""A paragraph of several windows."""
ENDLESS = " ".join(["the boat sank and"] * 120) + " nobody knew."
"""A sentence of several windows."""
COLUMNS = {"upos": "i1", "xpos": "i1", "heads": "i4", "relations": "i1", "events": "f4", "event": "?"}
ENTITIES = {"first": "i4", "end": "i4", "category": "i1", "kind": "i1", "confidence": "f4", "vectors": "f2"}
SENSES = {"first": "i4", "end": "i4", "category": "i1", "confidence": "f4"}
Bounds = tuple[list[str], list[int], list[int]]


def words_of(text: str) -> Bounds:
    """A text's words, and those that open its sentences and paragraphs, then their number."""
    document = from_text(text)
    words = tokenize(document)
    table, _ = sentences(document, words)
    return list(words.texts), [*table["first_token"].tolist(), len(words)], words.paragraph_first.tolist()


def one_sentence(words: list[str]) -> Bounds:
    return words, [0, len(words)], [0, len(words)]


def check(given: Bounds, found: Annotation) -> None:
    """Fail unless an annotation is as documented."""
    words, sentence_first, _ = given
    count = len(words)
    for name, dtype in COLUMNS.items():
        column = getattr(found, name)
        assert (column.dtype, column.shape) == (np.dtype(dtype), (count,)), name
    for column in (found.features, found.lemmas):
        assert (column.dtype, column.shape) == (np.dtype(object), (count,))
        assert all(isinstance(item, str) for item in column)
    assert all(found.lemmas)
    for codes, vocabulary in ((found.upos, UPOS_TAGS), (found.xpos, XPOS_TAGS), (found.relations, RELATIONS)):
        assert np.all((codes >= 0) & (codes < len(vocabulary)))
    assert np.all((found.events >= 0) & (found.events <= 1))
    assert np.array_equal(found.event, found.events > 0.5)
    check_trees(sentence_first, found)
    check_spans(sentence_first, found)


def check_trees(sentence_first: list[int], found: Annotation) -> None:
    root = RELATIONS.index("root")
    assert np.array_equal(found.heads < 0, found.relations == root)
    for first, end in pairwise(sentence_first):
        heads = found.heads[first:end]
        inside = heads[heads >= 0]
        assert len(inside) == len(heads) - 1, "one root"
        assert np.all((inside >= first) & (inside < end))
        above = np.append(np.where(heads >= 0, heads - first, len(heads)), len(heads))
        for _ in range(len(heads).bit_length()):
            above = above[above]
        assert np.all(above == len(heads)), "a cycle"


def check_spans(sentence_first: list[int], found: Annotation) -> None:
    entities, senses = found.entities, found.senses
    for spans, dtypes in ((entities, ENTITIES), (senses, SENSES)):
        assert {each.name for each in fields(spans)} == set(dtypes)
        for name, dtype in dtypes.items():
            column = getattr(spans, name)
            shape = (len(spans.first), 128) if name == "vectors" else (len(spans.first),)
            assert (column.dtype, column.shape) == (np.dtype(dtype), shape), name
        assert np.all((spans.confidence > 0) & (spans.confidence <= 1))
        assert np.all(spans.first < spans.end)
        opened = np.searchsorted(sentence_first, spans.first, side="right")
        assert np.array_equal(opened, np.searchsorted(sentence_first, spans.end - 1, side="right"))
    assert np.all((entities.category >= 0) & (entities.category < len(ENTITY_CATEGORIES)))
    assert np.all((entities.kind >= 0) & (entities.kind < len(MENTION_KINDS)))
    assert np.all((senses.category >= 0) & (senses.category < len(SUPERSENSES)))
    places = list(zip(entities.first.tolist(), entities.end.tolist(), strict=True))
    assert places == sorted(set(places))
    for row, (first, end) in enumerate(places):
        assert not any(first < other < end < other_end for other, other_end in places[row + 1 :])
    assert np.all(senses.end[:-1] <= senses.first[1:])


def part(found: Annotation, first: int, end: int) -> dict[str, Any]:
    """What is said of words [first, end), numbered from 0."""
    made: dict[str, Any] = {name: getattr(found, name)[first:end] for name in (*COLUMNS, "features", "lemmas")}
    made["heads"] = np.where(made["heads"] >= 0, made["heads"] - first, -1)
    for kind, names in (("entities", ENTITIES), ("senses", SENSES)):
        spans = getattr(found, kind)
        inside = (spans.first >= first) & (spans.end <= end)
        for name in names:
            made[f"{kind} {name}"] = getattr(spans, name)[inside] - (first if name in ("first", "end") else 0)
    return made


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Fail unless all is exactly equal."""
    for name, column in one.items():
        assert np.array_equal(column, other[name]), name


@pytest.mark.parametrize("text", [SHORT, LONG, ENDLESS], ids=["short", "long", "endless"])
def test_a_paragraph_reads_the_same_whatever_stands_around_it(annotator: Annotator, text: str) -> None:
    alone, before = words_of(text), words_of(f"{LONG}\n\n{SHORT}")
    inside = words_of(f"{LONG}\n\n{SHORT}\n\n{text}\n\n{ENDLESS}\n\n{SHORT}")
    first, size = len(before[0]), len(alone[0])
    assert inside[0][first : first + size] == alone[0]
    single = annotator.annotate(*alone)
    check(alone, single)
    same(part(single, 0, size), part(annotator.annotate(*inside), first, first + size))


def test_threads_and_earlier_texts_change_nothing(annotator: Annotator) -> None:
    given = words_of("\n\n".join([LONG, SHORT, ENDLESS, SHORT, LONG.upper()]))
    one = annotator.annotate(*given)
    check(given, one)
    for other in (annotator.annotate(*given), Annotator(threads=3).annotate(*given)):
        same(part(one, 0, len(given[0])), part(other, 0, len(given[0])))


def test_no_words(annotator: Annotator) -> None:
    for bounds in ([], [0], [0, 0]):
        check(([], [0], [0]), annotator.annotate([], bounds, bounds))


def test_bounds_are_numbers_of_words(annotator: Annotator) -> None:
    words = "Row , said Anne . Row !".split()
    plain = annotator.annotate(words, [0, 5, 7], [0, 7])
    # The first word opens the text and the last one ends it, said or not; arrays do as well as lists.
    same(part(plain, 0, 7), part(annotator.annotate(words, np.array([5]), np.array([0], dtype=np.int32)), 0, 7))
    for wrong in ([-1, 7], [0, 8]):
        with pytest.raises(ValueError, match="bounds"):
            annotator.annotate(words, wrong, [0, 7])


ODD: dict[str, Bounds] = {
    "one word": one_sentence(["Hello"]),
    "one mark": one_sentence(["“"]),
    "an invisible word": one_sentence(["\u200b"]),
    "invisible words": one_sentence(["\u200b\u200d"] * 300),
    "words of one space": one_sentence([" ", "\u3000", "\t"]),
    "a word of one accent": one_sentence(["\u0301"]),
    "a lone surrogate": one_sentence(["\ud800", "boat"]),
    "long words": one_sentence(["a" * 10_000, "-" * 10_000, "你" * 10_000, "said", "a-" * 10_000]),
    "many long words": one_sentence(["你" * 10_000] * 60),
    "emoji": words_of("😀👨‍👩‍👧‍👦🏳️‍🌈👍🏽" * 250),
    "zero width": words_of("\u200b".join(SHORT)),
    "zero width between words": words_of(SHORT.replace(" ", "\u200b")),
    "accents by themselves": words_of("".join(letter + "\u0301\u0327" for letter in SHORT)),
    "written backwards": words_of(f"\u202e{SHORT}\u202c"),
    "capitals": words_of(LONG.upper()),
    "no white space": words_of("".join(LONG.split())),
    "no letters": words_of("* * *\n\n— — — 1, 2, 3 … !!!\n\n***"),
    "Cyrillic": words_of("— Куда ты идёшь? — спросила Анна. Он молчал и смотрел в окно на снег. " * 5),
    "Greek": words_of("Η Άννα μίλησε με τον γέρο στην πύλη της Αθήνας. Εκείνος δεν απάντησε. " * 5),
    "Chinese": words_of("「你去哪里？」她说。他沉默了，看着窗外的雪。" * 60),
    "Arabic": words_of("قالت آنا للرجل العجوز عند البوابة: إلى أين تذهب؟ لم يجب. " * 5),
    "mixed scripts": words_of("Anna сказала 你好 στην Αθήνα, قال الرجل 😀. " * 20),
    "brackets and quotation marks": words_of("([{“‘«»’”}])" * 200),
}


@pytest.mark.parametrize("given", ODD.values(), ids=ODD)
def test_odd_words(annotator: Annotator, given: Bounds) -> None:
    check(given, annotator.annotate(*given))


@pytest.mark.parametrize("words", [3000, LONGEST, LONGEST + 1])
def test_a_sentence_however_long_is_one_tree(annotator: Annotator, words: int) -> None:
    given = one_sentence((["the", "boat", "sank", "and"] * words)[:words])
    found = annotator.annotate(*given)
    check(given, found)
    joined = np.count_nonzero(found.heads == np.flatnonzero(found.heads < 0)[0])
    assert joined >= words // LONGEST


def test_progress_rises(annotator: Annotator) -> None:
    told: list[float] = []
    annotator.annotate(*words_of("\n\n".join([LONG] * 3)), told.append)
    assert told
    assert told == sorted(set(told))
    assert told[0] > 0
    assert told[-1] <= 1


def test_memory_does_not_grow_with_windows() -> None:
    quick = light()
    sentence = "She rowed to the island and nobody saw her go .".split()
    words = sentence * 1000
    bounds = list(range(0, len(words) + 1, len(sentence)))
    before = set(vars(quick))
    tracemalloc.start()
    try:
        found = quick.annotate(words, bounds, [0, len(words)])
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.upos) == len(words)
    assert set(vars(quick)) == before
    # One window's scores take about 0.8 MB; there are a hundred windows.
    assert kept < 4 << 20
    assert peak < 16 << 20
