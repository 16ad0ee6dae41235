"""Chapters: plain text by wording and running numbers, other formats by levels."""

from __future__ import annotations

from fabula.document import Document
from fabula.sources import from_text
from fabula.text.chapters import chapters
from fabula.text.numbering import running
from tests.text.texts import PROSE, blocks, heading


def found(document: Document) -> list[str]:
    """Titles, a part's with `+` before it."""
    table = chapters(document)
    for start, body, end in zip(table["start"], table["body_start"], table["end"], strict=True):
        assert 0 <= start <= body <= end <= len(document.text)
    return [("+" if level == 1 else "") + title for level, title in zip(table["level"], table["title"], strict=True)]


def plain(*parts: str) -> list[str]:
    """The chapters of a plain text with `parts` as its blocks; `…` is a long paragraph."""
    return found(from_text("\n\n".join(PROSE if part == "…" else part for part in parts)))


def test_plain_forms() -> None:
    assert plain("CHAPTER I", "…", "CHAPTER II", "…") == ["CHAPTER I", "CHAPTER II"]
    assert plain("Chapter 1: The Quay", "…", "Chapter 2: The Boat", "…") == [
        "Chapter 1: The Quay",
        "Chapter 2: The Boat",
    ]
    assert plain("CHAPTER THE FIRST", "…", "CHAPTER THE SECOND", "…") == ["CHAPTER THE FIRST", "CHAPTER THE SECOND"]
    assert plain("I.", "…", "II.", "…", "III.", "…") == ["I.", "II.", "III."]
    assert plain("1", "…", "2", "…", "3", "…") == ["1", "2", "3"]
    assert plain("I  The Old Quay", "…", "II  The New Boat", "…") == ["I The Old Quay", "II The New Boat"]
    assert plain("STAVE ONE", "…", "STAVE TWO", "…") == ["STAVE ONE", "STAVE TWO"]
    assert plain("LETTER I", "…", "LETTER II", "…") == ["LETTER I", "LETTER II"]
    assert plain("Day 1", "…", "Day 2", "…", "Day 3", "…") == ["Day 1", "Day 2", "Day 3"]


def test_titles_on_the_next_lines() -> None:
    assert plain("CHAPTER I", "THE QUAY", "…", "CHAPTER II", "In which a boat is lost and found", "…") == [
        "CHAPTER I THE QUAY",
        "CHAPTER II In which a boat is lost and found",
    ]
    assert plain("CHAPTER I", "I LOSE MY BOAT", "…", "CHAPTER II", "…") == ["CHAPTER I I LOSE MY BOAT", "CHAPTER II"]


def test_the_body_starts_behind_the_title() -> None:
    document = from_text(f"CHAPTER I\n\nTHE QUAY\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}")
    table = chapters(document)
    assert [document.text[body:][:8] for body in table["body_start"]] == ["The rain", "The rain"]
    assert table["end"][0] <= table["start"][1]


def test_prologue_and_epilogue() -> None:
    parts = ("PROLOGUE", "…", "Chapter 1", "…", "Chapter 2", "…", "EPILOGUE", "…")
    assert plain(*parts) == ["PROLOGUE", "Chapter 1", "Chapter 2", "EPILOGUE"]


def test_parts_hold_chapters_and_numbering_may_restart() -> None:
    parts = ("PART ONE", "CHAPTER I", "…", "CHAPTER II", "…", "PART TWO", "CHAPTER I", "…", "CHAPTER II", "…")
    assert plain(*parts) == ["+PART ONE", "CHAPTER I", "CHAPTER II", "+PART TWO", "CHAPTER I", "CHAPTER II"]
    assert plain("BOOK I", "I", "…", "II", "…", "BOOK II", "I", "…", "II", "…")[0] == "+BOOK I"


def test_a_part_spans_its_chapters() -> None:
    document = from_text(
        f"PART ONE\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}\n\nPART TWO\n\nCHAPTER I\n\n{PROSE}"
    )
    table = chapters(document)
    assert table["end"][0] == table["end"][2] <= table["start"][3]
    assert table["end"][3] == table["end"][4] == len(document.text.rstrip())


def test_parts_without_chapters_are_chapters() -> None:
    assert plain("PART ONE", "…", "PART TWO", "…") == ["PART ONE", "PART TWO"]


