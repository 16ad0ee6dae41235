"""RTF: Rich Text Format, paragraph by paragraph, with styles, emphasis, notes and what it says about itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fabula.document import Document, Metadata
from fabula.errors import FormatError
from fabula.sources.builder import Block, join_blocks
from fabula.sources.inline import Piece, compose
from fabula.sources.parting import Setting, make_blocks
from fabula.sources.rtf_tokens import Tables, Token, charset, code_page, tokens
from fabula.sources.shape import tidy
from fabula.sources.trees import MAX_DEPTH

_PATH = "/rtf/p[{}]"
_SKIPPED = frozenset(
    "colortbl filetbl listtable listoverridetable revtbl rsidtbl header headerl headerr headerf footer footerl footerr "
    "footerf pict object objdata xe tc txe rxe private annotation atnid atnauthor nonshppict fldinst pntext pntxta "
    "pntxtb pn listtext ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn generator keycode footnotesep".split()
)
_INFO = {"title": "title", "author": "author", "subject": "subject", "keywords": "subject", "doccomm": "summary"}
_CHARACTERS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
_ENDS = frozenset(("par", "sect", "cell", "nestcell", "row", "nestrow"))
_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|kop|rubrik)[ _]*(\d)\b")


@dataclass(slots=True)
class _State:
    """What holds in a group; a group inside it starts with the same."""

    skipped: bool = False
    into: str = ""
    """Where text goes: the story if empty, else `fonttbl`, `stylesheet`, `note`, or a field of the metadata."""
    italic: bool = False
    bold: bool = False
    hidden: bool = False
    per_unicode: int = 1
    """Characters that stand behind each `u` for readers that do not know it."""
    page: str = ""
    item: int = -1
    """The font or style that the tables describe; -2 for a style that is no paragraph's."""
    style: int = -1
    outline: int = -1


