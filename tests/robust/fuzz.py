"""Fuzzing: `python -m tests.robust.fuzz TARGET... --runs N --seed S`; without a target, all of them.

Run number n of a seed is always the same input, so a finding is made again by `--first n --runs 1`. A finding is any
exception that is no FabulaError, a run of over ten processor seconds or a gigabyte, or two runs that differ. Inputs lie
in `build/fuzz/`. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import random
import resource
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from fabula.errors import FabulaError
from tests.robust.targets import TARGETS

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 10.0, 1000
TWICE = 20
"""One run of so many is done twice, and must say the same."""
_BLOCK = 500
_HARD = 60
"""Seconds after which a block's run is killed."""


class TooSlowError(BaseException):
    """A run took too long: no Exception, which what is fuzzed might catch."""


@dataclass(slots=True)
class Result:
    """What came of some runs: how many, how many of them read, the numbers of findings by kind, a digest."""

    runs: int = 0
    well: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, -1)
    findings: dict[str, list[int]] = field(default_factory=dict)
    digest: str = ""

    def add(self, other: Result) -> None:
        """Count other runs in."""
        self.runs += other.runs
        self.well += other.well
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        for kind, numbers in other.findings.items():
            self.findings.setdefault(kind, []).extend(numbers)
        self.digest = hashlib.sha256((self.digest + other.digest).encode()).hexdigest()


def input_of(target: str, seed: int, number: int) -> bytes:
    """The input of one run."""
    return TARGETS[target].make(random.Random(f"{target} {seed} {number}"))


def outcome(target: str, data: bytes) -> tuple[str, str]:
    """What a run says, and what kind of finding it is: empty if none."""
    try:
        return TARGETS[target].check(data), ""
    except FabulaError as error:
        return str(error), ""
    except (Exception, TooSlowError) as error:
        frames = [
            frame for frame in traceback.extract_tb(error.__traceback__) if "/site-packages/" not in frame.filename
        ]
        own = [frame for frame in frames if "/src/fabula/" in frame.filename] or frames
        place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"
        what = str(error).split("\n", 1)[0][:80] if isinstance(error, AssertionError | ValueError) else ""
        return "", f"{type(error).__name__} at {place} {what}".strip()


def run(target: str, seed: int, numbers: range) -> Result:
    """Some runs, in this process."""
    result, digest = Result(), hashlib.sha256()
    previous = signal.signal(signal.SIGPROF, _stop)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in numbers:
        data = input_of(target, seed, number)
        said, kind, took = _timed(target, data)
        if number % TWICE == 0 and not kind:
            again, kind, _ = _timed(target, data)
            kind = kind or ("two runs that differ" if again != said else "")
        now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if took > SECONDS:
            kind = kind or "too slow"
        elif now - peak > MEGABYTES * 1000:
            kind = kind or "too much memory"
        peak = max(peak, now)
        result.runs += 1
        result.well += len(said) == 64
        result.seconds += took
        result.slowest = max(result.slowest, (took, number))
        if kind:
            result.findings.setdefault(kind, []).append(number)
        digest.update(said.encode("utf-8", "surrogatepass"))
    signal.signal(signal.SIGPROF, previous)
    result.digest = digest.hexdigest()
    return result


def _timed(target: str, data: bytes) -> tuple[str, str, float]:
    """What a run says, what kind of finding it is, and the processor seconds that it takes: others' work is not its."""
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        said, kind = outcome(target, data)
    except TooSlowError:
        said, kind = "", "too slow"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return said, kind, time.process_time() - began


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def _blocks(first: int, runs: int) -> Iterator[range]:
    for low in range(first, first + runs, _BLOCK):
        yield range(low, min(low + _BLOCK, first + runs))


def _guarded(job: tuple[str, int, range]) -> Result:
    """A block in a child of its own where it is alone to die: what kills it is found run by run."""
    target, seed, numbers = job
    receiver, sender = multiprocessing.Pipe(duplex=False)
    pid = os.fork()
    if not pid:
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sender.send(run(target, seed, numbers))
        os._exit(0)
    sender.close()
    result = None
    if receiver.poll(_HARD * max(1, len(numbers) // 10)):
        try:
            result = receiver.recv()
        except EOFError:
            result = None
    else:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    if result is not None:
        return result
    if len(numbers) == 1:
        return Result(1, findings={"killed or crashed": [numbers.start]})
    whole, middle = Result(), numbers.start + len(numbers) // 2
    for half in (range(numbers.start, middle), range(middle, numbers.stop)):
        whole.add(_guarded((target, seed, half)))
    return whole


def fuzz(target: str, runs: int, seed: int, *, first: int = 0, jobs: int = 1) -> Result:
    """Run a target in `jobs` processes."""
    total = Result()
    work = [(target, seed, block) for block in _blocks(first, runs)]
    run(target, seed, range(first, min(first + 1, first + runs)))  # what is loaded once is loaded before the fork
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs) as pool:
        for result in pool.imap(_guarded, work):
            total.add(result)
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.robust.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--runs", type=int, default=1000, help="runs of each target (default: 1,000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first run (default: 0)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    given = parser.parse_args(arguments)
    if unknown := set(given.targets) - set(TARGETS):
        parser.error(f"no target {min(unknown)!r}: choose from {', '.join(TARGETS)}")
    print("| target | runs | read | findings | seconds | slowest, s |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    found = 0
    for target in given.targets or TARGETS:
        result = fuzz(target, given.runs, given.seed, first=given.first, jobs=given.jobs)
        print(
            f"| {target} | {result.runs:,} | {result.well:,} | {len(result.findings)} | {result.seconds:,.0f} "
            f"| {result.slowest[0]:.2f} (run {result.slowest[1]}) | {result.digest[:12]}",
            flush=True,
        )
        for kind, numbers in result.findings.items():
            data = min((input_of(target, given.seed, number) for number in numbers[:200]), key=len)
            place = ROOT / "build" / "fuzz" / f"{target}-{hashlib.sha256(kind.encode()).hexdigest()[:8]}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            where = f"first run {numbers[0]}; {len(data)} bytes in {place.relative_to(ROOT)}"
            print(f"    {kind}: {len(numbers)} times, {where}")
        found += len(result.findings)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
