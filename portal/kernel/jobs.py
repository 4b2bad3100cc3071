"""The ledger of work done outside the request.

``enqueue`` stores the job in the business transaction; after commit its number goes to the broker; the sweep
sends again what was lost. A worker claims a job with an attempt token and a lease, a heartbeat on a second
connection keeps the lease and stores the progress, and ``Run.hold`` in each slice's transaction makes sure
that a worker that was given up for dead commits nothing more. Leases are measured by the database's clock,
since several machines compete. Losing the broker loses no work; losing a worker loses no data.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils import translation
from django.utils.translation import gettext as _

from . import clock
from .actor import Actor
from .errors import Conflict, DomainError, IllegalTransition, Message
from .models import Job, JobState

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
HEARTBEAT_SECONDS = 1.0
#: A job that the broker was told of, and that nobody has taken, is told again after this time.
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
        if kind in _tasks:
            raise ValueError(f"the kind of job {kind!r} is registered twice")
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
    if _inline.get():
        transaction.on_commit(partial(run_inline, job))
    elif delay is None:  # a failure here must not look like a failure of what was committed
        transaction.on_commit(partial(publish, job.pk, job.queue), robust=True)
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


def waits(kind: str) -> bool:
    """Whether a job of this kind waits for its first worker."""
    return Job.objects.filter(kind=kind, state=JobState.QUEUED, attempts=0).exists()


def publish(job_id: int, queue: str) -> bool:
    """Tell the broker a job's number; false when the broker is away: then the sweep will."""
    from .carrier import send  # noqa: PLC0415  (the carrier stands on this module)

    if not send(job_id, queue):
        return False
    Job.objects.filter(pk=job_id).update(published_at=Now())
    return True


def sweep() -> int:
    """Publish again what was lost: jobs nobody took, jobs whose worker went silent. Gives their number."""
    old_news = Q(published_at=None) | Q(published_at__lte=Now() - RETELL_AFTER)
    waiting = Q(state=JobState.QUEUED) & (Q(run_after=None) | Q(run_after__lte=Now()))
    silent = Q(state=JobState.RUNNING, lease_until__lt=Now())
    untold = silent & Q(published_at__lt=F("lease_until"))
    lost = Job.objects.filter(((waiting | silent) & old_news) | untold).order_by("pk")
    published = 0
    for job_id, queue in list(lost.values_list("pk", "queue")[:500]):
        if not publish(job_id, queue):
            break
        published += 1
    return published


@dataclass(slots=True)
class Run:
    """One attempt at a job: what the task gets to report with and to stop by."""

    job: Job
    token: uuid.UUID
    done: int = 0
    total: int | None = None
    unit: str = ""

    @property
    def attempt(self) -> int:
        """1 for the first attempt; more when an earlier worker failed or was lost."""
        return self.job.attempts

    def progress(self, done: int, total: int | None = None, unit: str = "") -> None:
        """Say how far the work is; stored by the heartbeat. Cheap, from any thread."""
        self.done, self.total, self.unit = done, total, unit or self.unit

    def hold(self) -> None:
        """Keep the attempt valid until this transaction ends; raises ``LeaseLost`` when it no longer is.

        The last statement of a slice: the row lock makes the heartbeat and any successor wait for the commit.
        """
        if not connection.in_atomic_block:
            raise RuntimeError("hold() belongs into the transaction of the slice that it guards")
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
    """Run a job in a worker; nothing happens if it is taken, done or not yet due."""
    due = Q(run_after=None) | Q(run_after__lte=Now())
    if run := _claim(job_id, due):
        with _heartbeat(run):
            _carry_out(run)


def run_inline(job: Job) -> Job:
    """Run a job in this process: for commands, the demo and tests.

    Inside a transaction there is no heartbeat: nobody else sees the job, and nobody can take it over.
    """
    if run := _claim(job.pk):
        if connection.in_atomic_block:
            _carry_out(run)
        else:
            with _heartbeat(run):
                _carry_out(run)
    job.refresh_from_db()
    return job


