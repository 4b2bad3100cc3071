"""The data of published entries: mounted, uploaded, and loaded by the same jobs that workers run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.files import File

from aggregation import services
from aggregation.choices import BatchState
from aggregation.models import Batch, MountedResource
from catalog.models import CatalogEntry
from portal.kernel import clock, jobs

from ..content.specs import DeliverySpec, EntrySpec
from ..tables import TABLES, Ground
from .entries import at, moment_of, officer
from .reporting import Terminal, watched_loads

#: Days since the newest delivery of what is updated in this cycle; two entries are left overdue on purpose.
RECENT = {"daily": 1, "weekly": 3, "monthly": 12, "quarterly": 40, "half_yearly": 70, "yearly": 100}
OVERDUE = {"tourism", "parking"}
#: Larger files (bytes) are loaded once only, so that the demo starts in minutes.
LARGE = 2_000_000
#: Delivered month by month with the returns that follow each delivery (``returns.py``).
MONTH_BY_MONTH = {"electricity"}


def deliver(spec: EntrySpec, entry: CatalogEntry, ground: Ground, terminal: Terminal) -> None:
    """Mount the entry and load what of its deliveries is not loaded yet."""
    if not spec.deliveries:
        return
    with at(spec, "mount"), jobs.running_inline():
        mounted = MountedResource.objects.active().filter(entry=entry).first() or services.mount_entry(
            entry, actor=officer(spec)
        )
    batches = list(Batch.objects.filter(mounted=mounted).order_by("pk"))
    for batch in batches:
        _finish(batch)
    for delivery, moment in _planned(spec, ground)[len(batches) :]:
        with clock.set_to(moment), watched_loads(terminal, spec.name):
            _upload(spec, delivery, mounted, ground)


def _planned(spec: EntrySpec, ground: Ground) -> list[tuple[DeliverySpec, datetime]]:
    """Each delivery with its moment: soon after mounting, and once more lately as the cycle asks for."""
    plan = [(delivery, moment_of(spec, "deliver", n)) for n, delivery in enumerate(spec.deliveries)]
    days = RECENT.get(spec.update_cycle)
    if days is None or spec.key in OVERDUE | MONTH_BY_MONTH:
        return plan
    newest = (spec.deliveries[-1], clock.wall().replace(hour=9, minute=20) - timedelta(days=days))
    is_large = TABLES[spec.deliveries[-1].table].write(ground).stat().st_size > LARGE
    return [*plan[:-1], newest] if is_large else [*plan, newest]


def _upload(spec: EntrySpec, delivery: DeliverySpec, mounted: MountedResource, ground: Ground) -> None:
    path = TABLES[delivery.table].write(ground)
    if spec.key in MONTH_BY_MONTH:
        path = _first_months(path)
    with path.open("rb") as file, jobs.running_inline():
        uploaded = File(file, name=path.name)
        services.receive_file(mounted, uploaded, mode=delivery.mode, note=delivery.note, actor=officer(spec))


def until(path: Path, month: date) -> bytes:
    """The rows of the months before this one, of a file whose first item is the month."""
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join([lines[0], *(line for line in lines[1:] if line[:10].decode() < month.isoformat())])


def _first_months(path: Path) -> Path:
    first = path.with_name(f"first-{path.name}")
    first.write_bytes(until(path, clock.today().replace(day=1)))
    return first


def _finish(batch: Batch) -> None:
    """Run the job of a batch that an interrupted walk left open."""
    if batch.state in {BatchState.RECEIVED, BatchState.LOADING} and batch.job is not None:
        jobs.run_inline(batch.job)
