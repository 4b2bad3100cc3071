"""The web as production runs it: its settings, its server, its number of processes and threads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bench.clients import Target
from bench.server import Place
from portal.demo.servers.processes import Child, ServerError, free_port
from portal.demo.supervisor import commands, messages, readiness
from portal.demo.supervisor.options import Options
from portal.demo.supervisor.surroundings import around

READY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Web:
    """A running web server."""

    port: int
    child: Child

    def target(self, path: str, cookie: str = "") -> Target:
        """One of its pages."""
        return Target(self.port, path, cookie)

    def memory(self) -> float:
        """The most megabytes that one of its processes has held since ``forget_memory``."""
        return max(_peak(process) for process in self._processes())

    def forget_memory(self) -> None:
        """Let the peak of each process be what it holds now."""
        for process in self._processes():
            (process / "clear_refs").write_text("5")

    def _processes(self) -> list[Path]:
        own = Path(f"/proc/{self.child.pid}")
        return [Path(f"/proc/{pid}") for pid in (own / f"task/{own.name}/children").read_text().split()]


def _peak(process: Path) -> float:
    lines = (process / "status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


@contextmanager
def running(place: Place) -> Iterator[Web]:
    """Start it with what is collected and compiled before; stop it at the end."""
    messages.compile_stale()
    place.step("-m", "manage", "collectstatic", "--no-input", "-v0")
    options = Options(folder=place.folder, port=free_port())
    surroundings = around(options, owner_url=place.url, app_url=place.url, broker_url="")
    environment = place.environment | {"PORTAL_NONCE": surroundings.nonce}
    command = replace(commands.web(surroundings), log=place.folder / "web.log", environment=environment)
    child = Child(command)
    try:
        _wait_until_ready(child, options.port, surroundings.nonce)
        yield Web(options.port, child)
    finally:
        child.stop()


def _wait_until_ready(child: Child, port: int, nonce: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while not readiness.answers(port, nonce):
        if child.exit_code is not None or time.monotonic() > until:
            raise ServerError(f"The web did not start.\n{child.log_tail()}")
        time.sleep(0.1)
