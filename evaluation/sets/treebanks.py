"""UD English EWT and GUM: words, tags, lemmas, trees; GUM's entities (CoNLL-U).

EWT: Silveira et al. 2014, CC BY-SA 4.0. GUM: Zeldes 2017; its fiction is for measuring only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evaluation.data import corpus, read_text
from evaluation.sets.annotated import Annotated, Entity

_PARAGRAPH = re.compile(r"# newpar\b(?!_)")
_BRACKET = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")


def ewt(part: str, data: Path | None = None) -> list[Annotated]:
    """EWT's `train`, `dev` or `test`, by document."""
    return list(read(corpus("ud_ewt", data) / f"en_ewt-ud-{part}.conllu", "ewt"))


def gum(data: Path | None = None) -> list[Annotated]:
    """GUM's documents whose texts allow any use: for training."""
    return _folder(corpus("gum_free", data))


def gum_fiction(data: Path | None = None) -> list[Annotated]:
    """Ten of GUM's fiction documents: for measuring only."""
    return _folder(corpus("gum_fiction_dev", data))


def _folder(folder: Path) -> list[Annotated]:
    return [document for path in sorted(folder.glob("*.conllu")) for document in read(path, "gum")]


def read(path: Path, name: str) -> Iterator[Annotated]:
    """The documents of a CoNLL-U file; entities where it has `Entity=`."""
    made, brackets = _new(path.stem, name), list[tuple[int, str]]()
    for block in read_text(path).split("\n\n"):
        lines = block.splitlines()
        begun = next((line for line in lines if line.startswith("# newdoc")), "")
        if begun and made.words:
            yield _closed(made, brackets)
            made, brackets = _new(path.stem, name), []
        if begun:
            made.name = begun.partition("=")[2].strip() or path.stem
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        rows = [cells for cells in rows if cells[0].isdigit()]
        if not rows:
            continue
        if not made.words or any(_PARAGRAPH.match(line) for line in lines):
            made.paragraphs.append(len(made.sentences))
        _sentence(made, rows, brackets)
    if made.words:
        yield _closed(made, brackets)


def _new(stem: str, name: str) -> Annotated:
    return Annotated(stem, name, upos=[], xpos=[], features=[], lemmas=[], heads=[], relations=[])


def _sentence(made: Annotated, rows: list[list[str]], brackets: list[tuple[int, str]]) -> None:
    first = len(made.words)
    layers = (made.upos, made.xpos, made.features, made.lemmas, made.heads, made.relations)
    upos, xpos, features, lemmas, heads, relations = (layer for layer in layers if layer is not None)
    loose = True
    for cells in rows:
        if "Entity=" in cells[9]:
            entity = next(item for item in cells[9].split("|") if item.startswith("Entity="))
            brackets.append((len(made.words), entity.removeprefix("Entity=")))
        made.words.append(cells[1])
        made.glued.append(not loose)
        loose = "SpaceAfter=No" not in cells[9]
        lemmas.append(cells[2])  # type: ignore[arg-type]
        upos.append(cells[3])  # type: ignore[arg-type]
        xpos.append(cells[4])  # type: ignore[arg-type]
        features.append("" if cells[5] == "_" else cells[5])  # type: ignore[arg-type]
        heads.append(first + int(cells[6]) - 1 if int(cells[6]) else -1)  # type: ignore[arg-type]
        relations.append(cells[7])  # type: ignore[arg-type]
    made.sentences.append((first, len(made.words)))


def _closed(made: Annotated, brackets: list[tuple[int, str]]) -> Annotated:
    """Read GUM's brackets: `(12-person-...` opens, `12)` closes, `(12-person-...)` does both."""
    if not brackets:
        return made
    found: list[Entity] = []
    opened: dict[int, list[tuple[int, str]]] = {}
    for word, text in brackets:
        for match in _BRACKET.finditer(text):
            if match[1] and match[3]:
                found.append(Entity(word, word + 1, match[2], "", int(match[1])))
            elif match[1]:
                opened.setdefault(int(match[1]), []).append((word, match[2]))
            elif opened.get(int(match[4])):
                first, category = opened[int(match[4])].pop()
                found.append(Entity(first, word + 1, category, "", int(match[4])))
    made.entities = sorted(found)
    return made
