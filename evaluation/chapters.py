"""Chapter starts against the chapter divisions of the ELTeC novels: `python -m evaluation.chapters [--held-out]`.

Each novel's TEI becomes the plain text that a Gutenberg-like file would have, and the way from file to chapters runs on
it. A chapter counts as found where a chapter of ours begins at one of its headings; parts and the front matter's
sections (preface, prologue) count neither way, nor do the few chapters that have no heading. A third of the novels, by
a hash of the file name, is held out.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from evaluation.data import corpus
from fabula.sources import load_bytes
from fabula.text.chapters import chapters

_TEI = "{http://www.tei-c.org/ns/1.0}"
_BLOCKS = ("head", "p", "l", "label", "trailer", "note")
_WIDTH = 72
_SHORT = 150
"""Characters up to which a chapter's first paragraph may be its heading."""


@dataclass
class Novel:
    """A novel as plain text; for every chapter and every other division the offsets of its headings."""

    text: str = ""
    chapters: list[set[int]] = field(default_factory=list)
    neutral: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Counts:
    """Chapters found rightly, of ours, of the novel's."""

    right: int
    ours: int
    gold: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.ours + self.gold) if self.ours + self.gold else 1.0


def is_held_out(name: str) -> bool:
    """Whether a novel belongs to the third not looked at."""
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def read_novel(path: Path) -> Novel:
    """Lay a TEI novel out as plain text: headings as paragraphs, blank lines between paragraphs, lines of 72."""
    novel = Novel()
    parts: list[str] = []
    length, before = 0, ""
    for kind, opens, text in _blocks(etree.parse(str(path)).find(f".//{_TEI}text")):
        wrapped = textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        verse = kind == before == "l"
        gap = "" if not parts else "\n" if verse else "\n\n\n" if opens == "chapter" else "\n\n"
        before = kind
        length += len(gap)
        parts.append(gap + wrapped)
        if opens == "chapter":
            novel.chapters.append({length})
        elif opens == "more":
            novel.chapters[-1].add(length)
        elif kind == "head":
            novel.neutral.add(length)
        length += len(wrapped)
    novel.text = "".join(parts) + "\n"
    return novel


def _blocks(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Tag, `chapter` at a chapter's first heading or `more` at the further ones, and text of every block."""
    leading: dict[etree._Element, bool] = {}
    for element in root.iter(*(_TEI + tag for tag in _BLOCKS)):
        if any(parent.tag in (_TEI + "p", _TEI + "head", _TEI + "note") for parent in element.iterancestors()) and (
            element.tag != _TEI + "l"
        ):
            continue
        text = " ".join("".join(_own_text(element)).split())
        if not text:
            continue
        kind = element.tag.removeprefix(_TEI)
        division = element.getparent()
        opens = ""
        if division.get("type") == "chapter":
            if division not in leading:
                # Some chapters' headings are marked up as paragraphs.
                headed = kind == "head" or len(text) <= _SHORT
                opens, leading[division] = ("chapter", kind == "head") if headed else ("", False)
            elif leading[division]:
                opens, leading[division] = ("more", True) if kind == "head" else ("", False)
        yield kind, opens, text


def _own_text(element: etree._Element) -> Iterator[str]:
    """The element's text without that of lines and notes in it, which are blocks of their own."""
    yield element.text or ""
    for child in element:
        if child.tag not in (_TEI + "l", _TEI + "note") and isinstance(child.tag, str):
            yield from _own_text(child)
        yield child.tail or ""


def score(novel: Novel, starts: list[int]) -> Counts:
    """Compare chapter starts with a novel's."""
    ours = [start for start in starts if start not in novel.neutral]
    right = sum(any(start in heads for start in ours) for heads in novel.chapters)
    return Counts(right, len(ours), len(novel.chapters))


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="evaluation.chapters", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--held-out", action="store_true", help="score the held-out third instead")
    parser.add_argument("--show", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--data", type=Path)
    options = parser.parse_args(arguments)
    total = [0, 0, 0]
    for path in sorted(corpus("eltec_chapters", options.data).glob("*.xml")):
        if is_held_out(path.name) != options.held_out:
            continue
        novel = read_novel(path)
        document = load_bytes(novel.text.encode(), f"{path.stem}.txt")
        table = chapters(document)
        starts = table["start"][table["level"] == 2].tolist()
        counts = score(novel, starts)
        total = [sum(pair) for pair in zip(total, (counts.right, counts.ours, counts.gold), strict=True)]
        print(f"{path.stem:24} found {counts.right:4} of {counts.gold:4}, ours {counts.ours:4}, F1 {counts.f1:.3f}")
        if options.show:
            _show(novel, starts)
    counts = Counts(*total)
    precision, recall = counts.right / max(1, counts.ours), counts.right / max(1, counts.gold)
    print(f"{'all':24} precision {precision:.3f}, recall {recall:.3f}, F1 {counts.f1:.3f}")
    return 0


def _show(novel: Novel, starts: list[int]) -> None:
    heads = set().union(*novel.chapters) | novel.neutral
    for start in starts:
        if start not in heads:
            print("    wrong ", repr(novel.text[start : start + 70]))
    for chapter in novel.chapters:
        if not chapter & set(starts):
            print("    missed", repr(novel.text[min(chapter) : min(chapter) + 70]))


if __name__ == "__main__":
    sys.exit(main())
