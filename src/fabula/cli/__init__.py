"""The command line: `main` runs a command and turns every outcome into an exit status and one line.

0: all went well. 2: bad usage, or an input that cannot be read (the others still are). 1: anything else.
Results go to standard output; messages, warnings and progress to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from fabula.cli.commands import fabula
from fabula.cli.printing import complain, speak_utf8, status_of

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments`, by default the program's own, and return the exit status."""
    speak_utf8()
    status = _run(arguments)
    try:
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            complain(error)
        # What is left in the buffer has nowhere to go: without this the interpreter complains at exit.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = status or 1
    return status


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return int(fabula.main(args=arguments, prog_name="fabula", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return 1
    except SystemExit as done:
        # So click ends when whoever reads our output has gone.
        return done.code if isinstance(done.code, int) else 1
    except Exception as error:  # a user sees one line, not a traceback
        complain(error)
        return status_of(error)
