"""Make the golden files of the exports anew: `python -m tests.exports.make_golden`.

The story is read once and that is kept, so that the exports of it depend on nothing but the exports; with `--keep` it
is not read again.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import fabula
from fabula.exports import export, formats
from fabula.story import Story

FOLDER = Path(__file__).parent / "golden"
STEM = "the-weir"
KEPT = FOLDER / f"{STEM}.reading"
"""A .fabula file; files that end so are not kept under version control."""
COMMAND = "python -m tests.exports.make_golden"


def exported(story: Story, name: str, out: Path) -> dict[str, bytes]:
    """What an export writes, by file name; of Parquet files, whose bytes change with pyarrow, what is in them."""
    paths = export(story, name, out, STEM)
    if name == "parquet":
        described = "\n".join(map(described_parquet, (path for path in paths if path.suffix == ".parquet")))
        return {f"{STEM}.parquet.schema": described.encode()}
    return {path.name: path.read_bytes() for path in paths}


def described_parquet(path: Path) -> str:
    """The columns of a Parquet file, a line for each, with type and metadata."""
    from pyarrow import parquet

    schema = parquet.read_schema(path)
    lines = [f"{path.name}: {schema.metadata[b'layer'].decode()}"]
    for field in schema:
        known = [f"{key.decode()}: {value.decode()}" for key, value in sorted((field.metadata or {}).items())]
        lines.append("  " + "; ".join([f"{field.name} {field.type}", *known]))
    return "\n".join(lines) + "\n"


def make(*, read: bool) -> None:
    """Write all golden files, the story's reading too if asked."""
    if read or not KEPT.exists():
        fabula.read(FOLDER / f"{STEM}.md").save(KEPT)
    story = fabula.open(KEPT)
    for format_ in formats():
        target = FOLDER / format_.name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        with tempfile.TemporaryDirectory() as folder:
            for name, data in exported(story, format_.name, Path(folder)).items():
                (target / name).write_bytes(data)


if __name__ == "__main__":
    make(read="--keep" not in sys.argv)
