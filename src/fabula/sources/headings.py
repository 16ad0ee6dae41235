"""What a heading, a scene break and an ending look like. Knows text only: no file format, no layout."""

from __future__ import annotations

import re
from typing import NamedTuple

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
_TEN_ORDINALS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()

_WORD_NUMBERS = {word: value for value, word in enumerate(_UNITS, 1)}
_WORD_NUMBERS |= {word: value for value, word in enumerate(_ORDINALS, 1)}
_WORD_NUMBERS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_WORD_NUMBERS |= {word: 10 * value for value, word in enumerate(_TEN_ORDINALS, 2)}
_WORD_NUMBERS |= {"zero": 0, "last": -1, "hundred": 100}

_ROMAN = r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
_WORDS = "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,4}}(?:st|nd|rd|th)?|(?:{_WORDS})(?:[- ](?:{_WORDS}))?|{_ROMAN})(?![\w’'])"

CHAPTER_WORDS = (
    "chapter", "chap", "section", "letter", "stave", "scene", "canto", "episode", "tale", "story", "adventure", "day",
    "night", "entry", "fit", "number", "no", "capitulo", "capítulo", "chapitre", "kapitel", "capitolo", "глава",
)  # fmt: skip
PART_WORDS = ("part", "book", "volume", "vol", "act", "phase", "period", "cycle", "season", "arc")
"""Words for what holds chapters."""
NAMED = (
    "prologue", "epilogue", "preface", "introduction", "introductory", "foreword", "afterword", "interlude",
    "intermission", "conclusion", "postscript", "appendix", "prelude", "postlude", "coda", "prolog", "epilog",
    "overture", "dramatis personae", "author's note", "author’s note", "to the reader", "dedication", "advertisement",
    "envoi",
)  # fmt: skip

