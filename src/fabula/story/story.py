"""The Story: a text and what was found in it, by layer and as views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from fabula.document import Document, Metadata
from fabula.layers import DOCUMENT_LAYERS, SCHEMA, Array, Table
from fabula.sources.casts import CastEntry
from fabula.story.casting import cast_of
from fabula.story.frames import Library, layer_frame
from fabula.story.passages import Chapter, Paragraph, Sentence, Supersense, Token
from fabula.story.people import Character, Entity, Mention, Quote
from fabula.story.talk import Conversation, Utterance
from fabula.story.views import Rows

if TYPE_CHECKING:
    from fabula.store import Found


class Story:
    """A text and what Fabula found in it.

    `layers` maps every name in `SCHEMA` to its Table; layers that no step has filled are empty.
    """

    def __init__(
        self,
        document: Document,
        layers: Mapping[str, Table],
        *,
        version: str,
        model: str,
        warnings: Sequence[str] = (),
        given_cast: Sequence[CastEntry] = (),
    ) -> None:
        self.document = document
        self.version = version
        """The version of Fabula that read it."""
        self.model = model
        """The version of the model that read it."""
        self.warnings = tuple(warnings)
        self.given_cast = tuple(given_cast)
        """The cast that the reading was told to stick to, if any."""
        given = {name: getattr(document, name) for name in DOCUMENT_LAYERS} | dict(layers)
        self.layers: Mapping[str, Table] = {
            name: given[name] if name in given else Table.empty(layer) for name, layer in SCHEMA.items()
        }

    @property
    def text(self) -> str:
        """The Document's text, which every offset indexes."""
        return self.document.text

    @property
    def metadata(self) -> Metadata:
        """What the source says about itself."""
        return self.document.metadata

    @property
    def title(self) -> str:
        """The title that the source states; without one, the source's file name; may be empty."""
        return self.metadata.title or self.metadata.source_name

    @property
    def characters(self) -> Rows[Character]:
        """The cast, most important first."""
        return Rows(self, Character)

    @property
    def cast(self) -> list[CastEntry]:
        """The cast as entries to change and to read with again: `fabula.read(path, cast=entries)`."""
        return cast_of(self)

    @property
    def entities(self) -> Rows[Entity]:
        """Whoever and whatever is mentioned, in order of first mention."""
        return Rows(self, Entity)

    @property
    def mentions(self) -> Rows[Mention]:
        """Every mention, by start, then end."""
        return Rows(self, Mention)

    @property
    def quotes(self) -> Rows[Quote]:
        """Every quotation, in reading order."""
        return Rows(self, Quote)

    @property
    def utterances(self) -> Rows[Utterance]:
        """Every utterance, in the order in which they begin; one that narration interrupts is one."""
        return Rows(self, Utterance, range(len(self._by_utterance)))

    @property
    def conversations(self) -> Rows[Conversation]:
        """Every conversation, in order."""
        return Rows(self, Conversation)

    @property
    def chapters(self) -> Rows[Chapter]:
        """Every chapter, in order."""
        return Rows(self, Chapter)

    @property
    def paragraphs(self) -> Rows[Paragraph]:
        """Every paragraph, heading and scene break, in order."""
        return Rows(self, Paragraph)

    @property
    def sentences(self) -> Rows[Sentence]:
        """Every sentence, in order."""
        return Rows(self, Sentence)

    @property
    def tokens(self) -> Rows[Token]:
        """Every token, in order."""
        return Rows(self, Token)

    @property
    def events(self) -> Rows[Token]:
        """The tokens that name an event which the story asserts to have happened, in order."""
        return Rows(self, Token, np.flatnonzero(self.layers["tokens"]["event"]))

    @property
    def supersenses(self) -> Rows[Supersense]:
        """Every noun or verb, or expression of several words, that has a class of meaning, in order."""
        return Rows(self, Supersense)

    def character(self, name: str) -> Character | None:
        """The character whose name or alias `name` is, case apart; the most important if several share it."""
        wanted = name.casefold()
        for of_name in (lambda c: (c.name,), lambda c: c.aliases):
            for character in self.characters:
                if any(alias.casefold() == wanted for alias in of_name(character)):
                    return character
        return None

    def to_frame(self, layer: str, library: Library = "pandas", *, text: bool = False) -> Any:
        """A whole layer, by its name in `SCHEMA`, as a data frame; see `Rows.to_frame`. UsageError if there is none."""
        rows = self.layers[layer].rows if layer in self.layers else 0
        return layer_frame(self, layer, range(rows), library, text=text)

    def shown(self, start: int, end: int) -> str:
        """The text of `[start, end)` as a reader sees it: no mark-up, no hard wraps."""
        return self.document.shown(start, end)

    def chapter_at(self, offset: int) -> Chapter | None:
        """The innermost chapter that `offset` lies in."""
        table = self.layers["chapters"]
        inside = np.flatnonzero((table["start"] <= offset) & (offset < table["end"]))
        return Chapter(self, int(inside[-1])) if len(inside) else None

    def search(self, words: str, limit: int | None = 20) -> list[Found]:
        """The first `limit` paragraphs that hold all of `words`, as `fabula.store.search` finds them."""
        from fabula.store import search  # noqa: PLC0415 (to the right, like `save` below)

        return search(self, words, limit)

    def save(self, path: str | Path) -> Path:
        """Write the story to a .fabula file, replacing an older one whole or not at all; OutputError if it cannot."""
        from fabula.store import save  # noqa: PLC0415 (an import to the right: a method is what users expect)

        return save(self, Path(path))

    def __repr__(self) -> str:
        return (
            f"<Story {self.title!r}: {self.layers['tokens'].rows} tokens, "
            f"{len(self.characters)} characters, {len(self.quotes)} quotations>"
        )

    @cached_property
    def _by_character(self) -> dict[str, list[Array]]:
        """For mentions, quotes and aliases: the rows of each character, in order."""
        rows = self.layers["characters"].rows
        columns = (("mentions", "character"), ("quotes", "speaker"), ("aliases", "character"))
        return {layer: _grouped(self.layers[layer][column], rows) for layer, column in columns}

    @cached_property
    def _by_entity(self) -> dict[str, list[Array]]:
        """For mentions, members and groups: the rows, of mentions or members, of each entity, in order."""
        rows = self.layers["entities"].rows
        columns = (("mentions", "mentions", "entity"), ("members", "members", "group"), ("groups", "members", "member"))
        return {name: _grouped(self.layers[layer][column], rows) for name, layer, column in columns}

    @cached_property
    def _by_quote(self) -> list[Array]:
        """The rows of addressees of each quotation, likeliest first."""
        return _grouped(self.layers["addressees"]["quote"], self.layers["quotes"].rows)

    @cached_property
    def _by_utterance(self) -> list[Array]:
        """The rows of quotes of each utterance, in order."""
        utterance = self.layers["quotes"]["utterance"]
        return _grouped(utterance, int(utterance.max()) + 1 if len(utterance) else 0)

    @cached_property
    def _by_conversation(self) -> dict[str, list[Array]]:
        """For quotes and participants: the rows of each conversation, in order."""
        rows = self.layers["conversations"].rows
        return {name: _grouped(self.layers[name]["conversation"], rows) for name in ("quotes", "participants")}


def _grouped(owner: Array, owners: int) -> list[Array]:
    """The rows of each owner in a column of references, in order; those of none (-1) left out."""
    order = np.argsort(owner, kind="stable")
    edges = np.searchsorted(owner[order], np.arange(owners + 1))
    return [order[edges[i] : edges[i + 1]] for i in range(owners)]
