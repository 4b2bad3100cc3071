"""The work of aggregation outside the request."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import jobs
from portal.kernel.actor import Actor
from portal.kernel.models import Job

from . import services
from .models import Batch, Objection
from .models.batch import LOAD_JOB

LOADER = Actor.system("load-batch", "aggregation.carry_batch", "catalog.record_delivery")
FOLLOWER = Actor.system("follow-entry", "aggregation.follow_entry")
CLOSER = Actor.system("close-mounts", "aggregation.mount_resource")

ARCHIVER = Actor.system("archive-objection", "aggregation.close_objection")


def _give_batch_up(job: Job, message: str) -> None:
    batch = Batch.objects.get(pk=job.arguments["batch_id"])
    services.fail_batch(batch, message=message, actor=LOADER)


def _note_problem(job: Job, message: str) -> None:
    entry = CatalogEntry.objects.get(pk=job.arguments["record_id"])
    services.record_problem(entry, message=message, actor=FOLLOWER)


@jobs.task(LOAD_JOB, queue="load", label=_("Load data"), gave_up=_give_batch_up)
def load_batch(run: jobs.Run, *, batch_id: int) -> dict[str, Any]:
    """Load one batch."""
    batch = services.load_batch(Batch.objects.get(pk=batch_id), run=run, actor=LOADER)
    return services.outcome_of(batch)


@jobs.task("aggregation.follow_entry", queue="load", label=_("Follow the entry"), gave_up=_note_problem)
def follow_entry(run: jobs.Run, *, record_id: int) -> None:
    """Give the mounted table the items of the newly published entry."""
    services.follow_entry(CatalogEntry.objects.get(pk=record_id), actor=FOLLOWER)


@jobs.task("aggregation.close_mounts", label=_("Take the resources of a withdrawn entry offline"))
def close_mounts(run: jobs.Run, *, record_id: int) -> None:
    """Take what a withdrawn entry was mounted with offline."""
    services.take_withdrawn_offline(CatalogEntry.objects.get(pk=record_id), actor=CLOSER)


@jobs.task("aggregation.archive_objection", label=_("Close an objection that needs no correction"))
def archive_objection(run: jobs.Run, *, record_id: int) -> None:
    """Close what was dismissed or redirected, and so take the flag off the data."""
    services.archive_objection(Objection.objects.get(pk=record_id), actor=ARCHIVER)
