"""Pages and pictures that are made from the code are what the code makes."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections import defaultdict

from docs import make_layers, make_picture


def test_layers() -> None:
    made = make_layers.TARGET.read_text(encoding="utf-8")
    assert made == make_layers.page(), "run: python docs/make_layers.py"


def shown(svg: str) -> list[str]:
    """The lines of text in a drawing, from top to bottom."""
    lines: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        if "matrix" not in element.get("class", "") and "fabula-r" in element.get("class", ""):
            place = float(element.get("y", "0")), float(element.get("x", "0"))
            lines[place[0]].append((place[1], element.text or ""))
    texts = ["".join(text for _, text in sorted(pieces)) for _, pieces in sorted(lines.items())]
    return [html.unescape(text).replace("\xa0", " ").rstrip() for text in texts]


def test_the_picture_shows_what_is_printed() -> None:
    svg = make_picture.TARGET.read_text(encoding="utf-8")
    printed = make_picture.printed()
    expected = [f"$ {make_picture.COMMAND}", *(line.rstrip() for line in printed.splitlines())]
    assert shown(svg) == expected, "run: python docs/make_picture.py"


def test_the_picture_needs_no_network() -> None:
    svg = make_picture.TARGET.read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\s\"']+", svg) == ["http://www.w3.org/2000/svg"]
    assert "@font-face" not in svg
    assert "<image" not in svg
