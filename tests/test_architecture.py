"""The rules that hold over the whole package: who may import whom, what a module may be, what an import may do."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import fabula

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "fabula"
MODULES = sorted(PACKAGE.rglob("*.py"))
ORDER = (
    ("errors", "version"), ("vocabularies", "tables"), ("layers",), ("document",), ("sources",), ("text",), ("model",),
    ("people",), ("speech",), ("world",), ("story",), ("store",), ("report",), ("exports",), ("reading",), ("cli",),
    ("__init__",),
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
LONGEST = 330
TO_THE_RIGHT = {("story/story.py", "fabula.store")}
"""`Story.save` and `Story.search`: users expect methods."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


each_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that an import names; `from fabula import x` names fabula.x."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        if node.module == "fabula":
            yield from (f"fabula.{alias.name}" for alias in node.names)
        else:
            yield node.module or ""


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in MODULES} <= set(RANK)


@each_module
def test_imports_go_one_way(path: Path) -> None:
    for module in (name for node in nodes(path) for name in imported(node)):
        if module.split(".")[0] != "fabula" or (name_of(path), module) in TO_THE_RIGHT:
            continue
        room = module.split(".")[1]
        own = room == room_of(path)
        assert own or RANK[room] <= RANK[room_of(path)], f"{name_of(path)} imports {module}, which stands to its right"
        assert own or RANK[room] < RANK[room_of(path)] or room in ("errors", "version"), f"{name_of(path)}: {module}"


def test_imports_to_the_right_are_inside_methods() -> None:
    tree = ast.parse((PACKAGE / "story" / "story.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        at_import = [child for child in ast.walk(node) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not any(name.startswith("fabula.store") for child in at_import for name in imported(child))
    found = [
        (function.name, name)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        for name in imported(node)
    ]
    assert sorted(found) == [("save", "fabula.store"), ("search", "fabula.store")]


@each_module
def test_no_training_library(path: Path) -> None:
    tops = {name.split(".")[0] for node in nodes(path) for name in imported(node)}
    assert not tops & {"torch", "transformers", "tensorflow", "evaluation", "training", "benchmarks", "tests"}


@each_module
def test_a_module_is_of_one_subject(path: Path) -> None:
    assert path.stem not in ("utils", "util", "helpers", "common", "misc")
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@each_module
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    first = (ast.get_docstring(tree) or "").split("\n")[0]
    assert first.endswith((".", ":", "?")), f"the docstring's first line: {first!r}"
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for owner in (tree, *classes):
        for node in owner.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            overload = any(ast.unparse(decorator) == "overload" for decorator in node.decorator_list)
            assert overload or ast.get_docstring(node), f"{node.name} has no docstring"


def test_public_names() -> None:
    names = ["CastEntry", "Document", "FabulaError", "InputError", "Story", "__version__", "open", "read", "read_text"]
    assert fabula.__all__ == names
    assert 5 <= len([name for name in names if not name.startswith("_")]) <= 8
    assert all(hasattr(fabula, name) for name in names)


def test_tests_stand_where_the_code_does() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    folders = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("test_*.py"))}
    assert rooms <= folders
    assert folders - rooms <= {"evaluation", "benchmarks", "training", "docs", "end_to_end", "robust"}


def seconds(code: str) -> float:
    """Wall-clock time of a process that runs `code`."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - began


def is_quick(code: str, bar: float, times_numpy: float) -> bool:
    """Whether the best of some runs is under `bar`, or, on a slow or busy machine, under so many imports of numpy."""
    ours, numpy = [], []
    for number in range(20):
        ours.append(seconds(code))
        numpy.append(seconds("import numpy"))
        if number >= 4 and min(ours) < max(bar, times_numpy * min(numpy)):
            return True
    return False


def test_import_is_quick() -> None:
    assert is_quick("import fabula", 0.3, 2)


def test_help_is_quick() -> None:
    assert is_quick("from fabula.cli import main; main(['--help'])", 0.5, 3)


def test_import_leaves_the_work_for_later() -> None:
    code = "import sys, fabula; print(*sorted(name for name in sys.modules if name.startswith('fabula.')))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert {name.split(".")[1] for name in done.stdout.split()} <= {
        "document", "errors", "layers", "reading", "sources", "store", "story", "tables", "version", "vocabularies"
    }  # fmt: skip


def test_import_says_nothing_and_asks_no_one() -> None:
    code = """
import logging, socket, sys
def refuse(*arguments, **more): raise AssertionError("import opens a socket")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
import fabula
assert not logging.getLogger().handlers
assert not [name for name in logging.root.manager.loggerDict if name.startswith("fabula")]
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, capture_output=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def tracked() -> list[Path]:
    """The files under version control that hold text; without version control, all of the checkout's own."""
    if shutil.which("git") and (ROOT / ".git").exists():
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=False, capture_output=True)
        if done.returncode == 0:
            names = done.stdout.decode("utf-8").split("\0")
            return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    pytest.skip("not under version control")


def test_no_file_tells_where_it_was_made() -> None:
    words = ("clau" + "de", "ai ses" + "sion", "ai hel" + "per", "chat" + "gpt", "co" + "pilot")
    places = ("/wo" + "rk/", "/ro" + "ot/", "py" + "pi.org", "files.python" + "hosted")
    banned = re.compile(r"\b(?:" + "|".join(words) + r")\b|" + "|".join(map(re.escape, places)), re.IGNORECASE)
    for path in tracked():
        # Word lists hold names of all kinds.
        if path.parent.name in ("data", "weights", "linker") or path.suffix in (".epub", ".docx"):
            continue
        found = banned.search(path.read_text(encoding="utf-8", errors="replace"))
        assert found is None, f"{path.relative_to(ROOT)} holds {found and found[0]!r}"
