"""The demo's processes, in the order in which they stop."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..servers.processes import Command
from .options import ROOT
from .surroundings import Surroundings


def beat(around: Surroundings) -> Command:
    """The clock of the static ticks; its notebook lies in the demo's folder."""
    folder = around.options.folder / "beat"
    folder.mkdir(exist_ok=True)
    return _celery(around, "beat", ["beat", "--schedule", str(folder / "schedule"), "--pidfile="])


def worker(around: Surroundings, name: str, queues: str) -> Command:
    """A worker of threads: a child forked after its parent used polars would hang for ever."""
    words = ["worker", "--queues", queues, "--pool=threads", "--concurrency=2"]
    words += ["--without-gossip", "--without-mingle", "--hostname", f"{name}@%h"]
    return _celery(around, f"worker-{name}", words)


def web(around: Surroundings) -> Command:
    """Two processes of eight threads: more would use up PostgreSQL's connections."""
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
    words += ["--blocking-threads", "8", "--host", "127.0.0.1", "--port", str(around.options.port)]
    return _command(around, "web", [*words, "portal.wsgi:application"])


def all_in_stopping_order(around: Surroundings) -> list[Command]:
    """Beat first, so that nothing new is due; the web last, so that pages answer until the end."""
    return [
        beat(around),
        worker(around, "load", "load,export"),
        worker(around, "default", "default,inspect"),
        web(around),
    ]


def manage(environment: dict[str, str], around: Surroundings, *words: str, quiet: bool = True) -> Command:
    """One management command, its output in a log unless it shows its progress on the terminal."""
    return Command(
        name=f"manage.py {words[0]}",
        words=[sys.executable, str(ROOT / "manage.py"), *words],
        log=around.options.logs / f"{words[0]}.log" if quiet else None,
        folder=ROOT,
        environment=environment,
    )


def _celery(around: Surroundings, name: str, words: Sequence[str]) -> Command:
    return _command(around, name, [sys.executable, "-m", "celery", "-A", "portal.celery", *words])


def _command(around: Surroundings, name: str, words: Sequence[str]) -> Command:
    log = around.options.logs / f"{name}.log"
    return Command(name=name, words=words, log=log, folder=ROOT, environment=around.of_app())
