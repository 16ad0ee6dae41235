"""Normalisation of quotation spans and names."""

from __future__ import annotations

import pytest

from evaluation import attribution, normal


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ('"Yes, you may take one,"', "Yes, you may take one,"),
        ("“Oh!”", "Oh!"),
        ("‘Well,’ ", "Well,"),
        ("«Non»", "Non"),
        ("--O, Stephen will apologize.", "O, Stephen will apologize."),
        ("―\u2060Who caught them?", "Who caught them?"),
        ('"_What_?"', "What_?"),
        ("“‘Tis nothin’—”", "Tis nothin"),
        ("\n “one\n two” ", "one\n two"),
    ],
)
def test_marks_and_white_space_go_other_punctuation_stays(text: str, bare: str) -> None:
    span = normal.bare(text, 0, len(text))
    assert span is not None
    assert text[slice(*span)] == bare


def test_nothing_but_marks_is_nothing() -> None:
    assert normal.bare("“—”", 0, 3) is None
    assert normal.core("“...”", 0, 5) is None


def test_core_runs_from_letter_to_letter() -> None:
    text = ', "with a very odd story." '
    span = normal.core(text, 0, len(text))
    assert span is not None
    assert text[slice(*span)] == "with a very odd story"


def test_cut_at_blank_lines() -> None:
    text = "“One,\ntwo.\n \n“Three.”"
    assert [text[a:b] for a, b in normal.by_paragraph(text, 0, len(text))] == ["“One,\ntwo.", "“Three.”"]
    assert normal.by_paragraph(text, 0, 5) == [(0, 5)]


def test_names_are_compared_without_case_and_spacing() -> None:
    assert normal.same_name("  Lucy’S\n Brother") == "lucy's brother"


def test_with_marks_takes_one_mark_at_each_end() -> None:
    text = 'He said "‘No,’ she said" twice'
    for inside, whole in (("No,", "‘No,’"), ("‘No,’ she said", '"‘No,’ she said"'), ("He said", "He said")):
        start = text.index(inside)
        assert text[slice(*attribution.with_marks(text, (start, start + len(inside))))] == whole


def test_pieces_around_an_inner_quotation_are_one_between_their_marks() -> None:
    text = 'He rose.\n\n"I said, \'Go,\' and he went," she said. "He is gone."\n\nThe sea was grey."'
    whole = (text.index('"I'), text.index(" she"))
    for piece in ("I said,", "and he went,", "I said, 'Go,' and he went,"):
        at = text.index(piece)
        assert normal.between_marks(text, (at, at + len(piece))) == whole
    bare = (text.index("He rose"), text.index("rose") + 4)
    assert normal.between_marks(text, bare) == bare, "no mark before it"
    bare = (text.index("The sea"), len(text) - 1)
    assert normal.between_marks(text, bare) == bare, "the mark before it is in another paragraph"
