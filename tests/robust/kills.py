"""Killing the command line at random moments: `python -m tests.robust.kills --count 100`.

A child that writes slowly is killed, half of the times while it writes. Afterwards every file that it was to write
holds its old bytes or its new ones, there is nothing else but hidden temporaries, and the next run works. Needs a POSIX
system.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import fabula
from tests.end_to_end.command import LIGHT, STORY
from tests.robust import slow_writer

ROOT = Path(__file__).parents[2]
SLOW = [sys.executable, str(Path(slow_writer.__file__)), str(ROOT)]
"""The command line with an encoder that takes no time, which takes its time when it writes."""
TEMPORARY = ".fabula-"
OLD = STORY.replace("Anne", "Hester") * 30
NEW = STORY * 60
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """A command, the files that it writes, as they were before and as they are afterwards, and its inputs."""

    name: str
    arguments: tuple[str, ...]
    inputs: Files
    old: Files
    new: Files


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and below but for temporaries, by its path in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(TEMPORARY)
    }


def temporaries(folder: Path) -> list[Path]:
    """The hidden files that killed runs have left."""
    return [path for path in folder.rglob(f"{TEMPORARY}*") if path.is_file()]


def command(arguments: Sequence[str], folder: Path, start: Sequence[str] = LIGHT) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    return subprocess.run(
        [*start, *arguments], cwd=folder, check=False, capture_output=True, encoding="utf-8", timeout=300
    )


def cases(formats: Sequence[str]) -> list[Case]:
    """`read`, and `export` to each of `formats`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {}
        for which, text in (("old", OLD), ("new", NEW)):
            (folder / which).mkdir()
            (folder / which / "story.txt").write_text(text)
            done = command(["read", "--quiet", "story.txt"], folder / which)
            assert done.returncode == 0, done.stderr
            made[which] = contents(folder / which)
        inputs = {"story.txt": made["new"].pop("story.txt")}
        del made["old"]["story.txt"]
        found = [Case("read", ("read", "--quiet", "story.txt"), inputs, made["old"], made["new"])]
        for form in formats:
            out = {}
            for which in ("old", "new"):
                done = command(["export", "story.fabula", "--to", form, "--out", form], folder / which)
                assert done.returncode == 0, done.stderr
                out[which] = {f"{form}/{path}": data for path, data in contents(folder / which / form).items()}
            arguments = ("export", "story.fabula", "--to", form, "--out", form)
            found.append(Case(form, arguments, {"story.fabula": made["new"]["story.fabula"]}, out["old"], out["new"]))
        return found


def _fill(folder: Path, files: Files) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def kill_once(case: Case, folder: Path, rng: random.Random, took: float, *, writing: bool) -> str:
    """Kill one run and look at what it left; what it left in words, or AssertionError.

    took: seconds that a whole run takes; writing: whether to wait until it has begun to write.
    """
    for path in case.old:
        (folder / path).unlink(missing_ok=True)
    before = dict(case.old) if rng.random() < 0.7 else {}
    _fill(folder, {**case.inputs, **before})
    known = len(temporaries(folder))
    process = subprocess.Popen(
        [*SLOW, *case.arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
    )
    began = time.monotonic()
    if writing:
        while len(temporaries(folder)) == known and process.poll() is None and time.monotonic() - began < 60:
            time.sleep(0.001)
        time.sleep(rng.uniform(0, slow_writer.LASTS * len(case.new)))
    else:
        time.sleep(rng.uniform(0, 1.1 * took))
    process.send_signal(signal.SIGKILL)
    _, said = process.communicate(timeout=60)
    assert said == "", said
    assert process.returncode in (0, -signal.SIGKILL), process.returncode
    after = {path: data for path, data in contents(folder).items() if path not in case.inputs}
    assert set(after) <= {*before, *case.new}, f"files that none asked for: {sorted(after)}"
    assert set(before) <= set(after), "an old file is gone"
    for path, data in after.items():
        assert data in (before.get(path), case.new[path]), f"{path} is neither the old file nor the new one"
        if path.endswith(".fabula"):
            fabula.open(folder / path)
    left = len(temporaries(folder)) - known
    new = sum(data == case.new[path] for path, data in after.items())
    if process.returncode == 0:
        return "was done"
    return f"{'while writing' if left or 0 < new < len(case.new) else 'after it' if new else 'before writing'}"


def next_run_works(case: Case, folder: Path) -> None:
    """A run over what killed ones have left gives what it should, and leaves their temporaries alone."""
    left = sorted(temporaries(folder))
    done = command(case.arguments, folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert {path: data for path, data in contents(folder).items() if path not in case.inputs} == dict(case.new)
    assert sorted(temporaries(folder)) == left


def kill(case: Case, count: int, seed: int, *, every: int = 1) -> Counter[str]:
    """Kill `count` runs, every second one while it writes, and run to the end after each `every`th."""
    rng, found = random.Random(f"{seed} {case.name}"), Counter[str]()
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        _fill(folder, case.inputs)
        began = time.monotonic()
        assert command(case.arguments, folder, SLOW).returncode == 0
        took = time.monotonic() - began
        for number in range(count):
            found[kill_once(case, folder, rng, took, writing=number % 2 == 0)] += 1
            if number % every == 0:
                next_run_works(case, folder)
        next_run_works(case, folder)
    finally:
        shutil.rmtree(folder)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.robust.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="kills of `read` (default: 100); a fifth of each export")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    from fabula.exports import formats

    print("| command | kills | before writing | while writing | after it | was done |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for case in cases([format_.name for format_ in formats()]):
        count = given.count if case.name == "read" else max(1, given.count // 5)
        found = kill(case, count, given.seed, every=3)
        shown = (found[what] for what in ("before writing", "while writing", "after it", "was done"))
        print(f"| {case.name} | {count} | " + " | ".join(map(str, shown)) + " |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
