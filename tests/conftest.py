"""What every test stands on: no network beyond this machine, a database that is soon as before, Chinese."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from . import emptying

#: People, records and doors that every chapter's tests share.
pytest_plugins = [
    "tests.people",
    "tests.doors",
    "tests.open_data",
    "tests.objections",
    "tests.demands",
    "tests.described",
    "tests.returning",
    "tests.workers",
    "tests.chromium",
    "tests.archives",
]

_connect = socket.socket.connect


class NetworkForbidden(RuntimeError):
    """A test tried to reach another machine."""


def _connect_on_this_machine(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
        raise NetworkForbidden(f"Tests stay on this machine, but this one called {address[0]}:{address[1]}.")
    _connect(self, address)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def _ground() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_on_this_machine)
        patch.setattr(DatabaseOperations, "execute_sql_flush", emptying.empty)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_words: None)  # the seeds are back already
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep what migrations seeded; before the database is dropped, end what killed workers left connected."""
    with django_db_blocker.unblock():
        emptying.keep_seeds()
    yield
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)
