"""SemCor and STREUSLE: WordNet supersenses of words and multiword expressions.

SemCor: Miller et al. 1993, on Brown texts, whose letters k, l, m, n, p, r are fiction. STREUSLE: Schneider and Smith
2015, on EWT's reviews, CC BY-SA 4.0; its own inventory differs here and there, so it is a corpus of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from evaluation.data import corpus, read_text
from evaluation.sets.annotated import Annotated, Sense

FICTION = "klmnpr"
_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
_HELD_OUT = {"dev": 3, "test": 7}
"""Of the fiction documents in order of name, the fourth and the eighth of every eight."""


def semcor(part: str, data: Path | None = None) -> list[Annotated]:
    """SemCor's `train`, or the fiction held out by document as `dev` or `test`; a document of fiction has `fiction`."""
    paths = sorted((corpus("supersense", data) / "semcor").rglob("*.tsv"), key=lambda path: path.name)
    fiction = [path for path in paths if path.stem[3] in FICTION]
    held = {name: {path for row, path in enumerate(fiction) if row % 8 == rest} for name, rest in _HELD_OUT.items()}
    if part == "train":
        chosen = [path for path in paths if not any(path in group for group in held.values())]
    else:
        chosen = [path for path in paths if path in held[part]]
    return [_semcor(path) for path in chosen]


def _semcor(path: Path) -> Annotated:
    made = Annotated(path.stem, "semcor", senses=[])
    for block in read_text(path).split("\n\n"):
        first = len(made.words)
        for line in block.splitlines():
            cells = line.split("\t")
            parts = [_MARKS.get(part, part) for part in cells[0].split("_") if part] or ["_"]
            if len(cells) > 3 and cells[3]:
                _add(made, len(made.words), len(made.words) + len(parts), cells[3], cells[1])
            made.words.extend(parts)
        if len(made.words) > first:
            made.sentences.append((first, len(made.words)))
    return made


def _add(made: Annotated, first: int, end: int, category: str, lemma: str = "") -> None:
    if made.senses is not None:
        made.senses.append(Sense(first, end, category, lemma))


_CHUNK = re.compile(r"(.+?)\|(\S+)", re.DOTALL)


def streusle(data: Path | None = None) -> list[Annotated]:
    """STREUSLE's training part as one document a review; nouns and verbs only, gappy expressions by their parts."""
    made: dict[str, Annotated] = {}
    for line in read_text(corpus("supersense", data) / "streusle" / "train.vis").splitlines():
        name, _, text = line.partition("\t")
        review = name.rpartition("-")[0]
        document = made.setdefault(review, Annotated(review, "streusle", senses=[]))
        first = len(document.words)
        for item in text.split():
            _vis(document, item)
        if len(document.words) > first:
            document.sentences.append((first, len(document.words)))
    return list(made.values())


def _vis(document: Annotated, item: str) -> None:
    """One unit such as `ingrown_toenail|N-n.BODY`; `~` binds weakly, a `_` at an edge marks a gap."""
    pieces = re.split(r"(?<!^)~(?!$)", item)
    for piece in pieces:
        word, _, tags = piece.strip("~").rpartition("|")
        if not word:
            word, tags = piece.strip("~") or "~", ""
        parts = [part for part in word.split("_") if part] or ["_"]
        sense = re.search(r"(?:^|[-.])([nv])\.([A-Za-z]+)$", tags)
        if sense:
            kind = {"n": "noun", "v": "verb"}[sense[1]]
            _add(document, len(document.words), len(document.words) + len(parts), f"{kind}.{sense[2].lower()}")
        document.words.extend(parts)
