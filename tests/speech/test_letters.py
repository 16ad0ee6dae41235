"""Letters in quotation marks: told by how they begin and are signed, and by nothing else."""

from __future__ import annotations

import pytest

from tests.readings import story_of

BEFORE = "Anne Hale opened the envelope, and Tom Rook held the lamp.\n\n"
LETTER = "“My dear Anne,\n\n“The boat is sold. Do not wait for it.\n\n“Your affectionate uncle, WILL HALE.”\n\n"


def kinds(text: str) -> list[str]:
    return [quote.kind for quote in story_of(text).quotes]


def test_a_letter_is_writing_from_its_opening_to_its_name() -> None:
    assert kinds(BEFORE + LETTER + "“Well?” said Tom.") == ["writing"] * 3 + ["speech"]


def test_a_letter_of_one_paragraph_is_writing() -> None:
    text = "“Dear Sir,--I beg to say that the boat which you hired of me in May is sold. Yours faithfully, JOHN ROOK.”"
    assert kinds(BEFORE + text) == ["writing"]


def test_words_of_the_narrator_may_stand_in_the_first_paragraph_only() -> None:
    opened = LETTER.replace("Anne,\n\n“The boat", "Anne,” it began, “the boat")
    assert kinds(BEFORE + opened)[-1] == "writing"
    broken = LETTER.replace("for it.", "for it.” She turned the page. “There is no more to say.")
    assert "writing" not in kinds(BEFORE + broken)


@pytest.mark.parametrize(
    "line",
    [
        "“My dear Anne, the boat is sold,” said Tom.",
        "“Dear me!” said Tom.\n\n“Yours, I think,” said Anne.\n\n“Mine?”",
        "“My dear! The boat is sold. Believe me, I am sorry, Anne Hale.”",
        "“Sir,” said Tom.\n\n“The boat is sold,” said Anne.\n\n“Your brother, Tom, is a fool, sir,” said Will Webb.",
        "“Dear Anne, come here.”\n\n“I am here.”\n\n“So you are.”",
        "“Yours faithfully, JOHN ROOK.”",
    ],
)
def test_what_has_not_both_ends_is_no_letter(line: str) -> None:
    assert "writing" not in kinds(BEFORE + line)


def test_a_letter_ends_where_it_is_signed_and_another_may_begin() -> None:
    assert kinds(BEFORE + LETTER + "“Poor uncle!”\n\n" + LETTER) == ["writing"] * 3 + ["speech"] + ["writing"] * 3
