"""Windows for training: gold labels lie at the right words, and joined words keep their trees."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest

from evaluation.sets.annotated import Annotated, Entity, Sense
from fabula.model.lemmas import edit
from fabula.model.pieces import SHAPES, Pieces

pytest.importorskip("torch")

from training.labels import Labels, collect
from training.windows import IGNORED, LONGEST, Maker, Window, batches, capitals, collate, with_hyphens_whole

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] the boat ##man sank . he slept a - well known man old ##er".split()
PIECES = Pieces(VOCABULARY)
GOLD = Annotated(
    "letter",
    "gum",
    words=["The", "boatman", "sank", ".", "HE", "slept", "well", "."],
    sentences=[(0, 4), (4, 8)],
    glued=[False, False, False, True, False, False, False, True],
    upos=["DET", "NOUN", "VERB", "PUNCT", "PRON", "VERB", "ADV", "PUNCT"],
    xpos=["DT", "NN", "VBD", ".", "PRP", "VBD", "RB", "."],
    features=["Definite=Def", "Number=Sing", "Tense=Past", "", "Case=Nom", "Tense=Past", "Rare=Yes", ""],
    lemmas=["the", "boatman", "sink", ".", "he", "sleep", "_", "."],
    heads=[1, 2, -1, 2, 5, -1, 5, 5],
    relations=["det", "nsubj", "root", "punct", "nsubj", "root", "advmod", "punct"],
    entities=[Entity(0, 2, "person", "NOM", 7), Entity(4, 5, "person", "", 7)],
    senses=[Sense(0, 2, "noun.person"), Sense(5, 7, "verb.body")],
    events=[False, False, True, False, False, True, False, False],
)
OTHER = replace(GOLD, features=[*(GOLD.features or ())[:6], "", ""], lemmas=[*(GOLD.lemmas or ())[:6], "well", "."])
LABELS = collect([GOLD, OTHER])


def made(document: Annotated, budget: int) -> list[Window]:
    return Maker(PIECES, LABELS).windows(document, repeat(budget), 3)


def test_labels_are_what_treebanks_show_more_than_once() -> None:
    assert LABELS.features == ("", "Tense=Past", "Case=Nom", "Definite=Def", "Number=Sing")
    assert edit("sank", "sink") in LABELS.edits
    assert edit("well", "_") not in LABELS.edits
    assert collect([GOLD]).features == ("", "Tense=Past")


def test_labels_are_read_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    LABELS.save(path)
    assert Labels.load(path) == LABELS


def test_pieces_and_letter_case_of_a_window() -> None:
    (window,) = made(GOLD, 100)
    assert [VOCABULARY[piece] for piece in window.pieces] == (
        "[CLS] the boat ##man sank . he slept well . [SEP]".split()
    )
    cases = [SHAPES[case] for case in window.shapes]
    assert cases == "none title lower lower lower none upper lower lower none none".split()
    assert window.firsts == [1, 2, 4, 5, 6, 7, 8, 9]
    assert window.lasts == [1, 3, 4, 5, 6, 7, 8, 9]
    assert window.sentence == [0, 0, 0, 0, 1, 1, 1, 1]
    assert (window.document, window.first_word, window.corpus) == (3, 0, "gum")


def test_gold_lies_at_the_right_words() -> None:
    (window,) = made(GOLD, 100)
    assert window.upos is not None
    assert [LABELS.upos[label] for label in window.upos] == GOLD.upos
    assert [LABELS.xpos[label] for label in window.xpos or ()] == GOLD.xpos
    assert [LABELS.relations[label] for label in window.relations or ()] == GOLD.relations
    features = [LABELS.features[label] if label != IGNORED else "Rare=Yes" for label in window.features or ()]
    assert features == GOLD.features
    edits = [LABELS.edits[label] if label != IGNORED else "" for label in window.edits or ()]
    both = zip(GOLD.words, GOLD.lemmas or (), strict=True)
    assert edits == [edit(form, lemma) if lemma != "_" else "" for form, lemma in both]
    assert window.heads == [2, 3, 0, 3, 6, 0, 6, 6]
    assert window.events == [0, 0, 1, 0, 0, 1, 0, 0]
    begin = {name: 1 + 2 * LABELS.senses.index(name) for name in ("noun.person", "verb.body")}
    person, body = begin["noun.person"], begin["verb.body"]
    assert window.senses == [person, person + 1, 0, 0, 0, body, body + 1, 0]
    category, kind = LABELS.gum_categories.index("person"), LABELS.kinds.index("NOM")
    assert window.entities == [(0, 1, category, kind, 7), (4, 4, category, -1, 7)]


def test_a_later_window_counts_from_its_own_first_word() -> None:
    first, second = made(GOLD, 4)
    assert (first.first_word, second.first_word) == (0, 4)
    assert [VOCABULARY[piece] for piece in second.pieces] == "[CLS] he slept well . [SEP]".split()
    assert first.heads == [2, 3, 0, 3]
    assert second.heads == [2, 0, 2, 2]
    assert second.events == [0, 1, 0, 0]
    assert second.sentence == [1, 1, 1, 1]
    assert [entity[:2] for entity in second.entities or ()] == [(0, 0)]
    assert sum(label > 0 for label in second.senses or ()) == 2


def test_a_window_takes_what_fits_and_at_least_a_sentence() -> None:
    assert [len(window.firsts) for window in made(GOLD, 1)] == [4, 4]
    assert [len(window.firsts) for window in made(GOLD, 8)] == [4, 4]
    assert [len(window.firsts) for window in made(GOLD, 9)] == [8]


def test_a_sentence_too_long_is_cut_and_heads_beyond_are_not_learned() -> None:
    count = 400
    long = Annotated(
        "long", "ewt", words=["boat"] * count, sentences=[(0, count)], upos=["NOUN"] * count, xpos=["NN"] * count,
        features=[""] * count, lemmas=["boat"] * count, heads=[-1, *[count - 1] * (count - 2), 0],
        relations=["dep"] * count, entities=[Entity(0, 2, "PER", "NOM", 0), Entity(0, count, "PER", "NOM", 1)],
    )  # fmt: skip
    (window,) = made(long, 126)
    assert len(window.firsts) == LONGEST - 1
    assert len(window.pieces) == LONGEST + 1
    assert window.heads == [0, *[IGNORED] * (LONGEST - 2)]
    assert [entity[:2] for entity in window.entities or ()] == [(0, 1)]


def test_layers_that_a_corpus_lacks_are_none() -> None:
    (window,) = made(replace(GOLD, upos=None, events=None, senses=None, entities=None), 100)
    assert (window.upos, window.heads, window.events, window.senses, window.entities) == (None,) * 5


def test_capitals_change_whole_sentences_and_nothing_else() -> None:
    assert capitals(GOLD, 1.0, random.Random(0)).words == [word.upper() for word in GOLD.words]
    assert capitals(GOLD, 0.0, random.Random(0)) == GOLD
    seen = {tuple(capitals(GOLD, 0.4, random.Random(seed)).words[:4]) for seed in range(40)}
    assert seen == {("The", "boatman", "sank", "."), ("THE", "BOATMAN", "SANK", "."), ("the", "boatman", "sank", ".")}


def treebank(words: str, heads: list[int], *, glued: str) -> Annotated:
    """A sentence of one word each relation; `glued` says with x which words follow without white space."""
    forms = words.split()
    return Annotated(
        "t", "ewt", words=forms, sentences=[(0, len(forms))], glued=[mark == "x" for mark in glued],
        upos=[f"U{row}" for row in range(len(forms))], xpos=[f"X{row}" for row in range(len(forms))],
        features=[f"F{row}" for row in range(len(forms))], lemmas=[form.lower() for form in forms], heads=heads,
        relations=[f"R{row}" for row in range(len(forms))],
    )  # fmt: skip


def test_a_hyphenated_word_becomes_one() -> None:
    # a | well - Known | man | slept, "Known" heads its word and hangs on "man".
    document = treebank("a well - Known man slept", [4, 3, 3, 4, 5, -1], glued="..xx..")
    document.entities = [Entity(0, 5, "PER", "NOM", 0), Entity(1, 2, "PER", "NOM", 1)]
    document.senses = [Sense(3, 4, "noun.person"), Sense(5, 6, "verb.body")]
    whole = with_hyphens_whole(document)
    assert whole.words == ["a", "well-Known", "man", "slept"]
    assert whole.lemmas == ["a", "well-known", "man", "slept"]
    assert whole.upos == ["U0", "U3", "U4", "U5"]
    assert whole.relations == ["R0", "R3", "R4", "R5"]
    assert whole.heads == [2, 2, 3, -1]
    assert whole.glued == [False, False, False, False]
    assert whole.sentences == [(0, 4)]
    assert whole.entities == [Entity(0, 3, "PER", "NOM", 0), Entity(1, 2, "PER", "NOM", 1)]
    assert whole.senses == [Sense(1, 2, "noun.person"), Sense(3, 4, "verb.body")]


def test_what_hangs_on_the_word_hangs_on_the_whole() -> None:
    # old | boat - man | slept, "old" hangs on "man", and the whole is a root's dependent.
    whole = with_hyphens_whole(treebank("old boat - man slept", [3, 3, 3, 4, -1], glued="..xx."))
    assert (whole.words, whole.heads) == (["old", "boat-man", "slept"], [1, 2, -1])


def test_a_word_of_many_hyphens_and_a_root() -> None:
    whole = with_hyphens_whole(treebank("a well - known - man", [5, 3, 3, 5, 5, -1], glued="..xxxx"))
    assert (whole.words, whole.heads) == (["a", "well-known-man"], [1, -1])
    assert whole.upos == ["U0", "U5"]


@pytest.mark.parametrize(
    ("words", "heads", "glued"),
    [
        # Two parts hang outside: no subtree.
        ("a well - known man", [4, 4, 3, 4, -1], "..xx."),
        # "a" hangs on a part that does not head the word.
        ("a well - known man", [1, 3, 3, 4, -1], "..xx."),
        # White space around the hyphen: a dash.
        ("well - known man", [2, 2, 3, -1], "...."),
        ("well - known man", [2, 2, 3, -1], ".x.."),
        # Nothing before it to join.
        ("- known man", [1, 2, -1], ".x."),
        ("well - .", [-1, 0, 0], ".xx"),
    ],
)
def test_what_would_break_the_tree_or_is_no_word_stays(words: str, heads: list[int], glued: str) -> None:
    document = treebank(words, heads, glued=glued)
    assert with_hyphens_whole(document) == document


def test_sentences_after_a_joined_word_move_up() -> None:
    first = treebank("well - known", [2, 2, -1], glued=".xx")
    document = replace(
        first,
        words=[*first.words, "he", "slept"],
        sentences=[(0, 3), (3, 5)],
        glued=[*first.glued, False, False],
        heads=[2, 2, -1, 4, -1],
        **{
            name: [*(getattr(first, name) or ()), "three", "four"]
            for name in ("upos", "xpos", "features", "lemmas", "relations")
        },
    )
    whole = with_hyphens_whole(document)
    assert whole.words == ["well-known", "he", "slept"]
    assert (whole.sentences, whole.heads) == ([(0, 1), (1, 3)], [-1, 2, -1])


def test_a_corpus_without_trees_or_white_space_is_left_as_it_is() -> None:
    document = treebank("well - known", [2, 2, -1], glued=".xx")
    for bare in (replace(document, heads=None), replace(document, lemmas=None), replace(document, glued=[])):
        assert with_hyphens_whole(bare) is bare


def test_windows_are_padded_to_one_batch() -> None:
    (long,) = made(GOLD, 100)
    short = made(replace(GOLD, corpus="litbank", upos=None, senses=None, entities=None), 1)[1]
    batch = collate([short, long])
    assert batch.pieces.shape == batch.shapes.shape == (2, len(long))
    assert batch.pieces[0].tolist() == short.pieces + [0] * (len(long) - len(short))
    assert batch.mask is not None
    assert batch.mask.shape == (2, 1, 1, len(long))
    assert (batch.mask[0, 0, 0] == 0).tolist() == [True] * len(short) + [False] * (len(long) - len(short))
    assert (batch.mask[1] == 0).all()
    assert batch.sentence.tolist() == [[1, 1, 1, 1, -1, -1, -1, -1], long.sentence]
    assert batch.firsts[0].tolist() == [*short.firsts, 0, 0, 0, 0]
    assert batch.rows["upos"].tolist() == [1]
    assert batch.gold["upos"].tolist() == [long.upos]
    assert batch.rows["events"].tolist() == [0, 1]
    assert batch.gold["events"].tolist() == [[0, 1, 0, 0, *[IGNORED] * 4], long.events]
    assert batch.rows["gum_entities"].tolist() == [1]
    assert batch.spans["gum_entities"].tolist() == [[1, *entity] for entity in long.entities or ()]
    assert "entities" not in batch.rows


def test_windows_of_one_length_need_no_mask() -> None:
    (window,) = made(GOLD, 100)
    assert collate([window, window]).mask is None


def test_streusle_s_supersenses_are_labels_of_their_own() -> None:
    (window,) = made(replace(GOLD, corpus="streusle"), 100)
    assert (window.senses or [])[0] == 1 + 2 * LABELS.review_senses.index("noun.person")
    batch = collate([window])
    assert "senses" not in batch.rows
    assert batch.rows["review_senses"].tolist() == [0]


def test_batches_hold_every_window_once_and_are_not_too_large() -> None:
    windows = [window for budget in (1, 100) for _ in range(20) for window in made(GOLD, budget)]
    found = batches(windows, 40, random.Random(1))
    assert sorted(map(id, (window for batch in found for window in batch))) == sorted(map(id, windows))
    assert all(len(batch) * max(map(len, batch)) <= 40 for batch in found)
    again = batches(windows, 40, random.Random(1))
    assert [list(map(id, batch)) for batch in again] == [list(map(id, batch)) for batch in found]
