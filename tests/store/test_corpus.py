"""Files that others collected to break readers: refused with a sentence, or loaded without loss."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from portal.settings import env
from portal.store import load, schema
from portal.store.preview import preview, proposed_columns
from portal.store.readers import Source

DATA = env.folder("DEMO_EXTRA_DATA", settings.ROOT.parent / "shared" / "data")
FOLDERS = ("frictionless_corpus", "qsv_fixtures", "encodings_duckdb", "derived_encoding_variants")
SECONDS = 10


def found() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((DATA / folder).rglob("*")) if path.is_file()]


@pytest.mark.skipif(not found(), reason=f"the corpora are not here (DEMO_EXTRA_DATA names {DATA})")
@pytest.mark.django_db
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_refused_with_a_sentence_or_loaded_whole(folder: str) -> None:
    files = [path for path in found() if DATA / folder in path.parents]
    loaded = [path for path in files if _is_loaded(path)]
    assert len(loaded) > len(files) / 3


def _is_loaded(path: Path) -> bool:
    """Preview, then load into a table of text items; false when the file is refused."""
    started = time.monotonic()
    refused: list[str] = []
    try:
        seen = preview(path)
        table = schema.create_table([schema.ColumnSpec(name=c.name) for c in proposed_columns(seen)])
        result = load.load(table, Source(path, seen.format), mode="replace")
    except ValidationError as refusal:
        refused = refusal.messages
    assert time.monotonic() - started < SECONDS, path
    if refused:
        assert all(refused), path
        return False
    assert result.rows_read == result.loaded + result.rejected, path
    assert result.version.rejects.values("record").distinct().count() == result.rejected, path
    return True
