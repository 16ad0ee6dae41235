"""Gutenberg's boilerplate, old and new, is hidden; what the header says is kept."""

import pytest

from fabula.sources import from_text, load_bytes
from tests.sources.test_plain import PROSE, blocks, wrap

STORY = "\n\n".join(["CHAPTER I", wrap(PROSE), "CHAPTER II", wrap(PROSE)])
MODERN = f"""The Project Gutenberg eBook of The Weir

This ebook is for the use of anyone anywhere in the United States.

Title: The Weir
        A Tale

Author: Ada Marsh

Language: English

Credits: Some Person

*** START OF THE PROJECT GUTENBERG EBOOK THE WEIR ***

Produced by Some Person and the Online Team

{STORY}

*** END OF THE PROJECT GUTENBERG EBOOK THE WEIR ***

Updated editions will replace the previous one.
"""
OLD = f"""**The Project Gutenberg Etext of The Weir, by Ada Marsh**
#3 in our series by Ada Marsh

Copyright laws are changing all over the world.

*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*

This etext was prepared by Some Person, Somewhere.

{STORY}

End of the Project Gutenberg Etext of The Weir, by Ada Marsh
"""
TIGHT = f"""Project Gutenberg's The Weir, by Ada Marsh

***START OF THE PROJECT GUTENBERG EBOOK THE WEIR***

E-text prepared by Some Person

[Transcriber's note: Spelling has been kept.]

{STORY}

End of Project Gutenberg's The Weir, by Ada Marsh

***END OF THE PROJECT GUTENBERG EBOOK THE WEIR***
******* This file should be named 1.txt *******
"""


@pytest.mark.parametrize("text", [MODERN, OLD, TIGHT], ids=["modern", "old", "tight"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_story_is_left(text, newline):
    document = load_bytes(text.replace("\n", newline).encode(), "weir.txt")
    shown = blocks(document)
    assert shown == [("heading", "CHAPTER I"), ("prose", PROSE), ("heading", "CHAPTER II"), ("prose", PROSE)]
    assert document.metadata.format == "text/gutenberg"
    assert document.metadata.title.startswith("The Weir")
    assert document.metadata.author == "Ada Marsh"
    assert "Gutenberg" not in document.visible.text


def test_language_and_long_title_are_taken_from_the_header():
    metadata = from_text(MODERN).metadata
    assert (metadata.title, metadata.language) == ("The Weir A Tale", "en")


def test_a_contents_list_is_hidden_and_the_chapters_are_not():
    chapters = [("I", "The Quay"), ("II", "The Bell"), ("III", "One Too Many")]
    contents = "\n".join(f" {number}. {title} {page}" for page, (number, title) in enumerate(chapters, 5))
    body = "\n\n".join(f"{number}\n\n{title}\n\n{wrap(PROSE)}" for number, title in chapters)
    found = blocks(from_text(f"THE WEIR\n\nCONTENTS\n\n{contents}\n\n{body}"))
    assert [shown for kind, shown in found if kind == "heading"] == [
        "THE WEIR", "I", "The Quay", "II", "The Bell", "III", "One Too Many",
    ]  # fmt: skip


def test_contents_in_a_single_block_of_titles():
    titles = ["The Quay", "The Bell", "One Too Many"]
    body = "\n\n".join(f"CHAPTER {row}\n{title.upper()}\n\n{wrap(PROSE)}" for row, title in enumerate(titles, 1))
    text = "Contents\n\n" + "\n".join(titles) + "\n\n\n" + body
    assert [kind for kind, _ in blocks(from_text(text))] == ["heading", "prose"] * 3


def test_a_mention_of_gutenberg_in_a_story_is_no_boilerplate():
    text = f"{PROSE}\n\nShe read it at Project Gutenberg.\n\n{PROSE}"
    document = from_text(text)
    assert document.metadata.format == "text"
    assert len(blocks(document)) == 3
