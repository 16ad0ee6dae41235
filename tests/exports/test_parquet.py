"""The Parquet export read back: the rows of the layers, and what each column is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from fabula.errors import UsageError
from fabula.exports import export
from fabula.exports.plain import TEXT_LAYERS, about, column_values, document_rows, layer_texts
from fabula.layers import SCHEMA
from tests.stories import ferry, story

parquet = pytest.importorskip("pyarrow.parquet")


def test_files(tmp_path: Path) -> None:
    names = [path.name for path in export(ferry(), "parquet", tmp_path / "new", "a.b")]
    assert names == ["a.b.txt", "a.b.document.parquet", *(f"a.b.{layer}.parquet" for layer in SCHEMA)]


@pytest.mark.parametrize("layer", SCHEMA)
def test_rows_and_descriptions(tmp_path: Path, layer: str) -> None:
    read = ferry()
    export(read, "parquet", tmp_path, "x")
    path = tmp_path / f"x.{layer}.parquet"
    table, schema = parquet.read_table(path), parquet.read_schema(path)
    assert table.column("id").to_pylist() == list(range(read.layers[layer].rows))
    for column in SCHEMA[layer].columns:
        found = table.column(column.name).to_pylist()
        expected = column_values(read.layers[layer], column.name)
        assert found == (pytest.approx(expected) if column.dtype == "f4" else expected)
        described = {key.decode(): value.decode() for key, value in schema.field(column.name).metadata.items()}
        told = {"meaning": column.meaning, "unit": column.unit, "refers_to": column.refers_to or ""}
        assert described == {key: value for key, value in told.items() if value}
    if layer in TEXT_LAYERS:
        assert table.column("text").to_pylist() == layer_texts(read, layer)
    assert schema.metadata[b"layer"].decode() == SCHEMA[layer].meaning
    assert json.loads(schema.metadata[b"fabula"]) == about(read)


def test_document(tmp_path: Path) -> None:
    read = ferry()
    export(read, "parquet", tmp_path, "x")
    rows = parquet.read_table(tmp_path / "x.document.parquet").to_pylist()
    assert [(row["key"], row["name"], row["value"]) for row in rows] == [
        (key, name, str(value)) for key, name, value in document_rows(read)
    ]


def test_an_empty_story(tmp_path: Path) -> None:
    export(story("x"), "parquet", tmp_path, "x")
    assert parquet.read_table(tmp_path / "x.quotes.parquet").num_rows == 0


def test_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pyarrow is not installed.*pip install 'fabula\[parquet\]'"):
        export(ferry(), "parquet", tmp_path, "x")
    assert not list(tmp_path.iterdir())
