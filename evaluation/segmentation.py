"""Tokens and sentences from raw text against treebanks and LitBank: `python -m evaluation.segmentation`.

The raw text of EWT and GUM is put together from their words and SpaceAfter, paragraphs as annotated; LitBank's words
are laid over the full novels. F1 of exact spans, of tokens and of sentences, as in the CoNLL 2018 shared task. The
treebanks part hyphenated words and LitBank does not, nor do we, so tokens are also scored with every hyphen parted on
both sides. GUM's fiction is for measuring only.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from evaluation.data import corpus, read_text
from evaluation.spans import Counts, Span, exact
from fabula.document import Document, Metadata
from fabula.layers import EMPHASIS, HIDDEN, ORIGINS, PARAGRAPHS, Table
from fabula.text.sentences import sentences
from fabula.text.tokens import tokenize

_PLAIN = str.maketrans("“”‘’—`", "\"\"''-'")
_REACH = 300
"""How far ahead LitBank's words are looked for where the novel has something else."""


@dataclass
class Annotated:
    """A raw text with its paragraphs, and its annotated tokens and sentences."""

    text: str = ""
    paragraphs: list[int] = field(default_factory=list)
    tokens: list[Span] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def document(self) -> Document:
        ends = [*(start - 2 for start in self.paragraphs[1:]), len(self.text)]
        rows = [(a, b, "prose", 0, False, False, "", "") for a, b in zip(self.paragraphs, ends, strict=True)]
        empty = (Table.empty(layer) for layer in (HIDDEN, EMPHASIS, ORIGINS))
        return Document(self.text, Metadata(), Table.of_rows(PARAGRAPHS, rows), *empty)


class Segmented(NamedTuple):
    """How tokens, tokens with every hyphen parted, and sentences were found."""

    tokens: Counts = Counts()
    parted: Counts = Counts()
    sentences: Counts = Counts()


def segmented(made: Annotated) -> Segmented:
    """Part one text by the rules that a reading uses, and score it."""
    document = made.document()
    words = tokenize(document)
    ours = list(zip(words.start.tolist(), words.end.tolist(), strict=True))
    starts = sentences(document, words)[0]["start"].tolist()
    return Segmented(
        exact(made.tokens, ours),
        exact(_parted(made.tokens, made.text), _parted(ours, made.text)),
        # A sentence is told by where it and the next begin: the ends then hold no difference in tokens.
        exact(_between(made.sentences, made.text), _between(starts, made.text)),
    )


def read_conllu(path: Path) -> Iterator[Annotated]:
    """The documents of a CoNLL-U file."""
    made = Annotated()
    opens_paragraph = True
    for sentence in read_text(path).split("\n\n"):
        lines = sentence.splitlines()
        if any(line.startswith("# newdoc") for line in lines) and made.tokens:
            yield made
            made = Annotated()
        if opens_paragraph or not made.tokens or any(re.match(r"# newpar\b(?!_)", line) for line in lines):
            made.text = made.text.rstrip() + ("\n\n" if made.tokens else "")
            made.paragraphs.append(len(made.text))
            opens_paragraph = False
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        if rows:
            made.sentences.append(len(made.text))
            _add_words(made, [row for row in rows if "." not in row[0]])
    if made.tokens:
        yield made


def _add_words(made: Annotated, rows: list[list[str]]) -> None:
    """Append a sentence's words; a contraction's parts are spans where they spell it, else it is one span."""
    at = 0
    while at < len(rows):
        number, form, misc = rows[at][0], rows[at][1].replace(" ", "·"), rows[at][9]
        parts = [form]
        if "-" in number:
            first, last = map(int, number.split("-"))
            spelled = [row[1] for row in rows[at + 1 : at + 2 + last - first]]
            parts = spelled if "".join(spelled) == form else [form]
            at += 1 + last - first
        for part in parts:
            made.tokens.append((len(made.text), len(made.text) + len(part)))
            made.text += part
        made.text += "" if "SpaceAfter=No" in misc else " "
        at += 1


def read_litbank(data: Path | None) -> Iterator[tuple[str, list[list[Span]]]]:
    """Each novel's text, and the stretches of LitBank's words that could be laid over it."""
    novels = {path.name.split("_")[0]: path for path in corpus("novels", data).glob("*.txt")}
    for path in sorted((corpus("litbank", data) / "coref" / "conll").glob("*")):
        novel = novels.get(path.name.split("_")[0])
        if novel is None:
            continue
        rows = (line.split() for line in read_text(path).splitlines() if line and line[0] != "#")
        words = [row[3].translate(_PLAIN) for row in rows if len(row) > 5]
        text = read_text(novel)
        places = [place for place, character in enumerate(text) if not character.isspace()]
        packed = "".join(text[place] for place in places).translate(_PLAIN)
        yield (
            text,
            [
                [(places[a], places[b - 1] + 1) for a, b in stretch]
                for stretch in _laid(words, packed)
                if len(stretch) > 20
            ],
        )


def _laid(words: list[str], packed: str) -> Iterator[list[Span]]:
    at = packed.find("".join(words)[:60])
    stretch: list[Span] = []
    for index, word in enumerate(words if at >= 0 else []):
        if packed.startswith(word, at):
            stretch.append((at, at + len(word)))
            at += len(word)
            continue
        yield stretch
        stretch = []
        onward = packed.find("".join(words[index + 1 : index + 12])[:25], at, at + _REACH)
        at = onward if onward >= 0 else at
    yield stretch


def _parted(spans: Iterable[Span], text: str) -> list[Span]:
    return [(a + m.start(), a + m.end()) for a, b in spans for m in re.finditer("-+|[^-]+", text[a:b])]


def _measure_treebank(name: str, paths: list[Path]) -> None:
    every = [segmented(made) for path in paths for made in read_conllu(path)]
    tokens, parted, divided = (sum(counts, Counts()) for counts in zip(Segmented(), *every, strict=True))
    print(f"{name:20} tokens {tokens.f1:.4f}, hyphens parted {parted.f1:.4f}; sentences {divided.f1:.4f}")


def _between(starts: list[int], text: str) -> list[Span]:
    return list(zip(starts, [*starts[1:], len(text)], strict=True)) if starts else []


def _measure_litbank(data: Path | None) -> None:
    tally = Counts()
    for text, stretches in read_litbank(data):
        whole = Annotated(text, [0])
        words = tokenize(whole.document())
        starts, ends = words.start.tolist(), words.end.tolist()
        for stretch in stretches:
            low, high = bisect_left(starts, stretch[0][0]), bisect_left(starts, stretch[-1][1])
            tally += exact(stretch, zip(starts[low:high], ends[low:high], strict=True))
    print(f"{'LitBank':20} tokens {tally.f1:.4f}")


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="evaluation.segmentation", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path)
    data = parser.parse_args(arguments).data
    _measure_treebank("EWT dev", [corpus("ud_ewt", data) / "en_ewt-ud-dev.conllu"])
    _measure_treebank("GUM, free genres", sorted(corpus("gum_free", data).glob("*.conllu")))
    _measure_treebank("GUM fiction dev", sorted(corpus("gum_fiction_dev", data).glob("*.conllu")))
    _measure_litbank(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