def test_a_part_named_again_over_each_chapter_counts_once() -> None:
    parts = ("BOOK I.", "CHAPTER I.", "…", "BOOK I.", "CHAPTER II.", "…", "BOOK II.", "CHAPTER I.", "…")
    assert plain(*parts) == ["+BOOK I.", "CHAPTER I.", "CHAPTER II.", "+BOOK II.", "CHAPTER I."]


def test_a_list_of_contents_is_no_chapter() -> None:
    listed = "CONTENTS\n\nCHAPTER I. The Quay\n\nCHAPTER II. The Boat\n\nCHAPTER III. Home"
    body = ("CHAPTER I. The Quay", "…", "CHAPTER II. The Boat", "…", "CHAPTER III. Home", "…")
    assert plain(listed, *body) == ["CHAPTER I. The Quay", "CHAPTER II. The Boat", "CHAPTER III. Home"]
    rows = [heading(f"CHAPTER {number}") for number in ("I", "II", "III")]
    assert found(blocks(*rows, rows[0], PROSE, rows[1], PROSE, rows[2], PROSE)) == [
        "CHAPTER I",
        "CHAPTER II",
        "CHAPTER III",
    ]


def test_stray_numerals_are_no_chapters() -> None:
    assert plain("…", "V", "…") == []
    assert plain("CHAPTER I", "…", "X", "…", "CHAPTER II", "…") == ["CHAPTER I", "CHAPTER II"]
    stanza = "The wind was low, the tide was high"
    assert plain("…", "I.", stanza, "II.", stanza, "III.", stanza, "…") == []


def test_headings_taken_for_prose_and_prose_for_headings() -> None:
    document = blocks(
        "Chapter 1", PROSE, "Chapter 2", PROSE, heading("NO ENTRY"), "He read the sign.", "Chapter 3", PROSE
    )
    assert found(document) == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_titles_alone() -> None:
    titles = [heading(text) for text in ("THE QUAY", "THE BOAT", "HOME")]
    assert found(blocks(titles[0], PROSE, titles[1], PROSE, titles[2], PROSE)) == ["THE QUAY", "THE BOAT", "HOME"]
    assert found(blocks(PROSE, titles[0], "He read the sign.", PROSE)) == []


def test_no_headings_no_chapters() -> None:
    assert plain("…", "…") == []
    assert found(blocks()) == []


def test_levels_tell() -> None:
    document = blocks(
        heading("The Salt Road", 1), heading("Arrival", 2), PROSE, heading("Departure", 2), PROSE, title="The Salt Road"
    )
    assert found(document) == ["Arrival", "Departure"]


def test_levels_with_parts() -> None:
    first = [heading("Spring", 1), heading("Rain", 2), PROSE, heading("Mud", 2), PROSE]
    second = [heading("Summer", 1), heading("Dust", 2), PROSE, heading("Heat", 2), PROSE]
    assert found(blocks(*first, *second)) == ["+Spring", "Rain", "Mud", "+Summer", "Dust", "Heat"]


def test_a_lower_level_right_under_a_chapter_is_its_title() -> None:
    document = blocks(heading("1", 2), heading("Rain", 3), PROSE, heading("2", 2), heading("Mud", 3), PROSE)
    assert found(document) == ["1 Rain", "2 Mud"]


def test_a_heading_of_the_same_level_right_under_a_number_is_its_title() -> None:
    document = blocks(
        heading("Chapter 1", 3), heading("RAIN", 3), PROSE, heading("Chapter 2", 3), heading("MUD", 3), PROSE
    )
    assert found(document) == ["Chapter 1 RAIN", "Chapter 2 MUD"]


def test_front_and_back_matter_is_no_chapter() -> None:
    document = blocks(
        heading("Copyright", 2), "All rights reserved.", heading("Rain", 2), PROSE, heading("Mud", 2), PROSE,
        heading("Acknowledgements", 2), "Thanks to all.",
    )  # fmt: skip
    assert found(document) == ["Rain", "Mud"]


def test_the_title_alone_is_no_chapter() -> None:
    assert found(blocks(heading("The Salt Road", 1), PROSE, title="The Salt Road")) == []


def test_running_numbers() -> None:
    assert running([1, 2, 9, 3, 4], lone=False) == [True, True, False, True, True]
    assert running([1, 2, 1, 2, 3], lone=False) == [True] * 5
    assert running([5], lone=False) == [False]
    assert running([5], lone=True) == [True]
    assert running([1, 2, 5, 6], lone=False) == [True] * 4
    assert running([], lone=True) == []
