"""Words and punctuation: the visible text split into tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.document import Document

Int = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a document while it is being read.

    texts: each token as shown (hidden characters left out), list of str.
    start, end: document offsets, int32, code points, half-open.
    paragraph: row of the paragraphs layer, int32, never falling.
    paragraph_first: first token of each paragraph, int32, one entry more than there are paragraphs, so that paragraph
    p holds tokens [paragraph_first[p], paragraph_first[p + 1]).
    space_before: whether white space (or a wrap) stands between the token before it and this one, bool.
    """

    texts: list[str]
    start: Int
    end: Int
    paragraph: Int
    paragraph_first: Int
    space_before: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.texts)


def tokenize(document: Document) -> Words:
    """Split a document's visible text into tokens."""
    raise NotImplementedError
