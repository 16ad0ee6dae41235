"""The script export: a story as lines in the order of reading, each with its voice, below a cast; JSON and text.

Together the lines are the whole text as a reader sees it, but for white space: nothing is left out, nothing stands
twice. Quotations are lines of their own; what stands between them in a paragraph is the narrator's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from fabula.exports.plain import about, column_values, lists_of
from fabula.layers import PARAGRAPH_KINDS, Array
from fabula.store.atomic import replacing, write_text
from fabula.story import Story

NARRATOR, UNKNOWN = "narrator", "unknown"
"""The voices that are no character's: of what is no quotation, and of quotations whose speaker is not known."""
KINDS = ("narration", "speech", "thought", "writing", "other", "heading", "break")
UNSURE = 0.5
"""Below this confidence a line's voice is marked as unsure."""
_HEADING, _BREAK = PARAGRAPH_KINDS.index("heading"), PARAGRAPH_KINDS.index("break")
_MANNER = {"thought": "thinking", "writing": "in writing", "other": "quoted"}
_RULE = "-" * 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line. voice: a character's row, or "narrator" or "unknown"; offsets in code points of the story's text."""

    voice: int | str
    name: str
    kind: str
    text: str
    start: int
    end: int
    paragraph: int | None
    quote: int | None
    utterance: int | None
    confidence: float | None
    unsure: bool
    addressees: list[int]


@dataclass(frozen=True, slots=True)
class Voice:
    """A row of the cast: how many lines a voice has, and how many words they hold."""

    id: int | str
    name: str
    gender: str
    pronouns: str
    lines: int
    words: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the visible text: one paragraph's, of one quotation or of none (-1)."""

    low: int
    high: int
    paragraph: int
    quote: int
    kind: str