def _claim(job_id: int, due: Q | None = None) -> Run | None:
    """Take the job if it waits or its worker went silent."""
    waiting = Q(state=JobState.QUEUED) & (due or Q())
    silent = Q(state=JobState.RUNNING, lease_until__lt=Now())
    token = uuid.uuid4()
    taken = Job.objects.filter(waiting | silent, pk=job_id).update(
        state=JobState.RUNNING,
        token=token,
        attempts=F("attempts") + 1,
        lease_until=_lease(),
        started_at=Coalesce("started_at", Now()),
    )
    if not taken:
        return None
    job = Job.objects.get(pk=job_id)
    return Run(job, token, job.done, job.total, job.unit)


def _carry_out(run: Run) -> None:
    with translation.override(run.job.language):
        known = _tasks.get(run.job.kind)
        if known is None:
            _give_up(run, _("No task is known for the job “%(kind)s”.") % {"kind": run.job.kind})
            return
        if run.attempt > MAX_ATTEMPTS:
            lost = _("The worker was lost %(count)d times.") % {"count": MAX_ATTEMPTS}
            _give_up(run, run.job.error or lost)
            return
        try:
            result = known.function(run, **run.job.arguments)
            _finish(run, JobState.SUCCEEDED, result=result or {})
        except LeaseLost:
            logger.warning("%s was taken over by another worker", run.job)
        except (DomainError, ValidationError) as refusal:
            _give_up(run, "\n".join(getattr(refusal, "messages", [str(refusal)])))
        except Exception as error:
            logger.exception("%s failed at attempt %d", run.job, run.attempt)
            _try_again(run, error)


def _try_again(run: Run, error: Exception) -> None:
    if run.attempt >= MAX_ATTEMPTS:
        _give_up(run, _("An unexpected error happened (%(kind)s).") % {"kind": type(error).__name__})
        return
    _wait(run)


def _wait(run: Run, error: str = "") -> None:
    """Back into the queue, for later; with ``error`` an attempt beyond the last one gives up."""
    Job.objects.filter(pk=run.job.pk, token=run.token).update(
        state=JobState.QUEUED,
        token=None,
        lease_until=None,
        run_after=Now() + timedelta(seconds=5 * 2 ** min(run.attempt, MAX_ATTEMPTS)),
        published_at=None,
        error=error,
    )


def _give_up(run: Run, message: str) -> None:
    """Tell the task's ``gave_up`` and fail for good, in one transaction that locks the job's row last.

    So does every slice: whoever works on the records locks them before the job. A hook that finds something
    busy (a worker past its lease may still read or write) is called again, so that no record stays under way
    without a job; one that fails otherwise does not keep the job alive.
    """
    known = _tasks.get(run.job.kind)
    try:
        with transaction.atomic():
            if known and known.gave_up:
                known.gave_up(run.job, message)
            if not _finish(run, JobState.FAILED, error=message):
                raise LeaseLost
    except LeaseLost:
        logger.warning("%s was taken over by another worker", run.job)
    except Exception as error:
        logger.exception("%s: its gave_up hook failed", run.job)
        busy = isinstance(error, OperationalError | Conflict) and not isinstance(error, IllegalTransition)
        if busy and run.attempt < 2 * MAX_ATTEMPTS:
            _wait(run, message)
        else:
            _finish(run, JobState.FAILED, error=message)


def _finish(run: Run, state: str, *, result: dict[str, Any] | None = None, error: str = "") -> bool:
    return bool(
        Job.objects.filter(pk=run.job.pk, token=run.token).update(
            state=state,
            done=run.done,
            total=run.total,
            unit=run.unit,
            result=result or {},
            error=error.replace("\0", ""),
            finished_at=Now(),
            token=None,
            lease_until=None,
        )
    )


def _lease() -> Any:
    return Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


@contextmanager
def _heartbeat(run: Run) -> Iterator[None]:
    """Keep the lease and store progress about once a second, on a second connection, during the block."""
    stop = threading.Event()
    name = f"heartbeat-{run.job.pk}"
    beating = threading.Thread(target=_beat, args=(run, stop), daemon=True, name=name)
    beating.start()
    try:
        yield
    finally:
        stop.set()
        beating.join(timeout=10)


def _beat(run: Run, stop: threading.Event) -> None:
    """Beat until told to stop, or until the lease is lost."""
    try:
        while not stop.wait(HEARTBEAT_SECONDS):
            try:
                if not run.store():
                    return
            except Exception:
                logger.exception("no heartbeat for %s", run.job)
                connection.close()
    finally:
        connection.close()
