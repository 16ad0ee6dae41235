"""Trees written by hand: one word a line, `form|UPOS|XPOS|relation|head`, heads counted from 1, 0 for the root."""

from __future__ import annotations

import numpy as np

from fabula.layers import RELATIONS, TOKENS, UPOS_TAGS, XPOS_TAGS, Table


def tokens(*words: str, lemmas: dict[str, str] | None = None, features: dict[str, str] | None = None) -> Table:
    """The `tokens` of one sentence; a word's lemma is its form in lower case unless given."""
    rows = [word.split("|") for word in words]
    forms = [row[0] for row in rows]
    ends = np.cumsum([len(form) + 1 for form in forms])
    count = len(rows)
    return Table(
        TOKENS,
        {
            "start": np.array([end - 1 - len(form) for end, form in zip(ends, forms, strict=True)]),
            "end": ends - 1, "paragraph": np.zeros(count), "sentence": np.zeros(count),
            "lemma": [(lemmas or {}).get(form, form.lower()) for form in forms],
            "upos": [UPOS_TAGS.index(row[1]) for row in rows], "xpos": [XPOS_TAGS.index(row[2]) for row in rows],
            "features": [(features or {}).get(form, "") for form in forms],
            "head": [int(row[4]) - 1 for row in rows], "relation": [RELATIONS.index(row[3]) for row in rows],
            "event": np.zeros(count, dtype=bool), "event_confidence": np.zeros(count),
        },
    )  # fmt: skip
