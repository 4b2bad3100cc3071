"""Logs grow by appending; a large one is put aside when the demo starts."""

from __future__ import annotations

from pathlib import Path

LARGEST_BYTES = 10 * 2**20


def put_large_ones_aside(folder: Path) -> None:
    """Make the folder; rename each log over the limit to ``.old``, replacing the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGEST_BYTES:
            log.replace(log.with_suffix(".old"))
