"""Measure speed and memory and print them as a table: `python -m benchmarks.speed`.

Every run is a process of its own on one core: start, parse, read, write the .fabula file, end. Words are counted as
word processors do. The spread shown is best and median by the clock, which other work on the machine makes longer; the
bars are judged by the least processor time, which is what the clock shows on a free core. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.data import EXAMPLES, NoCorpus, corpus, data_folder, read_text

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10_000, 100_000, 500_000, 2_000_000)
ALONE = "113_the_secret_garden.txt"
"""A whole novel that BookNLP publishes times for."""
CLI = "import sys; from fabula.cli import main; sys.exit(main())"
START_UP = (
    ("python", "pass"),
    ("import numpy", "import numpy"),
    ("import fabula", "import fabula"),
    ("fabula --help", "from fabula.cli import main; main(['--help'])"),
)
BAR_WORDS, BAR_IMPORT = 10_000, 0.3
STEPS = """
import json, sys, time
from pathlib import Path
from fabula import reading, sources
took, began = {}, time.process_time()
def lap(name):
    global began
    now = time.process_time()
    took[name] = took.get(name, 0.0) + now - began
    began = now
stories = []
for path in sys.argv[2:]:
    began = time.process_time()
    document = sources.load(Path(path))
    lap("parse")
    last = []
    def progress(step, done):
        if last:
            lap(last[0])
        last[:] = [step]
    story = reading.read_document(document, progress=progress)
    lap(last[0])
    story.save(Path(sys.argv[1]) / (Path(path).stem + ".fabula"))
    lap("save")
