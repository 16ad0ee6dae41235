"""What is read to measure speed: the examples, a novel, its opening, and novels joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.data import EXAMPLES, NoCorpus, corpus, read_text
from fabula import sources

ALONE = "113_the_secret_garden.txt"
"""A whole novel that BookNLP publishes times for."""
NOVEL, OPENING, JOINED = "The Secret Garden", "its first 5,000 words", "a million words"
OPENING_WORDS, JOINED_WORDS = 5_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """Something to read: its name in tables, its files, and how many words they hold, as word processors count."""

    name: str
    files: tuple[Path, ...]
    words: int


def texts(folder: Path, data: Path, *, large: bool) -> Iterator[Text]:
    """The examples; then what is made of novels, in `folder`, or NoCorpus if they are not in `data`."""
    stories = sorted(
        path for path in EXAMPLES.iterdir() if path.suffix not in (".json", ".fabula") and ".report." not in path.name
    )
    yield Text(f"the {len(stories)} examples", tuple(stories), _words_in(stories))
    novels = sorted(corpus("novels", data).glob("*.txt"))
    alone = [novel for novel in novels if novel.name == ALONE]
    if not alone:
        raise NoCorpus(f"no {ALONE} at {corpus('novels', data)}: put it there")
    yield Text(NOVEL, tuple(alone), _words_in(alone))
    yield joined(OPENING, alone, OPENING_WORDS, folder)
    if large:
        yield joined(JOINED, novels, JOINED_WORDS, folder)


def joined(name: str, novels: Sequence[Path], size: int, folder: Path) -> Text:
    """The first `size` words of novels, whole paragraphs, one novel after another, as a file in `folder`.

    NoCorpus if they have fewer.
    """
    words, parts = 0, []
    for novel in novels:
        for paragraph in read_text(novel).replace("\r\n", "\n").split("\n\n"):
            if words >= size:
                break
            parts.append(paragraph)
            words += len(paragraph.split())
    if words < size:
        raise NoCorpus(f"the novels have {words:,} words, not {size:,}: put more there")
    target = folder / f"{size}-words.txt"
    target.write_text("\n\n".join(parts), encoding="utf-8", newline="\n")
    return Text(name, (target,), words)


def _words_in(files: Sequence[Path]) -> int:
    return sum(len(sources.load(path).visible.text.split()) for path in files)
