"""The only module that talks to the broker: it carries jobs' numbers to the workers and runs the ticks."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from . import clock, jobs
from .actor import Actor
from .queues import app

logger = logging.getLogger(__name__)


def send(job_id: int, queue: str) -> bool:
    """Tell the broker a job's number; false when the broker is away."""
    try:
        app.send_task("kernel.run_job", args=[job_id], queue=queue, retry=False)
    except (OperationalError, RedisError, OSError):
        logger.warning("the broker is away; job %d waits for the sweep", job_id)
        return False
    return True


@app.task(name="kernel.run_job")
def run_job(job_id: int) -> None:
    """Run one job of the ledger."""
    jobs.run_by_id(job_id)


@app.task(name="kernel.sweep_jobs")
def sweep_jobs() -> None:
    """Send again what the broker or a worker lost."""
    jobs.sweep()


@app.task(name="kernel.enqueue_job")
def enqueue_job(kind: str) -> None:
    """Put what a tick asks for into the ledger, like any other job; nothing if the last one still waits."""
    if not jobs.waits(kind):
        jobs.enqueue(kind, {}, actor=Actor.system(f"tick:{kind}"))


@app.task(name="kernel.prepare_audit_month")
def prepare_audit_month() -> None:
    """Make the partition that next month's audit events go to."""
    month = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_ensure_month(%s)", [month])
