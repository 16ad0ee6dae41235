"""Every command and every snippet of Python in the README and the docs runs as printed.

Commands stand in blocks marked bash, one a line, and run in order on a copy of the project. Parts that set up a virtual
environment are left out, as is running these very tests; of evaluation and benchmark commands, which need corpora or
time, only that they exist and take these arguments is checked.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs import make_outputs

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))
]  # fmt: skip
RUN_HERE = [page for page in PAGES if page not in make_outputs.PAGES]
"""The others show what their blocks print: `test_shown_outputs` runs them."""
CLI = [sys.executable, "-c", "import sys; from fabula.cli import main; sys.exit(main())"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    return [found[2] for found in BLOCK.finditer(page.read_text(encoding="utf-8")) if found[1] == language]


def copy_project(folder: Path) -> Path:
    """What a command may use: the examples, the docs, and what is run from a checkout."""
    for name in ("examples", "docs", "evaluation", "benchmarks", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.fabula", "__pycache__"))
    return folder


def run(command: list[str], folder: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "FABULA_DATA": str(folder / "no-corpora")}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input=(folder / given).read_text(encoding="utf-8") if given else "",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def check(part: str, folder: Path) -> None:
    """Run one command of a line, or check that it exists."""
    text, _, given = part.partition(" < ")
    words = shlex.split(text)
    program = words[0].removeprefix(".venv/bin/")
    if program == "pip" or words[1:3] == ["-m", "venv"] or words[1:3] == ["-m", "pytest"]:
        return
    if program == "fabula":
        done = run([*CLI, *words[1:]], folder, given.strip())
    else:
        assert program.startswith("python"), part
        module = words[2] if words[1] == "-m" else ""
        if module == "evaluation":
            if importlib.util.find_spec("scipy") is None:
                pytest.skip("scipy is not installed: pip install '.[evaluation]'")
            done = run([sys.executable, *words[1:]], folder)
            assert done.returncode == 0 or "no corpus at" in done.stderr, (part, done.stderr)
            return
        if module.startswith(("evaluation", "benchmarks", "tests")):
            words = [*words, "--help"]
        done = run([sys.executable, *words[1:]], folder)
    assert done.returncode == 0, (part, done.stderr)
    assert done.stdout or program != "fabula", part


@pytest.mark.parametrize("page", RUN_HERE, ids=lambda page: page.name)
def test_every_command_runs(page: Path, tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    for block in blocks(page, "bash"):
        for line in block.splitlines():
            for part in line.split(" && "):
                check(part, folder)


@pytest.mark.parametrize("page", RUN_HERE, ids=lambda page: page.name)
def test_every_snippet_runs(page: Path, tmp_path: Path) -> None:
    snippets = blocks(page, "python")
    if snippets:
        done = run([sys.executable, "-W", "error", "-c", "\n".join(snippets)], copy_project(tmp_path))
        assert done.returncode == 0, done.stderr
        assert done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_says_what_it_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert {found[1] for found in BLOCK.finditer(text)} <= {"bash", "python", "text"}
    assert text.count("```") == 2 * len(BLOCK.findall(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_readme_has_two_commands_that_set_up() -> None:
    lines = [line for block in blocks(PAGES[0], "bash") for line in block.splitlines()]
    assert len([line for line in lines if "pip install" in line]) == 2
    assert all(line.startswith("python3 -m venv .venv && ") for line in lines if "pip install" in line)


def test_the_readme_shows_the_public_names() -> None:
    import fabula

    used = set(re.findall(r"fabula\.([a-z_]+)\(", "\n".join(blocks(PAGES[0], "python"))))
    assert used
    assert used <= set(fabula.__all__)
