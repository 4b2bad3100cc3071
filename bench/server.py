"""The embedded PostgreSQL for one run, and the plain statements that the store is measured against."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from portal.demo.servers import binaries, postgres, roles

#: Ordinary, durable settings; a larger log so that no checkpoint falls into one side's time.
OPTIONS = {"shared_buffers": "512MB", "max_wal_size": "8GB", "checkpoint_timeout": "30min"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one run takes place: the database's address, a folder for files, the key of its sessions."""

    url: str
    folder: Path
    key: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    @property
    def statement(self) -> Path:
        """The file that holds what the bare view sends."""
        return self.folder / "statement.sql"

    @property
    def environment(self) -> dict[str, str]:
        """For every process of the run."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": self.url,
            "SECRET_KEY": self.key,
            "MEDIA_ROOT": str(self.folder / "media"),
            "STATIC_ROOT": str(self.folder / "static"),
            "LOG_LEVEL": "ERROR",
            "BENCH_STATEMENT_FILE": str(self.statement) if self.statement.is_file() else "",
        }

    def step(self, *words: str) -> dict[str, Any]:
        """One step in a process of its own; what it tells as JSON."""
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return json.loads(done.stdout) if done.stdout.strip() else {}


@contextmanager
def started() -> Iterator[Place]:
    """A server and a folder; ``DATABASE_URL`` names another server."""
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    folder.chmod(0o711)
    try:
        if url := os.environ.get("DATABASE_URL"):
            yield Place(url, folder)
            return
        server = postgres.start(folder / "postgres", log=folder / "log", options=OPTIONS)
        try:
            yield Place(roles.make_database(server.url(), "bench"), folder)
        finally:
            server.child.stop()
            shutil.rmtree(server.placement.folder, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(url: str, *statements: str) -> None:
    """Statements outside a transaction."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        connection.close()


def psql(url: str, command: str, *, out: int | None = None) -> None:
    """One command by PostgreSQL's own client."""
    program = binaries.find().program("psql")
    subprocess.run([program, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", command, url], check=True, stdout=out)


def settle(url: str) -> None:
    """Let the server finish what the last measurement left, so that the next begins alike."""
    run(url, "CHECKPOINT")
