"""Processes of their own: run Python, and know how long it took and how much memory it held."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall-clock and processor seconds; its peak memory in bytes, or its parent's, if that is more."""

    wall: float
    processor: float
    memory: int


@dataclass(frozen=True, slots=True)
class Runs:
    """What some runs of one command have in common."""

    best: float
    """Wall-clock seconds of the quickest."""
    median: float
    processor: float
    """The least processor seconds, on all cores together."""
    memory: float
    """The most megabytes (10^6 bytes) that any of them held."""

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Runs:
        """Sum up one or more runs."""
        walls = [one.wall for one in runs]
        least, most = min(one.processor for one in runs), max(one.memory for one in runs)
        return cls(min(walls), statistics.median(walls), least, most / 1e6)


def bind(cores: int) -> int:
    """Bind this process, and so its children, to that many cores where the system allows it; how many it may use."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:])
    return len(os.sched_getaffinity(0))


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


def output(arguments: Sequence[str]) -> str:
    """What Python prints with `arguments`; CalledProcessError if it fails."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT).stdout


def machine(cores: int) -> str:
    """The processor, how many of its cores are used, Python and the system."""
    used = f"{cores} of {os.cpu_count() or cores} core{'s' if (os.cpu_count() or cores) > 1 else ''}"
    return f"{_processor()}, {used}; Python {platform.python_version()}, {platform.system()}"


def load() -> str:
    """How busy the machine has been for 1, 5 and 15 minutes: processes that wanted to run."""
    return ", ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
