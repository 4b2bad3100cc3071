"""The demo's archives of real data, fetched once into ``build``."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.demo.archives import ArchiveError, fetch

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def archive_folder() -> Path:
    """A cache between runs, with every pinned archive in it."""
    folder = ROOT / "build" / "demo" / "archives"
    try:
        fetch(folder)
    except ArchiveError as refusal:
        if "network" not in str(refusal):
            raise
        pytest.skip(f"The data archives could not be fetched: {refusal}")
    return folder
