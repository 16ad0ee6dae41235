"""Words of odd texts: exact places, a lemma each, and one tree a sentence; the same from the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import fabula
from fabula.errors import EmptyInput

PLAIN = "“Where is my lamp?” the old man asked his brother. Nobody answered him."
ODD = {
    "one letter": "a",
    "one mark": '"',
    "long word": f"He said {'a' * 10_000} and {'ha-' * 5_000}ha. She left.",
    "emoji": "😀👨‍👩‍👧‍👦🏳️‍🌈" * 350,
    "emoji among words": "“Row 😀!” said Anne 👍🏽. 👨‍👩‍👧 They rowed.",
    "zero width": "\u200b".join(PLAIN),
    "zero width between words": PLAIN.replace(" ", "\u200b "),
    "soft hyphens": PLAIN.replace("t", "t\u00ad"),
    "accents by themselves": "".join(letter + "\u0301" for letter in PLAIN),
    "backwards": f"\u202e{PLAIN}\u202c",
    "capitals": PLAIN.upper(),
    "no white space": "".join(PLAIN.split()) * 40,
    "wide white space": PLAIN.replace(" ", "\u3000\u00a0\t"),
    "hard wraps": PLAIN.replace(" ", "\n"),
    "one endless sentence": "the boat sank and " * 750 + "nobody knew",
    "Russian": "— Куда ты идёшь? — спросила Анна. Он молчал и смотрел в окно.\n\n" * 3,
    "Greek": "Η Άννα μίλησε με τον γέρο στην πύλη. Εκείνος δεν απάντησε.",
    "Chinese": "「你去哪里？」她说。他沉默了，看着窗外的雪。" * 30,
    "Arabic": "قالت آنا للرجل العجوز عند البوابة: إلى أين تذهب؟ لم يجب.",
    "no letters": "* * *\n\n1, 2, 3 … !!!\n\n— — —",
    "nested marks": "([{“‘«»’”}])" * 50,
}


def visible(text: str) -> str:
    """A text less the characters of ODD that a reader does not see."""
    return text.translate(dict.fromkeys(map(ord, "\u200b\u00ad\u202e\u202c")))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_words_of_odd_texts(text: str, tmp_path: Path) -> None:
    story = fabula.read_text(text)
    tokens, supersenses = story.layers["tokens"], story.layers["supersenses"]
    assert story.text == text
    assert tokens.rows
    after = 0
    for token in story.tokens:
        assert after <= token.start < token.end <= len(text)
        assert token.text == visible(text[token.start : token.end])
        assert token.text.strip()
        assert not visible(text[after : token.start]).strip()
        assert token.lemma
        after = token.end
    assert not visible(text[after:]).strip()
    heads, sentence = tokens["head"], tokens["sentence"]
    hanging = heads >= 0
    assert np.array_equal(sentence[heads[hanging]], sentence[hanging])
    assert np.array_equal(np.bincount(sentence[~hanging]), np.ones(story.layers["sentences"].rows))
    assert np.array_equal(tokens["start"][supersenses["first_token"]], supersenses["start"])
    assert np.array_equal(tokens["end"][supersenses["end_token"] - 1], supersenses["end"])
    assert np.array_equal(sentence[supersenses["first_token"]], sentence[supersenses["end_token"] - 1])
    opened = fabula.open(story.save(tmp_path / "odd.fabula"))
    assert all(opened.layers[name] == table for name, table in story.layers.items())


def test_nothing_but_invisible_characters_is_nothing_to_read() -> None:
    with pytest.raises(EmptyInput):
        fabula.read_text("\u200b\u200d")
