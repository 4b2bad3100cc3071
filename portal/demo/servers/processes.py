"""Child processes: each in its own session, told when its parent dies, stopped within seconds."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
#: PostgreSQL refuses to run as root; "nobody" has this number everywhere.
NOBODY = 65534
#: Seconds that a child has for an orderly end before its whole group is killed.
GRACE_SECONDS = 5.0

_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class ServerError(Exception):
    """A server cannot be started; the message is one sentence for whoever typed the command."""


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_root() -> bool:
    """True where files belong to root and PostgreSQL therefore needs another user."""
    return os.geteuid() == 0


def as_nobody() -> dict[str, object]:
    """Arguments of ``subprocess`` that give up root's rights, empty for an ordinary user."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if is_root() else {}


@dataclass(frozen=True)
class Command:
    """What to run, under which name, where its output goes and which signal ends it in order."""

    name: str
    words: Sequence[str]
    log: Path | None  # None: the terminal
    folder: Path
    environment: Mapping[str, str]
    stop_signal: signal.Signals = signal.SIGTERM
    as_nobody: bool = False


class Child:
    """A running command."""

    def __init__(self, command: Command) -> None:
        self.command = command
        with _output(command.log) as output:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                list(command.words),
                cwd=command.folder,
                env=dict(command.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=_dies_with_parent(command.stop_signal),  # noqa: PLW1509  (no threads here)
                **(as_nobody() if command.as_nobody else {}),  # type: ignore[call-overload]
            )

    @property
    def name(self) -> str:
        """The command's name."""
        return self.command.name

    @property
    def pid(self) -> int:
        """The number of the process, which is the number of its group too."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def ask_to_stop(self) -> None:
        """Send the signal for an orderly end."""
        if self.exit_code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, self.command.stop_signal)

    def stop(self, grace: float = GRACE_SECONDS) -> None:
        """Ask it to stop, wait, then kill whatever is left of its group."""
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(grace)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def log_tail(self, lines: int = 20) -> str:
        """The last lines that it wrote."""
        if self.command.log and self.command.log.is_file():
            written = self.command.log.read_text(encoding="utf-8", errors="replace").splitlines()
            return "\n".join(written[-lines:])
        return ""


def _output(log: Path | None) -> AbstractContextManager[IO[bytes] | None]:
    return log.open("ab") if log else nullcontext()


def _dies_with_parent(stop_signal: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def before_exec() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return before_exec
