"""Read whole books of contrasting style, and say what each took: `python -m benchmarks.books`.

Every book is read, saved and reported on in a process of its own. Seconds by the clock include what else the machine
was doing; processor seconds, of all cores together, do not. Needs the corpora, and a POSIX system.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page import PAGE, write_between
from benchmarks.processes import Runs, bind, load, machine, run
from benchmarks.speed import table
from evaluation.data import data_folder

BOOKS = (
    "books/necromancers-apprentice/001-Chapter-One.md",  # a web serial, in Markdown
    "novels/1064_the_masque_of_the_red_death.txt",  # hardly any speech
    "novels/11231_bartleby_the_scrivener_a_story_of_wallstreet.txt",  # first person
    "books/standard-ebooks/the-time-machine.epub",  # a tale told by a nameless one
    "novels/215_the_call_of_the_wild.txt",  # dogs
    "books/gutenberg/the-secret-garden/113-h.htm",  # dialect; a page with boilerplate
    "books/standard-ebooks/portrait-of-the-artist.epub",  # speech behind dashes
    "books/by-sound-alone/By-Sound-Alone.txt",  # fan fiction of today
    "novels/345_dracula.txt",  # letters and diaries
    "novels/2489_moby_dick.txt",  # essays, a play, single chapters
    "novels/4300_ulysses.txt",  # stream of thought, dashes, a play
    "novels/766_david_copperfield.txt",  # the longest
)
LONG = 50_000
"""Words from which a book's time and memory for so many words should be the same."""
TOLERANCE = 0.2
READ = """
import json, sys
from pathlib import Path
import fabula
from fabula.report import write
story = fabula.read(sys.argv[1])
story.save(sys.argv[2])
write(story, Path(sys.argv[2] + ".html"))
facts = {
    "words": len(story.document.visible.text.split()), "characters": len(story.characters),
    "quotes": len(story.quotes), "mentions": len(story.mentions), "warnings": list(story.warnings),
}
Path(sys.argv[3]).write_text(json.dumps(facts))
"""


@dataclass(frozen=True, slots=True)
class Book:
    """What one book took: words as word processors count, seconds by the clock and of processors, megabytes."""

    name: str
    words: int
    characters: int
    quotes: int
    mentions: int
    warnings: tuple[str, ...]
    wall: float
    processor: float
    memory: float

    @property
    def per_words(self) -> float:
        """Processor seconds for 100,000 words."""
        return self.processor * 100_000 / max(1, self.words)


def measure(path: Path, repeat: int = 1) -> Book:
    """Read one book in processes of its own; the least seconds, the most memory. CalledProcessError if that fails."""
    with tempfile.TemporaryDirectory() as name:
        facts = Path(name) / "facts.json"
        arguments = ["-c", READ, str(path), str(Path(name) / "x.fabula"), str(facts)]
        runs = Runs.of([run(arguments) for _ in range(repeat)])
        found = json.loads(facts.read_text(encoding="utf-8"))
    warnings = tuple(found.pop("warnings"))
    return Book(
        path.stem[:28], **found, warnings=warnings, wall=runs.best, processor=runs.processor, memory=runs.memory
    )


def books_table(books: Sequence[Book]) -> str:
    """A line for each book."""
    rows = [
        [
            book.name,
            *(f"{number:,}" for number in (book.words, book.characters, book.quotes, book.mentions)),
            f"{book.wall:.1f}",
            f"{book.processor:.1f}",
            f"{book.per_words:.1f}",
            f"{book.memory:,.0f}",
        ]
        for book in books
    ]
    heads = "book, words, characters, quotes, mentions, s, processor s, processor s per 100 000 words, peak MB"
    return table(heads.split(", "), rows)


def steadiness(books: Sequence[Book]) -> list[str]:
    """How far long books lie from what their words make one expect: processor seconds by their median for so many
    words, memory by a straight line."""
    long = [book for book in books if book.words >= LONG]
    if len(long) < 3:
        return []
    middle = statistics.median(book.per_words for book in long)
    line = statistics.linear_regression([book.words for book in long], [book.memory for book in long])
    seconds = {book.name: book.per_words / middle - 1 for book in long}
    memory = {book.name: book.memory / (line.intercept + line.slope * book.words) - 1 for book in long}
    return [
        f"- processor seconds per 100,000 words above {LONG:,} words: median {middle:.1f}, {_furthest(seconds)}",
        f"- memory above {LONG:,} words: {line.intercept:,.0f} MB and {line.slope * 100_000:,.0f} MB per 100,000 "
        f"words, {_furthest(memory)}",
    ]


def _furthest(away: Mapping[str, float]) -> str:
    name = max(away, key=lambda each: abs(away[each]))
    return (
        f"furthest {name} ({away[name]:+.0%}), {'within' if abs(away[name]) <= TOLERANCE else 'beyond'} {TOLERANCE:.0%}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 if a book could not be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.books", description=__doc__)
    parser.add_argument("--books", nargs="+", type=Path, help="files to read instead of the twelve")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each book (default: 1)")
    parser.add_argument("--markdown", action="store_true", help="write the table into docs/benchmarks.md too")
    parser.add_argument("--cores", type=int, default=2, help="how many cores to use (default: 2)")
    parser.add_argument("--data", type=Path, help="folder of the corpora (default: $FABULA_DATA, else build/data)")
    given = parser.parse_args(arguments)
    if not hasattr(os, "wait4"):
        print("this benchmark needs a POSIX system", file=sys.stderr)
        return 2
    paths = given.books or [data_folder(given.data) / name for name in BOOKS]
    if absent := [path for path in paths if not path.is_file()]:
        print(f"no such file: {absent[0]}; unpack the corpora there, or name their folder with --data", file=sys.stderr)
        return 2
    said = [f"{machine(bind(given.cores))}; load average {load()} at the start; runs of each: {given.repeat}."]
    print(said[0] + "\n", flush=True)
    books, failed = [], 0
    for path in paths:
        try:
            books.append(measure(path, given.repeat))
        except subprocess.CalledProcessError as error:
            failed = 1
            print(f"{path.name}: status {error.returncode}", file=sys.stderr)
            continue
        print(f"{books[-1].name}: {books[-1].words:,} words in {books[-1].wall:.1f} s", file=sys.stderr)
    lines = steadiness(books) + [f"- {book.name}: {warning}" for book in books for warning in book.warnings]
    said += [books_table(books), "\n".join(lines)]
    print("\n\n".join(said[1:]))
    if given.markdown and not failed:
        write_between(PAGE, "books", "\n\n".join(said))
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
