"""Plain text files: bytes to text, then `plain`."""

from __future__ import annotations

from dataclasses import replace

from fabula.document import Document, Metadata
from fabula.sources.encodings import decode
from fabula.sources.plain import read_plain


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of a text file. Raises EncodingError, BinaryInput, EmptyInput."""
    text, encoding = decode(data, name)
    return read_plain(text, replace(metadata, encoding=encoding), name)
