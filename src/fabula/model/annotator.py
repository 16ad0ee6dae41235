"""The annotator: words in, their annotation out, window by window."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.layers import UPOS_TAGS, XPOS_TAGS
from fabula.model import decisions
from fabula.model.decisions import Spans
from fabula.model.lemmas import Lemmatizer
from fabula.model.pieces import Pieces
from fabula.model.priors import Priors
from fabula.model.processors import processors
from fabula.model.scores import Scorer, sigmoid
from fabula.model.weights import Labels, load
from fabula.model.windows import Window, windows

Array = npt.NDArray[Any]
_PUNCTUATION = UPOS_TAGS.index("PUNCT")
_AHEAD = 8
"""Windows under way per thread: results come in order, so one slow window must not stop the rest."""


@dataclass(frozen=True, slots=True)
class EntitySpans:
    """Mentions of LitBank's six categories, sorted by first word, then end; they may nest, never cross."""

    first: Array
    """int32 [m]: first word."""
    end: Array
    """int32 [m]: the word after the last."""
    category: Array
    """int8 [m]: a code of layers.ENTITY_CATEGORIES."""
    kind: Array
    """int8 [m]: a code of layers.MENTION_KINDS."""
    confidence: Array
    """float32 [m]: probability of the span with its category."""
    vectors: Array
    """float16 [m, 128]: what later steps know of the mention."""


@dataclass(frozen=True, slots=True)
class SenseSpans:
    """Supersenses, sorted, not overlapping."""

    first: Array
    """int32 [m]: first word."""
    end: Array
    """int32 [m]: the word after the last."""
    category: Array
    """int8 [m]: a code of layers.SUPERSENSES."""
    confidence: Array
    """float32 [m]: probability, the least of the span's words."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that is said of n words."""

    upos: Array
    """int8 [n]: codes of layers.UPOS_TAGS."""
    xpos: Array
    """int8 [n]: codes of layers.XPOS_TAGS."""
    features: Array
    """object [n]: UD features, empty for none."""
    lemmas: Array
    """object [n]: str."""
    heads: Array
    """int32 [n]: the word that each depends on; -1 for the root of a sentence."""
    relations: Array
    """int8 [n]: codes of layers.RELATIONS."""
    events: Array
    """float32 [n]: probability that the word names a realis event."""
    event: Array
    """bool [n]: whether it does, more likely than not."""
    entities: EntitySpans
    senses: SenseSpans


@dataclass(slots=True)
class _Part:
    """What one window gives for its own words, by number in the document."""

    window: Window
    columns: tuple[Array, ...]
    lemmas: list[str]
    entities: Spans
    vectors: Array
    senses: Spans


@cache
def shipped() -> Annotator:
    """The annotator with the shipped weights, loaded once a process."""
    return Annotator()


class Annotator:
    """The shipped model, loaded once. Results do not depend on `threads`, nor on the paragraphs around a paragraph."""

    def __init__(
        self, *, threads: int | None = None, scorer: Scorer | None = None, pieces: Pieces | None = None,
        labels: Labels | None = None,
    ) -> None:  # fmt: skip
        """ModelError if the weights are missing or damaged. `scorer`, `pieces`, `labels`: of another model, all."""
        if scorer is None or pieces is None or labels is None:
            scorer, pieces, labels = load()
        self._score, self._pieces, self._labels = scorer, pieces, labels
        self._threads = threads or processors()
        self._lemmatizer = Lemmatizer(labels.edits, labels.lexicon)
        self._priors = Priors(labels.sense_counts)

    def annotate(
        self,
        words: Sequence[str],
        sentence_first: Sequence[int] | Array,
        paragraph_first: Sequence[int] | Array,
        progress: Callable[[float], None] | None = None,
        mentions: Sequence[tuple[int, int]] | None = None,
    ) -> Annotation:
        """Annotate a text's words. Both lists of bounds give the words that open one, then the number of words.

        `progress` is called with the share of the work done, 0 to 1. `mentions`: take these spans of words
        [first, end), sorted, for the mentions; their categories and kinds are found. Memory beside the result does not
        grow with the text: no vector of a word outlives its window.
        """
        bounds = sorted({*map(int, sentence_first), *map(int, paragraph_first)})
        if bounds and (bounds[0] < 0 or bounds[-1] > len(words)):
            raise ValueError(f"bounds up to {bounds[-1]} for {len(words)} words")
        if words:
            bounds = sorted({0, *bounds, len(words)})
        sizes = [len(self._pieces.of(word)) for word in words]
        made = _Columns(len(words), self._labels)
        opens = np.zeros(len(words) + 1, dtype=bool)
        opens[bounds] = True
        done = 0
        planned = windows(sizes, bounds, [*paragraph_first, len(words)])
        for part in self._parts(words, opens, planned, mentions):
            made.take(part)
            if progress and part.window.end - done >= 500:
                done = part.window.end
                progress(done / len(words))
        return made.annotation()

    def _parts(
        self, words: Sequence[str], opens: Array, planned: Iterator[Window],
        mentions: Sequence[tuple[int, int]] | None,
    ) -> Iterator[_Part]:  # fmt: skip
        if self._threads == 1:
            yield from (self._part(words, opens, window, mentions) for window in planned)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: deque[Any] = deque()
            for window in planned:
                waiting.append(pool.submit(self._part, words, opens, window, mentions))
                if len(waiting) >= _AHEAD * self._threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _part(
        self, words: Sequence[str], opens: Array, window: Window, mentions: Sequence[tuple[int, int]] | None
    ) -> _Part:
        low, high = window.seen_first, window.seen_end
        laid = self._pieces.lay(words[low:high])
        scores = self._score(*(np.array(numbers, dtype=np.int64) for numbers in laid))
        own = slice(window.first - low, window.end - low)
        edges = [int(edge) for edge in np.flatnonzero(opens[low:high])]
        edges = sorted({own.start, own.stop, *(edge for edge in edges if own.start < edge < own.stop)})
        sentences = list(pairwise(edges))
        heads, relations = decisions.trees(
            scores, self._labels.relation_weights, self._labels.root_relation, [*_before(own.start), *sentences]
        )
        upos = scores.upos.argmax(1)
        if mentions is None:
            entities = decisions.entities(scores, len(self._labels.categories), sentences)
            entities = decisions.phrases(entities, heads, upos == _PUNCTUATION)
        else:
            begun = mentions[bisect_left(mentions, (window.first, 0)) : bisect_left(mentions, (window.end, 0))]
            spans = [(first - low, min(end, high) - low) for first, end in begun]
            entities = decisions.given_entities(scores, len(self._labels.categories), spans)
        vectors = np.concatenate([scores.span_starts[entities.first], scores.span_ends[entities.end - 1]], axis=1)
        tags = scores.xpos[own].argmax(1)
        names = [XPOS_TAGS[tag] for tag in tags.tolist()]
        lemmas = self._lemmatizer.lemmas(words[window.first : window.end], names, scores.edits[own])
        priors = [self._priors.of(lemma, tag) for lemma, tag in zip(lemmas, names, strict=True)]
        senses = decisions.senses(scores, sentences, priors)
        found = _moved(entities, low)
        if mentions is not None:  # the end of one may lie beyond what the window sees
            found = replace(found, end=np.array([end for _, end in begun], dtype=np.int64))
        columns = (
            upos[own], tags, scores.features[own].argmax(1),
            np.where(heads[own] >= 0, heads[own] + low, -1), relations[own], sigmoid(scores.events[own]),
        )  # fmt: skip
        return _Part(window, columns, lemmas, found, vectors, _moved(senses, low))


