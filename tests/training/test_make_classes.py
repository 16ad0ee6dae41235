"""Tables made of WordNet's own files: which lemmas and forms are kept, and with which letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.make_classes import classes, irregular

NOUNS = """  1 This software and database is being provided to you
00001740 05 n 02 pony 0 Shetland_pony 0 001 @ 00001741 n 0000 | a small horse
00001741 06 n 02 pony 0 shot_glass 0 000 | a small glass
00001742 18 n 03 Anne 0 o 0 rower 0 000 | not all of these
"""
VERBS = "00001743 38 v 01 row 0 000 01 + 02 00 | propel with oars\n"
EXCEPTIONS = {
    "noun": "geese goose\naxes ax axis\naurar eyir\naurar eyrir\nattorneys_general attorney_general\nworse worse\n",
    "verb": "went go\nco-wrote co-write\nwent go\n",
    "adj": "worse bad\nfarther far_off\n",
    "adv": "worse badly\n",
}


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    (tmp_path / "data.noun").write_text(NOUNS)
    (tmp_path / "data.verb").write_text(VERBS)
    for part, lines in EXCEPTIONS.items():
        (tmp_path / f"{part}.exc").write_text(lines)
    return tmp_path


def test_plain_words_with_the_letters_of_their_files(wordnet: Path) -> None:
    assert classes(wordnet) == {"pony": ({"C", "D"}, set()), "rower": ({"P"}, set()), "row": (set(), {"j"})}


def test_forms_of_one_lemma_in_all_lines(wordnet: Path) -> None:
    assert irregular(wordnet) == [
        ("geese", "n", "goose"),
        ("went", "v", "go"),
        ("worse", "a", "bad"),
        ("worse", "n", "worse"),
        ("worse", "r", "badly"),
    ]
