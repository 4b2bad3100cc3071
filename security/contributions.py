"""What the security chapter adds to the roles, the frame, other chapters' pages and the dashboards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    InboxItem,
    InboxSource,
    Indicator,
    Lifecycle,
    MenuEntry,
    OverdueSource,
    Panel,
    ProvisionLink,
    Section,
    register,
)
from sharing.models import Grant

from . import policies, selectors
from .models import Incident
from .workflows import FINDING, INCIDENT, ORDER

MOST = 50

grant(Role.DATA_OFFICER, "security.judge_finding", "security.handle_incident", "security.answer_order")
grant(Role.CDO, "security.judge_finding", "security.handle_incident")
grant(Role.CDO, "security.answer_order", "security.issue_order")
grant(Role.AUTHORITY, "security.review_incident", "security.issue_order")
grant(Role.INSPECTOR, "security.view_security")
grant(Role.SECURITY_ADMINISTRATOR, "security.judge_finding", "security.handle_incident")
grant(Role.SECURITY_ADMINISTRATOR, "security.watch_incidents", "security.assign_remit")

tones.register(
    "security.personalinformationfinding",
    {"found": "soon", "confirmed": "stop", "released": "good", "superseded": "quiet"},
)
tones.register(
    "security.incident",
    {
        "reported": "stop",
        "contained": "soon",
        "resolved": "info",
        "reviewed": "good",
        "extraordinary": "stop",
        "major": "stop",
        "serious": "soon",
        "general": "quiet",
    },
)
tones.register("security.securityorder", {"issued": "soon", "answered": "info", "closed": "good"})


def reads_audit(actor: Actor) -> bool:
    """Whether the actor may read the trail."""
    return actor.can("kernel.read_audit")


def is_staff(actor: Actor) -> bool:
    """Somebody who works for a unit."""
    return policies.may_report(actor)


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: what the scan of its newest data saw, and where to report an incident."""
    if not is_staff(actor):
        return None
    seen = selectors.seen_in(entry) if selectors.may_see_scan(actor, entry) else None
    return {"seen": seen, "today": clock.today(), "incidents": selectors.incidents_holding(entry, actor)}


def grant_panel(actor: Actor, granted: Grant) -> dict[str, Any] | None:
    """On a grant's page: the incident for which it is suspended, and where to report one."""
    affected = selectors.suspended_by(granted)
    sees = (
        affected is not None and Incident.objects.visible_to(actor).filter(pk=affected.incident_id).exists()
    )
    return {"affected": affected, "sees": sees}


def to_judge(actor: Actor) -> Iterator[InboxItem]:
    """Findings that the actor has to judge."""
    for finding in selectors.findings_to_judge(actor)[:MOST]:
        yield _item(finding, str(finding.entry.provider))


def to_handle(actor: Actor) -> Iterator[InboxItem]:
    """Incidents that the actor has to contain, resolve or review."""
    for incident in selectors.incidents_to_handle(actor)[:MOST]:
        yield _item(incident, str(incident.organization))


def to_answer(actor: Actor) -> Iterator[InboxItem]:
    """Orders that the actor has to answer or to close."""
    for order in selectors.orders_to_move(actor)[:MOST]:
        yield _item(order, str(order.authority))


def reported(actor: Actor) -> Iterator[InboxItem]:
    """Incidents that the unit reported and others handle."""
    for incident in selectors.incidents_reported_by(actor)[:MOST] if is_staff(actor) else ():
        yield _item(incident, str(incident.organization))


def ordered(actor: Actor) -> Iterator[InboxItem]:
    """Orders that units have not answered yet."""
    for order in selectors.orders_awaiting_answer(actor)[:MOST]:
        yield _item(order, str(order.organization))


def overdue(scope: Any) -> Iterable[InboxItem]:
    """What of security is late."""
    incidents = (_item(i, str(i.organization)) for i in selectors.overdue_incidents(scope)[:MOST])
    findings = (_item(f, str(f.entry.provider)) for f in selectors.overdue_findings(scope)[:MOST])
    orders = (_item(o, str(o.organization)) for o in selectors.overdue_orders(scope)[:MOST])
    return chain(incidents, findings, orders)


def evidence(scope: Any) -> str:
    """The open incidents, of the unit where one is meant."""
    asked = {"unfinished": "true"} | ({"q": scope.name} if scope else {})
    return f"{reverse('security:incident-list')}?{urlencode(asked)}"


def _item(record: Any, who: str) -> InboxItem:
    state = str(record.get_state_display())
    return InboxItem(
        str(record), record.get_absolute_url(), due_on=record.due_on, who=who, state=state, tone="soon"
    )


register(
    MenuEntry(
        Section.SECURITY,
        _("Data security incidents"),
        "security:incident-list",
        order=10,
        visible=is_staff,
        badge=lambda actor: selectors.incidents_to_handle(actor).count(),
    ),
    MenuEntry(
        Section.SECURITY,
        _("Findings of personal information"),
        "security:finding-list",
        order=20,
        visible=is_staff,
        badge=lambda actor: selectors.findings_to_judge(actor).count(),
    ),
    MenuEntry(
        Section.SECURITY,
        _("Security orders"),
        "security:order-list",
        order=30,
        visible=is_staff,
        badge=lambda actor: selectors.orders_to_move(actor).count(),
    ),
    MenuEntry(Section.SECURITY, _("Who supervises what"), "security:remit-list", order=40, visible=is_staff),
    MenuEntry(
        Section.SECURITY,
        _("Separation of administrators"),
        "security:control-list",
        order=50,
        visible=selectors.may_see_controls,
    ),
    MenuEntry(Section.SECURITY, _("Audit trail"), "security:audit-list", order=60, visible=reads_audit),
    Panel("catalog.entry", "security/_entry_panel.html", context=entry_panel, order=60),
    Panel("sharing.grant", "security/_grant_panel.html", context=grant_panel, order=20),
    InboxSource(_("Signs of personal information to judge"), items=to_judge, order=50),
    InboxSource(_("Data security incidents"), items=to_handle, order=51, pending=reported),
    InboxSource(_("Security orders"), items=to_answer, order=52, pending=ordered),
    OverdueSource(_("Data security"), items=overdue, order=70),
    Indicator(
        "security.open_incidents",
        _("Open security incidents"),
        values=selectors.open_incidents,
        url=evidence,
        better="down",
        order=70,
    ),
    ProvisionLink("7.1", _("Who supervises what"), "security:remit-list", value=selectors.count_closed),
    ProvisionLink("7.3", _("Audit trail"), "security:audit-list", value=selectors.count_events),
    ProvisionLink(
        "7.4", _("Findings of personal information"), "security:finding-list", value=selectors.count_searched
    ),
    Lifecycle(FINDING),
    Lifecycle(INCIDENT),
    Lifecycle(ORDER),
    ActionName("security.personalinformationfinding.note", _("Signs of personal information noted")),
    ActionName("security.incident.report", _("Incident reported")),
    ActionName("security.affectedgrant.name", _("Grant named by the report")),
    ActionName("security.affectedgrant.suspend", _("Grant suspended to contain the incident")),
    ActionName("security.supervisoryremit.assign", _("Remit assigned")),
    ActionName("security.securityorder.issue", _("Order issued")),
)
