"""Say who supervises what; order a unit to act, and answer (provision 7.1)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization

from ..models import Incident, SecurityOrder, SupervisoryRemit
from ..workflows import ORDER


def assign_remit(
    *, actor: Actor, remit: str, organization: Organization, basis: str, since: date
) -> SupervisoryRemit:
    """Say which authority holds a remit; the holder before gives way."""
    known = SupervisoryRemit.objects.filter(remit=remit).first()
    with audit.edit(
        "security.supervisoryremit.assign",
        known or SupervisoryRemit(remit=remit),
        actor=actor,
        permission="security.assign_remit",
        provision="7.1",
    ) as locked:
        locked.organization, locked.basis, locked.since = organization, basis, since
    return locked


def issue_order(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    demand: str,
    due_on: date,
    incident: Incident | None = None,
) -> SecurityOrder:
    """An authority orders a unit, in its own remit, to do something by a day."""
    unit = unit_of(actor)
    remit = SupervisoryRemit.objects.filter(organization=unit).first() if unit else None
    if unit is None or remit is None or not actor.can("security.issue_order"):
        told = _("Orders are issued by the authorities that hold a remit.")
        raise NotPermitted("security.issue_order", told)
    if due_on < clock.today():
        raise ValidationError({"due_on": _("The day lies in the past.")})
    order = SecurityOrder(remit=remit.remit, authority=unit, organization=organization, incident=incident)
    order.title, order.demand, order.due_on = title, demand, due_on
    audit.write("security.securityorder.issue", order, actor=actor, provision="7.1")
    return order


def answer_order(order: SecurityOrder, *, actor: Actor, answer: str) -> SecurityOrder:
    """The unit says what it has done."""
    with ORDER.fire("answer", order, actor=actor) as locked:
        locked.answer, locked.answered_at = answer, clock.now()
    return locked


def send_back_order(order: SecurityOrder, *, actor: Actor, opinion: str) -> SecurityOrder:
    """The answer is not enough: the unit has to act again; the deadline stays."""
    with ORDER.fire("send_back", order, actor=actor, note=opinion) as locked:
        locked.opinion = opinion
    return locked


def close_order(order: SecurityOrder, *, actor: Actor, opinion: str) -> SecurityOrder:
    """The authority is satisfied."""
    with ORDER.fire("close", order, actor=actor, note=opinion) as locked:
        locked.opinion, locked.closed_at = opinion, clock.now()
    return locked
