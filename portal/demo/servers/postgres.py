"""An embedded PostgreSQL: initialised once, then started as a plain child process on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from . import binaries
from .placement import Placement, own_data_folder, place
from .processes import NOBODY, Child, Command, ServerError, as_nobody, free_port, is_root
from .secrets_kept import kept

#: The bootstrap superuser of an embedded cluster; it owns the database and migrates it.
OWNER = "portal_owner"
#: For clusters that are thrown away: nothing is flushed to the disk.
FAST_AND_LOSSY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
START_SECONDS = 60.0
#: How long the server of a supervisor that was killed may take to close its cluster.
PREDECESSOR_SECONDS = 15.0
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Postgres:
    """A running server and how its owner reaches it."""

    child: Child
    placement: Placement
    port: int
    password: str

    def url(self, database: str = "postgres") -> str:
        """The address of one database for the cluster's owner."""
        return f"postgresql://{OWNER}:{quote(self.password)}@127.0.0.1:{self.port}/{database}"


def start(folder: Path, *, log: Path, options: Mapping[str, str] | None = None) -> Postgres:
    """Start the cluster below ``folder``, making it first if there is none; return when it answers."""
    placement = place(folder, binaries.find())
    password = _initialised(placement)
    _wait_for_predecessor(placement.data)
    port = free_port()
    child = Child(_serve(placement, port, log, options or {}))
    server = Postgres(child, placement, port, password)
    try:
        _wait_until_it_answers(server)
    except BaseException:
        child.stop()
        raise
    return server


def _initialised(placement: Placement) -> str:
    version = placement.data / "PG_VERSION"
    if not version.is_file():
        return _initialise(placement)
    if version.read_text().strip() != str(placement.installation.major):
        raise ServerError(
            f"{placement.data} was made by PostgreSQL {version.read_text().strip()}, "
            f"this is {placement.installation.version}; remove the folder to begin anew."
        )
    return placement.password_file.read_text().strip()


def _initialise(placement: Placement) -> str:
    """Fill a folder and rename it at the end: an interrupted initdb leaves no half cluster."""
    unfinished = placement.data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    own_data_folder(unfinished)
    password = kept(placement.password_file)
    with tempfile.NamedTemporaryFile("w", dir=placement.folder) as told:
        told.write(password)
        told.flush()
        if is_root():
            os.chown(told.name, NOBODY, NOBODY)
        _run_initdb(placement, unfinished, told.name)
    unfinished.rename(placement.data)
    return password


def _run_initdb(placement: Placement, data: Path, password_file: str) -> None:
    words = [placement.installation.program("initdb"), "-D", str(data), "-U", OWNER]
    words += [
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "-A",
        "scram-sha-256",
        f"--pwfile={password_file}",
    ]
    done = subprocess.run(
        words,
        env=_ENVIRONMENT,
        cwd=placement.folder,
        capture_output=True,
        text=True,
        check=False,
        **as_nobody(),  # type: ignore[call-overload]
    )
    if done.returncode:
        raise ServerError(f"PostgreSQL could not make its data folder: {_why(done.stderr)}")


def _why(told: str) -> str:
    """PostgreSQL's own last words, with the cause that is common in containers said plainly."""
    if "could not look up effective user ID" in told:
        return f"user number {NOBODY if is_root() else os.geteuid()} has no entry in /etc/passwd."
    return " ".join(told.strip().splitlines()[-3:])


def _serve(placement: Placement, port: int, log: Path, options: Mapping[str, str]) -> Command:
    words = [placement.installation.program("postgres"), "-D", str(placement.data)]
    words += ["-h", "127.0.0.1", "-p", str(port), "-k", ""]
    for name, setting in options.items():
        words += ["-c", f"{name}={setting}"]
    return Command(
        name="postgres",
        words=words,
        log=log,
        folder=placement.folder,
        environment=_ENVIRONMENT,
        stop_signal=signal.SIGINT,  # "fast": SIGTERM would wait for every client to leave
        as_nobody=True,
    )


def _wait_for_predecessor(data: Path) -> None:
    """Let a server finish whose supervisor was killed a moment ago; PostgreSQL itself judges what remains."""
    until = time.monotonic() + PREDECESSOR_SECONDS
    while time.monotonic() < until and _is_served(data):
        time.sleep(0.1)


def _is_served(data: Path) -> bool:
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, 0)
    except (FileNotFoundError, IndexError, ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True  # it lives, as another user
    return True


def _wait_until_it_answers(server: Postgres) -> None:
    until = time.monotonic() + START_SECONDS
    while server.child.exit_code is None:
        try:
            psycopg2.connect(server.url(), connect_timeout=2).close()
        except psycopg2.OperationalError:
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        else:
            return
    raise ServerError(f"PostgreSQL did not start: {_why(server.child.log_tail(5))}")
