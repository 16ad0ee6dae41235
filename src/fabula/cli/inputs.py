"""Which files a `read` reads, and what each result is called."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fabula.errors import EmptyInput, InputError
from fabula.sources import SUFFIXES, is_story_file

STDIN = "-"
SUFFIX = ".fabula"
REPORT = ".report.html"
"""What a report's name ends in, as `fabula.report.SUFFIX`, whose import would cost time."""


@dataclass(frozen=True, slots=True)
class Job:
    """One story to read: `source` is None for standard input."""

    source: Path | None
    target: Path

    @property
    def name(self) -> str:
        """What messages call it."""
        return "stdin" if self.source is None else str(self.source)

    @property
    def report(self) -> Path:
        """Where its report goes."""
        return report_of(self.target)


def report_of(path: Path) -> Path:
    """The report of a .fabula file or a story, beside it: the name less its extension, and what reports end in."""
    return path.with_name(f"{path.stem or path.name}{REPORT}")


def plan(
    inputs: Sequence[str], out: Path | None, refuse: Callable[[InputError], None], *, reports: bool = False
) -> list[Job]:
    """A job for every story in `inputs`, in order, each file once; what cannot be one goes to `refuse`.

    A result is called after its file less its last extension, and lies beside it or in `out`. Where that gives two
    stories one name, they keep the extension (`story.epub.fabula`); where that is still one name, which takes two
    folders and one `out`, they get as many of their folders' names in front as tell them apart (`b-story.epub.fabula`).
    """
    sources: list[Path | None] = []
    seen: set[str] = set()
    for given in inputs:
        for source in _sources(given, refuse):
            key = STDIN if source is None else os.path.normcase(os.path.realpath(source))
            if key not in seen:
                seen.add(key)
                sources.append(source)
    jobs = []
    for source, target in zip(sources, _targets(sources, out), strict=True):
        job = Job(source, target)
        results = [target, job.report] if reports else [target]
        taken = [each for each in results if os.path.normcase(os.path.realpath(each)) in seen]
        if taken:
            refuse(InputError(job.name, f"its result {taken[0]} is an input too", "Choose another folder with --out."))
        else:
            jobs.append(job)
    return jobs


def _sources(given: str, refuse: Callable[[InputError], None]) -> Iterator[Path | None]:
    if given == STDIN:
        yield None
        return
    if not given:
        # Path("") would be the current folder, and read all of it.
        refuse(InputError("''", "an empty name", "Name a file or a folder; . is the current folder."))
        return
    path = Path(given)
    if path.is_dir():
        found = sorted(_stories(path, refuse), key=lambda file: file.relative_to(path).parts)
        if not found:
            kinds = " ".join(sorted(SUFFIXES))
            refuse(EmptyInput(given, "no story in this folder", f"Stories are files that end in {kinds}."))
        yield from found
    elif path.suffix.lower() == SUFFIX:
        refuse(InputError(given, "already a .fabula file", "Use `fabula show`, `search` or `export`."))
    else:
        yield path


def standard_input() -> bytes:
    """All of standard input, or one byte more than a story may have; InputError if it cannot be read."""
    from fabula.sources import MAX_BYTES  # noqa: PLC0415

    if sys.stdin is None:
        raise InputError("stdin", "standard input is closed", "Give a file, or send one to standard input.")
    try:
        # One byte more than is allowed tells the reader that there is too much.
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"standard input cannot be read: {error.strerror or error}"
        raise InputError("stdin", what, "Give a file, or send one to standard input.") from error


def _stories(folder: Path, refuse: Callable[[InputError], None]) -> Iterator[Path]:
    """The files of known kinds in a folder and those below it, hidden ones and what is no file (pipes) left out."""

    def unreadable(error: OSError) -> None:
        refuse(InputError(str(error.filename), f"cannot be read: {error.strerror}", "Check its permissions."))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if name.lower().endswith(REPORT):
                # A report of an earlier reading, not a story.
                continue
            if not name.startswith(".") and (path.is_file() or path.is_symlink()) and is_story_file(path):
                yield path


def _targets(sources: Sequence[Path | None], out: Path | None) -> list[Path]:
    """The results' paths, no two the same even where case does not count."""
    levels = [0] * len(sources)
    while True:
        targets = [_target(source, out, level) for source, level in zip(sources, levels, strict=True)]
        count = Counter(str(target).casefold() for target in targets)
        shared = [row for row, target in enumerate(targets) if count[str(target).casefold()] > 1]
        more = [row for row in shared if levels[row] < _deepest(sources[row])]
        if not more:
            # Paths that differ in case only, or the like: nothing in the name tells them apart.
            for number, row in enumerate(shared[1:], start=2):
                targets[row] = targets[row].with_name(f"{targets[row].name[: -len(SUFFIX)]}-{number}{SUFFIX}")
            return targets
        for row in more:
            levels[row] += 1


def _target(source: Path | None, out: Path | None, level: int) -> Path:
    """The path of a result: at level 0 the stem, at 1 the name, then with one more folder's name for each."""
    if source is None:
        return (out or Path()) / f"stdin{SUFFIX}"
    folders = _folders(source)[-(level - 1) :] if level > 1 else []
    name = "-".join([*folders, source.stem if level == 0 else source.name])
    return (out or source.parent) / f"{name}{SUFFIX}"


def _folders(source: Path) -> list[str]:
    path = source.absolute()
    return [part for part in path.parent.parts if part not in (path.anchor, "..")]


def _deepest(source: Path | None) -> int:
    return 0 if source is None else 1 + len(_folders(source))
