"""What a walk over an element tree asks of a mark-up language: what each of its elements is for."""

from __future__ import annotations

from typing import Any, Protocol

BREAK = "* * *"
"""The text of a scene break that the source gives by a rule, an image or a milestone."""
LINE = "\n"
IMAGE = "\ufffc"
"""What `before` answers for an image that stands for a scene break, if it is alone in its block."""


class Markup(Protocol):
    """One mark-up language; `name` is always an element's name in lower case, without its namespace."""

    def is_skipped(self, element: Any, name: str, /) -> bool:
        """Whether nothing in the element is story text."""

    def is_block(self, element: Any, name: str, /) -> bool:
        """Whether the element starts and ends a paragraph."""

    def heading_level(self, element: Any, name: str, /) -> int | None:
        """Of a block: 1 to 6, 0 for a heading of no known level, None for no heading."""

    def is_letter(self, element: Any, name: str, /) -> bool:
        """Whether a block is a letter, message or document quoted in the story."""

    def is_verse(self, element: Any, name: str, /) -> bool:
        """Whether the line breaks in a block matter."""

    def is_quoted(self, element: Any, name: str, /) -> bool:
        """Whether the element is set off as a block quotation."""

    def is_paragraph(self, name: str, /) -> bool:
        """Whether a block is a paragraph by its mark-up, rather than a part of the page."""

    def is_preformatted(self, name: str, /) -> bool:
        """Whether line feeds in the element are line breaks."""

    def is_inner_link(self, element: Any, name: str, /) -> bool:
        """Whether the element links to another place in the work."""

    def is_empty_ornament(self, element: Any, name: str, /) -> bool:
        """Whether a block stands for a scene break if it holds nothing."""

    def styles(self, element: Any, name: str, /) -> tuple[bool, bool]:
        """Whether the element makes its text emphatic, and whether strong."""

    def before(self, element: Any, name: str, /) -> str:
        """What its start adds to the text, which is no text of the source: BREAK, LINE, IMAGE, or characters."""

    def after(self, element: Any, name: str, /) -> str:
        """What its end adds to the text: characters."""
