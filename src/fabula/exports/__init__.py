"""A story in other programs' formats: one module per format, one table of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fabula.errors import UsageError
from fabula.exports import booknlp, csv_files, json_file, parquet, script
from fabula.exports.json_schema import schema
from fabula.exports.script_schema import script_schema
from fabula.store.atomic import make_folder
from fabula.story import Story

__all__ = ["Format", "export", "formats", "schema", "script_schema"]


@dataclass(frozen=True, slots=True)
class Format:
    """One export format: its name, what it is for, and the function that writes it."""

    name: str
    description: str
    write: Callable[[Story, Path, str], list[Path]]


_FORMATS = {
    format_.name: format_
    for format_ in (
        Format("booknlp", "BookNLP's files: .tokens .entities .quotes .supersense .book, and .txt", booknlp.write),
        Format("csv", "one .csv per layer, and the text as .txt", csv_files.write),
        Format("json", "everything in one .json, with a JSON Schema", json_file.write),
        Format("parquet", "one .parquet per layer, and the text as .txt; needs pyarrow", parquet.write),
        Format("script", "lines with the voice of each, below a cast: .script.json and .script.txt", script.write),
    )
}


def formats() -> list[Format]:
    """The formats there are, by name."""
    return list(_FORMATS.values())


def export(story: Story, to: str, out: str | Path, stem: str) -> list[Path]:
    """Write `story` into folder `out` in format `to`, in files called `stem` and more; return them in order.

    Every file is replaced whole or not at all. UsageError for a format that does not exist; OutputError for a file
    that cannot be written.
    """
    if to not in _FORMATS:
        raise UsageError(f"no export format {to!r}: choose from {', '.join(_FORMATS)}")
    return _FORMATS[to].write(story, make_folder(Path(out)), stem)
