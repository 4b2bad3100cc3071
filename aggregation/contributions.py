"""What aggregation adds to the frame, to catalog pages, to the inbox, to dashboards and to the roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.models import Organization
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    Figure,
    Hit,
    InboxItem,
    InboxSource,
    Indicator,
    Lifecycle,
    MenuEntry,
    Offer,
    OverdueSource,
    Panel,
    ProvisionLink,
    Reading,
    SearchSource,
    Section,
    ratios,
    register,
)

from . import policies, selectors
from .choices import DESK_STATES, Channel
from .models import Batch, MountedResource, Objection
from .workflows import BATCH, MOUNT, OBJECTION

grant(Role.DATA_OFFICER, "aggregation.mount_resource", "aggregation.load_data")
grant(Role.INSPECTOR, "aggregation.view_all_batches", "aggregation.view_all_objections")
grant(Role.AUDIT_ADMINISTRATOR, "aggregation.view_all_batches", "aggregation.view_all_objections")
for role in (Role.DATA_OFFICER, Role.CDO, Role.PROVIDER_REVIEWER, Role.OPERATOR, Role.CITIZEN):
    grant(role, "aggregation.raise_objection")
grant(Role.DATA_OFFICER, "aggregation.accept_objection", "aggregation.verify_objection")
grant(Role.DATA_OFFICER, "aggregation.close_objection")
grant(Role.CDO, "aggregation.dismiss_objection")
grant(Role.AUTHORITY, "aggregation.accept_objection")

tones.register("aggregation.objection", {"upheld": "soon", "raised": "soon"})


def mounts_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: what it is mounted with, its newest batch, and the buttons of its officers."""
    mounts = MountedResource.objects.visible_to(actor).active().filter(entry=entry)
    mounted = mounts.select_related("entry__provider", "table").first()
    may_mount = mounted is None and selectors.is_mountable(entry) and policies.may_mount(actor, entry)
    if mounted is None and not may_mount:
        return None
    offer = mount_offer(entry) if may_mount else load_offer(actor, mounted)
    return {
        "mounted": mounted,
        "offers": [offer] if offer else [],
        "batch": Batch.objects.filter(mounted=mounted).first() if mounted else None,
    }


def mount_offer(entry: CatalogEntry) -> Offer:
    """Put a table behind the entry."""
    return Offer(
        _("Mount with a table"), reverse("aggregation:mount-create", args=[entry.public_id]), "table"
    )


def load_offer(actor: Actor, mounted: MountedResource | None) -> Offer | None:
    """Hand in a file, for those who may."""
    if mounted is None or not policies.may_hand_in(actor, mounted):
        return None
    return Offer(_("Load a file"), reverse("aggregation:batch-create", args=[mounted.public_id]), "upload")


