"""The demo's tables, written once a run."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from portal.demo.archives import fetch
from portal.demo.tables import TABLES, Ground

ROOT = Path(__file__).resolve().parents[2]
EXTRA = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def ground(archive_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Tables are written anew in each run, so that no old file hides a change of its source."""
    extra = EXTRA if EXTRA.is_dir() else None
    return Ground(tmp_path_factory.mktemp("tables"), fetch(archive_folder), extra)


class Frames:
    """Tables as frames of text, written and read when they are first asked for."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.frames: dict[str, pl.DataFrame] = {}

    def __getitem__(self, key: str) -> pl.DataFrame:
        if not TABLES[key].is_available(self.ground):
            pytest.skip(f"{TABLES[key].extra_file} is not in {EXTRA}")
        if key not in self.frames:
            rows = pl.read_csv(TABLES[key].write(self.ground), infer_schema=False)
            self.frames[key] = rows.fill_null("")
        return self.frames[key]


@pytest.fixture(scope="session")
def frames(ground: Ground) -> Frames:
    return Frames(ground)
