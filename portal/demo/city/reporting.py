"""What the builder says while it works: lines on a terminal, and the progress of loads."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from portal.kernel import jobs

Say = Callable[[str], None]


class Terminal:
    """Prints steps, and redraws the line of a load at most five times a second where somebody watches."""

    def __init__(self, out: TextIO = sys.stdout) -> None:
        self.out = out
        self.watched = out.isatty()
        self.last = 0.0

    def say(self, text: str) -> None:
        """One line."""
        self.out.write(f"  {text}\n")
        self.out.flush()

    def progress(self, name: str, run: jobs.Run) -> None:
        """The line of a running load."""
        if not self.watched or time.monotonic() - self.last < 0.2:
            return
        self.last = time.monotonic()
        share = f"{run.done / run.total:4.0%}" if run.total else "    "
        self.out.write(f"\r    {share} {run.done:>9,} {run.unit}  {name[:40]}\x1b[K")
        self.out.flush()

    def clear(self) -> None:
        """Leave the progress line behind."""
        if self.watched:
            self.out.write("\r\x1b[K")


@contextmanager
def watched_loads(terminal: Terminal, name: str) -> Iterator[None]:
    """Show the progress of the jobs that run inline inside the block."""
    report = jobs.Run.progress

    def progress(run: jobs.Run, done: int, total: int | None = None, unit: str = "") -> None:
        report(run, done, total, unit)
        terminal.progress(name, run)

    jobs.Run.progress = progress  # type: ignore[method-assign]
    try:
        yield
    finally:
        jobs.Run.progress = report  # type: ignore[method-assign]
        terminal.clear()
