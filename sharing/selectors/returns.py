"""Reads of data return: who lacks which version, by when, and how it was returned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aggregation.selectors import Notice, held_entries, held_since, notices_for, table_of
from catalog.models import CatalogEntry
from portal.kernel import clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.kernel.working_days import add_working_days
from portal.members.choices import UPPER_LEVELS
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization
from portal.store import cutting, query

from .. import policies
from ..choices import CYCLE_DAYS, NeedState, ParcelState, ReturnCycle, RunTrigger
from ..models import ReturnNeed, ReturnParcel, ReturnRun
from ..rules import RETURN_DAYS
from .replies import WINDOW, Answer, in_local_days, in_time
from .requests import area_item_of

OPEN_NEEDS = (NeedState.FILED, NeedState.ACCEPTED)


def jurisdictions() -> dict[str, list[str]]:
    """The beginnings of area codes of every data authority below the city, by its key."""
    local = Organization.objects.authorities().exclude(level__in=UPPER_LEVELS)
    return {str(unit.pk): list(unit.jurisdiction) for unit in local.order_by("pk")}


def needs_to_serve(entry: CatalogEntry, version: int, *, trigger: str, day: date) -> list[ReturnNeed]:
    """Accepted needs that lack this version; for a scheduled run those whose cycle is due."""
    lacking = ReturnNeed.objects.filter(
        entry=entry, state=NeedState.ACCEPTED, returned_version__lt=version
    ).select_related("entry", "receiver")
    return [need for need in lacking.order_by("pk") if trigger == RunTrigger.HAND or is_due(need, day)]


def is_due(need: ReturnNeed, day: date) -> bool:
    """Whether its cycle has passed since the last return."""
    return day >= due_from(need)


def due_from(need: ReturnNeed) -> date:
    """The day from which the newest version can be expected: loaded, accepted, and a cycle after the last."""
    days = [timezone.localdate(moment) for moment in (need.entry.delivered_at, need.decided_at) if moment]
    if need.returned_at:
        cycle = timedelta(days=CYCLE_DAYS[ReturnCycle(need.cycle)])
        days.append(timezone.localdate(need.returned_at) + cycle)
    return max(days, default=clock.today())


def return_deadlines() -> Callable[[ReturnNeed], date]:
    """Tells the last day on which a need's newest version is returned in time; reads the rule once."""
    days = rules.over_time(RETURN_DAYS)

    def due_on(need: ReturnNeed) -> date:
        start = due_from(need)
        return add_working_days(start, int(days(start).value)).day

    return due_on


def return_due_on(need: ReturnNeed) -> date:
    """The last day on which the newest version is returned in time."""
    return return_deadlines()(need)


def is_behind(need: ReturnNeed) -> bool:
    """Whether an accepted need lacks the newest version."""
    return need.state == NeedState.ACCEPTED and need.entry.delivered_version > need.returned_version


def open_return_deadlines() -> Callable[[ReturnNeed], date | None]:
    """The same for a need that lacks the newest version; nothing where it was returned."""
    due_on = return_deadlines()
    return lambda need: due_on(need) if is_behind(need) else None


def needs_lacking(entry: CatalogEntry) -> list[ReturnNeed]:
    """Who would be served by a run that is started by hand now."""
    return needs_to_serve(entry, entry.delivered_version, trigger=RunTrigger.HAND, day=clock.today())


def open_due_on(parcel: ReturnParcel) -> date | None:
    """By when it has to be signed for; nothing once it was."""
    return parcel.due_on if parcel.state == ParcelState.SENT else None


def file_name(parcel: ReturnParcel) -> str:
    """What the file is called for whoever fetches it."""
    return f"{parcel.run.entry.name}-{parcel.receiver.name}-v{parcel.run.version}.csv"


def sums_of(run: ReturnRun, parcels: Sequence[ReturnParcel]) -> dict[str, int]:
    """The run's counts, and how far the parcels are."""
    return {
        "assigned": run.rows - run.strays,
        "sent": sum(parcel.rows for parcel in parcels),
        "signed": sum(parcel.is_signed for parcel in parcels),
        "reconciled": sum(parcel.state == ParcelState.RECONCILED for parcel in parcels),
        "parcels": len(parcels),
    }


def entries_due(day: date) -> list[CatalogEntry]:
    """Resources of which somebody waits for a newer version, and whose cycle is due; none that is stopped."""
    owed = [need for need in ReturnNeed.objects.owed() if is_due(need, day)]
    in_force = CatalogEntry.objects.in_force().filter(pk__in={need.entry_id for need in owed})
    return list(in_force.exclude(pk__in=held_entries()).order_by("pk"))


def base_version(run: ReturnRun, needs: Sequence[ReturnNeed]) -> int | None:
    """The version to which a difference is enough: all have the same, whole, and its rows are still there."""
    versions = {need.returned_version for need in needs}
    base = versions.pop() if len(versions) == 1 else 0
    lost = ReturnParcel.objects.filter(need__in=needs, state=ParcelState.MISSING).exists()
    table = table_of(run.entry)
    if not base or lost or table is None or not cutting.has_difference(table, base, run.version):
        return None
    return base


def overdue_needs(unit: Organization | None) -> list[tuple[ReturnNeed, date]]:
    """Needs whose newest version should have been returned before today, with that day."""
    due_on = return_deadlines()
    owed = [(need, due_on(need)) for need in ReturnNeed.objects.owed(unit)]
    late = [(need, day) for need, day in owed if day < clock.today()]
    return sorted(late, key=lambda pair: pair[1])


