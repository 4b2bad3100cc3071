"""What oversight adds to the roles, the frame, catalog pages, the inbox and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

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
    InboxItem,
    InboxSource,
    Indicator,
    Lifecycle,
    MenuEntry,
    OverdueSource,
    Panel,
    ProvisionLink,
    Section,
    ratios,
    register,
)

from . import selectors
from .models import RectificationOrder
from .workflows import ASSESSMENT, FINDING, INSPECTION, ORDER, SCHEME

for holder in (Role.AUTHORITY, Role.INSPECTOR):
    grant(holder, "oversight.hold_inspection", "oversight.issue_order", "oversight.close_order")
grant(Role.AUTHORITY, "oversight.hold_assessment")
grant(Role.DATA_OFFICER, "oversight.answer_order")
grant(Role.CDO, "oversight.answer_order")
grant(Role.INSPECTOR, "oversight.view_all_oversight")
grant(Role.AUDIT_ADMINISTRATOR, "oversight.view_all_oversight")
tones.register("oversight.finding", {"open": "stop", "settled": "good"})
tones.register("oversight.rectificationorder", {"verified": "soon", "closed": "good"})
tones.register("oversight.assessmentscheme", {"in_force": "good"})
tones.register("oversight.assessment", {"computed": "info"})


def is_staff(actor: Actor) -> bool:
    """Somebody who works for a unit."""
    return actor.user is not None and actor.user.organization_id is not None


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """On an entry's page: what inspections found about it."""
    findings = [(f, selectors.label_of(f.check_code)) for f in selectors.open_findings_of(entry, actor)]
    return {"findings": findings} if findings else None


def to_answer(actor: Actor) -> Iterable[InboxItem]:
    """Orders that the actor's unit has to answer."""
    return [_item(order, "answer") for order in selectors.orders_to_answer(actor)]


def to_watch(actor: Actor) -> Iterable[InboxItem]:
    """For the authority: orders that are overdue or wait for their closing."""
    return [_item(order, "watch") for order in selectors.orders_to_watch(actor)]


def awaited(actor: Actor) -> Iterable[InboxItem]:
    """Orders that somebody else has to move on."""
    return [_item(order) for order in selectors.orders_awaited(actor)]


def to_follow(actor: Actor) -> Iterable[InboxItem]:
    """Inspections whose findings still need orders."""
    for inspection in selectors.inspections_to_follow(actor):
        state = _now("%(count)d findings without an order") % {"count": inspection.unordered}  # type: ignore[attr-defined]
        yield InboxItem(str(inspection), inspection.get_absolute_url(), state=state, tone="soon")


def overdue(scope: Organization | None) -> Iterable[InboxItem]:
    """Orders past their deadline."""
    return [_item(order) for order in selectors.overdue_orders(scope)]


def rectified_in_time(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """The share of orders that were rectified by their deadline."""
    return ratios(selectors.orders_in_time(scope, days))


def orders_url(scope: Organization | None) -> str:
    """The orders of the unit, or of all."""
    return reverse("oversight:order-list") + (f"?organization={scope.pk}" if scope else "")


def _item(order: RectificationOrder, step: str = "") -> InboxItem:
    """An order in a list; whoever has to answer it lands on the form."""
    url = (
        reverse("oversight:order-submit", args=[order.public_id])
        if step == "answer"
        else order.get_absolute_url()
    )
    late = order.is_standing and order.due_on < clock.today()
    state = _now("Overdue") if late and step else str(order.get_state_display())
    due_on = order.due_on if order.is_standing else None
    title, who = (str(order), "") if step else (str(order.inspection), str(order.organization))
    return InboxItem(title, url, due_on, who, state, "stop" if late else "soon")


register(
    Lifecycle(INSPECTION),
    Lifecycle(FINDING),
    Lifecycle(ORDER),
    Lifecycle(SCHEME),
    Lifecycle(ASSESSMENT),
    ActionName("oversight.inspection.plan", _("Arrange an inspection")),
    ActionName("oversight.finding.find", _("Found")),
    ActionName("oversight.finding.confirm", _("Found again")),
    ActionName("oversight.finding.order", _("Rectification ordered")),
    ActionName("oversight.sighting.record", _("Seen by an inspection")),
    ActionName("oversight.rectificationorder.issue", _("Issue the rectification order")),
    ActionName("oversight.assessment.hold", _("Arrange an assessment")),
    ActionName("oversight.unitscore.compute", _("Score frozen")),
    MenuEntry(Section.OVERSIGHT, _("Inspections"), "oversight:inspection-list", order=10, visible=is_staff),
    MenuEntry(Section.OVERSIGHT, _("Findings"), "oversight:finding-list", order=20, visible=is_staff),
    MenuEntry(
        Section.OVERSIGHT,
        _("Rectification orders"),
        "oversight:order-list",
        order=30,
        visible=is_staff,
        badge=selectors.count_to_answer,
    ),
    MenuEntry(Section.OVERSIGHT, _("Assessments"), "oversight:assessment-list", order=40, visible=is_staff),
    MenuEntry(
        Section.OVERSIGHT, _("Assessment schemes"), "oversight:scheme-list", order=50, visible=is_staff
    ),
    Panel("catalog.entry", "oversight/_entry_panel.html", context=entry_panel, order=90),
    InboxSource(_("Rectification orders to answer"), items=to_answer, order=15, pending=awaited),
    InboxSource(_("Rectification orders that need you"), items=to_watch, order=60),
    InboxSource(_("Findings without an order"), items=to_follow, order=61),
    OverdueSource(_("Rectification orders"), items=overdue, order=80),
    Indicator(
        "oversight.rectified_in_time",
        _("Rectified in time"),
        values=rectified_in_time,
        url=orders_url,
        kind="percent",
        order=80,
        parts=selectors.orders_in_time,
    ),
    Figure(
        _("Open findings"),
        selectors.count_open_findings,
        "oversight:finding-list",
        audience="staff",
        order=60,
    ),
    ProvisionLink(
        "8.2",
        _("Inspections carried out by themselves"),
        "oversight:inspection-list",
        value=selectors.count_regular,
    ),
    ProvisionLink("8.3", _("Assessments"), "oversight:assessment-list", value=selectors.count_published),
)
