"""A short run of every target; the long ones are made by hand (`docs/robustness.md`)."""

from __future__ import annotations

import os
import sys

import pytest

from fabula.errors import InputError
from tests.robust.fuzz import fuzz, input_of, outcome, run
from tests.robust.targets import TARGETS, Target

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children are forked, and stopped by a signal")
RUNS = 200
SLOW = {"exports": 30, "forged": 60, "store": 60, "epub": 100, "epub-package": 100}


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_found(target: str) -> None:
    found = run(target, 20240229, range(2 if target.startswith("long-") else SLOW.get(target, RUNS)))
    assert found.findings == {}


def test_a_target_reads_and_refuses() -> None:
    """Inputs are neither so whole nor so broken that nothing is tried."""
    for target in ("text", "markdown", "html", "epub", "docx", "cast", "encodings"):
        done = run(target, 1, range(60))
        assert 3 <= done.well <= 57, target


def test_a_number_is_an_input() -> None:
    assert input_of("html", 1, 5) == input_of("html", 1, 5)
    assert len({input_of("html", seed, number) for seed in range(5) for number in range(5)}) > 20
    assert run("text", 3, range(20)).digest == run("text", 3, range(20)).digest != run("text", 4, range(20)).digest


def _replaced(check: object) -> Target:
    return Target(lambda rng: rng.randbytes(1), check, bytes, lambda: [b""])  # type: ignore[arg-type]


def test_what_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(data: bytes) -> str:
        raise InputError("x", "bad", "Mend it.")

    def fails(data: bytes) -> str:
        raise KeyError(data)

    counted = iter(range(1_000_000))
    monkeypatch.setitem(TARGETS, "refuses", _replaced(refuses))
    monkeypatch.setitem(TARGETS, "fails", _replaced(fails))
    monkeypatch.setitem(TARGETS, "counts", _replaced(lambda data: str(next(counted))))
    monkeypatch.setattr("tests.robust.fuzz.SECONDS", 0.05)
    monkeypatch.setitem(TARGETS, "loops", _replaced(lambda data: str([None for _ in iter(int, 1)])))
    assert outcome("refuses", b"") == ("x: bad. Mend it.", "")
    assert run("refuses", 0, range(3)).findings == {}
    ((kind, numbers),) = run("fails", 0, range(3)).findings.items()
    assert kind.startswith("KeyError at test_fuzz.py:")
    assert numbers == [0, 1, 2]
    assert run("counts", 0, range(3)).findings == {"two runs that differ": [0]}
    ((kind, numbers),) = run("loops", 0, range(1)).findings.items()
    assert kind.startswith("TooSlowError")


def test_a_crash_is_found_run_by_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(data: bytes) -> str:
        if data[0] % 16 == 3:
            os._exit(9)
        return ""

    monkeypatch.setitem(TARGETS, "dies", _replaced(dies))
    expected = [number for number in range(1, 40) if input_of("dies", 0, number)[0] % 16 == 3]
    assert expected
    done = fuzz("dies", 39, 0, first=1)
    assert sorted(done.findings["killed or crashed"]) == expected
    assert done.runs == 39