def overdue_parcels(unit: Organization | None) -> list[ReturnParcel]:
    """Parcels that should have been signed for before today; of one receiver, or all."""
    late = ReturnParcel.objects.unsigned(clock.today()).select_related("run__entry", "receiver")
    return list((late.filter(receiver=unit) if unit else late).order_by("due_on")[:50])


def returns_in_time(unit: Organization | None, days: Sequence[date]) -> list[tuple[int, int]]:
    """For each day how many parcels were sent in time, of how many sent or due lately."""
    since = min(days, default=clock.today()) - WINDOW
    parcels = ReturnParcel.objects.filter(run__finished_at__date__gt=since).exclude(state=ParcelState.CUT)
    if unit is not None:
        parcels = parcels.filter(run__entry__provider=unit)
    sent = in_local_days(parcels.values_list("return_due_on", "run__finished_at"))
    awaited: list[Answer] = [(due, None) for _need, due in overdue_needs(unit)]
    return [in_time([*sent, *awaited], day) for day in days]


def needs_waiting(actor: Actor) -> list[ReturnNeed]:
    """Needs that the actor has to decide, the oldest first."""
    found = ReturnNeed.objects.waiting_for(actor).select_related("entry", "receiver", "organization")
    return list(found.order_by("filed_at")[:50])


def parcels_waiting(actor: Actor) -> list[ReturnParcel]:
    """Parcels that the actor has to sign for or to send again, the most urgent first."""
    found = ReturnParcel.objects.waiting_for(actor).select_related("run__entry", "receiver")
    return list(found.order_by("due_on", "pk")[:50])


def needs_pending(actor: Actor) -> list[ReturnNeed]:
    """The own unit's needs on which somebody else decides."""
    unit = unit_of(actor)
    if unit is None:
        return []
    found = ReturnNeed.objects.filter(organization=unit, state=NeedState.FILED)
    return list(found.select_related("entry__provider", "receiver")[:50])


def parcels_pending(actor: Actor) -> list[ReturnParcel]:
    """Parcels of the own unit's data that the receivers have to sign for."""
    unit = unit_of(actor)
    if unit is None:
        return []
    found = ReturnParcel.objects.filter(run__entry__provider=unit, state=ParcelState.SENT)
    return list(found.select_related("run__entry", "receiver").order_by("due_on")[:50])


def count_returns_waiting(actor: Actor) -> int:
    """Needs and parcels that wait for the actor."""
    return ReturnNeed.objects.waiting_for(actor).count() + ReturnParcel.objects.waiting_for(actor).count()


def count_reconciled() -> int:
    """Parcels whose receipt matched what was sent, of all units and times."""
    return ReturnParcel.objects.filter(state=ParcelState.RECONCILED).count()


def parcels_of(run: ReturnRun) -> list[ReturnParcel]:
    """The run's parcels by area."""
    return list(run.parcels.select_related("receiver", "file"))


def parcels_for(actor: Actor, need: ReturnNeed) -> list[ReturnParcel]:
    """The newest parcels that answered the need, as far as the actor sees them."""
    seen = ReturnParcel.objects.visible_to(actor).filter(need=need)
    return list(seen.select_related("run__entry", "receiver").order_by("-pk")[:12])


def returns_of(actor: Actor, entry: CatalogEntry) -> dict[str, Any]:
    """What an entry's page tells: the area's need, the last runs and parcels, and what the actor may do."""
    unit = unit_of(actor)
    if unit is None or not area_item_of(entry):
        return {}
    needs = ReturnNeed.objects.visible_to(actor).filter(entry=entry).select_related("receiver")
    parcels = ReturnParcel.objects.visible_to(actor).filter(run__entry=entry, receiver=unit)
    shown = list(needs.order_by("receiver__area_code")[:12])
    own = [need for need in shown if unit.pk in {need.receiver_id, need.organization_id}]
    is_open = any(need.state in OPEN_NEEDS for need in own)
    return {
        "needs": shown,
        "runs": list(ReturnRun.objects.visible_to(actor).filter(entry=entry)[:3]),
        "parcels": list(parcels.select_related("run", "receiver").order_by("-pk")[:3]),
        "may_file": policies.may_file(actor, entry) and not is_open,
        "may_plan": _may_return_now(actor, entry, shown),
    }


def _may_return_now(actor: Actor, entry: CatalogEntry, needs: Sequence[ReturnNeed]) -> bool:
    """Somebody lacks the newest version, and the resource is not stopped."""
    is_awaited = policies.may_plan(actor, entry) and any(is_behind(need) for need in needs)
    return is_awaited and held_since(entry) is None


def contested_in(parcel: ReturnParcel) -> list[Notice]:
    """What of the parcel's data is contested today, within its jurisdiction."""
    item = area_item_of(parcel.run.entry)
    rows = (query.Filter(item, "within", tuple(parcel.prefixes)),) if item else ()
    return notices_for(parcel.run.entry, query.Restriction(filters=rows))


def receipt_findings(parcel: ReturnParcel) -> list[tuple[Message, str, str, bool]]:
    """What was sent beside what was received: label, sent, received, whether they match."""
    rows = (_("Rows"), str(parcel.rows), str(parcel.received_rows), parcel.rows == parcel.received_rows)
    digest = (_("SHA-256"), parcel.digest, parcel.received_digest, parcel.digest == parcel.received_digest)
    return [rows, digest]
