"""Whether the collected static files are still those of this source tree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from .options import ROOT


class StaticStamp:
    """A fingerprint of everything that is collected, kept beside what was collected from it."""

    def __init__(self, folder: Path) -> None:
        self._collected = folder / "static"
        self._kept = folder / "static.stamp"

    def is_fresh(self) -> bool:
        """True if nothing changed since the last collection."""
        return (
            (self._collected / "staticfiles.json").is_file()
            and self._kept.is_file()
            and self._kept.read_text() == fingerprint()
        )

    def keep(self) -> None:
        """Remember that the present files were collected."""
        self._kept.write_text(fingerprint())


def fingerprint(root: Path = ROOT) -> str:
    """A hash over the names, sizes and times of the project's static files, and over the locked libraries."""
    seen = hashlib.sha256()
    for path in sorted(_sources(root)):
        status = path.stat()
        seen.update(f"{path.relative_to(root)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    yield from root.glob("requirements*.lock")
    yield from (root / "portal" / "settings").glob("*.py")
    for pattern in ("*/static/**/*", "portal/*/static/**/*"):
        yield from (path for path in root.glob(pattern) if path.is_file())
