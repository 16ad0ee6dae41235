"""Run the commands and snippets of the guides and put what they print below: `python docs/make_outputs.py [PAGE...]`.

A block marked `text` that stands right below a block of commands or Python shows its standard output, cut at a line of
`...`, which stands for the rest. A page's commands run first, in order, then its Python, as one program. What takes
other times and places on other machines is no part of it: pages print no paths of their own and no seconds.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted((ROOT / "docs" / "guides").glob("*.md")), ROOT / "docs" / "booknlp.md", ROOT / "docs" / "lesson.md"]
CLI = [sys.executable, "-c", "import sys; from fabula.cli import main; sys.exit(main())"]
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$(?:\n\n```text\n(?P<shown>.*?)^```$)?", re.M | re.S)
CUT = "...\n"
_FIRST_LINES = 6
"""What a page shows of an output that is new to it and cut."""
_MARK = "\x1e"


@dataclass(frozen=True)
class Block:
    """One block of a page; `shown` is the output that the page has below it, if any, at `span` in the page."""

    language: str
    code: str
    shown: str | None
    span: tuple[int, int]


def blocks(text: str) -> list[Block]:
    """The blocks of commands and Python in a page."""
    return [
        Block(found["language"], found["code"], found["shown"], found.span("shown"))
        for found in BLOCK.finditer(text)
        if found["language"] in ("bash", "python")
    ]


def copy_project(folder: Path) -> Path:
    """What a page may use: the examples and the docs, and what is run from a checkout."""
    for name in ("examples", "docs", "evaluation", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.fabula", "__pycache__"))
    return folder


def run(command: list[str], folder: Path, given: str = "") -> str:
    """A command's standard output; RuntimeError with what it says on standard error if it fails."""
    environment = {**os.environ, "PYTHONUTF8": "1", "MPLBACKEND": "Agg", "COLUMNS": "100"}
    done = subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1][:200]}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout


def outputs(text: str, folder: Path) -> list[str]:
    """What each block of a page prints, in the order of `blocks`, run in a copy of the project."""
    found = blocks(text)
    printed = {}
    for number, block in enumerate(found):
        if block.language == "bash":
            parts = [shlex.split(line) for line in block.code.splitlines()]
            printed[number] = "".join(run([*CLI, *words[1:]], folder) for words in parts if words[0] == "fabula")
    snippets = [number for number, block in enumerate(found) if block.language == "python"]
    if snippets:
        program = f"\nprint({_MARK!r}, end='')\n".join(found[number].code for number in snippets)
        told = run([sys.executable, "-W", "error", "-c", program], folder).split(_MARK)
        printed |= dict(zip(snippets, told, strict=True))
    return [printed[number] for number in range(len(found))]


def renewed(text: str, printed: list[str]) -> str:
    """The page with what its blocks print now; an output that is cut stays as long as it is."""
    for block, told in reversed(list(zip(blocks(text), printed, strict=True))):
        if block.shown is None:
            continue
        new = "".join(f"{line.rstrip()}\n" for line in told.splitlines())
        if block.shown == CUT or block.shown.endswith("\n" + CUT):
            kept = block.shown.count("\n") - 1 or _FIRST_LINES
            new = "".join(new.splitlines(keepends=True)[:kept]) + CUT
        text = text[: block.span[0]] + new + text[block.span[1] :]
    return text


if __name__ == "__main__":
    named = {Path(name).resolve() for name in sys.argv[1:]}
    for page in [page for page in PAGES if not named or page in named]:
        with tempfile.TemporaryDirectory() as place:
            old = page.read_text(encoding="utf-8")
            page.write_text(renewed(old, outputs(old, copy_project(Path(place)))), encoding="utf-8", newline="\n")
            sys.stdout.write(f"{page.relative_to(ROOT)}\n")