@dataclass(slots=True)
class _Reader:
    tables: Tables = field(default_factory=Tables)
    blocks: list[Block] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    page: str = "cp1252"
    complete: bool = False
    _state: _State = field(default_factory=_State)
    _outer: list[_State] = field(default_factory=list)
    _lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    _at: int = 0
    _count: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _to_skip: int = 0
    _high: int = 0
    _ignorable: bool = False
    _opened: bool = False
    """No control word stood in the group yet."""

    def read(self, data: bytes, name: str) -> None:
        """Take in a whole file."""
        for token in tokens(data):
            if not token.text:
                self._decode()
            if token.brace:
                self._brace(token.brace, name)
                if self.complete:
                    break
            elif token.word:
                self._word(token.word, token.number)
            elif token.sign:
                self._sign(token.sign)
            else:
                self._take(token)
        self._decode()
        self._paragraph()

    def _brace(self, brace: str, name: str) -> None:
        self._to_skip = 0
        if brace == "{":
            if len(self._outer) >= MAX_DEPTH:
                what = f"groups nested more than {MAX_DEPTH} deep"
                raise FormatError(name, what, "Open it in a word processor and save it anew.")
            self._outer.append(replace(self._state))
            self._opened = True
        elif self._outer:
            into = self._state.into
            self._state = self._outer.pop()
            if into and into != self._state.into:
                self._end_field(into)
            self.complete = not self._outer
        self._ignorable = False

    def _word(self, word: str, number: int | None) -> None:
        opened, self._opened = self._opened, False
        ignorable, self._ignorable = self._ignorable, False
        if self._to_skip:
            self._to_skip -= 1
            return
        state = self._state
        if opened and self._destination(word, ignorable):
            return
        if word == "u" and number is not None:
            self._unicode(number)
        elif word == "uc":
            state.per_unicode = min(max(0, number or 0), 16)
        elif word in _CHARACTERS:
            self._show(_CHARACTERS[word])
        elif state.into in ("fonttbl", "stylesheet"):
            self._table(word, number)
        elif word in _ENDS:
            self._end_paragraph(word)
        elif word == "line":
            self._show("\n") if state.into else self._lines.append([])
        elif word == "pard":
            state.style = state.outline = -1
        elif word == "s":
            state.style = number if number is not None else -1
        elif word == "outlinelevel":
            state.outline = number if number is not None else -1
        elif word == "plain":
            state.italic = state.bold = state.hidden = False
        elif word in ("i", "b", "v", "deleted"):
            setattr(state, {"i": "italic", "b": "bold"}.get(word, "hidden"), number != 0)
        elif word == "f":
            state.page = self.tables.fonts.get(number or 0, "")
        elif page := code_page(word, number):
            self.page = page

    def _destination(self, word: str, ignorable: bool) -> bool:
        """Whether the group that begins with this word is something else than story text."""
        state = self._state
        if word in ("fonttbl", "stylesheet"):
            state.into = word
        elif word in ("footnote", "ftnalt") and not state.skipped:
            state.into = "note"
        elif word in _INFO and state.into == "info":
            state.into = _INFO[word]
        elif word == "info":
            state.into = "info"
        elif (
            word in ("shppict", "bkmkstart", "bkmkend") or word in _SKIPPED or (ignorable and word not in ("cs", "ds"))
        ):
            state.skipped = True
        else:
            return False
        return True

    def _table(self, word: str, number: int | None) -> None:
        state = self._state
        if (word == "f" and state.into == "fonttbl") or (word in ("s", "cs", "ds") and state.into == "stylesheet"):
            state.item = number or 0 if word in ("f", "s") else -2
        elif word == "fcharset" and (page := charset(number)):
            self.tables.fonts[state.item] = page
        elif word == "outlinelevel" and number is not None and 0 <= number < 6:
            self.tables.outlines[max(0, state.item) if state.item != -2 else -2] = number + 1

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._ignorable = self._opened
        elif sign in "\r\n":
            self._end_paragraph("par")
        elif self._to_skip:
            self._to_skip -= 1
        elif sign in _SIGNS:
            self._show(_SIGNS[sign])

    def _take(self, token: Token) -> None:
        """Bytes of text: kept until something else comes, for a character may have several."""
        self._opened = self._ignorable = False
        text = token.text
        if self._to_skip:
            passed = min(self._to_skip, len(text))
            self._to_skip -= passed
            text = text[passed:]
        if text and not self._state.skipped:
            self._bytes += text

    def _decode(self) -> None:
        if self._bytes:
            text = codecs.decode(bytes(self._bytes), self._state.page or self.page, "replace")
            self._bytes.clear()
            self._show(text)

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF if -0x10000 < number < 0x10000 else number
        self._to_skip = self._state.per_unicode
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
        self._high = 0
        self._show(chr(code) if 0 < code < 0x110000 else "\ufffd")

    def _show(self, text: str) -> None:
        state = self._state
        if state.skipped:
            return
        if state.into:
            self.said.setdefault(f"+{state.into}", []).append(text)
            if state.into == "stylesheet" and text.endswith(";"):
                name = "".join(self.said["+stylesheet"])
                self.tables.styles.setdefault(0 if state.item == -1 else state.item, name[:-1].strip().lower())
                self.said["+stylesheet"].clear()
            return
        if not state.hidden:
            self._lines[-1].append(Piece(text, self._at, state.italic, state.bold, False))
        self._at += len(text)

    def _end_field(self, into: str) -> None:
        """A note or a field of the metadata is complete."""
        parts = self.said.pop(f"+{into}", [])
        text = "\n".join(filter(None, (" ".join(line.split()) for line in "".join(parts).split("\n"))))
        if text and into not in ("fonttbl", "stylesheet", "info"):
            self.said.setdefault(into, []).append(text)

    def _end_paragraph(self, _word: str) -> None:
        if self._state.into:
            self._show("\n")
        elif not self._state.skipped:
            self._paragraph()

    def _paragraph(self) -> None:
        """End the paragraph that is open."""
        lines, self._lines = self._lines, [[]]
        self._at = 0
        self._count += 1
        name = self.tables.styles.get(self._state.style, "")
        if re.match(r"(?:foot|end)note text|toc \d|contents \d|header$|footer$", name):
            return
        setting = Setting(
            member="",
            path=_PATH.format(self._count),
            at=0,
            level=self._level(name),
            block_quote=bool(re.search(r"\bquot|block ?text|zitat|citation", name)),
            letter=bool(re.search(r"\bletter\b|\bemail\b", name)),
            verse=bool(re.search(r"\bvers|\bpoe[mt]|lyric", name)),
        )
        self.blocks += make_blocks([compose(pieces) for pieces in lines], setting)

    def _level(self, name: str) -> int | None:
        if 0 <= self._state.outline < 6:
            return self._state.outline + 1
        found = _HEADING.match(name)
        if found:
            return max(1, min(6, int(found[1])))
        if name in ("title", "subtitle"):
            return 1 if name == "title" else 0
        return self.tables.outlines.get(self._state.style)


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of an RTF file. Raises FormatError, TooLarge, EmptyInput.

    A block's path counts the file's paragraphs from 1, empty ones too; offsets are into the characters of a paragraph
    as decoded. Footnotes are `metadata.notes`; headers, footers, comments, pictures and deleted text are left out.
    """
    reader = _Reader()
    reader.read(data, name)
    said = reader.said
    metadata = replace(
        metadata,
        encoding=reader.page,
        title=_first(said, "title"),
        author=_first(said, "author"),
        summary=_first(said, "summary"),
        notes=(*metadata.notes, *said.get("note", [])),
        tags=(*metadata.tags, *_subjects(said)),
    )
    warnings = () if reader.complete else ("the RTF file is cut off or damaged; its end may be missing",)
    return join_blocks(tidy(reader.blocks), metadata, name, warnings)


def _first(said: dict[str, list[str]], key: str) -> str:
    return " ".join(next(iter(said.get(key, [])), "").split())


def _subjects(said: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for text in said.get("subject", []):
        for part in re.split(r"[,;]\s*", text):
            if part:
                yield "subject", part
