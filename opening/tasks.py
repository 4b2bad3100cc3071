"""Work that follows news of the catalog and of aggregation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aggregation.models import Batch, MountedResource, Objection
from catalog.models import CatalogEntry
from portal.kernel import jobs
from portal.kernel.actor import Actor

from . import services


def _portal() -> Actor:
    return Actor.system("opening.refresh_dataset", "opening.publish_dataset")


@jobs.task("opening.refresh_dataset", label=_("Refresh the public portal after a change of the catalog"))
def refresh_dataset(run: jobs.Run, *, record_id: int) -> None:
    """Follow an entry that was published or withdrawn."""
    services.refresh_dataset(CatalogEntry.objects.get(pk=record_id), actor=_portal())


@jobs.task("opening.refresh_after_load", label=_("Refresh the public portal after data arrived"))
def refresh_after_load(run: jobs.Run, *, record_id: int) -> None:
    """Follow a batch that was published."""
    services.refresh_after_load(Batch.objects.get(pk=record_id), actor=_portal())


@jobs.task("opening.refresh_after_unmount", label=_("Refresh the public portal after a table went offline"))
def refresh_after_unmount(run: jobs.Run, *, record_id: int) -> None:
    """Follow a resource that was taken offline."""
    services.refresh_after_unmount(MountedResource.objects.get(pk=record_id), actor=_portal())


@jobs.task("opening.stamp_notices", label=_("Tell the public portal what is contested"))
def stamp_notices(run: jobs.Run, *, record_id: int) -> None:
    """Follow an objection that was accepted, answered or closed."""
    services.stamp_notices(Objection.objects.get(pk=record_id), actor=_portal())


@jobs.task("opening.publish_answer", label=_("Publish the answer to an objection"))
def publish_answer(run: jobs.Run, *, record_id: int) -> None:
    """Answer in public what was objected to in public, then let the dataset's readers know."""
    objection = Objection.objects.get(pk=record_id)
    services.publish_answer(objection, actor=_portal())
    services.stamp_notices(objection, actor=_portal())
