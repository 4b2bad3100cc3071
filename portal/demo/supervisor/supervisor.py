"""Starts the demo's servers and processes, watches them, and stops everything that it started."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType

from ..servers import broker, postgres, roles
from ..servers.processes import GRACE_SECONDS, Child, ServerError
from . import accounts, commands, logs, messages, readiness, steps
from .options import Options
from .static_files import StaticStamp
from .surroundings import Surroundings, around

READY_SECONDS = 60.0
POLL_SECONDS = 0.1
DATABASE = "portal"


class StopAsked(Exception):
    """Somebody pressed Ctrl-C or sent a signal; not an error."""


class Supervisor:
    """Owns every process of one demo."""

    def __init__(self, options: Options, say: Callable[[str], None]) -> None:
        self._options = options
        self._say = say
        self._servers: list[Child] = []
        self._processes: list[Child] = []
        self._asked = False

    def listen_to_signals(self) -> None:
        """Handle INT, TERM and HUP ourselves: started with ``&``, INT would be inherited as ignored."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def run(self) -> None:
        """Start, say where it is, and watch until asked to stop; raises ServerError when a process ends."""
        try:
            surroundings = self._start_servers()
            self._prepare(surroundings)
            self._start_processes(surroundings)
            self._greet(surroundings)
            self._watch()
        except StopAsked:
            self._say("Stopping …")
        finally:
            self._stop()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked = True  # again and again while stopping: nothing more happens

    def _start_servers(self) -> Surroundings:
        logs.put_large_ones_aside(self._options.logs)
        self._say("Starting PostgreSQL and the broker …")
        owner_url, app_url = self._database()
        broker_url = self._options.broker_url or self._start_broker()
        surroundings = around(self._options, owner_url=owner_url, app_url=app_url, broker_url=broker_url)
        surroundings.write_for_other_terminals()
        return surroundings

    def _database(self) -> tuple[str, str]:
        if self._options.database_url:
            return self._options.database_owner_url, self._options.database_url
        server = postgres.start(self._options.folder / "postgres", log=self._options.logs / "postgres.log")
        self._servers.append(server.child)
        owner_url = roles.make_database(server.url(), DATABASE)
        return owner_url, roles.make_app_role(owner_url)

    def _start_broker(self) -> str:
        server = broker.start(self._options.folder / "broker", log=self._options.logs / "broker.log")
        self._servers.insert(0, server.child)
        return server.url

    def _prepare(self, surroundings: Surroundings) -> None:
        owner, app = surroundings.of_owner(), surroundings.of_app()
        messages.compile_stale()
        self._say("Migrating the database …")
        steps.finish(commands.manage(owner, surroundings, "migrate", "--no-input"), self._pause)
        stamp = StaticStamp(self._options.folder)
        if not stamp.is_fresh():
            self._say("Collecting static files …")
            steps.finish(commands.manage(app, surroundings, "collectstatic", "--no-input"), self._pause)
            stamp.keep()
        if self._has_city():
            self._say("Building the demo city …")
            steps.finish(commands.manage(app, surroundings, "build_demo", quiet=False), self._pause)

    def _has_city(self) -> bool:
        return self._options.with_city and accounts.builder_exists()

    def _start_processes(self, surroundings: Surroundings) -> None:
        self._say("Starting web, workers and beat …")
        for command in commands.all_in_stopping_order(surroundings):
            self._processes.append(Child(command))
        until = time.monotonic() + READY_SECONDS
        while not readiness.answers(self._options.port, surroundings.nonce):
            self._check_on_processes()
            if time.monotonic() > until:
                raise ServerError(
                    f"The web did not answer in {READY_SECONDS:.0f} s; see {self._options.logs}."
                )
            self._pause()

    def _greet(self, surroundings: Surroundings) -> None:
        self._say(f"\nThe portal is ready: {self._options.address}\n")
        if self._has_city():
            command = commands.manage(surroundings.of_app(), surroundings, "build_demo", "--accounts")
            if told := accounts.told_by_builder(command.words, surroundings):
                self._say(accounts.table(told) + "\n")
        self._say(f"Logs are in {self._options.logs}. Ctrl-C stops everything.")

    def _watch(self) -> None:
        while True:
            self._check_on_processes()
            self._pause()

    def _check_on_processes(self) -> None:
        for child in (*self._processes, *self._servers):
            if child.exit_code is not None:
                raise ServerError(
                    f"{child.name} ended by itself (exit code {child.exit_code}). "
                    f"Its last words, from {child.command.log}:\n{child.log_tail()}"
                )

    def _pause(self) -> None:
        time.sleep(POLL_SECONDS)
        if self._asked:
            raise StopAsked

    def _stop(self) -> None:
        """All processes at once, then the servers that they need; each is killed after its grace."""
        for child in self._processes:
            child.ask_to_stop()
        until = time.monotonic() + GRACE_SECONDS
        for child in self._processes:
            child.stop(max(0.0, until - time.monotonic()))
        for child in self._servers:
            child.stop()
