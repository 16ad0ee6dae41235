"""Pages and pictures that are made from the code are what the code makes."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections import defaultdict

from docs import make_layers, make_picture
from fabula.layers import SCHEMA


def test_layers() -> None:
    made = make_layers.pages()
    found = {path: path.read_text(encoding="utf-8") for path in [make_layers.TARGET, *make_layers.FOLDER.glob("*")]}
    assert found == made, "run: python docs/make_layers.py"


def test_every_layer_has_a_page_and_is_listed() -> None:
    listed = [name for names in make_layers.GROUPS.values() for name in names]
    assert sorted(listed) == sorted(SCHEMA)
    assert len(make_layers.pages()) == len(SCHEMA) + 1


def test_links_between_pages_of_layers_lead_somewhere() -> None:
    for path, text in make_layers.pages().items():
        targets = re.findall(r"\]\(([^)#]+)\)", text)
        assert targets
        assert all((path.parent / target).is_file() for target in targets), path


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
