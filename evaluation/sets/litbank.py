"""LitBank: entities, coreference and quotations of excerpts, laid over the raw text that the excerpts came from.

Bamman, Popat and Shen (2019); Bamman, Lewke and Mansoor (2020); Sims, Park and Bamman (2019). The files hold tokens,
one sentence a line, so paragraphs are lost, and a real pipeline never sees such text. So each excerpt is aligned with
the full text of the work where that is at hand, and the work's own text is read for the stretch. Where it is not, or
fewer than 98 % of the characters align, tokens are joined as English is written; a sentence that opens with a
quotation mark while none stands open then starts a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation import align
from evaluation.data import corpus, data_folder, read_text
from evaluation.spans import Span

ALIGNED = 0.98


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention: its span in the text, kind (PROP, NOM, PRON), category and entity number."""

    span: Span
    kind: str
    category: str
    entity: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A gold quotation, marks included. `speaker` is an entity number; -1 if the corpus names none."""

    id: str
    span: Span
    speaker: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An excerpt as natural text, with its gold as spans of that text."""

    name: str
    text: str
    tokens: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    aligned: float
    """The share of its characters found in the work's text; 0 where tokens were joined instead."""


def names(fold: str = "dev", data: Path | None = None) -> list[str]:
    """The excerpts of `train` or `dev` of fold 0, or `all`, by name."""
    folder = corpus("litbank", data) / "folds"
    folds = ("train", "dev") if fold == "all" else (fold,)
    return sorted(name for each in folds for name in read_text(folder / f"{each}.ids").split())


def read(name: str, data: Path | None = None) -> Excerpt:
    """Read one excerpt."""
    folder = corpus("litbank", data)
    lines = [line.split(" ") for line in read_text(folder / "quotations/tsv" / f"{name}_brat.txt").split("\n")]
    lines = [[word for word in line if word] for line in lines]
    words = [word for line in lines for word in line]
    text, spans, aligned = _natural(name, lines, words, data)
    entities, mentions = _mentions(
        folder / "coref/brat" / f"{name}_brat.ann", folder / "coref/conll" / f"{name}_brat.conll", lines, spans
    )
    quotations = _quotations(folder / "quotations/tsv" / f"{name}_brat.ann", lines, spans, entities)
    return Excerpt(name, text, tuple(spans), mentions, quotations, aligned)


def _natural(name: str, lines: list[list[str]], words: list[str], data: Path | None) -> tuple[str, list[Span], float]:
    """The excerpt as natural text, and the span of each token in it (empty spans for tokens that are not there)."""
    path = (data or data_folder()) / "novels" / f"{name}.txt"
    if path.exists():
        raw = read_text(path)
        spans, share = over_raw(words, raw)
        if share >= ALIGNED:
            start, end = spans[0][0], spans[-1][1]
            return raw[start:end], [(low - start, high - start) for low, high in spans], share
    return (*joined(lines), 0.0)


def over_raw(words: list[str], raw: str) -> tuple[list[Span], float]:
    """The span in `raw` of each token, and the share of the tokens' characters that were found there."""
    left, _ = align.stream(" ".join(words), align.visible)
    right, origin = align.stream(raw, align.visible)
    found = align.align(left, right)
    share = float((found >= 0).mean()) if len(found) else 0.0
    places = np.where(found >= 0, origin[found], -1)
    # Characters of `left` by token: white space was dropped, so token t owns the next len(words[t]) characters.
    spans: list[Span] = []
    known = [int(place) for place in places]
    at, before = 0, 0
    following = _next_known(known, len(raw))
    for word in words:
        length = len(align.stream(word, align.visible)[0])
        own = [place for place in known[at : at + length] if place >= 0]
        if own:
            low, high = own[0], own[-1] + 1
        else:  # what the raw text has between the neighbours, if anything
            low, high = before, following[at + length]
            while low < high and raw[low].isspace():
                low += 1
            while low < high and raw[high - 1].isspace():
                high -= 1
            if high - low > 3 * len(word) + 5:
                high = low
        spans.append((low, high))
        before, at = high, at + length
    return spans, share


def _next_known(places: list[int], end: int) -> list[int]:
    following = [end] * (len(places) + 1)
    for index in range(len(places) - 1, -1, -1):
        following[index] = places[index] if places[index] >= 0 else following[index + 1]
    return following


_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?)\]}’”%]|n['’]t|['’](?:s|re|ve|ll|d|m|em)|\.\.\.)$", re.IGNORECASE)
_NO_SPACE_AFTER = frozenset("([{“‘$£#")
_DASHES = frozenset(("--", "---", "----", "—", "–"))


