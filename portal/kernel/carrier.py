"""The only module that talks to Celery: it carries jobs' numbers to the workers and runs the static ticks."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import current_app, shared_task
from django.db import connection
from kombu.exceptions import OperationalError

from . import clock, jobs

logger = logging.getLogger(__name__)


def send(job_id: int, queue: str) -> bool:
    """Tell the broker a job's number; false when the broker is away."""
    try:
        current_app.send_task("kernel.run_job", args=[job_id], queue=queue, retry=False)
    except (OperationalError, OSError):
        logger.warning("the broker is away; job %d waits for the sweep", job_id)
        return False
    return True


@shared_task(name="kernel.run_job")
def run_job(job_id: int) -> None:
    """Run one job of the ledger."""
    jobs.run_by_id(job_id)


@shared_task(name="kernel.sweep_jobs")
def sweep_jobs() -> None:
    """Send again what the broker or a worker lost."""
    jobs.sweep()


@shared_task(name="kernel.prepare_audit_month")
def prepare_audit_month() -> None:
    """Make the partition that next month's audit events go to."""
    month = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_ensure_month(%s)", [month])
