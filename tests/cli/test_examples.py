"""Every example in the help runs as printed."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from fabula.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMANDS = ("read", "show", "lines", "cast", "search", "export", "formats")


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_run(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("*.fabula"))
    monkeypatch.chdir(tmp_path)
    main([command, "--help"])
    lines = re.findall(r"^ +fabula (.+)$", capsys.readouterr().out.split("Examples:")[1], re.MULTILINE)
    assert lines
    for line in lines:
        words, _, given = line.partition(" < ")
        if given:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(given).read_bytes())))
        status = main(shlex.split(words))
        captured = capsys.readouterr()
        assert status == 0, (line, captured.err)
        assert captured.out
