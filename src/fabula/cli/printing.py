"""Text for a terminal or a pipe: what a story holds is shown, never obeyed."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from fabula.errors import FabulaError, InputError, UsageError

# Control characters, lone surrogates, and the marks that reorder what is shown or stand for nothing.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LONGEST_CELL = 60


def speak_utf8() -> None:
    """Have the standard streams take any character, whatever the locale, and be there even where they are closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Started with the stream closed (`>&-`), or without a console: what is said goes nowhere.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def printable(text: str) -> str:
    """`text` with all that could drive a terminal or reorder a line written as an escape; line feeds and tabs stay."""
    return _UNSAFE.sub(_escape, text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", ""))


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def line(text: str) -> str:
    """`text` on one line, printable."""
    return " ".join(printable(text).split())


def path_line(path: Path) -> str:
    """A path on one line, printable, every space of it kept."""
    return printable(str(path)).replace("\n", "\\n").replace("\t", "\\t")


def cell(text: str) -> str:
    """`text` on one line, printable, cut where it is too long for a table."""
    text = line(text)
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def say(text: str = "") -> None:
    """Print a result; `text` must be printable."""
    click.echo(text)


def note(text: str) -> None:
    """Print a message on standard error."""
    click.echo(line(text), err=True)


def complain(error: BaseException | str, name: str = "") -> None:
    """Say in one line what went wrong."""
    if isinstance(error, str | FabulaError):
        note(f"error: {error}")
    elif isinstance(error, OSError):
        # Only two failures name no file: writing to a stream, and asking where we are in a folder that has gone.
        unnamed = "the current folder" if isinstance(error, FileNotFoundError) else "standard output"
        note(f"error: {error.filename or unnamed}: {error.strerror or error}")
    else:
        if os.environ.get("FABULA_DEBUG") == "1":
            click.echo("".join(traceback.format_exception(error)), err=True)
        where = f" in {name}" if name else ""
        note(
            f"internal error{where}: {type(error).__name__}: {error}. "
            "Please report it; FABULA_DEBUG=1 shows where it happened."
        )


def status_of(error: BaseException) -> int:
    """The exit status for what went wrong."""
    return 2 if isinstance(error, InputError | UsageError) else 1


def table(header: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """Print a table: fitted to a terminal, else as wide as it is. Columns of numbers stand right."""
    from rich.console import Console  # noqa: PLC0415 (takes longer to import than most commands run)
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    wide = None if sys.stdout.isatty() else 1_000_000
    console = Console(file=sys.stdout, width=wide, highlight=False, markup=False, emoji=False, soft_wrap=False)
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, name in enumerate(header):
        numeric = any(isinstance(row[number], int) for row in rows)
        shown.add_column(Text(name), justify="right" if numeric else "left", no_wrap=numeric, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(f"{value:,}" if isinstance(value, int) else value) for value in row))
    console.print(shown)
