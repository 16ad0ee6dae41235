"""The command line as a child that takes its time while it writes, so that kills fall there: for `kills` alone.

Run as a program it takes the project's folder, then the command's own arguments.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PAUSE = 0.02
LASTS = 12 * _PAUSE
"""About the seconds that one file takes."""


def _slowed(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        time.sleep(_PAUSE)
        made = function(*arguments, **named)
        time.sleep(_PAUSE)
        return made

    return call


def main() -> int:
    """Slow down what writes, then run the command."""
    sys.path.insert(0, sys.argv.pop(1))
    import fabula.model
    from fabula.cli import main as command
    from fabula.store import atomic, write
    from tests.encoders import light

    fabula.model.shipped = light
    for module, name in ((write, "_fill_blobs"), (write, "fill_index"), (write, "_fill_document"), (atomic, "_sync")):
        setattr(module, name, _slowed(getattr(module, name)))
    Path.replace = _slowed(Path.replace)
    return command()


if __name__ == "__main__":
    sys.exit(main())