def _before(start: int) -> list[tuple[int, int]]:
    """The words that a window only looks at, as if one sentence: their trees are other windows' business."""
    return [(word, word + 1) for word in range(start)]


def _moved(spans: Spans, by: int) -> Spans:
    return Spans(spans.first + by, spans.end + by, spans.label, spans.second, spans.confidence)


class _Columns:
    """Collects what windows give."""

    def __init__(self, count: int, labels: Labels) -> None:
        self.labels = labels
        dtypes = ("i1", "i1", "i2", "<i4", "i1", "<f4")
        self.columns = [np.zeros(count, dtype=dtype) for dtype in dtypes]
        self.lemmas = np.empty(count, dtype=object)
        self.entities: list[tuple[Spans, Array]] = []
        self.senses: list[Spans] = []
        self.stretch_root = -1

    def take(self, part: _Part) -> None:
        """Put one window's results in their places. Windows come in order."""
        window = part.window
        for column, values in zip(self.columns, part.columns, strict=True):
            column[window.first : window.end] = values
        self.lemmas[window.first : window.end] = part.lemmas
        self._join_stretches(window)
        if len(part.entities.first):
            self.entities.append((part.entities, part.vectors.astype(np.float16)))
        if len(part.senses.first):
            self.senses.append(part.senses)

    def _join_stretches(self, window: Window) -> None:
        """A sentence too long for a window is read in stretches: the root of each later one hangs on the first's."""
        if window.whole:
            self.stretch_root = -1
            return
        heads, relations = self.columns[3], self.columns[4]
        root = window.first + int(np.flatnonzero(heads[window.first : window.end] < 0)[0])
        if window.seen_first < window.first and self.stretch_root >= 0:
            heads[root], relations[root] = self.stretch_root, self.labels.joining_relation
        else:
            self.stretch_root = root

    def annotation(self) -> Annotation:
        """All of it."""
        upos, xpos, features, heads, relations, events = self.columns
        return Annotation(
            upos, xpos, np.array(self.labels.features, dtype=object)[features], self.lemmas, heads, relations, events,
            events > 0.5, self._entity_spans(), self._sense_spans(),
        )  # fmt: skip

    def _entity_spans(self) -> EntitySpans:
        first, end, category, kind, confidence = _joined([spans for spans, _ in self.entities])
        vectors = np.concatenate([v for _, v in self.entities]) if self.entities else np.zeros((0, 128), np.float16)
        order = np.lexsort((end, first))
        return EntitySpans(*(column[order] for column in (first, end, category, kind, confidence, vectors)))

    def _sense_spans(self) -> SenseSpans:
        first, end, category, _, confidence = _joined(self.senses)
        return SenseSpans(first, end, category, confidence)


def _joined(spans: list[Spans]) -> tuple[Array, ...]:
    names = (("first", "<i4"), ("end", "<i4"), ("label", "i1"), ("second", "i1"), ("confidence", "<f4"))
    return tuple(
        np.concatenate([getattr(each, name) for each in spans]).astype(dtype) if spans else np.zeros(0, dtype=dtype)
        for name, dtype in names
    )
