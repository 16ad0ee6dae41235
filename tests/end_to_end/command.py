"""The command line as a user runs it, and the files that it is given."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

FABULA = [sys.executable, "-c", "import sys; from fabula.cli import main; sys.exit(main())"]
LIGHT = [
    sys.executable,
    "-c",
    "import sys; sys.path.insert(0, sys.argv.pop(1)); import fabula.model; from tests.encoders import light; "
    "fabula.model.shipped = light; from fabula.cli import main; sys.exit(main())",
    str(Path(__file__).parents[2]),
]
"""The same with an encoder that takes no time."""
STORY = """Chapter One

"Where is the boat?" said Anne.

"Gone," said Captain Morrow. "The tide took it."

She looked at him. "All of it?"
"""
_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="b/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
Members = Mapping[str, str | bytes | None]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def fabula(
    *arguments: str | Path, cwd: Path, command: Sequence[str] = FABULA, **more: Any
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder and wait for it."""
    pipes = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    given: dict[str, Any] = {"stdin": subprocess.DEVNULL, **pipes, "timeout": 300} | more
    return subprocess.run([*command, *map(str, arguments)], cwd=cwd, check=False, encoding="utf-8", **given)


def start(*arguments: str | Path, cwd: Path) -> subprocess.Popen[str]:
    """Start the command in a folder."""
    return subprocess.Popen(
        [*FABULA, *map(str, arguments)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def page(body: str = "<p>“Hello,” said Anne.</p><p>“Go,” said Tom.</p>", doctype: str = "<!DOCTYPE html>") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>x</title></head><body>{body}</body></html>"
    )


def package(*hrefs: str, doctype: str = "", title: str = "T") -> str:
    items = "".join(
        f'<item id="i{i}" href="{href}" media-type="application/xhtml+xml"/>' for i, href in enumerate(hrefs)
    )
    spine = "".join(f'<itemref idref="i{i}"/>' for i in range(len(hrefs)))
    return (
        f'<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )


def archive(members: Members) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in members.items():
            if content is not None:
                file.writestr(name, content)
    return data.getvalue()


def epub(changed: Members | None = None) -> bytes:
    """An EPUB of one page; `changed` are members put in, put in another's place, or (None) left out."""
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "b/c.opf": package("p.xhtml"),
            "b/p.xhtml": page(),
            **(changed or {}),
        }
    )


def docx(change: Callable[[bytes], bytes], member: str = "word/document.xml") -> bytes:
    """The example DOCX with one member changed."""
    source = Path(__file__).parents[2] / "examples" / "the-understudy.docx"
    with zipfile.ZipFile(source) as file:
        members = {name: file.read(name) for name in file.namelist()}
    return archive(members | {member: change(members.get(member, b""))})
