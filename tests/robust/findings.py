"""What must hold of everything that comes out of a parser: the schema, ways back to the source, the text steps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields

import numpy as np

from fabula.document import Document, Metadata
from fabula.layers import DOCUMENT_LAYERS, SCHEMA, SENTENCES, TOKENS, Table
from fabula.store.checks import check_layers
from fabula.text.chapters import chapters
from fabula.text.language import language_warning
from fabula.text.quotations import quotations
from fabula.text.sentences import sentences
from fabula.text.tokens import tokenize


def check_document(document: Document) -> str:
    """A digest of a Document and of what the text steps make of it; AssertionError, ValueError where that is wrong."""
    words = tokenize(document)
    found, of_token = sentences(document, words)
    spans = quotations(document, words)
    layers = {name: Table.empty(layer) for name, layer in SCHEMA.items()}
    layers |= {name: getattr(document, name) for name in DOCUMENT_LAYERS}
    layers |= {"tokens": _tokens(words, of_token), "sentences": found, "chapters": chapters(document)}
    check_layers(len(document.text), layers)
    _check_text(document)
    _check_words(document, words, found, of_token)
    _check_origins(document)
    ranges = spans["first_token"], spans["end_token"], spans["start"], spans["end"]
    assert (ranges[0] < ranges[1]).all(), "a quotation of no words"
    assert (ranges[1] <= len(words)).all(), "a quotation past the last word"
    assert (ranges[2][1:] >= ranges[3][:-1]).all(), "quotations overlap"
    language_warning(document, words)
    digest = hashlib.sha256()
    for part in _parts(document, {**layers, "spans": spans}):
        digest.update(part)
    return digest.hexdigest()


def _tokens(words: object, of_token: np.ndarray) -> Table:
    given = {column.name: np.zeros(len(of_token), dtype=column.numpy_dtype) for column in TOKENS.columns}
    given |= {name: getattr(words, name) for name in ("start", "end", "paragraph")}
    given |= {name: [""] * len(of_token) for name in ("lemma", "features")}
    return Table(TOKENS, given | {"sentence": of_token, "head": np.full(len(of_token), -1)})


def _check_text(document: Document) -> None:
    assert document.text.strip(), "a Document of nothing"
    visible = document.visible
    assert len(visible.offsets) == len(visible.text) + 1, "offsets for another text"
    assert (np.diff(visible.offsets) >= 0).all(), "visible offsets out of order"
    assert document.shown(0, len(document.text)) == visible.text, "two views of one text differ"
    for field in fields(Metadata):
        value = getattr(document.metadata, field.name)
        assert isinstance(value, str | tuple), field.name
        assert all(isinstance(each, str | tuple) for each in value), field.name
    kinds = document.paragraphs["kind"]
    assert (kinds >= 0).all(), "a paragraph of no kind"


def _check_words(document: Document, words: object, found: Table, of_token: np.ndarray) -> None:
    starts, ends, rows = words.start, words.end, words.paragraph
    assert (starts < ends).all(), "an empty token"
    assert all(text and not text.isspace() for text in words.texts), "a token of nothing"
    paragraphs = document.paragraphs
    assert (starts >= paragraphs["start"][rows]).all(), "a token before its paragraph"
    assert (ends <= paragraphs["end"][rows]).all(), "a token past its paragraph"
    assert (np.diff(of_token) >= 0).all(), "sentences of tokens out of order"
    assert found.layer is SENTENCES
    assert (found["first_token"] < found["end_token"]).all(), "a sentence of no words"
    hidden = document.hidden
    at = np.searchsorted(hidden["end"], starts, side="right")
    inside = at < hidden.rows
    assert (hidden["start"][at[inside]] > starts[inside]).all(), "a token begins in hidden text"


def _check_origins(document: Document) -> None:
    """Some runs lead back to where they came from."""
    origins = document.origins
    for row in range(0, origins.rows, max(7, origins.rows // 30)):
        start = int(origins["start"][row])
        (span, *_) = document.to_source(start, start + 1)
        assert document.from_source(span.member, span.path, span.start) is not None, "no way back from the source"


def _parts(document: Document, layers: dict[str, Table]) -> Iterator[bytes]:
    yield document.text.encode("utf-8", "surrogatepass")
    yield repr((document.metadata, document.warnings)).encode("utf-8", "surrogatepass")
    for name, table in layers.items():
        yield name.encode()
        for column, values in table.items():
            yield column.encode()
            yield repr(values.tolist()).encode() if values.dtype == object else values.tobytes()
