"""Measure speed and memory and print them as tables: `python -m benchmarks.speed`.

With `--markdown` the tables also replace those in `docs/benchmarks.md`.

Every run is a process of its own on two cores: start, load the encoder, parse, read, write the .fabula file and the
report, end. Words are counted as word processors do. Seconds by the clock include what else the machine was doing,
processor seconds, of all cores together, do not; the bars are judged by the best time by the clock and by the most
memory. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page import PAGE, write_between
from benchmarks.processes import Runs, bind, load, machine, output, run
from benchmarks.texts import JOINED, NOVEL, OPENING, Text, texts
from benchmarks.wheel import part_rows
from evaluation.data import NoCorpus, data_folder

CLI = "import sys; from fabula.cli import main; sys.exit(main())"
IMPORT = "`import fabula`"
START_UP = {
    "`python`": "pass",
    "`import numpy`": "import numpy",
    IMPORT: "import fabula",
    "`fabula --version`": "from fabula.cli import main; main(['--version'])",
    "`fabula --help`": "from fabula.cli import main; main(['--help'])",
    "the encoder loaded": "from fabula.model import shipped; shipped()",
}
STEPS = """
import json, sys, time
from pathlib import Path
from fabula import reading, sources
from fabula.model import shipped
from fabula.report import write
shipped()
took = {}
def lap(name):
    global began
    now = time.perf_counter()
    took[name] = took.get(name, 0.0) + now - began
    began = now
for path in sys.argv[2:]:
    began = time.perf_counter()
    document = sources.load(Path(path))
    lap("parse")
    under_way = []
    def progress(step, done):
        if under_way:
            lap(under_way[0])
        under_way[:] = [step]
    story = reading.read_document(document, progress=progress)
    lap(under_way[0])
    story.save(Path(sys.argv[1]) / (Path(path).stem + ".fabula"))
    lap("save")
    write(story, Path(sys.argv[1]) / (Path(path).stem + ".report.html"))
    lap("report")
json.dump(took, sys.stdout)
"""
"""Prints the seconds that each step takes for some files; the encoder is loaded before."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What a release has to keep under, and what is aimed at."""

    name: str
    """Of a text, or of a way to start up."""
    unit: str
    limit: float
    aim: float | None = None

    def line(self, runs: Runs | None) -> str:
        """The bar, whether it is met, and what was measured."""
        said = f"- {self.name}, under {self.limit:,g} {self.unit}"
        if runs is None:
            return f"{said}: not measured"
        found = runs.best if self.unit == "s" else runs.memory
        shown = f"{found:,.3g}" if found < 100 else f"{found:,.0f}"
        aim = "" if self.aim is None else f"; the aim, {self.aim:,g} {self.unit}, is {_verdict(found, self.aim)}"
        return f"{said}: {_verdict(found, self.limit)} ({shown} {self.unit}{aim})"


BARS = (
    Bar(NOVEL, "s", 40, 15),
    Bar(NOVEL, "MB", 900, 500),
    Bar(OPENING, "s", 4, 1.5),
    Bar(JOINED, "MB", 2000, 1200),
    Bar(IMPORT, "s", 0.3),
)


def _verdict(found: float, limit: float) -> str:
    return "met" if found < limit else "not met"


def bars(found: Mapping[str, Runs]) -> Iterator[str]:
    """Each bar, met or not, by what was measured under its name."""
    return (bar.line(found.get(bar.name)) for bar in BARS)


def whole(text: Text, folder: Path, repeat: int) -> Runs:
    """Whole processes that read a text, as a user would."""
    files = map(str, text.files)
    arguments = ["-c", CLI, "read", "--quiet", "--out", str(folder), *files]
    return Runs.of([run(arguments) for _ in range(repeat)])


def by_step(text: Text, folder: Path, repeat: int) -> dict[str, list[float]]:
    """The seconds by the clock that each step of a reading takes, in each of some runs."""
    took: dict[str, list[float]] = {}
    for _ in range(repeat):
        for name, seconds in json.loads(output(["-c", STEPS, str(folder), *map(str, text.files)])).items():
            took.setdefault(name, []).append(seconds)
    return took


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, first column to the left, the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def start_up_table(found: Mapping[str, Runs]) -> str:
    """How long it takes until anything is read."""
    rows = [
        [name, *(f"{seconds:.3f}" for seconds in (runs.best, runs.median, runs.processor))]
        for name, runs in found.items()
    ]
    return table(("start-up", "best, s", "median, s", "processor, s"), rows)


