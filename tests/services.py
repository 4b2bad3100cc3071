"""A pytest plugin: PostgreSQL and a broker for this run, started before Django's settings are read.

Where several processes share a run (pytest-xdist), they share the server, each with a database of its own;
each has its own broker, since the queues have the same names.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.demo.servers import broker, postgres, roles
from portal.demo.supervisor import messages


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start what the environment does not name, and stop it when the run is over."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop would forbid every query
    messages.compile_stale()
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    early_config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    if not os.environ.get("DATABASE_URL"):
        _start_postgres(early_config, folder)
    if not os.environ.get("BROKER_URL") or "PYTEST_XDIST_WORKER" in os.environ:
        server = broker.start(folder / "broker", log=folder / "broker.log", durable=False)
        early_config.add_cleanup(server.child.stop)
        os.environ["BROKER_URL"] = server.url
    return (yield)


def _start_postgres(config: pytest.Config, folder: Path) -> None:
    folder.chmod(0o711)
    options = postgres.FAST_AND_LOSSY | {"max_connections": "200"}
    server = postgres.start(folder / "postgres", log=folder / "postgres.log", options=options)
    config.add_cleanup(lambda: shutil.rmtree(server.placement.folder, ignore_errors=True))
    config.add_cleanup(server.child.stop)
    url = roles.make_database(server.url(), "portal")
    roles.make_app_role(url)
    os.environ["DATABASE_URL"] = url
    os.environ["APP_ROLE"] = roles.APP
