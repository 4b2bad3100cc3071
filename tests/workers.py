"""Real Celery workers on the tests' own database and broker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from portal.kernel.models import Job

ROOT = Path(__file__).resolve().parents[1]
WORDS = ["worker", "--pool=threads", "--concurrency=1", "--queues=default,load", "--loglevel=INFO"]
Start = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Start]:
    """Start a worker that takes over what has been silent for two seconds."""
    running: list[subprocess.Popen[bytes]] = []
    database, _sep, _name = os.environ["DATABASE_URL"].rpartition("/")
    environment = os.environ | {
        "DATABASE_URL": f"{database}/{connection.settings_dict['NAME']}",
        "JOB_LEASE_SECONDS": "2",
    }

    def start(name: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "celery", "-A", "portal.celery", *WORDS, f"--hostname={name}"]
        with (tmp_path / f"{name}.log").open("wb") as log:
            running.append(subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log))
        return running[-1]

    yield start
    for worker in running:
        worker.kill()
        worker.wait(timeout=60)


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    """Until the condition holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"still {list(Job.objects.values())} after {seconds} s"
        time.sleep(0.05)
