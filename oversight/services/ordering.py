"""Rectification orders: issued by the authority, answered by the unit, closed on evidence."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, jobs, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.working_days import add_working_days
from portal.members.models import Organization

from .. import policies
from ..choices import InspectionState
from ..models import Finding, Inspection, RectificationOrder
from ..rules import RECTIFICATION_DAYS
from ..selectors import findings_to_order
from ..workflows import ORDER

#: The kind of job that looks again at one order.
RECHECK_JOB = "oversight.recheck_order"


def issue_order(
    inspection: Inspection, organization: Organization, *, demand: str, actor: Actor
) -> RectificationOrder:
    """Order a unit to put right, by a deadline, what the inspection found in it (provision 8.2)."""
    if not policies.may_order(actor, organization):
        raise NotPermitted("oversight.issue_order")
    with transaction.atomic():
        held = Inspection.objects.select_for_update().get(pk=inspection.pk)
        findings = list(findings_to_order(held, organization).select_for_update(of=("self",)))
        if held.state != InspectionState.DONE or not findings:
            raise Conflict(
                _("The inspection has no finding in this unit for which an order is still to be issued.")
            )
        order = _new_order(held, organization, demand, actor)
        audit.write("oversight.rectificationorder.issue", order, actor=actor, provision="8.2", note=demand)
        for finding in findings:
            _bind(finding, order, actor)
    return order


def submit_order(order: RectificationOrder, *, answer: str, actor: Actor) -> RectificationOrder:
    """Report what was done; a worker looks again at once."""
    with ORDER.fire("submit", order, actor=actor, note=answer) as locked:
        locked.answer, locked.answered_by, locked.answered_at = answer, actor.user, clock.now()
        jobs.enqueue(RECHECK_JOB, {"order_id": locked.pk}, actor=actor, subject=locked)
    return locked


def close_order(order: RectificationOrder, *, opinion: str, actor: Actor) -> RectificationOrder:
    """Close, with an opinion, what was rectified after its deadline."""
    with ORDER.fire("close", order, actor=actor, note=opinion) as locked:
        locked.opinion, locked.closed_at = opinion, clock.now()
    return locked


def _new_order(
    inspection: Inspection, organization: Organization, demand: str, actor: Actor
) -> RectificationOrder:
    rule = rules.in_force(RECTIFICATION_DAYS, on=clock.today())
    return RectificationOrder(
        inspection=inspection,
        organization=organization,
        demand=demand,
        issued_by=actor.user,
        issued_on=clock.today(),
        due_on=add_working_days(clock.today(), int(rule.value)).day,
        due_rule=f"{RECTIFICATION_DAYS} v{rule.version}",
    )


def _bind(finding: Finding, order: RectificationOrder, actor: Actor) -> None:
    right = "oversight.issue_order"
    with audit.edit(
        "oversight.finding.order", finding, actor=actor, permission=right, provision="8.2"
    ) as locked:
        locked.order = order
