"""The schema's own promises, and what a Table does with the values it is given."""

from __future__ import annotations

import numpy as np
import pytest

from fabula import layers
from fabula.layers import SCHEMA, TOKENS, Table
from tests.stories import story

COLUMNS = [column for layer in SCHEMA.values() for column in layer.columns]


def test_codes_fit_their_type() -> None:
    for column in COLUMNS:
        assert len(column.vocabulary) <= 128
        assert len(set(column.vocabulary)) == len(column.vocabulary)
        assert (column.dtype == "code") == bool(column.vocabulary)


def test_tag_sets_are_as_published() -> None:
    sizes = [len(words) for words in (layers.UPOS_TAGS, layers.XPOS_TAGS, layers.RELATIONS, layers.SUPERSENSES)]
    assert sizes == [17, 49, 51, 26 + 15]
    assert list(layers.UPOS_TAGS) == sorted(layers.UPOS_TAGS)
    assert {"``", "''", "-LRB-", "NFP", "PRP$"} <= set(layers.XPOS_TAGS)
    assert {"root", "nmod:poss", "acl:relcl"} <= set(layers.RELATIONS)
    assert sum(word.startswith("noun.") for word in layers.SUPERSENSES) == 26
    assert {"noun.Tops", "noun.person", "verb.stative"} <= set(layers.SUPERSENSES)


def test_references_are_to_layers_that_exist() -> None:
    assert {column.refers_to for column in COLUMNS} - {None} <= set(SCHEMA)


@pytest.mark.parametrize("given", [list, np.array, lambda values: np.array(values, dtype=object)])
def test_equal_texts_of_a_column_are_one_object(given: object) -> None:
    lemmas = given(["".join(("g", "o")), "be", "".join(("g", "o"))])  # type: ignore[operator]
    column = story("went is goes").layers["tokens"].with_columns(lemma=lemmas)["lemma"]
    assert column.tolist() == ["go", "be", "go"]
    assert column[0] is column[2]
    assert {type(value) for value in column} == {str}


def test_a_table_is_refused_that_does_not_fit_its_layer() -> None:
    columns = dict(Table.empty(TOKENS))
    with pytest.raises(ValueError, match="different lengths"):
        Table(TOKENS, {**columns, "lemma": ["go"]})
    with pytest.raises(ValueError, match="has columns"):
        Table(TOKENS, {"lemma": []})
    with pytest.raises(KeyError):
        Table(TOKENS, {**columns, "upos": ["VERBISH"]})
