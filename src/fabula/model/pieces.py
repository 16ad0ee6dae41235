"""Word pieces: how the encoder sees a word: as pieces of a fixed vocabulary, and by its letter case.

WordPiece (Wu et al. 2016) with BERT's uncased vocabulary (Devlin et al. 2019). Typographic variants of one mark
(curly and straight quotation marks, `--` and a dash) become one, so that a book's typesetting changes little.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
SHAPES = ("none", "lower", "title", "upper", "initial", "mixed")
"""A word's letter case: no letters; lower; Title; UPPER; one capital letter; miXed."""
MOST_PIECES = 16
"""No word has more pieces: what is left of a longer one (noise, a script without spaces) is not looked at."""
_LONGEST = 64
"""A run of letters longer than this is one unknown piece."""
_SAME = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'", "ʼ": "'",
    "--": "—", "---": "—", "----": "—", "―": "—", "⸺": "—", "…": "...",
}  # fmt: skip
_CHARACTERS = str.maketrans({mark: same for mark, same in _SAME.items() if len(mark) == 1})
_CACHED = 200_000
_MARKS = {mark: same for mark, same in _SAME.items() if same in "\"'"}
_MARK_CHARACTERS = str.maketrans({mark: same for mark, same in _MARKS.items() if len(mark) == 1})


def plain_marks(word: str) -> str:
    """A word with straight quotation marks and apostrophes in the place of curly ones."""
    return _MARKS.get(word, word).translate(_MARK_CHARACTERS)


def shape(word: str) -> int:
    """The code of a word's letter case in SHAPES."""
    if word.islower():
        return 1
    letters = [character for character in word if character.isalpha()]
    upper = sum(character.isupper() for character in letters)
    if not upper:
        return 1 if letters else 0
    if upper == len(letters):
        return 4 if upper == 1 else 3
    return 2 if letters[0].isupper() and upper == 1 else 5


class Laid(NamedTuple):
    """Words as the encoder is given them, between its opening and closing marks."""

    pieces: list[int]
    shapes: list[int]
    """Per piece, its word's letter case; that of the marks is none."""
    firsts: list[int]
    """Per word, the place of its first piece."""
    lasts: list[int]
    """Per word, the place of its last."""


class Pieces:
    """Looks up words' pieces in a vocabulary: a list of pieces, whose place is their number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unknown = (self._number[name] for name in (CLS, SEP, UNKNOWN))
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces: 1 to MOST_PIECES of them."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            found = self._known[word] = self._look_up(word)
        return found

    def lay(self, words: Sequence[str], most: int | None = None) -> Laid:
        """Lay words out; at most `most` pieces, the opening mark among them, are words, and whole ones."""
        laid = Laid([self.cls], [0], [], [])
        for word in words:
            found = self.of(word)
            if most is not None and len(laid.pieces) + len(found) > most:
                break
            laid.firsts.append(len(laid.pieces))
            laid.pieces.extend(found)
            laid.shapes.extend([shape(word)] * len(found))
            laid.lasts.append(len(laid.pieces) - 1)
        laid.pieces.append(self.sep)
        laid.shapes.append(0)
        return laid

    def _look_up(self, word: str) -> tuple[int, ...]:
        whole = self._number.get(word)
        if whole is not None and word.isalpha() and word.islower() and word.isascii():
            return (whole,)
        found: list[int] = []
        for part in _parts(_SAME.get(word, word).translate(_CHARACTERS)):
            found.extend(self._greedy(part))
            if len(found) >= MOST_PIECES:
                return tuple(found[:MOST_PIECES])
        return tuple(found) or (self.unknown,)

    def _greedy(self, part: str) -> list[int]:
        """Longest pieces first from the left; one unknown piece if some stretch has none."""
        if len(part) > _LONGEST:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._number.get(("##" if start else "") + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def _parts(word: str) -> Iterator[str]:
    """A word without accents and invisible characters, in lower case, parted at every mark and ideograph.

    Of a part that is too long to be looked up, no more is kept than shows that.
    """
    part: list[str] = []
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category in ("Mn", "Cf", "Cc", "Cs") or character.isspace():
            continue
        if category[0] in "PS" or "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0002fa1f":
            if part:
                yield "".join(part)
                part = []
            yield character
        elif len(part) <= _LONGEST:
            part.append(character)
    if part:
        yield "".join(part)
