"""The Celery application: queues, delivery, static ticks. What is due is a query, never a schedule row.

It is made here, below everything, so that web, commands and workers speak to the same broker.
"""

from typing import Any

from celery import Celery
from celery.schedules import crontab
from django.conf import settings
from kombu import Queue

SWEEP_SECONDS = 15.0
DAY_SECONDS = 24 * 3600.0
ENQUEUE = "kernel.enqueue_job"

broker_url = settings.BROKER_URL
task_queues = tuple(Queue(name) for name in ("default", "load", "export", "inspect"))
task_default_queue = "default"
task_ignore_result = True
#: Acknowledged as soon as received: recovery is the ledger's lease alone.
task_acks_late = False
worker_prefetch_multiplier = 1
worker_hijack_root_logger = False
broker_connection_retry_on_startup = True
#: A broker that is away is found out at once: the request that enqueued a job does not wait for it.
broker_transport_options = {
    "socket_connect_timeout": 2,
    "socket_timeout": 20,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
timezone = settings.TIME_ZONE


def _each_night(task: str, *arguments: str, hour: int, minute: int) -> dict[str, Any]:
    """A tick a day. One that no worker took within its day is dropped: the next one asks the same query."""
    moment, expiry = crontab(hour=str(hour), minute=str(minute)), {"expires": DAY_SECONDS}
    return {"task": task, "args": list(arguments), "schedule": moment, "options": expiry}


beat_schedule: dict[str, Any] = {
    "send again what was lost": {
        "task": "kernel.sweep_jobs",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},  # ticks that no worker took do not pile up
    },
    "prepare next month's audit partition": _each_night("kernel.prepare_audit_month", hour=3, minute=10),
    "plan what is due to be returned": _each_night(ENQUEUE, "sharing.plan_returns", hour=1, minute=15),
    "let grants expire": _each_night(ENQUEUE, "sharing.expire_grants", hour=0, minute=5),
    "hold the month's regular inspection, in its first night that the portal runs": _each_night(
        ENQUEUE, "oversight.hold_inspections", hour=2, minute=20
    ),
    "look again at open findings": _each_night(ENQUEUE, "oversight.recheck_findings", hour=2, minute=40),
    "let agreements begin and end": _each_night(ENQUEUE, "authorization.turn_agreements", hour=0, minute=7),
}

app = Celery("portal")
app.config_from_object(__name__)
app.autodiscover_tasks(["portal.kernel"], related_name="carrier")