json.dump(took, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Text:
    """Something to read: its name in the table, its files, and how many words they hold."""

    name: str
    files: tuple[Path, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall-clock and processor seconds, and its peak memory in bytes."""

    wall: float
    processor: float
    memory: int


def one_core() -> int:
    """Bind this process, and so its children, to one core where the system allows it; how many cores are used."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return 1


def run(arguments: Sequence[str]) -> Run:
    """Run Python with `arguments` and measure the process; CalledProcessError if it fails."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def words_in(files: Sequence[Path]) -> int:
    """How many words files hold, as Fabula reads them."""
    from fabula import sources  # noqa: PLC0415 (this process stays small until it is needed)

    return sum(len(sources.load(path).visible.text.split()) for path in files)


def texts(folder: Path, data: Path, sizes: Sequence[int]) -> Iterator[Text]:
    """The examples; one whole novel, and novels joined and cut to `sizes` words, where that corpus is here."""
    stories = tuple(sorted(path for path in EXAMPLES.iterdir() if path.suffix not in (".json", ".fabula")))
    yield Text(f"the {len(stories)} examples", stories, words_in(stories))
    novels = sorted(corpus("novels", data).glob("*.txt"))
    for novel in novels:
        if novel.name == ALONE:
            yield Text("The Secret Garden", (novel,), words_in([novel]))
    for size in sorted(sizes):
        target = folder / f"novels-{size}.txt"
        words = join(novels, size, target)
        yield Text("novels, joined", (target,), words)


def join(novels: Sequence[Path], size: int, target: Path) -> int:
    """Write the first `size` words of novels, whole paragraphs, one novel after another; how many words that were."""
    words, parts = 0, []
    for novel in novels:
        for paragraph in read_text(novel).replace("\r\n", "\n").split("\n\n"):
            if words >= size:
                break
            parts.append(paragraph)
            words += len(paragraph.split())
    target.write_text("\n\n".join(parts), encoding="utf-8", newline="\n")
    return words


def measured(text: Text, folder: Path, repeat: int) -> tuple[list[Run], dict[str, float]]:
    """`repeat` whole processes, and for each step the least processor time over as many further ones."""
    files = [str(path) for path in text.files]
    runs = [run(["-c", CLI, "read", "--quiet", "--out", str(folder), *files]) for _ in range(repeat)]
    steps: dict[str, float] = {}
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-c", STEPS, str(folder), *files], check=True, capture_output=True, text=True, cwd=ROOT
        )
        for name, seconds in json.loads(done.stdout).items():
            steps[name] = min(seconds, steps.get(name, seconds))
    return runs, steps


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, first column to the left, the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def whole_row(text: Text, runs: Sequence[Run]) -> list[str]:
    """One row of the table of whole processes."""
    walls = [one.wall for one in runs]
    best, median = min(walls), statistics.median(walls)
    least = min(one.processor for one in runs)
    memory = max(one.memory for one in runs) / 2**20
    return [
        text.name,
        f"{text.words:,}",
        f"{best:.2f}",
        f"{median:.2f}",
        f"{least:.2f}",
        f"{text.words / median:,.0f}",
        f"{text.words / least:,.0f}",
        f"{memory:,.0f}",
    ]


def start_up(repeat: int) -> tuple[str, float]:
    """The table of start-up times, and the least processor time of `import fabula`."""
    rows, importing = [], 0.0
    for name, code in START_UP:
        runs = [run(["-c", code]) for _ in range(max(5, repeat))]
        walls, least = [one.wall for one in runs], min(one.processor for one in runs)
        rows.append([f"`{name}`", f"{min(walls):.3f}", f"{statistics.median(walls):.3f}", f"{least:.3f}"])
        if name == "import fabula":
            importing = least
    return table(("start-up", "best, s", "median, s", "processor, s"), rows), importing


def processor() -> str:
    """What the processor calls itself, where the system says so."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def bars(results: Sequence[tuple[Text, Sequence[Run]]], importing: float) -> Iterator[str]:
    """Each bar, with what was measured and whether that is enough."""
    speeds = [(text, text.words / min(one.processor for one in runs)) for text, runs in results]
    joined = [(text, speed) for text, speed in speeds if text.name == "novels, joined"]
    if joined:
        slowest, speed = min(joined, key=lambda pair: pair[1])
        verdict = "met" if speed >= BAR_WORDS else "not met"
        least = f"least: {speed:,.0f}, {slowest.words:,} words"
        yield f"- {BAR_WORDS:,} words/s, whole process, one core: {verdict} ({least})"
        ratio = joined[-1][1] / max(speed for _, speed in joined)
        yield f"- linear: {joined[-1][0].words:,} words run at {ratio:.2f} times the best speed of a shorter text"
    verdict = "met" if importing < BAR_IMPORT else "not met"
    yield f"- `import fabula` under {BAR_IMPORT} s: {verdict} ({importing:.3f} s)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--words", type=int, nargs="*", default=list(SIZES), help="sizes of the joined novels")
    parser.add_argument("--repeat", type=int, default=3, help="runs of everything (default: 3)")
    parser.add_argument("--data", type=Path, help="folder of the corpora (default: $FABULA_DATA, else build/data)")
    given = parser.parse_args(arguments)
    if not hasattr(os, "wait4"):
        print("this benchmark needs a POSIX system", file=sys.stderr)
        return 2
    cores = one_core()
    system = f"{processor()}, {cores} core; Python {platform.python_version()}, {platform.system()}"
    print(f"{system}; {given.repeat} runs of each.\n")
    opening, importing = start_up(given.repeat)
    print(opening + "\n", flush=True)
    results: list[tuple[Text, Sequence[Run]]] = []
    whole, by_step = [], []
    folder = Path(tempfile.mkdtemp())
    try:
        for text in texts(folder, data_folder(given.data), given.words):
            runs, steps = measured(text, folder, given.repeat)
            results.append((text, runs))
            whole.append(whole_row(text, runs))
            by_step.append((text, steps))
            print(f"measured: {text.name}, {text.words:,} words", file=sys.stderr)
    except NoCorpus as absent:
        print(f"only the examples: {absent}", file=sys.stderr)
    finally:
        shutil.rmtree(folder)
    heads = (
        "text",
        "words",
        "best, s",
        "median, s",
        "processor, s",
        "words/s, median",
        "words/s, processor",
        "peak MB",
    )
    print(table(heads, whole) + "\n")
    names = list(by_step[0][1])
    rows = [[t.name, f"{t.words:,}", *(f"{t.words / max(s[n], 1e-9):,.0f}" for n in names)] for t, s in by_step]
    print("Words per processor second, by step:\n\n" + table(("text", "words", *names), rows) + "\n")
    print("\n".join(bars(results, importing)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
