"""Chapters: where each begins and what its heading says, for every source format.

Headings that stand together, with no prose between them, are read as one block: a part's heading, then the chapter's,
then its title. Where the format gives headings levels, those decide; elsewhere wording and running numbers do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from fabula.document import Document
from fabula.layers import CHAPTERS, PARAGRAPH_KINDS, Table
from fabula.sources.headings import CHAPTER_WORDS, is_caps_heading, is_title
from fabula.text.heading_items import Item, candidates
from fabula.text.numbering import running

_PROSE = PARAGRAPH_KINDS.index("prose")
_ARGUMENT = re.compile(
    r"^(?:in which|how|wherein|of|containing|concerning|which|showing|being|treats|treating|relates|describes)\b",
    re.IGNORECASE,
)
"""How old chapters' titles begin that are sentences."""
_MIN_PROSE = 600
"""Visible characters of prose that a chapter has at least when nothing but a line of capitals heads it."""


@dataclass(slots=True)
class _Entry:
    """A chapter or part found: its items in order."""

    items: list[Item]
    part: bool

    @property
    def has_title(self) -> bool:
        """Whether more than a number or a word such as `Prologue` is said."""
        parsed = self.items[0].parsed
        return len(self.items) > 1 or parsed is None or bool(parsed.title)


def chapters(document: Document) -> Table:
    """Find the chapters of a document. Text before the first is in none; a document without headings has none."""
    items = candidates(document)
    levelled = _without_title([item for item in items if item.level], document)
    entries = _by_level(levelled)
    found_plain = _by_wording(items)
    worded = sum(not entry.part and entry.items[0].word not in ("", "named") for entry in found_plain)
    if len(entries) < 2 or sum(not entry.part for entry in entries) < worded / 2:
        entries = found_plain if len(found_plain) >= len(entries) else entries
    return _table(document, _merged(entries), items)


def _without_title(items: list[Item], document: Document) -> list[Item]:
    """The items less author and title: a lone heading of the highest level before all others, or one like the title."""
    author = _plain(document.metadata.author)
    items = [item for item in items if not author or _plain(item.text).removeprefix("by ") != author]
    if not items:
        return items
    top = items[0]
    lone = sum(item.level <= top.level for item in items) == 1
    title = _plain(document.metadata.title)
    alike = bool(title) and (_plain(top.text) == title or _plain(top.text).startswith(title + " "))
    if alike or (lone and top.parsed is None and (len(items) > 1 or top.level == 1)):
        return items[1:]
    return items


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _by_level(items: list[Item]) -> list[_Entry]:
    """Chapters from headings whose format tells their level."""
    if not items:
        return []
    counts = Counter(item.level for item in items)
    told = Counter(item.level for item in items if item.word not in ("", "named"))
    levels = sorted(counts)
    if told and told.most_common(1)[0][1] >= 2:
        chapter_level = max(told, key=lambda level: (told[level], -level))
    else:
        chapter_level = levels[0]
        if len(levels) > 1 and _holds(items, levels[0], levels[1]):
            chapter_level = levels[1]
    entries: list[_Entry] = []
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        if item.level > chapter_level:
            if entries and entries[-1].items[-1].block == item.block and not entries[-1].part:
                entries[-1].items.append(item)
            continue
        if item.level == chapter_level and entries and _is_its_title(entries[-1], item):
            entries[-1].items.append(item)
            continue
        heads_chapters = following is not None and following.level == chapter_level and following.block == item.block
        part = item.is_part or (item.level < chapter_level and heads_chapters)
        entries.append(_Entry([item], part))
    return _one_of_block(entries)


def _is_its_title(entry: _Entry, item: Item) -> bool:
    """Whether a heading of the same level right under `Chapter 1` is its title."""
    return entry.items[-1].block == item.block and item.parsed is None and not entry.has_title


def _holds(items: list[Item], level: int, below: int) -> bool:
    """Whether headings of `level` head parts and those of `below` their chapters, rather than chapters' titles."""
    above = sum(item.level == level for item in items)
    directly = sum(
        one.level == level and other.level == below and one.block == other.block for one, other in pairwise(items)
    )
    return sum(item.level == below for item in items) >= 2 * above and 2 * directly >= above


def _by_wording(items: list[Item]) -> list[_Entry]:
    """Chapters from what headings say, their numbers checked to run on."""
    kept = _running(items)
    primary = Counter(item.word for item in items if item.row in kept and item.word != "named")
    entries: list[_Entry] = []
    if primary:
        leading = max(primary, key=lambda word: (primary[word] >= 2, word in CHAPTER_WORDS, primary[word]))
        rows = [item.row for item in items if item.row in kept and item.word == leading]
        chosen = {
            item.row
            for item in items
            if item.word == "named"
            or (item.row in kept and (item.word == leading or not rows[0] < item.row < rows[-1]))
        }
    else:
        chosen = _titles_only(items)
    for item in items:
        if item.is_part:
            entries.append(_Entry([item], True))
        elif item.row in chosen:
            entries.append(_Entry([item], False))
        elif entries and entries[-1].items[-1].block == item.block and _continues(entries[-1], item):
            entries[-1].items.append(item)
    return _one_of_block(entries)


