"""Well-formed markup changed at random by the element, so that strict parsers have something to read."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

from lxml import etree

_WORDS = (
    "",
    " ",
    "x",
    "“Row,” said Anne.",
    "Chapter 2",
    "* * *",
    "\u00ad",
    "\n\n",
    "0",
    "1",
    "99999999999",
    "-1",
    "é" * 9,
)


def regrown(rng: random.Random, data: bytes) -> bytes:
    """Markup with a few elements gone, doubled, moved, renamed or given other text; unchanged if it is not XML."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(1 + int(rng.expovariate(0.4))):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        element, other = rng.choice(elements), rng.choice(elements)
        rng.choice(_CHANGES)(rng, element, other)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _remove(rng: random.Random, element: Any, other: Any) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def _into(rng: random.Random, element: Any, other: Any) -> None:
    if len(list(element.iter())) < 300:
        other.insert(rng.randrange(len(other) + 1), copy.deepcopy(element))


def _rename(rng: random.Random, element: Any, other: Any) -> None:
    element.tag = other.tag


def _text(rng: random.Random, element: Any, other: Any) -> None:
    element.text, element.tail = rng.choice((other.text, *_WORDS)), rng.choice((element.tail, *_WORDS))


def _attribute(rng: random.Random, element: Any, other: Any) -> None:
    names = list(other.attrib)
    if names:
        name = rng.choice(names)
        element.set(name, rng.choice((other.get(name), *_WORDS)))
    elif element.attrib:
        del element.attrib[rng.choice(list(element.attrib))]


def _nest(rng: random.Random, element: Any, other: Any) -> None:
    for _ in range(rng.choice((1, 3, 30))):
        inner = etree.SubElement(element, other.tag, dict(other.attrib))
        inner.text = rng.choice(_WORDS)
        element = inner


_CHANGES: tuple[Callable[[random.Random, Any, Any], None], ...] = (
    _remove,
    _into,
    _into,
    _rename,
    _text,
    _attribute,
    _nest,
)
