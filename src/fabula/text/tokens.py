"""Words and punctuation: the visible text split into tokens.

The conventions are LitBank's where it shows any, else those of UD's GUM and EWT: contractions are split (`do|n't`,
`'t|was`), hyphenated words are not, a quotation mark is a token of its own, an apostrophe that ends a word is too
(`sailors|'`, `goin|'`), runs of `--`, `...` and `!!` are one token, abbreviations keep their full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.document import Document

Int = npt.NDArray[np.int32]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LONGEST = 128
"""No token is longer, in visible characters: a script without spaces, or noise, is cut."""

ABBREVIATIONS = _words("""
    mr mrs ms mx dr st ste messrs mme mlle mons prof rev revd hon esq jr jun sr sen gen col capt cpt lt lieut sgt
    sergt serg maj cpl pvt adm cmdr comdr supt insp det gov pres bart kt msgr mgr fr bp abp
    co corp inc ltd bros dept assn mt ft ave blvd rd
    etc viz vs cf ibid ca approx ult inst prox incl esp
    feb aug sept oct nov dec mon tues wed thurs thur fri
    vols pp ff oz lb lbs doz cwt bbl hrs mins secs tel anon ed eds trans
    conn tenn ky fla calif colo minn mich wis
    """)
"""Words that keep a full stop as part of them, lower case."""
_CAPITAL_ONLY = _words("mon wed fri dec oct col gen co det sen pres ed st ff trans rev fr ms mt tel mich")
"""Of the abbreviations those that in lower case are other words, or none."""
_BEFORE_NUMBER = _words("no nos jan mar apr jun jul p pp art fig figs vol ch chap sec ver v ll l bk pt b c d m")
"""Words that are abbreviations only when a number follows."""

ELISIONS = _words("""
    em im er un uns ud tis twas twere twill twould twixt tween neath gainst pon bout cause cos coz cuz til nuff nother
    tother fraid spose scuse kay ello ullo tain tisn twasn twouldn twon tweren twarn taint twasnt tisnt n ole
    ave ad adn asn aven ere im imself ead eart ouse ome alf ard eard undred
    """)
"""Words whose first letters an apostrophe stands for, without it, lower case; few are words by themselves."""

_SPLIT_WHOLE = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2, "gonnae": 3,
    "dont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "werent": 4, "arent": 3, "couldnt": 5, "wouldnt": 5,
    "shouldnt": 6, "havent": 4, "hasnt": 3, "hadnt": 3, "aint": 2, "youre": 3, "theyre": 4, "youve": 3, "theyve": 4,
    "weve": 2, "ive": 1, "im": 1, "youll": 3, "theyll": 4, "thats": 4, "whats": 4,
    "kinda": 4, "sorta": 4, "lotta": 3, "outta": 3, "oughta": 5, "coulda": 5, "shoulda": 6, "woulda": 5,
}  # fmt: skip
"""Contractions written as one word, and where they part."""
_KEPT_WHOLE = _words("o'clock d'ye d'you d'ya ma'am")

_APOSTROPHES = "'’ʼ`´"
_JOINERS = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff\u0e31-\u0e4e"
)
_RUN = rf"[^\W_](?:[^\W_]|[{_MARKS}{_JOINERS}]|_+(?=[^\W_]))*+"
_ELIDED = rf"(?:{'|'.join(sorted(ELISIONS, key=len, reverse=True))})(?![^\W_])"
_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"

_PIECE = re.compile(
    rf"""
      (?P<net> (?:https?://|ftp://|www\.) [^\s<>"“”]{{1,2000}} (?<![.,;:!?'’)\]])
        | [\w.+%-]{{1,64}} @ [\w-]{{1,64}} (?:\.[\w-]{{1,64}}){{1,6}}
        | [a-zA-Z0-9][\w-]{{0,62}} (?:\.[\w-]{{1,62}}){{0,5}} \.(?:com|org|net|edu|gov|uk|html?|txt|docx?|pdf|jpe?g|png)
          (?:/[\w/.-]{{0,500}}(?<![.]))? (?![\w.]\w)
        | [@\#][^\W\d_]\w* )
    | (?P<smile> [:;=]['’]?-?[()DPp\]\[|/\\*](?![\w(/]) | <3(?!\d) | \^_+\^ )
    | (?P<emoji> [\U0001f1e6-\U0001f1ff]{{2}} | [0-9\#*]\ufe0f?\u20e3
        | {_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*)* )
    | (?P<acronym> (?:[^\W\d_]\.){{2,}} (?:[^\W\d_](?![\w{_APOSTROPHES}]))? | [^\W\d_]\.[^\W\d_](?![\w.])
        | (?:Ph|Litt|LL|Mus)\.D\. | [BM]\.Sc\. )
    | (?P<number> \d{{2,}}-\d{{2,}}-\d{{2,}}(?!\d) | \d+(?:/\d+)+ | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)
        | \d+(?:[.:]\d+)+ | (?:\d|\d{{3}})0['’]s(?!\w) | (?<![\w.])\.\d+ | \d+(?=[ap]\.?m\b) | \d+(?=-\d) )
    | (?P<decade> (?:(?<=[\s(])|^)['’]\d\ds?(?!\w) )
    | (?P<slashed> (?<!\w)(?:[bB]/c|[wW]/o|[nN]/[aA]|[sS]/he)(?!\w) )
    | (?P<elided> ['’]n['’](?!\w) | (?<!\w)['’](?:m|s|ll|ve|re|d)(?!\w)
        | (?<!\w)['’](?i:{_ELIDED})(?:['’]{_RUN})? | (?<!\w)‘(?=[a-z]){_ELIDED}(?:['’]{_RUN})?
        | (?:(?<=[“"‘(\[_*])|^)’{_RUN}(?:['’]{_RUN})* )
    | (?P<word> {_RUN} (?: ['’ʼ]?[-\u2010\u2011]['’]?{_RUN} | [{_APOSTROPHES}]{_RUN} | &{_RUN} )* )
    | &c\. | '' (?!(?i:{_ELIDED})) | `` | -{{2,}} | \.{{2,}} | …+ | [!?‽]+ | (?P<same>[—–―⸺⸻*_=~+\#<>$])(?P=same)*
    | . """,
    re.VERBOSE | re.DOTALL,
)
_CLITIC = re.compile(r"(?<=.)(?:n[’'`´ʼ]t|[’'`´ʼ](?:s|m|re|ve|ll|d|n))$", re.IGNORECASE | re.DOTALL)
_POSSESSIVE_BEFORE_HYPHEN = re.compile(r"^(.*?[^\W\d_])((?:[’'ʼ]s|(?<=s)[’'ʼ]))(-)(.+)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a document while it is being read.

    texts: each token as shown (hidden characters left out), list of str.
    start, end: document offsets, int32, code points, half-open.
    paragraph: row of the paragraphs layer, int32, never falling.
    paragraph_first: first token of each paragraph, int32, one entry more than there are paragraphs, so that paragraph
    p holds tokens [paragraph_first[p], paragraph_first[p + 1]).
    space_before: whether white space (or a wrap) stands between the token before it and this one, bool.
    """

    texts: list[str]
    start: Int
    end: Int
    paragraph: Int
    paragraph_first: Int
    space_before: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.texts)


def tokenize(document: Document) -> Words:
    """Split a document's visible text into tokens; text outside its paragraphs is left out.

    Works on runs between white space, each distinct run split once.
    """
    text, offsets = document.visible.text, document.visible.offsets
    first = np.searchsorted(offsets[:-1], document.paragraphs["start"]).astype(np.int64)
    last = np.searchsorted(offsets[:-1], document.paragraphs["end"]).astype(np.int64)
    starts, ends = _runs(text, first, last)
    runs = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    pieces = list(map(_Splitter().__getitem__, runs))
    _mend_before_numbers(runs, pieces)

    texts = list(chain.from_iterable(pieces))
    counts = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    before = np.cumsum(lengths) - lengths
    run_first = np.cumsum(counts) - counts
    visible_start = before + np.repeat(starts - before[run_first], counts) if texts else before
    paragraph = np.searchsorted(first, visible_start, side="right") - 1
    # Where empty paragraphs share a start, the token belongs to the last of them, which is the one that holds it.
    space_before = np.zeros(len(texts), dtype=bool)
    space_before[run_first] = True
    if texts:
        previous_end = np.concatenate(([0], (visible_start + lengths)[:-1]))
        space_before &= visible_start > previous_end
        space_before[0] = False
    return Words(
        texts=texts,
        start=offsets[visible_start].astype(np.int32),
        end=(offsets[visible_start + lengths - 1] + 1).astype(np.int32),
        paragraph=paragraph.astype(np.int32),
        paragraph_first=np.searchsorted(paragraph, np.arange(len(first) + 1)).astype(np.int32),
        space_before=space_before,
    )


def _runs(text: str, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> tuple[Any, Any]:
    """Visible starts and ends of the runs of other than white space inside paragraphs `[first, last)`, int64."""
    size = len(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    depth = np.zeros(size + 1, dtype=np.int32)
    np.add.at(depth, first, 1)
    np.add.at(depth, last, -1)
    held = np.zeros(size + 2, dtype=bool)
    held[1:-1] = (np.cumsum(depth)[:size] > 0) & ~_SPACE[np.minimum(codes, len(_SPACE) - 1)]
    begins = held[1:] & ~held[:-1]
    begins[first] |= held[1:][first]
    ends = held[:-1] & ~held[1:]
    ends[first] |= held[:-1][first]
    return np.flatnonzero(begins), np.flatnonzero(ends)


_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])
"""Whether a code point is white space; none is above U+3000."""


class _Splitter(dict[str, tuple[str, ...]]):
    """From a run of other than white space to its tokens, filled as runs are met."""

    def __missing__(self, run: str) -> tuple[str, ...]:
        if run.isalpha() and run.lower() not in _SPLIT_WHOLE and len(run) <= LONGEST:
            pieces: tuple[str, ...] = (run,)
        else:
            pieces = tuple(_split_run(run))
        self[run] = pieces
        return pieces


def _split_run(run: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(run):
        match = _PIECE.match(run, at)
        assert match is not None
        end = match.end()
        if match.lastgroup == "word":
            parts = _split_word(match[0])
            if run.startswith(".", end) and not run.startswith("..", end) and _keeps_stop(parts[-1]):
                parts[-1] += "."
                end += 1
        elif match.lastgroup == "elided":
            parts = _split_elided(match[0])
        else:
            parts = [match[0]]
        for part in parts:
            tokens.extend(part[i : i + LONGEST] for i in range(0, len(part), LONGEST))
        at = end
    return tokens


def _keeps_stop(word: str) -> bool:
    """Whether a full stop right after `word` belongs to it."""
    if len(word) == 1:
        return word.isupper() and word != "I"
    lower = word.lower()
    if word in ("al", "MM"):
        return True
    return lower in ABBREVIATIONS and (lower not in _CAPITAL_ONLY or word[0].isupper())


def _split_word(word: str) -> list[str]:
    """The parts of a word with its inner apostrophes and hyphens."""
    if len(word) > LONGEST:
        return [word]
    if word.isalpha():
        at = _SPLIT_WHOLE.get(word.lower())
        return [word] if at is None or (word.isupper() and len(word) < 4) else [word[:at], word[at:]]
    if word.lower().replace("’", "'") in _KEPT_WHOLE:
        return [word]
    hyphened = _POSSESSIVE_BEFORE_HYPHEN.match(word)
    if hyphened:
        stem, mark, hyphen, rest = hyphened.groups()
        return [stem, mark, hyphen, *_split_word(rest)]
    if word[:2].lower() in ("y'", "y’") and word[2:].lower() == "all":
        return [word[:2], word[2:]]
    clitics: list[str] = []
    while clitic := _CLITIC.search(word):
        clitics.insert(0, clitic[0])
        word = word[: clitic.start()]
    return [word, *clitics]


def _split_elided(word: str) -> list[str]:
    """The parts of a word that begins with an apostrophe; 'tis and its kin part after the t."""
    if word[1:3].lower() in ("ti", "tw") and len(word) > 3 and word[1:].lower() not in ("twixt", "tween", "til"):
        return [word[:2], *_split_word(word[2:])]
    return _split_word(word)


def _mend_before_numbers(runs: list[str], pieces: list[tuple[str, ...]]) -> None:
    """Join `No` and `.` to one token where the next run is a number."""
    for index in [i for i, run in enumerate(runs[:-1]) if run[-1] == "." and len(run) < 7]:
        parts = pieces[index]
        if len(parts) > 1 and parts[-1] == "." and parts[-2].lower() in _BEFORE_NUMBER and runs[index + 1][0].isdigit():
            pieces[index] = (*parts[:-2], parts[-2] + ".")