def joined(lines: list[list[str]]) -> tuple[str, list[Span]]:
    """Tokens joined as English is written, with each token's span. Straight marks open and close by turns."""
    parts: list[str] = []
    spans: list[Span] = []
    length, glue, open_double, open_single, previous = 0, True, False, False, ""
    for number, line in enumerate(lines):
        for position, word in enumerate(line):
            loose = previous == "" or previous[-1] in ".,;:!?-—"  # where a straight ' may open rather than clip a word
            opens = word in ("“", "‘", "``") or (word == '"' and not open_double)
            opens = opens or (word == "'" and not open_single and loose)
            closes = word in ("”", "’", "''") or (word in ('"', "'") and not opens)
            if number and position == 0 and opens and not open_double and not open_single:
                space = "\n\n"
            elif glue or closes or _NO_SPACE_BEFORE.match(word) or word in _DASHES or previous in _DASHES:
                space = ""
            else:
                space = " "
            parts.extend((space, word))
            length += len(space)
            spans.append((length, length + len(word)))
            length += len(word)
            glue = opens or word in _NO_SPACE_AFTER
            if word in ('"', "“", "”"):
                open_double = opens
            elif word in ("'", "‘"):
                open_single = opens
            previous = word
    return "".join(parts), spans


KIND = re.compile(r"(PROP|NOM|PRON)_(PER|FAC|LOC|GPE|VEH|ORG)")
"""A mention's label: its kind and category."""
_LINK = re.compile(r"(\()?(\d+)(\))?")


def _mentions(
    brat: Path, conll: Path, lines: list[list[str]], spans: list[Span]
) -> tuple[dict[str, int], tuple[Mention, ...]]:
    """Entity numbers by label, and the mentions: clusters from the CoNLL file, kinds and labels from brat's.

    Labels such as `a_small_boy-44` name the speakers of quotations; their numbers are not the CoNLL file's.
    """
    clusters = clusters_of(conll)
    kinds: dict[tuple[int, int], tuple[str, str]] = {}
    labels: dict[str, Counter[int]] = {}
    for label, place in labelled(brat, [word for line in lines for word in line]):
        kind = KIND.fullmatch(label)
        if kind:
            kinds[place] = (kind[1], kind[2])
        elif place in clusters:
            labels.setdefault(label, Counter())[clusters[place]] += 1
    mentions = [
        Mention((spans[first][0], spans[last][1]), *kinds[first, last], entity)
        for (first, last), entity in clusters.items()
        if spans[first][0] < spans[last][1]
    ]
    entities = {label: counts.most_common(1)[0][0] for label, counts in labels.items()}
    return entities, tuple(sorted(mentions, key=lambda mention: mention.span))


def labelled(brat: Path, words: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The labels of a brat file's spans, each with the first and the last of the words that it covers."""
    starts, ends, length = {}, {}, 0
    for number, word in enumerate(words):
        starts[length], ends[length + len(word)] = number, number
        length += len(word) + 1
    for line in read_text(brat).splitlines():
        cells = line.split("\t")
        if cells[0].startswith("T"):
            label, start, end = cells[1].rsplit(" ", 2)
            yield label, (starts[int(start)], ends[int(end)])


def clusters_of(path: Path) -> dict[tuple[int, int], int]:
    """The entity of every mention, by first and last token."""
    found: dict[tuple[int, int], int] = {}
    begun: dict[int, list[int]] = {}
    rows = (cells for line in read_text(path).splitlines() if len(cells := line.split("\t")) > 12)
    for token, cells in enumerate(rows):
        for part in cells[12].split("|") if cells[12] not in ("_", "-", "") else ():
            match = _LINK.fullmatch(part)
            if match is None:
                raise ValueError(f"{path.name}: not a coreference cell: {cells[12]!r}")
            entity = int(match[2])
            if match[1]:
                begun.setdefault(entity, []).append(token)
            if match[3]:
                found[begun[entity].pop(), token] = entity
    return found


def _quotations(
    path: Path, lines: list[list[str]], spans: list[Span], entities: dict[str, int]
) -> tuple[Quotation, ...]:
    """The quotations, from sentence and token numbers, ends inclusive."""
    first = np.cumsum([0, *(len(line) for line in lines)]).tolist()
    places: dict[str, Span] = {}
    speakers: dict[str, int] = {}
    for line in read_text(path).splitlines():
        cells = line.split("\t")
        if cells[0] == "QUOTE":
            start, end = first[int(cells[2])] + int(cells[3]), first[int(cells[4])] + int(cells[5])
            places[cells[1]] = (spans[start][0], spans[end][1])
        elif cells[0] == "ATTRIB":
            speakers[cells[1]] = entities.get(cells[2], -1)
    made = (Quotation(id_, span, speakers.get(id_, -1)) for id_, span in places.items() if span[0] < span[1])
    return tuple(sorted(made, key=lambda quotation: quotation.span))
