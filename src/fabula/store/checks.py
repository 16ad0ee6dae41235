"""What must hold of a story's layers before they are written or trusted, and the checksum over them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np

from fabula.layers import SCHEMA, Array, Column, Table
from fabula.store.ddl import coded

_DISJOINT = ("paragraphs", "hidden", "origins", "sentences", "tokens", "supersenses")
"""Sorted, and no row starts before the one before it ends: binary search rests on it."""
_SORTED = ("chapters", "mentions", "quotes", "conversations")
"""Sorted by start; mentions by end too."""


def check_layers(text_length: int, layers: Mapping[str, Table]) -> None:
    """Raise ValueError, naming layer and column, where the layers contradict the schema, the text or one another."""
    for name, table in layers.items():
        for column in table.layer.columns:
            _check_column(table, column, layers)
        if "start" in table:
            _check_spans(table, text_length)
        if "first" in table:
            _check_reach(table, text_length)
        if "first_token" in table:
            _check_order(name, "token range", table["first_token"], table["end_token"])
            if table.rows and int(table["end_token"].max()) > layers["tokens"].rows:
                raise ValueError(f"layer {name}: a token range ends past the last token")
    _check_heads(layers["tokens"])
    chapters = layers["chapters"]
    _check_order("chapters", "body", chapters["start"], chapters["body_start"])
    _check_order("chapters", "body", chapters["body_start"], chapters["end"])
    _check_talk(layers)


def _check_column(table: Table, column: Column, layers: Mapping[str, Table]) -> None:
    values = table[column.name]
    if not table.rows or column.dtype in ("str", "bool"):
        return
    where = f"layer {table.layer.name}, column {column.name}"
    if column.dtype == "f4":
        in_unit = np.isfinite(values) & ((values >= 0) & (values <= 1) if column.unit == "0 to 1" else True)
        if not in_unit.all():
            raise ValueError(f"{where}: not a number {column.unit or 'that is finite'}")
        return
    low, high = int(values.min()), int(values.max())
    if column.dtype == "code" and not 0 <= low <= high < len(column.vocabulary):
        raise ValueError(f"{where}: a code without a word")
    if column.refers_to is not None:
        # A range of no tokens may stand after the last token.
        rows = layers[column.refers_to].rows + (column.name == "first_token")
        if not -1 <= low <= high < max(rows, 0):
            raise ValueError(f"{where}: refers to a row of {column.refers_to} that does not exist")


def _check_spans(table: Table, text_length: int) -> None:
    name, starts, ends = table.layer.name, table["start"], table["end"]
    _check_order(name, "span", starts, ends)
    if table.rows and (int(starts.min()) < 0 or int(ends.max()) > text_length):
        raise ValueError(f"layer {name}: a span lies outside the text")
    if name in _DISJOINT and (starts[1:] < ends[:-1]).any():
        raise ValueError(f"layer {name}: spans overlap or are not in order")
    if name in _SORTED and (starts[1:] < starts[:-1]).any():
        raise ValueError(f"layer {name}: rows are not in order")
    if name == "mentions" and ((starts[1:] == starts[:-1]) & (ends[1:] < ends[:-1])).any():
        raise ValueError(f"layer {name}: rows are not in order")


def _check_reach(table: Table, text_length: int) -> None:
    """Where something is first and last mentioned: inside the text, or nowhere."""
    name, first, last = table.layer.name, table["first"], table["last"]
    if ((first < 0) != (last < 0)).any() or (table["mentions"] < 0).any():
        raise ValueError(f"layer {name}: first and last contradict each other")
    _check_order(name, "reach", first, last)
    if table.rows and (int(first.min()) < -1 or int(last.min()) < -1 or int(last.max()) > text_length):
        raise ValueError(f"layer {name}: a mention lies outside the text")


def _check_heads(tokens: Table) -> None:
    dependents = np.flatnonzero(tokens["head"] >= 0)
    heads = tokens["head"][dependents]
    if (heads == dependents).any():
        raise ValueError("layer tokens, column head: a token is its own head")
    if (tokens["sentence"][heads] != tokens["sentence"][dependents]).any():
        raise ValueError("layer tokens, column head: the head of a token is in another sentence")


def _check_talk(layers: Mapping[str, Table]) -> None:
    """Addressees, conversations and who takes part: whole, in order, and as the quotations have them."""
    quotes, addressees, talks, parts = (
        layers[name] for name in ("quotes", "addressees", "conversations", "participants")
    )
    # Each number is an utterance's: views make a list of them.
    steps = np.diff(quotes["utterance"], prepend=0)
    if quotes["utterance"][:1].any() or ((steps < 0) | (steps > 1)).any():
        raise ValueError("layer quotes, column utterance: utterances are not counted from 0")
    for table, columns in ((addressees, ("quote", "character")), (parts, ("conversation", "character"))):
        name, (owner, who) = table.layer.name, columns
        if table.rows and (int(table[owner].min()) < 0 or int(table[who].min()) < 0):
            raise ValueError(f"layer {name}: a row of no one, or of nothing")
        if (table[owner][1:] < table[owner][:-1]).any():
            raise ValueError(f"layer {name}: rows are not in order")
    if (np.minimum(parts["quotes"], parts["heard"]) < 0).any():
        raise ValueError("layer participants: a count below 0")
    if ((talks["first_quote"] < 0) | (talks["first_quote"] >= talks["end_quote"])).any() or (
        talks["end_quote"] > quotes.rows
    ).any():
        raise ValueError("layer conversations: a range of quotations that is none")
    rows = np.flatnonzero(quotes["conversation"] >= 0)
    own = quotes["conversation"][rows]
    if ((rows < talks["first_quote"][own]) | (rows >= talks["end_quote"][own])).any():
        raise ValueError("layer quotes, column conversation: a quotation outside its conversation")


def _check_order(name: str, what: str, starts: Array, ends: Array) -> None:
    if (starts > ends).any():
        raise ValueError(f"layer {name}: a {what} ends before it starts")


def checksum(document: list[tuple[str, str | None, str]], layers: Mapping[str, Table]) -> str:
    """SHA-256, in hexadecimal, over the rows of `document` (less the checksum's own) and every column in order."""
    digest = hashlib.sha256()

    def add(text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)

    for key, name, value in document:
        add(key)
        add("" if name is None else "=" + name)
        add(value)
    for layer in SCHEMA.values():
        table = layers[layer.name]
        add(layer.name)
        digest.update(table.rows.to_bytes(8, "little"))
        for column in layer.columns:
            add(column.name)
            values = table[column.name]
            if column.dtype == "str":
                # As codes: a long text that many rows share, a few bytes in a file, must not cost minutes.
                values, texts = coded(values)
                digest.update(len(texts).to_bytes(8, "little"))
                for text in texts:
                    add(text)
            digest.update(np.ascontiguousarray(values).data)
    return digest.hexdigest()
