"""Make the notebook `docs/lesson.ipynb` from `docs/lesson.md`: `python docs/make_lesson.py`.

Blocks of Python become code cells, with the output that stands below them in the page; all else is text.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent / "lesson.md"
TARGET = SOURCE.with_suffix(".ipynb")
_BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```$(?:\n\n```text\n(?P<shown>.*?)^```$)?", re.MULTILINE | re.DOTALL)


def notebook(page: str) -> dict[str, Any]:
    """The notebook of a page, as nbformat 4.5 has it."""
    cells: list[dict[str, Any]] = []
    at = 0
    for found in _BLOCK.finditer(page):
        cells += _text(page[at : found.start()], len(cells))
        cells.append(_code(found["code"], found["shown"] or "", len(cells)))
        at = found.end()
    cells += _text(page[at:], len(cells))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _text(text: str, number: int) -> list[dict[str, Any]]:
    lines = text.strip().splitlines(keepends=True)
    return [{"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": lines}] if lines else []


def _code(code: str, shown: str, number: int) -> dict[str, Any]:
    output = {"name": "stdout", "output_type": "stream", "text": shown.splitlines(keepends=True)}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"cell-{number}",
        "metadata": {},
        "outputs": [output] if shown else [],
        "source": code.rstrip("\n").splitlines(keepends=True),
    }


def made() -> str:
    """The notebook's file."""
    return json.dumps(notebook(SOURCE.read_text(encoding="utf-8")), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(made(), encoding="utf-8", newline="\n")
