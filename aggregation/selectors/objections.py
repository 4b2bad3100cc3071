"""Reads of objections: what waits, what is late, how many were answered in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.models import Organization

from ..choices import BatchState, Channel, ObjectionState, Outcome
from ..models import Batch, Objection
from .batches import masked
from .columns import personal_items
from .exits import seen_through
from .mounts import table_mount_of
from .notices import Notice, notices_for
from .rows import item_names, key_items, row_of

#: The share of answers in time is taken over the year before each day.
LOOK_BACK = timedelta(days=365)
WITH_ITS_UNITS = ("entry__provider", "organization", "raised_by")


def objectionable_entry(code: str, channel: str, actor: Actor) -> CatalogEntry:
    """The entry of this code that the actor knows, from the catalog or from the channel; 404 otherwise."""
    entry: CatalogEntry | None = CatalogEntry.objects.in_force().filter(resource_code=code).first()
    if entry is not None:
        known = CatalogEntry.objects.visible_to(actor).filter(pk=entry.pk).exists()
        if known or seen_through(channel, entry, actor) is not None:
            return entry
    raise Http404(_("There is no resource with the code “%(code)s”.") % {"code": code})


def may_object_as_consumer(actor: Actor, entry: CatalogEntry) -> bool:
    """Whether the actor's unit uses the shared data."""
    return seen_through(Channel.SHARING, entry, actor) is not None


def places_to_object(entry: CatalogEntry, channel: str, actor: Actor) -> dict[str, list[str]]:
    """The items, and the key items of a row, that the actor may name in an objection."""
    seen, mounted = seen_through(channel, entry, actor), table_mount_of(entry)
    if seen is None or mounted is None or mounted.table is None:
        return {"items": [], "keys": []}
    return {"items": item_names(mounted.table, seen), "keys": key_items(mounted.table, seen)}


def open_deadline(objection: Objection) -> date | None:
    """The next deadline, while somebody still has to do something."""
    return objection.due_on if objection.is_unfinished else None


def waiting_objections(actor: Actor) -> list[Objection]:
    """What the actor has to move on, the most urgent first."""
    found = Objection.objects.waiting_for(actor, clock.today()).select_related(*WITH_ITS_UNITS)
    return list(found.order_by("due_on", "pk")[:50])


def count_waiting_objections(actor: Actor) -> int:
    """How many objections the actor has to move on."""
    return Objection.objects.waiting_for(actor, clock.today()).count() if actor.is_person else 0


def own_objections(actor: Actor) -> list[Objection]:
    """Objections of the actor's own side that still wait for others."""
    found = Objection.objects.raised_for(actor).unfinished().select_related(*WITH_ITS_UNITS)
    return list(found.order_by("due_on", "pk")[:50])


def found_objections(actor: Actor, words: str) -> QuerySet[Objection]:
    """Objections that have every word in their resource's name or in their explanation."""
    found = Objection.objects.visible_to(actor).select_related("entry")
    for word in words.split():
        found = found.filter(Q(entry__name__icontains=word) | Q(text__icontains=word))
    return found


def overdue_objections(unit: Organization | None) -> list[Objection]:
    """Those of a unit, or of the city, whose next step is late."""
    found = Objection.objects.overdue(clock.today()).select_related(*WITH_ITS_UNITS)
    return list((found.filter(entry__provider=unit) if unit else found).order_by("due_on", "pk")[:50])


def objections_to(entry: CatalogEntry, actor: Actor) -> list[Objection]:
    """The newest objections to an entry that the actor may know of."""
    found = Objection.objects.visible_to(actor).filter(entry=entry).select_related(*WITH_ITS_UNITS)
    return list(found[:5])


def correcting_batches(objection: Objection) -> QuerySet[Batch]:
    """What was loaded into the same table after the objection was upheld."""
    loaded = Batch.objects.filter(mounted=objection.mounted_id, state=BatchState.LOADED)
    return loaded.filter(finished_at__gt=objection.answered_at).order_by("-finished_at")


def is_taken_away(objection: Objection) -> bool:
    """Whether the data was taken offline, or published anew without what was wrong, since the answer."""
    if not objection.mounted.is_active:
        return True
    published = objection.entry.published_at
    return bool(published and objection.answered_at and published > objection.answered_at)


def shown_row(objection: Objection, *, knows: bool) -> dict[str, str]:
    """The row's key; what of it is personal information is masked for whoever may not know it."""
    row: dict[str, str] = objection.row_key
    if knows or not row:
        return row
    personal = personal_items(objection.mounted)
    return {name: masked(value) if name in personal else value for name, value in row.items()}


def contested_for(entry: CatalogEntry, actor: Actor) -> list[Notice]:
    """What of an entry is contested: in full for its provider, for a consumer no more than it may read."""
    if actor.user is not None and actor.user.organization_id == entry.provider_id:
        return notices_for(entry)
    seen = seen_through(Channel.SHARING, entry, actor)
    if seen is not None:
        return notices_for(entry, seen)
    return [notice.without_place() for notice in notices_for(entry)]


def present_row(objection: Objection) -> dict[str, Any] | None:
    """The row that the objection names as it is now; ``None`` without one."""
    mounted = table_mount_of(objection.entry)
    if mounted is None or mounted.table is None or not objection.row_key:
        return None
    return row_of(mounted.table, objection.row_key)


def answered_in_time(unit: Organization | None, days: Sequence[date]) -> list[tuple[int, int]]:
    """For each day the objections due in the year before it: how many were answered in time, of how many."""
    found = Objection.objects.exclude(answer_due_on=None)
    if unit is not None:
        found = found.filter(entry__provider=unit)
    dates = found.values_list("answer_due_on", "answered_at")
    ends = [(due, timezone.localdate(at) if at else None) for due, at in dates]
    return [_in_time(ends, day) for day in days]


def _in_time(ends: list[tuple[date, date | None]], day: date) -> tuple[int, int]:
    """Judged are the answered ones, and those that should have been by then."""
    judged = [
        bool(answered and answered <= due)
        for due, answered in ends
        if day - LOOK_BACK < due and ((answered and answered <= day) or due < day)
    ]
    return sum(judged), len(judged)


def count_answered(channel: str) -> int:
    """Objections of a channel that were answered."""
    return Objection.objects.filter(channel=channel).exclude(outcome=Outcome.PENDING).count()


def whose_turn(objection: Objection) -> str:
    """Who has to take the next step, in words."""
    if objection.state == ObjectionState.RAISED:
        return _("The data authority, or the provider itself")
    return str(objection.entry.provider)
