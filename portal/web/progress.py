"""A job as its page shows it: done and to go, rate, time left, what happens after."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from portal.kernel import clock, jobs
from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.kernel.models import Job, JobState


@dataclass(frozen=True)
class Progress:
    """One job's ledger row with what can be worked out from it."""

    job: Job

    @property
    def label(self) -> Message:
        """What the job does."""
        return jobs.label(self.job)

    @property
    def elapsed(self) -> float:
        """Seconds since a worker took it."""
        if self.job.started_at is None:
            return 0.0
        return ((self.job.finished_at or clock.wall()) - self.job.started_at).total_seconds()

    @property
    def rate(self) -> float | None:
        """Units a second, once there is something to go by."""
        return self.job.done / self.elapsed if self.elapsed >= 1 and self.job.done else None

    @property
    def whole_rate(self) -> int | None:
        """The rate without decimals, as the page shows it."""
        return None if self.rate is None else round(self.rate)

    @property
    def left(self) -> int | None:
        """Units still to do, where the total is known."""
        return None if self.job.total is None else max(self.job.total - self.job.done, 0)

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the end at the present rate."""
        if self.rate is None or self.left is None or self.job.is_finished:
            return None
        return self.left / self.rate

    @property
    def subject_url(self) -> str:
        """The page of the record that the job is about."""
        if self.job.subject_type is None:
            return ""
        model = self.job.subject_type.model_class()
        subject = model._base_manager.filter(pk=self.job.subject_id).first() if model else None
        return subject.get_absolute_url() if hasattr(subject, "get_absolute_url") else ""

    @property
    def is_waiting(self) -> bool:
        """True until a worker takes it."""
        return self.job.state == JobState.QUEUED


def visible_jobs(actor: Actor) -> QuerySet[Job]:
    """The jobs that ``actor`` may watch: the own ones, those of colleagues, all for an auditor."""
    if actor.user is None:
        return Job.objects.none()
    if actor.can("kernel.read_audit"):
        return Job.objects.all()
    own = Q(requested_by=actor.user)
    if organization := getattr(actor.user, "organization_id", None):
        own |= Q(requested_by__organization=organization)
    return Job.objects.filter(own)