def hold_notice(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On top of an entry's page: that its data is stopped."""
    held = selectors.held_notice(entry)
    return {"held": held} if held else None


def troubled_batches(actor: Actor) -> Iterator[InboxItem]:
    """Batches of the own unit that did not arrive and were not followed by a newer one."""
    for batch in selectors.troubled_batches(actor)[:20]:
        yield InboxItem(
            title=str(batch),
            url=batch.get_absolute_url(),
            who=str(batch.mounted.entry.provider),
            state=str(batch.get_state_display()),
            tone="stop",
        )


def entries_to_mount(actor: Actor) -> Iterator[InboxItem]:
    """Published entries of the own unit without anything behind them."""
    if not actor.can("aggregation.mount_resource"):
        return
    for entry in selectors.unmounted_entries(actor)[:20]:
        yield InboxItem(
            title=str(entry),
            url=reverse("aggregation:mount-create", args=[entry.public_id]),
            who=str(entry.provider),
            state=_now("To be mounted"),
            tone="soon",
        )


def count_troubled(actor: Actor) -> int:
    """Batches that somebody has to look at."""
    return selectors.troubled_batches(actor).count() if actor.is_person else 0


def count_unmounted(actor: Actor) -> int:
    """Entries that wait for their table."""
    return selectors.unmounted_entries(actor).count() if actor.can("aggregation.mount_resource") else 0


def read_mounting_rate(actor: Actor) -> Reading:
    """The mounting rate, with the numbers that it comes from."""
    rate = selectors.mounting_rate(actor)
    share = "—" if rate.share is None else f"{rate.share * 100:.1f}"
    change = _now("%(mounted)d of %(entries)d published entries") % {
        "mounted": rate.mounted,
        "entries": rate.entries,
    }
    return Reading(share, "%", change)


def mounting_rate(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """The mounting rate on each day."""
    return ratios(selectors.mounted_entries(scope, days))


def updated_in_time(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """The share of entries that were up to date on each day."""
    return ratios(selectors.updated_in_time(scope, days))


def mounts_url(scope: Organization | None) -> str:
    """The mounted resources of the unit, or of all."""
    return reverse("aggregation:mount-list") + (f"?provider={scope.public_id}" if scope else "")


def batches_url(scope: Organization | None) -> str:
    """The deliveries of the unit, or of all."""
    return reverse("aggregation:batch-list") + (f"?provider={scope.public_id}" if scope else "")


def overdue_mounts(scope: Organization | None) -> Iterator[InboxItem]:
    """Published entries that should have been mounted by now."""
    for late in selectors.late_mounts(_units(scope), clock.today())[:50]:
        yield _late_entry(late.entry, late.due_on, _now("To be mounted"))


def overdue_updates(scope: Organization | None) -> Iterator[InboxItem]:
    """Entries whose newest data is older than their update cycle allows."""
    for late in selectors.late_updates(_units(scope), clock.today())[:50]:
        yield _late_entry(late.entry, late.due_on, _now("To be updated"))


def _units(scope: Organization | None) -> QuerySet[Organization]:
    return Organization.objects.filter(pk=scope.pk) if scope else Organization.objects.all()


def _late_entry(entry: CatalogEntry, due_on: date, state: str) -> InboxItem:
    who, url = str(entry.provider), entry.get_absolute_url()
    return InboxItem(str(entry), url, due_on=due_on, who=who, state=state, tone="stop")


def objections_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: what is contested, the newest objections, and the button of its consumers."""
    objections = selectors.objections_to(entry, actor)
    notices = selectors.contested_for(entry, actor)
    may_object = policies.may_object(actor, entry) and selectors.may_object_as_consumer(actor, entry)
    if not (objections or notices or may_object):
        return None
    return {"objections": objections, "notices": notices, "may_object": may_object}


def waiting_objections(actor: Actor) -> Iterator[InboxItem]:
    """Objections that the actor has to move on."""
    for objection in selectors.waiting_objections(actor):
        yield _in_the_inbox(objection, at_the_desk=True)


def own_objections(actor: Actor) -> Iterator[InboxItem]:
    """Objections of the actor's side that wait for others."""
    for objection in selectors.own_objections(actor):
        yield _in_the_inbox(objection)


def overdue_objections(scope: Organization | None) -> Iterator[InboxItem]:
    """Objections whose next step is late."""
    for objection in selectors.overdue_objections(scope):
        yield _in_the_inbox(objection)


def _in_the_inbox(objection: Objection, *, at_the_desk: bool = False) -> InboxItem:
    is_decided_here = at_the_desk and objection.state in DESK_STATES
    review = reverse("aggregation:objection-review", args=[objection.public_id])
    return InboxItem(
        title=str(objection),
        url=review if is_decided_here else objection.get_absolute_url(),
        due_on=objection.due_on,
        who=str(objection.entry.provider),
        state=str(objection.get_state_display()),
        tone="stop" if objection.is_overdue else "info",
    )


def search_objections(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Objections by resource and explanation."""
    for objection in selectors.found_objections(actor, words)[:limit]:
        facts = [str(objection.get_kind_display()), str(objection.get_state_display())]
        yield Hit(str(objection), objection.get_absolute_url(), objection.text, facts)


def objections_in_time(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """The share of objections that were answered in time, on each day."""
    return ratios(selectors.answered_in_time(scope, days))


def objections_url(scope: Organization | None) -> str:
    """The list behind the indicator."""
    unit = f"?provider={scope.public_id}" if scope else ""
    return reverse("aggregation:objection-list") + unit


register(
    Indicator(
        "aggregation.mounting_rate",
        _("Mounting rate"),
        values=mounting_rate,
        url=mounts_url,
        kind="percent",
        order=20,
        parts=selectors.mounted_entries,
    ),
    Indicator(
        "aggregation.updated_in_time",
        _("Updated in time"),
        values=updated_in_time,
        url=batches_url,
        kind="percent",
        order=30,
        parts=selectors.updated_in_time,
    ),
    Indicator(
        "aggregation.loaded_lately",
        _("Deliveries loaded (30 days)"),
        values=selectors.loaded_lately,
        url=batches_url,
        order=91,
    ),
    MenuEntry(
        Section.AGGREGATION,
        _("Mounted resources"),
        "aggregation:mount-list",
        order=10,
        badge=count_unmounted,
    ),
    MenuEntry(Section.AGGREGATION, _("Batches"), "aggregation:batch-list", order=20, badge=count_troubled),
    MenuEntry(
        Section.AGGREGATION,
        _("Objections"),
        "aggregation:objection-list",
        order=30,
        badge=selectors.count_waiting_objections,
    ),
    Panel("catalog.entry_notices", "aggregation/_held.html", context=hold_notice),
    Panel("catalog.entry", "aggregation/_mounts_panel.html", context=mounts_panel, order=10),
    Panel("catalog.entry", "aggregation/_objections_panel.html", context=objections_panel, order=30),
    InboxSource(_("Batches that did not arrive"), items=troubled_batches, order=30),
    InboxSource(_("Entries to mount"), items=entries_to_mount, order=40),
    Figure(_("Mounting rate"), read_mounting_rate, "aggregation:mount-list", audience="staff", order=20),
    Figure(_("Rows loaded"), selectors.rows_loaded, "aggregation:batch-list", audience="staff", order=30),
    InboxSource(_("Objections"), items=waiting_objections, order=25, pending=own_objections),
    SearchSource("objections", _("Objections"), search=search_objections, order=45),
    Indicator(
        "aggregation.objections_in_time",
        _("Objections answered in time"),
        values=objections_in_time,
        url=objections_url,
        kind="percent",
        parts=selectors.answered_in_time,
        order=40,
    ),
    OverdueSource(_("Overdue mounts"), items=overdue_mounts, order=20),
    OverdueSource(_("Overdue updates"), items=overdue_updates, order=30),
    OverdueSource(_("Overdue objections"), items=overdue_objections, order=40),
    ProvisionLink("3.2", _("Batches"), "aggregation:batch-list", value=selectors.count_loaded),
    ProvisionLink(
        "4.3",
        _("Objections"),
        "aggregation:objection-list",
        value=lambda: selectors.count_answered(Channel.SHARING),
    ),
    Lifecycle(MOUNT),
    Lifecycle(BATCH),
    Lifecycle(OBJECTION),
    ActionName("aggregation.mountedresource.mount", _("Mount with a table")),
    ActionName("aggregation.mountedresource.follow", _("Follow the entry")),
    ActionName("aggregation.mountedresource.record_problem", _("Note the problem")),
    ActionName("aggregation.batch.receive", _("Receive a file")),
    ActionName("aggregation.resourcehold.place", _("Stop the resource at every exit")),
    ActionName("aggregation.resourcehold.lift", _("Let the resource go on")),
    ActionName("aggregation.objection.raise", _("Raise the objection")),
)
