"""The lines of one source element become blocks: parted into paragraphs, and each told what it is."""

from __future__ import annotations

from dataclasses import dataclass

from fabula.sources import headings
from fabula.sources.builder import Block
from fabula.sources.inline import Line

_ENDS = '.?!…"”’»—–-:。！？」』)'


@dataclass(frozen=True, slots=True)
class Setting:
    """What a source element says of the text in it."""

    member: str
    path: str
    at: int
    """Where the element's string value starts, counted as the lines' runs count."""
    level: int | None = None
    """1 to 6 for a heading of that level, 0 for a heading of none, None for no heading."""
    block_quote: bool = False
    letter: bool = False
    verse: bool = False
    paragraph: bool = True
    """It is a paragraph by its mark-up, not a part of the page whose line breaks must do for paragraphs."""


def make_blocks(lines: list[Line | None], setting: Setting) -> list[Block]:
    """The blocks that the lines make; None stands for an empty line, which parts paragraphs."""
    return [_block(group, setting) for group in _groups(lines, setting)]


def reads_as_verse(lines: list[str]) -> bool:
    """Whether lines of one block, parted by the author, are verse rather than sentences."""
    if len(lines) < 3 or max(map(len, lines)) > 60:
        return False
    anew = sum(not line[0].islower() for line in lines) / len(lines)
    return anew >= 0.7 and sum(line[-1] not in _ENDS for line in lines[:-1]) >= (len(lines) - 1) / 2


def parts_sentences(lines: list[str], *, paragraph: bool) -> bool:
    """Whether line breaks inside one block stand for paragraphs: most lines end as sentences do.

    In what the mark-up calls a paragraph, it takes at least four lines to say so.
    """
    if len(lines) < (4 if paragraph else 2) or reads_as_verse(lines):
        return False
    return sum(line[-1] in _ENDS for line in lines) >= 0.6 * len(lines)


def _groups(lines: list[Line | None], setting: Setting) -> list[list[Line]]:
    if setting.level is not None:
        whole = [line for line in lines if line]
        return [whole] if whole else []
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    parted: list[list[Line]] = []
    for group in filter(None, groups):
        if not setting.verse and parts_sentences([line.text for line in group], paragraph=setting.paragraph):
            parted += [[line] for line in group]
        else:
            parted.append(group)
    return parted


def _block(lines: list[Line], setting: Setting) -> Block:
    block = Block(
        "\n".join(line.text for line in lines),
        block_quote=setting.block_quote,
        letter=setting.letter,
        member=setting.member,
        path=setting.path,
        linked=sum(line.linked for line in lines),
    )
    block.kind = _kind(block.text, lines, setting)
    if block.kind == "heading":
        block.level = setting.level or 0
    at = 0
    for line in lines:
        if at and block.kind != "verse":
            block.wraps.append((at - 1, at))
        block.origins += [(at + start, at + end, source - setting.at) for start, end, source in line.runs]
        block.emphasis += [(at + start, at + end, kind) for start, end, kind in line.emphasis]
        at += len(line.text) + 1
    return block


def _kind(text: str, lines: list[Line], setting: Setting) -> str:
    if len(lines) == 1 and headings.is_break(text):
        return "break"
    if setting.level is not None:
        return "prose" if headings.is_ending(text) else "heading"
    set_off = setting.block_quote or setting.letter or setting.verse
    if not set_off and len(text) < headings.MAX_TITLE and headings.parse_heading(text):
        return "heading"
    verse = setting.verse or reads_as_verse([line.text for line in lines])
    return "verse" if len(lines) > 1 and verse else "prose"
