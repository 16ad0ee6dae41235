"""Sentences: the tokens of each paragraph divided by rules that know dialogue.

A speech tag belongs to the sentence of the words it tags: `"Stop!" he said.` is one sentence.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fabula.document import Document
from fabula.layers import PARAGRAPH_KINDS, SENTENCES, Table
from fabula.text.speech_verbs import SPEECH_VERBS, THOUGHT_VERBS
from fabula.text.tokens import ABBREVIATIONS, Words

_ONE_SENTENCE = [PARAGRAPH_KINDS.index("heading"), PARAGRAPH_KINDS.index("break")]

_CLOSING = frozenset("\"'”’»›)]}_*“«`´") | {"''", "″"}
"""What may close a quotation or bracket after a mark that ends a sentence, when no space stands before it."""
_QUOTES = frozenset("\"'”’»›“«`´") | {"''", "″"}
_OPENING = frozenset("\"'“‘«»‹„‚([{_*¿¡") | {"``", "—", "–", "―", "--", "-", "...", "…", "•", "·"}
_DASHES = frozenset(["—", "–", "―", "--", "-", "---", "⸺"])

_TITLES = frozenset(
    """
    mr mrs ms mx dr st ste messrs mme mlle mm mons prof rev revd hon sen gen col capt cpt lt lieut sgt sergt serg maj
    cpl pvt adm cmdr comdr supt insp det gov pres msgr mgr fr bp abp mt ft no nos vs viz cf approx ca incl esp
    """.split()
)
"""Abbreviations after which a sentence hardly ever ends."""
_STARTERS = frozenset(
    """
    The A An This That These Those There Here It He She They We You I My His Her Our Their Your Its But And Or So Yet
    Nor For If When While Where Why What Who How As At In On By To From With Without After Before Since Then Now No Not
    Yes Oh Well Perhaps Maybe Once Some Many Most All Each Every One Both Such Though Although Because Until Unless
    However Meanwhile Still Even Just Only Let Do Did Does Is Are Was Were Had Has Have Will Would Could Should Can May
    """.split()
)
"""Words whose capital shows that a sentence begins, for no name begins with them."""
_PRONOUNS = frozenset(["I", "He", "She", "They", "We", "You", "It"])
_NAME_LINKS = frozenset(["de", "la", "le", "du", "von", "van", "of", "the", "and"])
_TAG_VERBS = frozenset(verb for verb in SPEECH_VERBS | THOUGHT_VERBS if not verb.endswith("ing"))


def sentences(document: Document, words: Words) -> tuple[Table, npt.NDArray[np.int32]]:
    """Divide the tokens into sentences: the sentences layer, and each token's row in it, int32.

    Headings and scene breaks are one sentence each. Linear in the number of tokens.
    """
    count = len(words)
    begins = np.zeros(count + 1, dtype=bool)
    begins[words.paragraph_first[:-1]] = True
    begins[count] = False
    kinds = document.paragraphs["kind"]
    paragraph_first = words.paragraph_first.tolist()
    divided = (~np.isin(kinds, _ONE_SENTENCE)).tolist()
    divider = _Divider(words)
    done = 0
    paragraphs = words.paragraph.tolist()
    for index in [i for i, text in enumerate(words.texts) if text[-1] in _ENDING_CHARACTERS]:
        paragraph = paragraphs[index]
        if index < done or not divided[paragraph]:
            continue
        done, splits = divider.after(index, paragraph_first[paragraph], paragraph_first[paragraph + 1])
        if splits:
            begins[done] = True
    first = np.flatnonzero(begins).astype(np.int32)
    after = np.append(first[1:], count).astype(np.int32) if len(first) else first
    table = Table(
        SENTENCES,
        {"start": words.start[first], "end": words.end[after - 1], "first_token": first, "end_token": after},
    )
    return table, (np.cumsum(begins[:count]) - 1).astype(np.int32)


_ENDING_CHARACTERS = frozenset(".!?…‽")


class _Divider:
    """Says whether a sentence ends at a mark that may end one."""

    def __init__(self, words: Words) -> None:
        self.texts = words.texts
        self.spaced: list[bool] = words.space_before.tolist()
        self.begin = 0
        """Where the current sentence begins."""
        self.dash_dialogue = False

    def after(self, index: int, first: int, end: int) -> tuple[int, bool]:
        """In the paragraph of tokens `[first, end)`, the token after the mark at `index` and all that closes with it.

        The second value says whether a sentence begins there.
        """
        texts, spaced = self.texts, self.spaced
        self.begin = max(self.begin, first)
        self.dash_dialogue = texts[first] in _DASHES
        mark = texts[index]
        following, stops, quoted = index + 1, int(mark == "."), False
        while following < end:
            text = texts[following]
            if text[-1] in _ENDING_CHARACTERS and not text[0].isalnum() and (not quoted or not spaced[following]):
                stops += text == "."
                mark = text if text != "." or mark[-1] == "." else mark
            elif self._is_reference(following, end):
                following += 2
            elif _is_smile(text):
                pass
            elif text in _CLOSING and not spaced[following] and not self._opens(following, end):
                quoted |= text in _QUOTES
            else:
                break
            following += 1
        splits = following < end and self._splits(index, following, end, _Mark(mark, stops, quoted))
        if splits:
            self.begin = following
        return following, splits

    def _opens(self, at: int, end: int) -> bool:
        """Whether a mark that can do either opens a quotation: a word without a space follows it."""
        following = at + 1
        return (
            self.texts[at] in ("“", "«")
            and following < end
            and not self.spaced[following]
            and self.texts[following][0].isalnum()
        )

    def _splits(self, index: int, following: int, end: int, mark: _Mark) -> bool:
        texts, spaced = self.texts, self.spaced
        at = following
        while at < end and texts[at] in _OPENING:
            at += 1
        if at == end:
            return texts[following] not in _DASHES
        if texts[following] in _DASHES and not spaced[following]:
            return False
        word = texts[at]
        opened = at > following and texts[at - 1] not in _DASHES
        if not spaced[following] and not mark.quoted and not opened:
            return mark.text == "." and word[0].isupper() and len(texts[index - 1]) > 1 and len(word) > 1
        abbreviated = mark.text[0].isalnum() and not mark.quoted
        if abbreviated:
            return self._splits_after_abbreviation(mark.text, word, opened)
        if mark.is_stop and self._is_enumerator(index):
            return False
        if word[0].islower():
            return mark.is_stop and not mark.quoted
        if mark.is_stop or opened:
            return True
        if mark.quoted or self.dash_dialogue:
            return not self._is_tag(at, end)
        return not (mark.trails_off and texts[index - 1].lower() == word.lower())

    def _splits_after_abbreviation(self, mark: str, word: str, opened: bool) -> bool:
        stem = mark.rstrip(".").lower()
        if stem in _TITLES and stem != "st":
            return False
        if opened:
            return word[0].isupper() and stem in ABBREVIATIONS
        if stem in ("etc", "p.m", "a.m", "&c"):
            return word[0].isupper()
        return word in _STARTERS and not (word == "I" and len(stem) == 1) and (len(stem) > 1 or word not in ("A", "I"))

    def _is_enumerator(self, index: int) -> bool:
        """Whether the stop at `index` follows a number or letter that opens its sentence, as in a list."""
        first = index - 1
        if first != self.begin:
            return False
        text = self.texts[first]
        return text.isdigit() or (len(text) == 1 and text.isalpha()) or (len(text) < 7 and not text.strip("IVXLC"))

    def _is_reference(self, at: int, end: int) -> bool:
        """Whether `[12]` stands at `at`, as a reference to a note does."""
        return at + 3 <= end and self.texts[at] == "[" and self.texts[at + 1].isdigit() and self.texts[at + 2] == "]"

    def _is_tag(self, at: int, end: int) -> bool:
        """Whether a speech tag with its subject first stands at `at`: a pronoun or a name, then a verb of speech."""
        texts = self.texts
        verb = at + 1
        if texts[at] not in _PRONOUNS:
            if texts[at] in _STARTERS or not texts[at][0].isupper():
                return False
            limit = min(end, at + 6)
            while verb < limit and (texts[verb][0].isupper() or texts[verb] in _NAME_LINKS):
                verb += 1
        if verb < end and texts[verb].endswith("ly"):
            verb += 1
        return verb < end and texts[verb].lower() in _TAG_VERBS


def _is_smile(text: str) -> bool:
    return 1 < len(text) < 5 and text[0] in ":;=" and text[-1] in "()DPp|/\\[]*"


class _Mark:
    """The marks that may end a sentence: the last of them, and whether a quotation closes after it."""

    __slots__ = ("is_stop", "quoted", "text", "trails_off")

    def __init__(self, text: str, stops: int, quoted: bool) -> None:
        self.text = text
        self.quoted = quoted
        self.trails_off = stops > 2 or text[0] == "…" or text.startswith("..")
        self.is_stop = text == "." and not self.trails_off
