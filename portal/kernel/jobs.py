"""The ledger of work done outside the request.

``enqueue`` stores the job in the business transaction; after commit its number goes to the broker; the sweep sends
again what was lost. A worker claims a job with an attempt token and a lease, a heartbeat on a second connection
keeps the lease and stores the progress, and ``Run.hold`` in each slice's transaction makes sure that a worker that
was given up for dead commits nothing more. Losing the broker loses no work; losing a worker loses no data.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from . import clock
from .actor import Actor
from .errors import DomainError, Message
from .models import Job, JobState

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
HEARTBEAT_SECONDS = 1.0
#: A queued job that the broker was told of is told again after this time.
RETELL_AFTER = timedelta(seconds=60)

Result = dict[str, Any] | None
GaveUp = Callable[[Job, str], None]


class LeaseLost(Exception):
    """Another worker has taken the job over; this one must stop without a trace."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a kind of job does, and on which queue."""

    kind: str
    function: Callable[..., Result]
    queue: str
    label: Message
    gave_up: GaveUp | None


_tasks: dict[str, Task] = {}
_inline: ContextVar[bool] = ContextVar("jobs_inline", default=False)


def task(
    kind: str, *, label: Message, queue: str = "default", gave_up: GaveUp | None = None
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Register a function as the work of ``kind``; ``gave_up(job, message)`` hears of the final failure."""

    def register(function: Callable[..., Result]) -> Callable[..., Result]:
        _tasks[kind] = Task(kind, function, queue, label, gave_up)
        return function

    return register


def tasks() -> dict[str, Task]:
    """Every registered task by kind."""
    return dict(_tasks)


def label(job: Job) -> Message:
    """What the job does, in words."""
    return _tasks[job.kind].label if job.kind in _tasks else job.kind


def enqueue(
    kind: str,
    arguments: dict[str, Any],
    *,
    actor: Actor,
    subject: models.Model | None = None,
    delay: timedelta | None = None,
) -> Job:
    """Store a job in the present transaction; it runs after the commit, on the queue of its kind."""
    now = clock.wall()
    job = Job(
        kind=kind,
        queue=_tasks[kind].queue,
        arguments=arguments,
        requested_by=actor.user,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        queued_at=now,
        run_after=now + delay if delay else None,
    )
    if subject is not None:
        job.subject_type = ContentType.objects.get_for_model(subject)
        job.subject_id = str(subject.pk)
    job.save(force_insert=True)
    transaction.on_commit(partial(_send_or_run, job, inline=_inline.get()))
    return job


@contextmanager
def running_inline() -> Iterator[None]:
    """Jobs enqueued inside the block run in this process as soon as their transaction commits."""
    token = _inline.set(True)
    try:
        yield
    finally:
        _inline.reset(token)


def of(subject: models.Model) -> models.QuerySet[Job]:
    """The jobs about one record, newest first."""
    kind = ContentType.objects.get_for_model(subject)
    return Job.objects.filter(subject_type=kind, subject_id=str(subject.pk)).order_by("-pk")


def _send_or_run(job: Job, *, inline: bool) -> None:
    if inline:
        run_inline(job)
    elif job.run_after is None:
        publish(job.pk, job.queue)


def publish(job_id: int, queue: str) -> None:
    """Tell the broker a job's number; when the broker is away the sweep will."""
    from .carrier import send

    if send(job_id, queue):
        Job.objects.filter(pk=job_id).update(published_at=clock.wall())


def sweep() -> int:
    """Publish again what was lost: jobs waiting too long, jobs whose worker went silent. Gives their number."""
    now = clock.wall()
    waiting = Q(state=JobState.QUEUED) & (Q(run_after=None) | Q(run_after__lte=now))
    untold = Q(published_at=None) | Q(published_at__lte=now - RETELL_AFTER)
    silent = Q(state=JobState.RUNNING, lease_until__lt=now)
    lost = Job.objects.filter((waiting & untold) | silent).order_by("pk").values_list("pk", "queue")
    for job_id, queue in (found := list(lost[:500])):
        publish(job_id, queue)
    return len(found)


@dataclass(slots=True)
class Run:
    """One attempt at a job: what the task gets to report with and to stop by."""

    job: Job
    token: uuid.UUID
    done: int = 0
    total: int | None = None
    unit: str = ""
    lost: threading.Event = field(default_factory=threading.Event)

    @property
    def attempt(self) -> int:
        """1 for the first attempt; more when an earlier worker failed or was lost."""
        return self.job.attempts

    def progress(self, done: int, total: int | None = None, unit: str = "") -> None:
        """Say how far the work is; stored by the heartbeat. Cheap, from any thread."""
        self.done, self.total, self.unit = done, total, unit or self.unit

    def hold(self) -> None:
        """Keep the attempt valid until this transaction ends; raises ``LeaseLost`` when it no longer is."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM kernel_job WHERE id = %s AND token = %s FOR SHARE", [self.job.pk, self.token]
            )
            if cursor.fetchone() is None:
                raise LeaseLost

    def store(self) -> bool:
        """Write progress and a new lease; false when the job belongs to somebody else by now."""
        return bool(
            Job.objects.filter(pk=self.job.pk, token=self.token).update(
                done=self.done, total=self.total, unit=self.unit, lease_until=_lease()
            )
        )


def run_by_id(job_id: int) -> None:
    """Run a job in a worker, with a heartbeat on a second connection; nothing happens if it is taken or done."""
    run = _claim(job_id)
    if run is None:
        return
    stop = threading.Event()
    beating = threading.Thread(target=_heartbeat, args=(run, stop), daemon=True, name=f"heartbeat-{job_id}")
    beating.start()
    try:
        _carry_out(run)
    finally:
        stop.set()
        beating.join(timeout=10)


def run_inline(job: Job) -> Job:
    """Run a job in this process and on this connection, without a heartbeat: for commands, the demo and tests."""
    if run := _claim(job.pk):
        _carry_out(run)
    job.refresh_from_db()
    return job


def _claim(job_id: int) -> Run | None:
    """Take the job if it waits or its worker went silent; gives up on one that has used all its attempts."""
    now = clock.wall()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    token = uuid.uuid4()
    taken = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING,
        token=token,
        attempts=F("attempts") + 1,
        lease_until=_lease(),
        started_at=models.functions.Coalesce("started_at", models.Value(now)),
    )
    if not taken:
        return None
    run = Run(Job.objects.get(pk=job_id), token)
    if run.attempt > MAX_ATTEMPTS:
        with translation.override(run.job.language):
            _give_up(run, _("The worker was lost %(count)d times.") % {"count": MAX_ATTEMPTS})
        return None
    return run


def _carry_out(run: Run) -> None:
    known = _tasks[run.job.kind]
    with translation.override(run.job.language):
        try:
            result = known.function(run, **run.job.arguments)
        except LeaseLost:
            logger.warning("%s was taken over by another worker", run.job)
        except (DomainError, ValidationError) as refusal:
            _give_up(run, "\n".join(getattr(refusal, "messages", [str(refusal)])))
        except Exception as error:
            logger.exception("%s failed at attempt %d", run.job, run.attempt)
            _try_again(run, error)
        else:
            _finish(run, JobState.SUCCEEDED, result=result or {})


def _try_again(run: Run, error: Exception) -> None:
    if run.attempt >= MAX_ATTEMPTS:
        _give_up(run, _("An unexpected error happened (%(kind)s).") % {"kind": type(error).__name__})
        return
    later = clock.wall() + timedelta(seconds=5 * 2**run.attempt)
    Job.objects.filter(pk=run.job.pk, token=run.token).update(
        state=JobState.QUEUED, token=None, lease_until=None, run_after=later, published_at=None
    )


def _give_up(run: Run, message: str) -> None:
    with transaction.atomic():
        if _finish(run, JobState.FAILED, error=message) and (hook := _tasks[run.job.kind].gave_up):
            hook(run.job, message)


def _finish(run: Run, state: str, *, result: dict[str, Any] | None = None, error: str = "") -> bool:
    return bool(
        Job.objects.filter(pk=run.job.pk, token=run.token).update(
            state=state,
            done=run.done,
            total=run.total,
            unit=run.unit,
            result=result or {},
            error=error,
            finished_at=clock.wall(),
            token=None,
            lease_until=None,
        )
    )


def _lease() -> Any:
    return clock.wall() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def _heartbeat(run: Run, stop: threading.Event) -> None:
    """Store progress about once a second until told to stop; a lost lease ends it."""
    try:
        while not stop.wait(HEARTBEAT_SECONDS):
            try:
                if not run.store():
                    run.lost.set()
                    return
            except Exception:
                logger.exception("no heartbeat for %s", run.job)
                connection.close()
    finally:
        connection.close()
