"""The demo city in a database of its own: real people and real records, built as ``make demo`` builds them.

Only the largest tables are cut. Tests look at the city and leave it as it was: what they write is taken back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections

from portal.demo.city import people
from portal.demo.city.build import build_city
from portal.kernel import audit
from portal.store import terms

from .asking import Answer, everybody_asks

FOLDER = Path(__file__).resolve().parents[2] / "build" / "demo"
#: Where larger tables are cut.
ROWS = 20_000
NAME = "demo_city"


@contextmanager
def _at(database: str) -> Iterator[None]:
    """Everything inside reads and writes this database, and remembers nothing of the other."""
    own = connections["default"]
    other = connections.create_connection("default")
    other.settings_dict = {**own.settings_dict, "NAME": database}
    connections["default"] = other
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "_months_ready", set())
        _forget()
        try:
            yield
        finally:
            other.close()
            connections["default"] = own
            _forget()


def _forget() -> None:
    """Empty what a process keeps by the keys of a database's rows."""
    ContentType.objects.clear_cache()
    cache.clear()
    for kept in (terms._columns, people.unit_of, people.actor_of):
        kept.cache_clear()


def _make(database: str) -> None:
    """An empty database of this name with the portal's tables."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}"')
        cursor.execute(f'CREATE DATABASE "{database}"')
    with _at(database):
        call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def demo_city(
    archive_folder: Path,
    django_db_setup: None,
    django_db_blocker: Any,
) -> None:
    """The city is built once a run."""
    shutil.rmtree(FOLDER / "tables", ignore_errors=True)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DEMO_DIR", FOLDER, raising=False)
        patch.setattr(settings, "DEMO_EXTRA_DATA", FOLDER / "no-extra-data", raising=False)
        _make(NAME)
        with _at(NAME):
            build_city(rows_at_most=ROWS)


@pytest.fixture(scope="session")
def answers(demo_city: None, django_db_blocker: Any) -> dict[str, dict[str, Answer]]:
    """What everybody was answered at every address; what came of it is taken back."""
    with django_db_blocker.unblock(), _at(NAME), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "COUNTS_KEPT_SECONDS", 3600)
        return everybody_asks()
