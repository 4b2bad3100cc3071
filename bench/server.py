"""The embedded PostgreSQL for one run, and the plain statements that the store is measured against."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from portal.demo.servers import binaries, postgres, roles

#: Ordinary, durable settings; a larger log so that no checkpoint falls into one side's time.
OPTIONS = {"shared_buffers": "512MB", "max_wal_size": "8GB", "checkpoint_timeout": "30min"}


@contextmanager
def started() -> Iterator[tuple[str, Path]]:
    """The server's address and a folder for files; ``DATABASE_URL`` names another server."""
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    folder.chmod(0o711)
    try:
        if url := os.environ.get("DATABASE_URL"):
            yield url, folder
            return
        server = postgres.start(folder / "postgres", log=folder / "log", options=OPTIONS)
        try:
            yield roles.make_database(server.url(), "bench"), folder
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