def _one_of_block(entries: list[_Entry]) -> list[_Entry]:
    """The entries with one chapter for each block: the last, for what stands before it is a list of contents.

    A prologue over its own first number is one with it, and so is a number over `Introduction`.
    """
    kept: list[_Entry] = []
    for entry in entries:
        while kept and not entry.part and not kept[-1].part and kept[-1].items[-1].block == entry.items[0].block:
            before = kept.pop()
            bare = before.items[0].word == "#" and len(before.items) == 1 and not before.has_title
            if (before.items[0].word == "named" and entry.items[0].word == "#") or (
                bare and entry.items[0].word == "named"
            ):
                entry.items[:0] = before.items
        if entry.items[0].prose > 0:
            kept.append(entry)
    return kept


def _continues(entry: _Entry, item: Item) -> bool:
    """Whether an item right under an entry's heading is more of it: its title, even one that begins with `I`."""
    return item.parsed is None or (item.word == "#" and bool(item.parsed.title) and len(entry.items) == 1)


def _running(items: list[Item]) -> set[int]:
    """Rows of the numbered headings whose numbers run on, each kind of heading by itself."""
    kept: set[int] = set()
    for word in {item.word for item in items} - {"", "named"}:
        alike = _last_of_block([item for item in items if item.word == word and item.parsed is not None])
        numbers = [item.parsed.number for item in alike if item.parsed is not None]
        good = running(numbers, lone=word != "#")
        if word == "#" and not _mostly_long([item for item, is_good in zip(alike, good, strict=True) if is_good]):
            continue
        kept.update(item.row for item, is_good in zip(alike, good, strict=True) if is_good)
    return kept


def _last_of_block(items: list[Item]) -> list[Item]:
    """Of each block the last item alone, for a block of many is a list of contents."""
    return [item for item, other in zip_longest(items, items[1:]) if not other or other.block != item.block]


def _titles_only(items: list[Item]) -> set[int]:
    """Rows of headings that are mere titles, where no heading has a number: each with a chapter's worth of prose."""
    firsts: dict[int, list[Item]] = {}
    for item in items:
        if item.parsed is None and (is_caps_heading(item.text) or is_title(item.text)):
            firsts.setdefault(item.block, []).append(item)
    last = [block[-1] for block in firsts.values() if not block[-1].text.endswith(":")]
    return (
        {item.row for item in last if item.prose >= _MIN_PROSE} if len(last) > 2 and _mostly_long(last, 0.8) else set()
    )


def _mostly_long(items: list[Item], share: float = 0.66) -> bool:
    """Whether most of the items have a chapter's worth of prose, as stanzas, lists and captions have not."""
    return sum(item.prose >= _MIN_PROSE for item in items) >= share * len(items) > 0


def _merged(entries: Iterable[_Entry]) -> list[_Entry]:
    """The entries less parts named again above each chapter; a part with no chapter of its own is a chapter."""
    kept: list[_Entry] = []
    said = ""
    for entry in entries:
        if entry.part:
            if _plain(entry.items[0].text) == said:
                continue
            said = _plain(entry.items[0].text)
        kept.append(entry)
    for entry, following in zip_longest(kept, kept[1:]):
        if entry.part and (following is None or following.part) and entry.items[-1].prose >= _MIN_PROSE:
            entry.part = False
    return kept


def _table(document: Document, entries: list[_Entry], items: list[Item]) -> Table:
    paragraphs = document.paragraphs
    starts, ends, kinds = (paragraphs[name].tolist() for name in ("start", "end", "kind"))
    heads = {item.row for item in items}
    rows: list[tuple[int, int, str, int, int]] = []
    for entry, following in zip_longest(entries, entries[1:]):
        limit = following.items[0].row if following else len(starts)
        texts = [item.text for item in entry.items[:4]]
        after = entry.items[min(len(entry.items), 4) - 1].row + 1
        if not entry.has_title and after < limit and after not in heads and kinds[after] == _PROSE:
            shown = (
                " ".join(document.shown(starts[after], ends[after]).split())
                if ends[after] - starts[after] < 500
                else ""
            )
            if shown and _is_argument(shown):
                texts.append(shown)
                after += 1
        body = starts[after] if after < limit else ends[after - 1]
        end = ends[limit - 1] if limit > entry.items[0].row else ends[entry.items[0].row]
        rows.append((starts[entry.items[0].row], end, " ".join(texts), 1 if entry.part else 2, body))
    return Table.of_rows(CHAPTERS, _spanning(rows))


def _is_argument(text: str) -> bool:
    """Whether a paragraph under a bare number is its title."""
    if len(text) < 200 and _ARGUMENT.match(text):
        return text[-1] not in '"”'
    return len(text) < 80 and is_title(re.sub(r"(?<=\w)-\w+", "", text)) and text[-1] not in '"”'


def _spanning(rows: list[tuple[int, int, str, int, int]]) -> list[tuple[int, int, str, int, int]]:
    """The rows with each part reaching to the end of its last chapter."""
    spanning = list(rows)
    end = 0
    for index in range(len(rows) - 1, -1, -1):
        start, own_end, title, level, body = rows[index]
        if level == 1:
            inner = end if index + 1 < len(rows) and rows[index + 1][3] == 2 else own_end
            spanning[index] = (start, max(own_end, inner), title, level, body)
            end = 0
        else:
            end = max(end, own_end)
    return spanning
