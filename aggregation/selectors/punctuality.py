"""What should have been mounted or updated by a day, from the records' own dates, for any past day too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from catalog.choices import CYCLE_DAYS
from catalog.models import CatalogEntry
from catalog.selectors import with_published
from portal.kernel import rules
from portal.kernel.models import Rule
from portal.kernel.working_days import add_working_days
from portal.members.models import Organization
from portal.web.courses import counted_recently

from ..choices import BatchState
from ..models import Batch, MountedResource
from ..rules import MOUNT_DAYS, UPDATE_GRACE_DAYS

#: Deliveries in a row that did not arrive, from which on a resource counts as failing.
FAILURES = 2
Share = tuple[int, int]
Grace = Callable[[date], Rule]


class LateUpdate(NamedTuple):
    """An entry whose newest data is older than its published update cycle and the allowance."""

    entry: CatalogEntry
    cycle: str
    newest: date
    due_on: date


class LateMount(NamedTuple):
    """A published entry that should have been mounted by a day, and was not."""

    entry: CatalogEntry
    published_on: date
    due_on: date


class FailingResource(NamedTuple):
    """A mounted resource whose last deliveries did not arrive."""

    mounted: MountedResource
    failures: int
    last: date


def late_updates(units: QuerySet[Organization], day: date) -> list[LateUpdate]:
    """Entries of these units that were overdue for an update on that day."""
    grace = rules.over_time(UPDATE_GRACE_DAYS)
    entries = _in_cycles(CatalogEntry.objects.in_force().filter(provider__in=units))
    dated = entries.annotate(newest=_newest(day)).filter(newest__isnull=False).select_related("provider")
    found = [(e, timezone.localdate(e.newest)) for e in dated.order_by("pk")]
    late = [LateUpdate(e, e.cycle, newest, _due(e.cycle, newest, grace)) for e, newest in found]
    return [update for update in late if update.due_on < day]


def late_mounts(units: QuerySet[Organization], day: date) -> list[LateMount]:
    """Entries of these units that were published long enough before that day, and mounted with nothing."""
    allowance = rules.over_time(MOUNT_DAYS)
    entries = _published_first(units).filter(first__lt=_end_of(day)).filter(~Exists(_mounts(day)))
    found = [(e, timezone.localdate(e.first)) for e in entries.select_related("provider").order_by("pk")]
    late = [LateMount(e, on, add_working_days(on, int(allowance(on).value)).day) for e, on in found]
    return [mount for mount in late if mount.due_on < day]


def failing_resources(units: QuerySet[Organization]) -> list[FailingResource]:
    """Resources of these units whose last deliveries all failed or were turned down."""
    loaded = Max("batches__pk", filter=Q(batches__state=BatchState.LOADED))
    mounts = MountedResource.objects.active().filter(entry__provider__in=units).annotate(loaded=loaded)
    troubled = Batch.objects.troubled().filter(mounted__in=mounts.values("pk"))
    since = {m.pk: (m, m.loaded or 0) for m in mounts.select_related("entry__provider")}
    misses: dict[int, list[date]] = {}
    for mounted_id, pk, received in troubled.order_by("pk").values_list("mounted_id", "pk", "received_at"):
        if pk > since[mounted_id][1]:
            misses.setdefault(mounted_id, []).append(timezone.localdate(received))
    return [
        FailingResource(since[pk][0], len(days), days[-1])
        for pk, days in misses.items()
        if len(days) >= FAILURES
    ]


def updated_in_time(scope: Organization | None, days: Sequence[date]) -> list[Share]:
    """Of the entries with an update cycle and data, how many were up to date on each day."""
    entries = _in_cycles(CatalogEntry.objects.in_force())
    entries = entries.filter(provider=scope) if scope else entries
    names = [f"newest_{n}" for n in range(len(days))]
    dated = entries.annotate(**{n: _newest(d) for n, d in zip(names, days, strict=True)})
    rows = list(dated.order_by("pk").values_list("cycle", *names))
    grace = rules.over_time(UPDATE_GRACE_DAYS)
    return [_timely([(row[0], row[n]) for row in rows], day, grace) for n, day in enumerate(days, 1)]


def loaded_lately(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """How many deliveries arrived of late on each day."""
    batches = Batch.objects.filter(state=BatchState.LOADED)
    batches = batches.filter(mounted__entry__provider=scope) if scope else batches
    return counted_recently(batches, "finished_at", days)


def mounted_entries(scope: Organization | None, days: Sequence[date]) -> list[Share]:
    """Of the entries published by each day, how many stood mounted on it; withdrawn ones count no more."""
    units = Organization.objects.filter(pk=scope.pk) if scope else Organization.objects.all()
    standing = {f"stood_{n}": Exists(_mounts(day)) for n, day in enumerate(days)}
    entries = _published_first(units).annotate(**standing)
    counts: dict[str, Any] = {}
    for n, day in enumerate(days):
        published = Q(first__lt=_end_of(day))
        counts[f"all_{n}"] = Count("pk", filter=published)
        counts[f"mounted_{n}"] = Count("pk", filter=published & Q(**{f"stood_{n}": True}))
    found = entries.aggregate(**counts) if counts else {}
    return [(found[f"mounted_{n}"], found[f"all_{n}"]) for n in range(len(days))]


def _in_cycles(entries: QuerySet[CatalogEntry]) -> Any:
    """Entries with an update cycle, as published: a revision under way changes no duty."""
    return with_published(entries).annotate(cycle=F("shown_update_cycle")).filter(cycle__in=CYCLE_DAYS)


def _timely(rows: list[tuple[str, Any]], day: date, grace: Grace) -> Share:
    delivered = [(cycle, timezone.localdate(newest)) for cycle, newest in rows if newest]
    return sum(_due(cycle, newest, grace) >= day for cycle, newest in delivered), len(delivered)


def _published_first(units: QuerySet[Organization]) -> Any:
    entries = CatalogEntry.objects.in_force().filter(provider__in=units)
    return entries.annotate(first=Min("versions__published_at"))


def _mounts(day: date) -> QuerySet[MountedResource]:
    return MountedResource.objects.standing_at(_end_of(day)).filter(entry=OuterRef("pk"))


def _newest(day: date) -> Max:
    """When the newest data that had arrived by the end of the day was published."""
    arrived = Q(mounts__batches__state=BatchState.LOADED, mounts__batches__finished_at__lt=_end_of(day))
    return Max(F("mounts__batches__finished_at"), filter=arrived)


def _due(cycle: str, newest: date, grace: Grace) -> date:
    """By when the next data is due, by the allowance that was in force when the newest arrived."""
    return newest + timedelta(days=CYCLE_DAYS[cycle] + int(grace(newest).value))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
