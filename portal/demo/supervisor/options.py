"""Where this demo lives and what it was told, read from the environment before there are settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ..servers.processes import ServerError

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Options:
    """The folder, the port and the servers that exist already."""

    folder: Path
    port: int
    database_url: str = ""
    database_owner_url: str = ""
    broker_url: str = ""
    with_city: bool = True

    @property
    def logs(self) -> Path:
        """Where every process writes its own log."""
        return self.folder / "log"

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://127.0.0.1:{self.port}/"


def from_environment() -> Options:
    """Read DEMO_DIR, PORT, DEMO_CITY, DATABASE_URL, DATABASE_OWNER_URL and BROKER_URL."""
    database = os.environ.get("DATABASE_URL", "")
    return Options(
        folder=Path(os.environ.get("DEMO_DIR") or ROOT / ".demo").absolute(),
        port=_port(os.environ.get("PORT") or "8000"),
        database_url=database,
        database_owner_url=os.environ.get("DATABASE_OWNER_URL") or database,
        broker_url=os.environ.get("BROKER_URL", ""),
        with_city=os.environ.get("DEMO_CITY", "1") != "0",
    )


def _port(told: str) -> int:
    if not told.isdigit() or not 0 < int(told) < 65536:
        raise ServerError(f"PORT is {told!r}, which is no port number.")
    return int(told)
