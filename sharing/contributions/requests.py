"""What requests add to the roles, the frame, catalog pages, the inbox, the search and the dashboards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization
from portal.members.roles import grant
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
    SearchSource,
    Section,
    ratios,
    register,
)

from .. import policies, selectors
from ..models import SharingRequest
from ..workflows import REQUEST

grant(Role.DATA_OFFICER, "sharing.ask_for_data")
grant(Role.CDO, "sharing.endorse_request", "sharing.approve_request", "sharing.refuse_request")
grant(Role.PROVIDER_REVIEWER, "sharing.approve_request")
grant(Role.AUTHORITY, "sharing.check_request")
grant(Role.INSPECTOR, "sharing.view_all_sharing")
grant(Role.AUDIT_ADMINISTRATOR, "sharing.view_all_sharing")


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: ask for the data, and what the own unit was granted."""
    may_ask = policies.may_ask(actor, entry) and selectors.is_shareable(entry)
    grants = selectors.grants_of(unit_of(actor), entry)
    if not (may_ask or grants):
        return None
    ask = Offer(_("Ask for this data"), reverse("sharing:request-create", args=[entry.public_id]))
    return {"may_ask": may_ask, "grants": grants, "offers": [ask] if may_ask else []}


def waiting(actor: Actor) -> Iterable[InboxItem]:
    """Requests that the actor has to move on."""
    for request in selectors.waiting_for(actor):
        page = request.get_absolute_url()
        if not selectors.is_at_the_desk(request):
            page = reverse("sharing:request-review", args=[request.public_id])
        yield _item(request, page, who=str(request.organization))


def pending(actor: Actor) -> Iterable[InboxItem]:
    """The own unit's requests that lie with others."""
    for request in selectors.waited_for(actor):
        yield _item(request, request.get_absolute_url(), who=str(selectors.who_moves(request)))


def overdue(scope: Organization | None) -> Iterable[InboxItem]:
    """Requests that should have been checked or answered before today."""
    for request in selectors.overdue_replies(scope):
        yield _item(request, request.get_absolute_url(), who=str(selectors.who_moves(request)), tone="stop")


def _item(request: SharingRequest, url: str, who: str, tone: str = "info") -> InboxItem:
    shown = str(request.get_state_display())
    return InboxItem(str(request), url, due_on=request.due_on, who=who, state=shown, tone=tone)


def search(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Requests by purpose."""
    found = SharingRequest.objects.visible_to(actor).filter(purpose__icontains=words)
    for request in found.select_related("entry", "organization")[:limit]:
        facts = [str(request.organization), str(request.get_state_display())]
        yield Hit(request.entry.title, request.get_absolute_url(), request.purpose, facts)


def replies_in_time(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """The share of replies that were given in time, for each day."""
    return ratios(selectors.replies_in_time(scope, days))


def replies_url(scope: Organization | None) -> str:
    """The conditional requests of the unit's data, or of all."""
    narrowed = f"&provider={scope.public_id}" if scope else ""
    return f"{reverse('sharing:request-list')}?sharing_type=conditional{narrowed}"


register(
    MenuEntry(
        Section.SHARING,
        _("Sharing requests"),
        "sharing:request-list",
        order=10,
        badge=selectors.count_waiting,
    ),
    Panel("catalog.entry", "sharing/_entry_panel.html", context=entry_panel, order=20),
    InboxSource(_("Sharing requests"), items=waiting, pending=pending, order=20),
    SearchSource("sharing", _("Sharing requests"), search=search, order=40),
    Figure(_("Overdue replies"), selectors.count_overdue, "sharing:request-list", audience="staff", order=50),
    Indicator(
        "sharing.replies_in_time",
        _("Sharing requests answered in time"),
        values=replies_in_time,
        url=replies_url,
        kind="percent",
        order=40,
        parts=selectors.replies_in_time,
    ),
    OverdueSource(_("Overdue sharing requests"), items=overdue, order=40),
    ProvisionLink("4.1", _("Sharing requests answered"), "sharing:request-list", selectors.count_answered),
    Lifecycle(REQUEST),
    ActionName("sharing.sharingrequest.create", _("Draft started")),
    ActionName("sharing.sharingrequest.edit", _("Request changed")),
)