_KEYWORD = "|".join(sorted((*CHAPTER_WORDS, *PART_WORDS), key=len, reverse=True))
_WORDED = re.compile(
    rf"^(?:the\s+)?(?P<word>{_KEYWORD})\b\.?\s*(?:the\s+)?(?:no\.?\s*)?(?P<number>{_NUMBER})(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL = rf"(?:(?:{'|'.join(_TENS)})-)?(?:{'|'.join((*_ORDINALS, *_TEN_ORDINALS, 'last'))})"
_ORDINAL_FIRST = re.compile(
    rf"^(?:the\s+)?(?P<number>{_ORDINAL})\s+(?P<word>{_KEYWORD})\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SPELLED = rf"(?i:{'|'.join((*_UNITS, *_TENS))})(?:-(?i:{'|'.join(_UNITS)}))?"
_NUMBERED = re.compile(
    rf"^\(?(?P<number>\d{{1,3}}|(?i:{_ROMAN})(?![\w’'])|{_SPELLED}(?![\w’']))(?P<rest>(?:\s*[.:)\]—–-]|\s|$).*)$",
    re.DOTALL,
)
_NAMED = re.compile(
    rf"^(?:the\s+|an?\s+)?(?P<word>{'|'.join(NAMED)})(?P<rest>(?:\s*[.:;—–-]|\s+(?:to|by)\b|\s*\n|\s*$).*)$",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATOR = re.compile(r"^[\s.:;,)\]—–\-]*")
_ENDING = re.compile(
    r"^\W*(?:the\s+end|finis|fin|end|end\s+of\s+(?:the\s+)?(?:first|second|third|fourth|fifth|\w+)?\s*"
    r"(?:book|part|volume|vol|chapter|story)\b.{0,30}|to\s+be\s+continued)\W*$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"^\W*(?:table\s+of\s+)?contents\W*$|^\W*(?:list\s+of\s+)?illustrations\W*$", re.IGNORECASE)
_STRONG_WORDS = ("chapter", "chap", "book", "part", "volume", "vol", "stave", "canto", *NAMED)
"""Words that head nothing but headings."""
_INNER_STOP = re.compile(r"[^\W\d_]{4,}[.!?]\s+\S")
_BYLINE = re.compile(r"BY\s+(?:[A-Z][\w.’'-]*\s*){1,5}$")
_SMALL_WORDS = frozenset(
    "a an the of and or nor but in on at to for from by with as is s de la le du von van into upon over under".split()
)
_ORNAMENT = re.compile(
    r"^(?=.{2,60}$)(?=.*(?:[^\w\s].*[oO0xX]|[oO0xX].*[^\w\s]|[oO0xX].*[oO0xX].*[oO0xX]))[oO0xX\W_]+$"
)
_ROMAN_ONLY = re.compile(r"^X{1,3}\W?$")
_BREAK_WORDS = re.compile(r"^\W*(?:line|scene|section|page|time)[ -]?(?:break|skip|change)\W*$", re.IGNORECASE)
_SPOKEN_MARKS = frozenset("\"'“”‘’«»„?!,‹›「」『』")
MAX_TITLE = 100


class Heading(NamedTuple):
    """A heading taken apart: `word` in lower case (`chapter`, `prologue`, empty), `number` (0 if none), `title`."""

    word: str
    number: int
    title: str

    @property
    def holds_chapters(self) -> bool:
        """Whether it heads a part, book or volume."""
        return self.word in PART_WORDS


def parse_heading(text: str) -> Heading | None:
    """The heading that `text`, a block standing alone, is by its wording; None if it is none.

    `Chapter X`, `CHAPTER THE FIRST: Title`, `I.`, `12`, `XII. A Title`, `Part Two`, `The Second Book`, `Epilogue`.
    """
    text = text.strip().strip("_*=#~ \t")
    if not text or len(text) > 3 * MAX_TITLE or not (text[0].isalnum() or text[0] == "("):
        return None
    for pattern in (_WORDED, _ORDINAL_FIRST):
        found = pattern.match(text)
        if found and _may_follow(found["rest"], word=found["word"].lower()):
            if found["word"].lower() in ("no", "number") and not found["number"].isdigit():
                return None
            return Heading(found["word"].lower(), _value(found["number"]), _title(found["rest"]))
    found = _NAMED.match(text)
    if found and _may_follow(found["rest"]) and text[0].isupper():
        return Heading(found["word"].lower(), 0, _title(found["rest"]))
    found = _NUMBERED.match(text)
    if found and found["number"] in ("C", "L") and found["rest"].strip():
        return None  # an initial
    if found and _is_number(found["number"]) and _may_follow(found["rest"], bare=found["number"]):
        return Heading("", _value(found["number"]), _title(found["rest"]))
    return None


def is_caps_heading(text: str) -> bool:
    """Whether `text`, a block standing alone, is a short line of capitals without sentence punctuation."""
    core = text.strip().strip("_*=#~ \t")
    if not 2 <= len(core) <= MAX_TITLE or core != core.upper() or core == core.lower():
        return False
    if _BYLINE.match(core):
        return False
    letters = sum(character.isalpha() for character in core)
    if letters < 3 or len(core.split()) > 14 or is_ending(core):
        return False
    return core[-1] not in "!?,;-—–…\"”'’" and not core.endswith(("..", "--")) and core[0] not in "\"“'‘«—–-("


def is_title(text: str, longest: int = MAX_TITLE) -> bool:
    """Whether `text` could be a title under a heading that is a mere number: short, capitalised, no sentence."""
    core = " ".join(text.strip().strip("_*=#~ \t").split())
    if not core or len(core) > longest or is_ending(core) or not any(character.isalpha() for character in core):
        return False
    if core == core.upper():
        return True
    if core[-1] in ",;:":
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w’']*", core) if word.lower() not in _SMALL_WORDS]
    if not words:
        return True
    capital = sum(word[0].isupper() for word in words)
    if core.endswith(".") and len(core.split()) > 8 and capital < len(words) - 1:
        return False
    return capital == len(words) or (capital >= 0.75 * len(words) and core[-1] not in '."”')


def is_break(text: str) -> bool:
    """Whether `text`, a block standing alone, is a scene break: `* * *`, `---`, `#`, `~`, `oOo`, `[scene break]`."""
    core = text.strip()
    if not core or len(core) > 200:
        return False
    if not any(character.isalnum() for character in core):
        return not any(character in _SPOKEN_MARKS for character in core)
    if _ROMAN_ONLY.match(core):
        return False
    return bool(_ORNAMENT.match(core) and not _SPOKEN_MARKS & set(core)) or bool(_BREAK_WORDS.match(core))


def is_ending(text: str) -> bool:
    """Whether `text` says that something ends: `THE END`, `Finis`, `End of Book One`."""
    return len(text) < 80 and bool(_ENDING.match(text) or text.startswith(("THE END.", "THE END,")))


def is_contents_heading(text: str) -> bool:
    """Whether `text` heads a table of contents or a list of illustrations."""
    return len(text) < 60 and bool(_CONTENTS.match(text))


def _may_follow(rest: str, *, word: str = "", bare: str = "") -> bool:
    """Whether `rest` may stand behind a heading's number: nothing, or a title set off from it.

    `bare` is a number that stands without a word such as `chapter`, which asks for more.
    """
    title = _title(rest)
    spelled = bare.isalpha() and bare.lower() in _WORD_NUMBERS and bare != bare.upper()
    if not title:
        if spelled and rest.strip():
            return False  # an answer: "Two."
        return rest.strip() in ("", ".", ":", "-", "—", "–", ")", "]", ".)", ".]")
    set_off = rest.lstrip(" \t")[:1] in tuple(".:;)]—–-\n\r")
    if bare:
        if not set_off and rest.startswith(("  ", "\t")):
            return is_title(title)
        if not set_off:
            return title == title.upper() and bare == bare.upper() and len(title) > 3
        return is_title(title) and not rest.startswith("-") and not spelled and not _INNER_STOP.search(title)
    if "\n" in rest.strip() or set_off:
        strong = word in _STRONG_WORDS and not _INNER_STOP.search(title)
        open_ended = title[-1] not in ".,;" or (strong and title[-1] == ".")
        longest = 3 * MAX_TITLE if word in _STRONG_WORDS else MAX_TITLE
        return is_title(title, longest) or (len(title) < MAX_TITLE and open_ended and not title[0].islower())
    return is_title(title) and title[-1] not in ".,"


def _title(rest: str) -> str:
    return " ".join(_SEPARATOR.sub("", rest, count=1).split())


def _is_number(text: str) -> bool:
    """Whether a bare number is one: digits, capital Roman numerals, or a capitalised word."""
    spelled = text[0].isupper() and text.lower() in _WORD_NUMBERS
    return text.isdigit() or text == text.upper() or spelled or "-" in text


def _value(text: str) -> int:
    """The number that digits, Roman numerals or English words stand for; 0 if unknown."""
    text = text.lower()
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    if all(part in _WORD_NUMBERS for part in re.split("[- ]", text)):
        return sum(_WORD_NUMBERS[part] for part in re.split("[- ]", text))
    total, values = 0, [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}.get(letter, 0) for letter in text]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total
