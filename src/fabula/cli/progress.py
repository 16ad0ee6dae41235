"""A progress bar on standard error: only on a terminal, and only once work takes longer than a second."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from fabula.cli.printing import cell

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds of work before the bar shows."""


class Bar(AbstractContextManager["Bar"]):
    """Call it with a step's name and the share done, 0 to 1, as `fabula.reading` does."""

    def __init__(self, name: str, *, quiet: bool) -> None:
        self._name = cell(name)
        self._shown = not quiet and sys.stderr.isatty()
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, step: str, done: float) -> None:
        if not self._shown or time.monotonic() - self._began < PATIENCE:
            return
        if self._progress is None:
            self._start()
        assert self._progress is not None
        assert self._task is not None
        self._progress.update(self._task, completed=min(max(done, 0.0), 1.0), description=f"{self._name}: {step}")

    def _start(self) -> None:
        from rich.console import Console  # noqa: PLC0415 (not needed by work that is soon done)
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task(self._name, total=1.0)
        self._progress.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()
