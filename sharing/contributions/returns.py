"""What data return adds to the roles, the frame, catalog pages, the inbox and the dashboards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.models import Organization
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    InboxItem,
    InboxSource,
    Indicator,
    Lifecycle,
    MenuEntry,
    Offer,
    OverdueSource,
    Panel,
    ProvisionLink,
    Section,
    ratios,
    register,
)

from .. import selectors
from ..models import ReturnNeed, ReturnParcel
from ..workflows import NEED, PARCEL, RUN

grant(Role.DATA_OFFICER, "sharing.file_return_need", "sharing.sign_parcel", "sharing.plan_return")
grant(Role.CDO, "sharing.decide_return_need", "sharing.plan_return")
grant(Role.PROVIDER_REVIEWER, "sharing.decide_return_need")
grant(Role.AUTHORITY, "sharing.decide_return_need", "sharing.plan_return")

tones.register("sharing.returnneed", {"filed": "soon", "accepted": "good"})
tones.register("sharing.returnparcel", {"sent": "soon", "received": "info"})


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: who needs it back, what was returned, and the next act."""
    found = selectors.returns_of(actor, entry)
    if not any(found.values()):
        return None
    acts = (
        (found["may_file"], _("File a need for data return"), "sharing:need-create"),
        (found["may_plan"], _("Return now"), "sharing:run-create"),
    )
    offers = [Offer(label, reverse(name, args=[entry.public_id])) for may, label, name in acts if may]
    return found | {"offers": offers}


def needs_waiting(actor: Actor) -> Iterable[InboxItem]:
    """Needs that the actor has to decide."""
    return [_need_item(need, who=str(need.organization)) for need in selectors.needs_waiting(actor)]


def needs_pending(actor: Actor) -> Iterable[InboxItem]:
    """The own unit's needs that lie with the provider."""
    return [_need_item(need, who=str(need.entry.provider)) for need in selectors.needs_pending(actor)]


def parcels_waiting(actor: Actor) -> Iterable[InboxItem]:
    """Parcels to sign for, or to send again."""
    return [_parcel_item(parcel) for parcel in selectors.parcels_waiting(actor)]


def parcels_pending(actor: Actor) -> Iterable[InboxItem]:
    """Parcels of the own data for which the receivers have not signed."""
    return [_parcel_item(parcel) for parcel in selectors.parcels_pending(actor)]


def overdue(scope: Organization | None) -> Iterable[InboxItem]:
    """Newest versions that should have been returned, and parcels that should have been signed for."""
    for need, due in selectors.overdue_needs(scope):
        yield InboxItem(
            str(need),
            need.get_absolute_url(),
            due_on=due,
            who=str(need.entry.provider),
            state=str(_("Return overdue")),
            tone="stop",
        )
    for parcel in selectors.overdue_parcels(scope):
        yield _parcel_item(parcel, tone="stop")


def _need_item(need: ReturnNeed, who: str) -> InboxItem:
    return InboxItem(
        str(need), need.get_absolute_url(), who=who, state=str(need.get_state_display()), tone="info"
    )


def _parcel_item(parcel: ReturnParcel, tone: str = "soon") -> InboxItem:
    return InboxItem(
        str(parcel),
        parcel.get_absolute_url(),
        due_on=parcel.due_on,
        who=str(parcel.receiver),
        state=str(parcel.get_state_display()),
        tone=tone,
    )


def returns_in_time(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """The share of parcels that were sent in time, for each day."""
    return ratios(selectors.returns_in_time(scope, days))


def returns_url(scope: Organization | None) -> str:
    """The parcels of the unit's data, or of all."""
    return reverse("sharing:parcel-list") + (f"?provider={scope.public_id}" if scope else "")


register(
    MenuEntry(
        Section.SHARING,
        _("Data return"),
        "sharing:need-list",
        order=30,
        badge=selectors.count_returns_waiting,
    ),
    Panel("catalog.entry", "sharing/_returns_panel.html", context=entry_panel, order=25),
    InboxSource(_("Needs for data return"), items=needs_waiting, pending=needs_pending, order=24),
    InboxSource(_("Parcels of returned data"), items=parcels_waiting, pending=parcels_pending, order=25),
    Indicator(
        "sharing.returns_in_time",
        _("Data returned in time"),
        values=returns_in_time,
        url=returns_url,
        kind="percent",
        order=45,
        parts=selectors.returns_in_time,
    ),
    OverdueSource(_("Overdue data return"), items=overdue, order=45),
    ProvisionLink("4.4", _("Parcels reconciled"), "sharing:need-list", selectors.count_reconciled),
    Lifecycle(NEED),
    Lifecycle(RUN),
    Lifecycle(PARCEL),
    ActionName("sharing.returnneed.file", _("Need filed")),
    ActionName("sharing.returnneed.serve", _("Newest version returned")),
    ActionName("sharing.returnrun.plan", _("Run planned")),
    ActionName("sharing.returnrun.queue", _("Handed to a worker")),
    ActionName("sharing.returnparcel.cut", _("Parcel cut")),
    ActionName("sharing.returnparcel.fetch", _("File fetched")),
)
