"""What every view is: a row number and the Story whose columns hold the row; and sequences of views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from fabula.layers import Array, Table
from fabula.story.frames import Library, layer_frame, utterance_frame

if TYPE_CHECKING:
    from fabula.story.story import Story

V = TypeVar("V", bound="View")


class View:
    """One row of one layer. Equal if of the same row of the same Story."""

    __slots__ = ("index", "story")
    LAYER = ""

    def __init__(self, story: Story, index: int) -> None:
        self.story = story
        self.index = index

    @property
    def _table(self) -> Table:
        return self.story.layers[self.LAYER]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.index == self.index and other.story is self.story

    def __hash__(self) -> int:
        return hash((self.LAYER, self.index, id(self.story)))


class Passage(View):
    """A view of a row that has a span."""

    __slots__ = ()

    @property
    def start(self) -> int:
        """Where it starts, in code points."""
        return int(self._table["start"][self.index])

    @property
    def end(self) -> int:
        """Where it ends, exclusive, in code points."""
        return int(self._table["end"][self.index])

    @property
    def text(self) -> str:
        """Its text as a reader sees it."""
        return self.story.shown(self.start, self.end)

    def __repr__(self) -> str:
        text = self.text
        return f"<{type(self).__name__} [{self.start}, {self.end}) {text if len(text) < 60 else text[:57] + '...'!r}>"


class Rows(Sequence[V], Generic[V]):
    """A sequence of views over a layer's rows, or over some of them; views are made on access."""

    __slots__ = ("_make", "_rows", "_story")

    def __init__(self, story: Story, make: Callable[[Story, int], V], rows: Array | range | None = None) -> None:
        self._story = story
        self._make = make
        self._rows = range(story.layers[make.LAYER].rows) if rows is None else rows  # type: ignore[attr-defined]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[V]: ...
    def __getitem__(self, index: int | slice) -> V | Rows[V]:
        if isinstance(index, slice):
            return Rows(self._story, self._make, self._rows[index])
        return self._make(self._story, int(self._rows[index]))

    def __iter__(self) -> Iterator[V]:
        for row in self._rows:
            yield self._make(self._story, int(row))

    def to_frame(self, library: Library = "pandas", *, text: bool = False) -> Any:
        """These rows as a `pandas.DataFrame`, or with `"polars"` as a `polars.DataFrame`.

        Columns are `id`, the row number, then the layer's in order. Codes are categories, references nullable integers
        with the name of whom they mean beside them; `text` adds the text of spans. UsageError if the library is not
        installed, naming the extra that brings it.
        """
        layer: str = self._make.LAYER  # type: ignore[attr-defined]
        if layer == "utterances":
            return utterance_frame(self._story, self._rows, library, text=text)
        return layer_frame(self._story, layer, self._rows, library, text=text)

    def __repr__(self) -> str:
        some = ", ".join(repr(view) for view in self[:3])
        return f"[{some}{', ...' if len(self) > 3 else ''}] ({len(self)})"