def whole_table(found: Sequence[tuple[Text, Runs]]) -> str:
    """Whole processes, by text."""
    rows = [
        [
            text.name,
            f"{text.words:,}",
            *(f"{seconds:.2f}" for seconds in (runs.best, runs.median, runs.processor)),
            f"{text.words / runs.best:,.0f}",
            f"{text.words / runs.median:,.0f}",
            f"{runs.memory:,.0f}",
        ]
        for text, runs in found
    ]
    heads = "text, words, best (s), median (s), processor (s), words/s (best), words/s (median), peak MB"
    return table(heads.split(", "), rows)


def step_table(found: Sequence[tuple[Text, Mapping[str, Sequence[float]]]]) -> str:
    """Words per second of each step, by text: the median of the runs, and in brackets the least and the most."""
    names = list(dict.fromkeys(name for _, steps in found for name in steps))
    rows = [
        [
            "words (encoder)" if name == "words" else name,
            *(_pace(text.words, steps.get(name, ())) for text, steps in found),
        ]
        for name in names
    ]
    return table(("step", *(f"{text.name}, {text.words:,} words" for text, _ in found)), rows)


def _pace(words: int, seconds: Sequence[float]) -> str:
    """Words per second: `median (least to most)`; the median alone of one run."""
    if not seconds:
        return ""
    paces = [words / max(each, 1e-9) for each in seconds]
    middle = f"{statistics.median(paces):,.0f}"
    return middle if len(paces) == 1 else f"{middle} ({min(paces):,.0f} to {max(paces):,.0f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--cores", type=int, default=2, help="how many cores to use (default: 2)")
    parser.add_argument("--large", action="store_true", help="read a million words too, once, not by step")
    parser.add_argument("--repeat", type=int, default=3, help="runs of everything else (default: 3)")
    parser.add_argument("--data", type=Path, help="folder of the corpora (default: $FABULA_DATA, else build/data)")
    parser.add_argument("--markdown", action="store_true", help="write the tables into docs/benchmarks.md too")
    given = parser.parse_args(arguments)
    if given.cores < 1 or given.repeat < 1:
        parser.error("--cores and --repeat are 1 or more")
    if not hasattr(os, "wait4"):
        print("this benchmark needs a POSIX system", file=sys.stderr)
        return 2
    said: list[str] = []

    def tell(part: str) -> None:
        print(part + "\n", flush=True)
        said.append(part)

    cores = machine(bind(given.cores))
    tell(f"{cores}; load average {load()} at the start; runs of each: {given.repeat}, of {JOINED}: 1.")
    starting = {
        name: Runs.of([run(["-c", code]) for _ in range(max(5, given.repeat))]) for name, code in START_UP.items()
    }
    tell(start_up_table(starting))
    reading: list[tuple[Text, Runs]] = []
    steps: list[tuple[Text, dict[str, list[float]]]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            for text in texts(folder, data_folder(given.data), large=given.large):
                once = text.name == JOINED
                reading.append((text, whole(text, folder, 1 if once else given.repeat)))
                if not once:
                    steps.append((text, by_step(text, folder, given.repeat)))
                print(f"measured: {text.name}, {text.words:,} words", file=sys.stderr)
        except NoCorpus as absent:
            print(f"no more than that: {absent}", file=sys.stderr)
    tell(whole_table(reading))
    tell("Words per second by the clock, by step; the encoder is loaded before; median, least and most of the runs:")
    tell(step_table(steps))
    tell("\n".join(bars(starting | {text.name: runs for text, runs in reading})))
    tell("What is in the wheel, in kilobytes of 10<sup>3</sup> bytes, as it lies on the disk and packed:")
    tell(table(("part", "KB", "packed KB"), part_rows()))
    if given.markdown:
        write_between(PAGE, "speed", "\n\n".join(said))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