def write(story: Story, out: Path, stem: str) -> list[Path]:
    """Write STEM.script.json, of which `script_schema` tells, and STEM.script.txt, to be read."""
    lines = lines_of(story)
    cast = cast_of(story, lines)
    target = out / f"{stem}.script.json"
    with (
        replacing(target) as temporary,
        # A lone surrogate, which UTF-8 cannot hold, is written as the escape \udXXX that JSON has for it.
        temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        file.writelines(_json(story, cast, lines))
    return [target, write_text(out / f"{stem}.script.txt", "".join(_text(story, cast, lines)))]


def lines_of(story: Story) -> list[Line]:
    """The lines of a story, in the order of reading."""
    visible, table = story.document.visible, story.layers["quotes"]
    names = _names(story)
    columns = {name: column_values(table, name) for name in ("speaker", "utterance", "confidence")}
    addressees = lists_of(story, "addressees", "quote", table.rows)
    lines = []
    for piece in _joined(story, _pieces(story)):
        text = visible.text[piece.low : piece.high]
        low = piece.low + len(text) - len(text.lstrip())
        text = text.strip()
        span = visible.span(low, low + len(text))
        paragraph = piece.paragraph if piece.paragraph >= 0 else None
        row = piece.quote
        if row < 0:
            line = Line(NARRATOR, "Narrator", piece.kind, text, *span, paragraph, None, None, None, False, [])
        else:
            speaker, utterance, sure = (columns[name][row] for name in columns)
            voice, name = (UNKNOWN, "Unknown") if speaker is None else (speaker, names[speaker])
            unsure, heard = sure < UNSURE, addressees[row]
            line = Line(voice, name, piece.kind, text, *span, paragraph, row, utterance, sure, unsure, heard)
        lines.append(line)
    return lines


def cast_of(story: Story, lines: list[Line]) -> list[Voice]:
    """Every voice that has lines: the narrator, characters from the most important on, then who is not known."""
    count: dict[int | str, int] = {}
    words: dict[int | str, int] = {}
    name: dict[int | str, str] = {}
    for line in lines:
        count[line.voice] = count.get(line.voice, 0) + 1
        words[line.voice] = words.get(line.voice, 0) + len(line.text.split())
        name[line.voice] = line.name
    tells = narrator_of(story)
    order: list[int | str] = [NARRATOR, *range(story.layers["characters"].rows), UNKNOWN]
    cast = []
    for voice in order:
        if voice in count:
            row = tells if voice == NARRATOR else voice if isinstance(voice, int) else None
            who = story.characters[row] if row is not None else None
            of_whom = (who.gender, who.pronouns) if who else ("unknown", "")
            cast.append(Voice(voice, name[voice], *of_whom, count[voice], words[voice]))
    return cast


def narrator_of(story: Story) -> int | None:
    """The row of the character who tells the story, the most important one where several do; None if no one does."""
    rows = np.flatnonzero(story.layers["characters"]["narrator"])
    return int(rows[0]) if len(rows) else None


def _names(story: Story) -> list[str]:
    """The characters' names on one line each, no two the same: a number is added to a second one."""
    tells, taken = narrator_of(story), {UNKNOWN}
    names = []
    for row, name in enumerate(story.layers["characters"]["name"].tolist()):
        one_line = " ".join(name.split()) or "?"
        unique, number = one_line, 1
        while unique.casefold() in taken or (unique.casefold() == NARRATOR and row != tells):
            number += 1
            unique = f"{one_line} ({number})"
        taken.add(unique.casefold())
        names.append(unique)
    return names


def _pieces(story: Story) -> Iterator[_Piece]:
    """The visible text cut where a paragraph, a quotation or a heading starts or ends; white space alone left out."""
    text, paragraphs, quotes = story.document.visible.text, story.layers["paragraphs"], story.layers["quotes"]
    paragraph = _owners(story, paragraphs["start"], paragraphs["end"])
    chapters = story.layers["chapters"]
    heading = _owners(story, chapters["start"], chapters["body_start"]) >= 0
    kind = np.where(paragraph >= 0, paragraphs["kind"][paragraph], -1) if paragraphs.rows else paragraph
    heading |= kind == _HEADING
    quote = _owners(story, quotes["start"], quotes["end"])
    # What is only quoted, such as a word that is spoken of, is the narrator's unless someone says it.
    kinds = column_values(quotes, "kind")
    said = (quotes["speaker"] >= 0) | (np.array(kinds, dtype=object) != "other")
    if quotes.rows:
        quote[(quote >= 0) & ~said[quote]] = -1
    quote[heading | (kind == _BREAK)] = -1
    changes = np.flatnonzero((np.diff(paragraph) != 0) | (np.diff(quote) != 0) | (np.diff(heading) != 0)) + 1
    for low, high in pairwise([0, *changes.tolist(), len(text)]):
        if text[low:high].strip():
            number = int(quote[low])
            plain = "heading" if heading[low] else "break" if kind[low] == _BREAK else "narration"
            yield _Piece(low, high, int(paragraph[low]), number, plain if number < 0 else kinds[number])


def _owners(story: Story, starts: Array, ends: Array) -> Array:
    """For each character of the visible text the row of the span that it lies in, -1 for none; int32."""
    visible = story.document.visible
    owner = np.full(len(visible.text), -1, dtype=np.int32)
    lows, highs = (np.searchsorted(visible.offsets[:-1], edge).tolist() for edge in (starts, ends))
    for row, (low, high) in enumerate(zip(lows, highs, strict=True)):
        owner[low:high] = row
    return owner


def _joined(story: Story, pieces: Iterator[_Piece]) -> list[_Piece]:
    """The pieces, where narration without a letter or digit, as a stop after a quotation, goes with its neighbour."""
    text = story.document.visible.text
    joined: list[_Piece] = []
    lone = False
    for piece in pieces:
        was_lone, last = lone, joined[-1] if joined else None
        lone = piece.kind == "narration" and not any(map(str.isalnum, text[piece.low : piece.high]))
        if last is None or last.paragraph != piece.paragraph or piece.paragraph < 0 or not (lone or was_lone):
            joined.append(piece)
            continue
        of = last if lone else piece
        joined[-1] = _Piece(last.low, piece.high, of.paragraph, of.quote, of.kind)
        lone = lone and was_lone
    return joined


def _json(story: Story, cast: list[Voice], lines: list[Line]) -> Iterator[str]:
    """The pieces of the JSON file: a voice or a line of the script on each line."""
    head = {
        "fabula": about(story),
        "title": story.title,
        "author": story.metadata.author,
        "narrator": narrator_of(story),
        "unsure_below": UNSURE,
    }
    yield "{\n" + "".join(f"{_dumped(key)}: {_dumped(value)},\n" for key, value in head.items())
    for name, rows, end in (("cast", cast, ",\n"), ("lines", lines, "\n}\n")):
        found = ",\n".join(_dumped(asdict(row)) for row in rows)
        yield f'"{name}": [\n{found}\n]{end}' if found else f'"{name}": []{end}'


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _text(story: Story, cast: list[Voice], lines: list[Line]) -> Iterator[str]:
    """The text file: title, cast, then the lines; those of one paragraph below one another."""
    title = [" ".join(story.title.split()), f"by {' '.join(story.metadata.author.split())}"]
    yield "".join(f"{text}\n" for text in title if text not in ("", "by "))
    tells = narrator_of(story)
    if tells is not None and _names(story)[tells].casefold() == NARRATOR:
        cast, tells = _without(cast, tells), None
    yield "\nCAST\n\n" + "".join(map(_cast_line, cast))
    if tells is not None:
        yield f"\nThe narrator is {_names(story)[tells].upper()}.\n"
    if any(line.unsure and line.voice != UNKNOWN for line in lines):
        yield "\n(?) after a name: less likely than not that the line is theirs.\n"
    yield f"\n{_RULE}\n"
    before: int | None = -1
    for line in lines:
        gap = "" if line.paragraph is not None and line.paragraph == before else "\n"
        shown = [" ".join(part.split()) for part in line.text.splitlines() if part.strip()]
        if line.kind == "heading":
            yield f"{gap}{' '.join(shown)}\n{'=' * len(' '.join(shown))}\n"
        else:
            yield f"{gap}{_cue(line)}" + "\n    ".join(shown) + "\n"
        before = line.paragraph


def _without(cast: list[Voice], tells: int) -> list[Voice]:
    """The cast with the lines of a narrator who has no other name counted as the narrator's."""
    own = [voice for voice in cast if voice.id in (NARRATOR, tells)]
    one = replace(own[0], lines=sum(voice.lines for voice in own), words=sum(voice.words for voice in own))
    return [one, *(voice for voice in cast if voice not in own)]


def _cast_line(voice: Voice) -> str:
    pronouns = f" ({voice.pronouns})" if voice.pronouns else ""
    counts = ((voice.lines, "line"), (voice.words, "word"))
    told = ", ".join(f"{count:,} {what}{'' if count == 1 else 's'}" for count, what in counts)
    return f"{voice.name.upper()}{pronouns}: {told}\n"


def _cue(line: Line) -> str:
    """What stands before a line's text: nothing before the narrator's, else the name in capitals."""
    if line.voice == NARRATOR:
        return ""
    said = [_MANNER[line.kind]] if line.kind in _MANNER else []
    unsure = " (?)" if line.unsure and line.voice != UNKNOWN else ""
    return f"{line.name.upper()}{unsure}{''.join(f' ({manner})' for manner in said)}: "
