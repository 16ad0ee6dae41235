"""What the linker is told of each mention: its facts as numbers."""

from __future__ import annotations

import numpy as np

from fabula.layers import ENTITY_CATEGORIES, RELATIONS
from fabula.people.mention_facts import DETERMINERS, FORMS, NUMBERS, PRONOUN_CLASSES, Array, Facts

_GENDERS = 5
_SIZES = (3, len(ENTITY_CATEGORIES), len(PRONOUN_CLASSES), len(FORMS), len(DETERMINERS), _GENDERS, len(NUMBERS))
_FLAGS = 10
INPUTS = sum(_SIZES) + len(RELATIONS) + 1 + _FLAGS


def mention_inputs(facts: Facts) -> Array:
    """float32 [m, INPUTS]."""
    f = facts
    count = len(f)
    columns = (f.kind, f.category, f.pronoun, f.form, f.determiner, f.gender, f.number)
    parts = [np.eye(size, dtype=np.float32)[column] for size, column in zip(_SIZES, columns, strict=True)]
    parts.append(np.eye(len(RELATIONS) + 1, dtype=np.float32)[np.where(f.parent < 0, len(RELATIONS), f.relation)])
    before = np.arange(count) - 1
    flags = [
        f.quote >= 0, f.found >= 0, f.tagged >= 0, f.ruled >= 0, f.speaker >= 0,
        _changes(f.paragraph), _changes(f.sentence), _changes(f.quote),
        np.minimum(np.log1p(f.end - f.first), 4.0) / 4.0,
        np.minimum(np.log1p(f.first - np.where(before >= 0, f.first[before], 0)), 6.0) / 6.0,
    ]  # fmt: skip
    return np.concatenate([*parts, np.stack(flags, axis=1).astype(np.float32)], axis=1)


def _changes(column: Array) -> Array:
    return np.concatenate([np.ones(min(1, len(column)), dtype=bool), column[1:] != column[:-1]])
