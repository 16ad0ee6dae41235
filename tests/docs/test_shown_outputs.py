"""What the guides, the page on BookNLP and the lesson show below their commands and snippets is what those print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from docs import make_lesson, make_outputs, make_shelf
from fabula.sources import load

LIBRARIES = {"pandas": "pandas", "polars": "polars", "pyarrow": "pyarrow", "matplotlib": "matplotlib.pyplot"}


@pytest.mark.parametrize("page", make_outputs.PAGES, ids=lambda page: page.stem)
def test_outputs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    for word, module in LIBRARIES.items():
        if word in text or (word == "pandas" and "to_frame" in text):
            pytest.importorskip(module)
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "matplotlib"))
    (tmp_path / "project").mkdir()
    printed = make_outputs.outputs(text, make_outputs.copy_project(tmp_path / "project"))
    assert make_outputs.renewed(text, printed) == text, "if this is meant: python docs/make_outputs.py"


@pytest.mark.parametrize("page", make_outputs.PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_comes_out(page: Path) -> None:
    found = make_outputs.blocks(page.read_text(encoding="utf-8"))
    assert {block.language for block in found} <= {"bash", "python"}
    assert sum(bool(block.shown) for block in found) >= max(1, len(found) // 3)
    for block in found:
        lines = block.code.splitlines() if block.language == "bash" else []
        assert all(line.startswith(("fabula ", "pip install ")) for line in lines)


def test_an_output_that_changes_is_seen() -> None:
    page = "```python\nprint(1)\n```\n\n```text\n2\n```\n\n```bash\nfabula x\n```\n\n```text\na\n...\n```\n"
    told = ["1\n", "a\nb\nc\n"]
    assert make_outputs.renewed(page, told) == page.replace("2", "1")
    assert make_outputs.renewed(page, ["2\n", "b\n"]) == page.replace("a\n...", "b\n...").replace("fbbric", "fabula")


def test_the_notebook_is_the_lesson() -> None:
    assert make_lesson.TARGET.read_text(encoding="utf-8") == make_lesson.made(), "run: python docs/make_lesson.py"


def test_the_notebook_is_one() -> None:
    book = json.loads(make_lesson.TARGET.read_text(encoding="utf-8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    cells = book["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    page = make_lesson.SOURCE.read_text(encoding="utf-8")
    code = ["".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "code"]
    assert code == re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert all(cell["outputs"] for cell in cells if cell["cell_type"] == "code")
    assert not any("```" in "".join(cell["source"]) for cell in cells)
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.from_dict(book))


def test_the_shelf_is_made_from_the_examples() -> None:
    kept = {path.name: path.read_bytes() for path in make_shelf.SHELF.iterdir() if path.name in make_shelf.MADE}
    assert kept == make_shelf.made(), "run: python docs/make_shelf.py"


@pytest.mark.parametrize("name", make_shelf.MADE)
def test_the_shelf_has_the_text_of_the_examples(name: str) -> None:
    example, title, _ = make_shelf.MADE[name]
    shelved, original = load(make_shelf.SHELF / name), load(make_shelf.ROOT / "examples" / example)

    def shown(document: object) -> list[tuple[str, str]]:
        table = document.paragraphs  # type: ignore[attr-defined]
        spans = zip(table["start"].tolist(), table["end"].tolist(), strict=True)
        texts = [document.shown(*span) for span in spans]  # type: ignore[attr-defined]
        return [(str(table.decoded("kind", row)), text) for row, text in enumerate(texts)]

    assert shown(shelved) == shown(original)[1:]
    assert shelved.metadata.title == title
    assert shelved.emphasis.rows == original.emphasis.rows
