"""What the tests of the command line share."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fabula.cli import main
from tests.cli import toy
from tests.stories import ferry


@dataclass(frozen=True)
class Done:
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in an empty folder, with the stand-in for the reading."""
    monkeypatch.setattr("fabula.reading.read", toy.read)
    monkeypatch.setattr("fabula.reading.read_bytes", toy.read_bytes)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, stdin: bytes | None = None) -> Done:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return run


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The file of a story."""
    return ferry().save(tmp_path / "ferry.fabula")
