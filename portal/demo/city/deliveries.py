"""The data of published entries: mounted, uploaded, and loaded by the same jobs that workers run."""

from __future__ import annotations

from django.core.files import File

from aggregation import services
from aggregation.choices import BatchState
from aggregation.models import Batch, MountedResource
from catalog.models import CatalogEntry
from portal.kernel import jobs

from ..content.specs import DeliverySpec, EntrySpec
from ..tables import TABLES, Ground
from .entries import at, officer
from .reporting import Terminal, watched_loads


def deliver(spec: EntrySpec, entry: CatalogEntry, ground: Ground, terminal: Terminal) -> None:
    """Mount the entry and load what of its deliveries is not loaded yet."""
    if not spec.deliveries:
        return
    with at(spec, "mount"), jobs.running_inline():
        mounted = MountedResource.objects.active().filter(entry=entry).first() or services.mount_entry(
            entry, actor=officer(spec)
        )
    for number, delivery in enumerate(spec.deliveries):
        batches = list(Batch.objects.filter(mounted=mounted).order_by("pk"))
        if number < len(batches):
            _finish(batches[number])
            continue
        with at(spec, "deliver", number), watched_loads(terminal, spec.name):
            _upload(spec, delivery, mounted, ground)


def _upload(spec: EntrySpec, delivery: DeliverySpec, mounted: MountedResource, ground: Ground) -> None:
    path = TABLES[delivery.table].write(ground)
    with path.open("rb") as file, jobs.running_inline():
        uploaded = File(file, name=path.name)
        services.receive_file(mounted, uploaded, mode=delivery.mode, note=delivery.note, actor=officer(spec))


def _finish(batch: Batch) -> None:
    """Run the job of a batch that an interrupted walk left open."""
    if batch.state in {BatchState.RECEIVED, BatchState.LOADING} and batch.job is not None:
        jobs.run_inline(batch.job)
