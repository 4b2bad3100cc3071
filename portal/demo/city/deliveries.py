"""The data of published entries: mounted, uploaded, and loaded by the same jobs that workers run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile

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
#: Delivered once in spring, then forgotten until an inspection found it.
FORGOTTEN = {"water_meters", "gas_inspections"}
#: Days between two deliveries of what is kept up to date through the year.
STEPS = {"weekly": 7, "monthly": 30, "quarterly": 91, "half_yearly": 182}
#: Larger files (bytes) are loaded once only, so that the demo starts in minutes …
LARGE = 2_000_000
#: … and of files beyond this size the last few deliveries only.
MIDDLING = 100_000
DELIVERIES, LAST = 11, 3
#: A file that begins with one of these items grows: a delivery holds the days, or the months, before it.
MONTH = "统计月份"
GROWING = {MONTH, "监测日期"}
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
    """Each delivery with its moment: soon after mounting, then as the cycle asks for until lately."""
    plan = [(delivery, moment_of(spec, "deliver", n)) for n, delivery in enumerate(spec.deliveries)]
    days = RECENT.get(spec.update_cycle)
    if days is None or spec.key in OVERDUE | MONTH_BY_MONTH:
        return plan
    last, newest = spec.deliveries[-1], clock.wall().replace(hour=9, minute=20) - timedelta(days=days)
    size = TABLES[last.table].write(ground).stat().st_size
    if size > LARGE:
        return [*plan[:-1], (last, newest)]
    moments = [] if spec.key in FORGOTTEN else _before(newest, spec, LAST if size > MIDDLING else DELIVERIES)
    return [*plan, *((last, moment) for moment in moments if moment > plan[-1][1]), (last, newest)]


def _before(newest: datetime, spec: EntrySpec, most: int) -> list[datetime]:
    """When the deliveries before the newest were due, the oldest first."""
    step = STEPS.get(spec.update_cycle)
    return [newest - timedelta(days=step * n) for n in range(most, 0, -1)] if step else []


def _upload(spec: EntrySpec, delivery: DeliverySpec, mounted: MountedResource, ground: Ground) -> None:
    with _file(TABLES[delivery.table].write(ground)) as file, jobs.running_inline():
        services.receive_file(mounted, file, mode=delivery.mode, note=delivery.note, actor=officer(spec))


def _file(path: Path) -> File:
    """The whole table, or what of it was known by today."""
    with path.open(encoding="utf-8-sig") as lines:
        first = lines.readline().partition(",")[0]
    if first not in GROWING:
        return File(path.open("rb"), name=path.name)
    day = clock.today()
    return ContentFile(until(path, day.replace(day=1) if first == MONTH else day), name=path.name)


def until(path: Path, day: date) -> bytes:
    """The rows before this day, of a file whose first item is a day or the first day of a month."""
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join([lines[0], *(line for line in lines[1:] if line[:10].decode() < day.isoformat())])


def _finish(batch: Batch) -> None:
    """Run the job of a batch that an interrupted walk left open."""
    if batch.state in {BatchState.RECEIVED, BatchState.LOADING} and batch.job is not None:
        jobs.run_inline(batch.job)
