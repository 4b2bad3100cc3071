"""What sharing adds to the roles, the frame, catalog pages, the inbox, the search and the figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.roles import grant
from portal.web.contributions import (
    ActionName,
    Figure,
    Hit,
    InboxItem,
    InboxSource,
    Lifecycle,
    MenuEntry,
    Panel,
    SearchSource,
    Section,
    register,
)

from . import policies, selectors
from .models import SharingRequest
from .workflows import GRANT, REQUEST

grant(Role.DATA_OFFICER, "sharing.ask_for_data", "sharing.use_grant")
grant(Role.CDO, "sharing.endorse_request", "sharing.approve_request", "sharing.refuse_request")
grant(Role.CDO, "sharing.revoke_grant", "sharing.use_grant")
grant(Role.PROVIDER_REVIEWER, "sharing.approve_request")
grant(Role.AUTHORITY, "sharing.check_request", "sharing.suspend_grant")
grant(Role.SECURITY_ADMINISTRATOR, "sharing.suspend_grant", "sharing.watch_grants")
grant(Role.INSPECTOR, "sharing.view_all_sharing")
grant(Role.AUDIT_ADMINISTRATOR, "sharing.view_all_sharing")


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: ask for the data, and what the own unit was granted."""
    may_ask = policies.may_ask(actor, entry) and selectors.is_shareable(entry)
    grants = selectors.grants_of(policies.unit_of(actor), entry)
    return {"may_ask": may_ask, "grants": grants} if may_ask or grants else None


def waiting(actor: Actor) -> Iterable[InboxItem]:
    """Requests that the actor has to move on."""
    for request in selectors.waiting_for(actor):
        yield InboxItem(
            str(request),
            request.get_absolute_url(),
            due_on=request.due_on,
            who=str(request.organization),
            state=str(request.get_state_display()),
            tone="info",
        )


def search(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Requests by purpose."""
    found = SharingRequest.objects.visible_to(actor).filter(purpose__icontains=words)
    for request in found.select_related("entry", "organization")[:limit]:
        yield Hit(str(request), request.get_absolute_url(), request.purpose)


register(
    MenuEntry(
        Section.SHARING,
        _("Sharing requests"),
        "sharing:request-list",
        order=10,
        badge=selectors.count_waiting,
    ),
    MenuEntry(Section.SHARING, _("Grants"), "sharing:grant-list", order=20),
    Panel("catalog.entry", "sharing/_entry_panel.html", context=entry_panel, order=20),
    InboxSource(_("Sharing requests"), items=waiting, order=20),
    SearchSource("sharing", _("Sharing requests"), search=search, order=40),
    Figure(_("Grants in force"), selectors.count_grants, "sharing:grant-list", audience="staff", order=40),
    Figure(_("Overdue replies"), selectors.count_overdue, "sharing:request-list", audience="staff", order=50),
    Lifecycle(REQUEST),
    Lifecycle(GRANT),
    ActionName("sharing.grant.issue", _("Issue the grant")),
    ActionName("sharing.grantuse.record", _("Use granted data")),
    ActionName("sharing.grantuse.finish", _("End of the download")),
)
