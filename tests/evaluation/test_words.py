"""Scores of tags, lemmas and trees, against cases worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evaluation.confusion import NONE, by_label, lines, of_spans, of_words, pair_rows
from evaluation.sets.annotated import Annotated
from evaluation.spans import Counts
from evaluation.words import Share, Words, total, universal, word_scores

GOLD = Annotated(
    "letter",
    "tiny",
    words=["Her", "Boat", "sank", ".", "teh"],
    sentences=[(0, 4), (4, 5)],
    upos=["PRON", "NOUN", "VERB", "PUNCT", "DET"],
    xpos=["PRP$", "NN", "VBD", ".", "DT"],
    features=["Case=Gen|Poss=Yes", "Number=Sing", "Tense=Past", "", ""],
    lemmas=["her", "boat", "sink", ".", "_"],
    heads=[1, 2, -1, 2, -1],
    relations=["nmod:poss", "nsubj", "root", "punct", "root"],
)


def spoilt() -> Annotated:
    """Five words, each wrong in its own way."""
    return replace(
        GOLD,
        upos=["PRON", "PROPN", "VERB", "PUNCT", "DET"],
        xpos=["PRP$", "NNP", "VBD", ".", "DT"],
        # One feature of two is not the whole string; no features where there are none is right.
        features=["Case=Gen", "Number=Sing", "Tense=Past", "", ""],
        # Case counts; whatever is said of the misspelt word is right.
        lemmas=["her", "Boat", "sink", ".", "the"],
        # The verb's root is right, the full stop hangs on the wrong word.
        heads=[1, 2, -1, 1, -1],
        # A lost subtype: right for LAS, wrong with subtypes. The second word: right head, wrong relation.
        relations=["nmod", "obj", "root", "punct", "root"],
    )


def test_shares_by_hand() -> None:
    scores = word_scores(GOLD, spoilt())
    assert scores.upos == scores.xpos == Share(4, 5)
    assert scores.features == Share(4, 5)
    assert scores.lemmas == Share(4, 5)
    assert scores.uas == Share(4, 5)
    assert scores.las == Share(3, 5)  # without obj and the full stop
    assert scores.las_subtypes == Share(2, 5)
    assert scores.attached["punct"] == Share(0, 1)
    assert scores.attached["root"] == Share(2, 2)
    assert scores.tags[("NOUN", "PROPN")] == 1
    assert scores.relations[("punct", "punct")] == 1  # wherever it hangs


def test_gold_against_itself_is_right_throughout() -> None:
    shares = word_scores(GOLD, GOLD).parts()
    assert list(shares) == ["upos", "xpos", "features", "lemmas", "uas", "las", "las_subtypes"]
    assert set(shares.values()) == {Share(5, 5)}


def test_scores_add_up() -> None:
    both = word_scores(GOLD, GOLD) + word_scores(GOLD, spoilt())
    assert both.las == Share(8, 10)
    assert both.tags[("NOUN", "NOUN")] == both.tags[("NOUN", "PROPN")] == 1
    assert both.attached["punct"] == Share(1, 2)
    assert total([]) == Words()


def test_nothing_at_all_is_right_and_no_part() -> None:
    empty = word_scores(Annotated("empty", "tiny", upos=[]), Annotated("empty", "tiny", upos=[]))
    assert empty.upos.value == 1.0
    assert empty.parts() == {}


@pytest.mark.parametrize("side", ["gold", "predicted"])
def test_a_layer_that_a_side_lacks_is_not_scored(side: str) -> None:
    lacking = replace(GOLD, lemmas=None, heads=None)
    scores = word_scores(lacking, GOLD) if side == "gold" else word_scores(GOLD, lacking)
    assert list(scores.parts()) == ["upos", "xpos", "features"]


def test_other_words_are_refused() -> None:
    with pytest.raises(ValueError, match="letter"):
        word_scores(GOLD, replace(GOLD, words=["Her", "boat", "sank", ".", "teh"]))


def test_universal_relations() -> None:
    assert [universal(name) for name in ("nsubj:pass", "root", "")] == ["nsubj", "root", ""]


def test_confused_pairs_come_most_frequent_first() -> None:
    gold: Sequence[str] = ["NOUN"] * 5 + ["VERB"] * 2
    confusion = of_words(gold, ["NOUN", "VERB", "VERB", "ADJ", "NOUN", "NOUN", "VERB"])
    # NOUN: 2 right, 2 taken for verbs, 1 for an adjective; VERB: 1 right, 1 taken for a noun.
    assert [(row["gold"], row["predicted"], row["times"], row["of gold"]) for row in pair_rows(confusion)] == [
        ("NOUN", "VERB", 2, 0.4),
        ("NOUN", "ADJ", 1, 0.2),
        ("VERB", "NOUN", 1, 0.5),
    ]
    assert len(pair_rows(confusion, most=1)) == 1
    assert by_label(confusion) == {"NOUN": Counts(2, 5, 3), "VERB": Counts(1, 2, 3), "ADJ": Counts(0, 0, 1)}
    printed = lines(confusion)
    assert printed[0].split() == ["gold", "predicted", "times", "of", "gold"]
    assert printed[1].split() == ["NOUN", "VERB", "2", "0.4000"]
    assert lines(of_words(["X"], ["X"])) == []


def test_confused_spans_are_paired_within_the_span() -> None:
    gold = [((0, 2), "PER"), ((0, 2), "ORG"), ((3, 4), "LOC"), ((5, 6), "GPE")]
    predicted = [((0, 2), "PER"), ((0, 2), "FAC"), ((3, 5), "LOC"), ((5, 6), "GPE"), ((5, 6), "GPE")]
    assert of_spans(gold, predicted) == {
        ("PER", "PER"): 1,
        ("ORG", "FAC"): 1,
        ("LOC", NONE): 1,
        (NONE, "LOC"): 1,
        ("GPE", "GPE"): 1,
        (NONE, "GPE"): 1,
    }
    assert pair_rows(of_spans([], [((0, 1), "PER")])) == [
        {"gold": NONE, "predicted": "PER", "times": 1, "of gold": None}
    ]
