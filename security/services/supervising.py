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
from ..selectors import remits_of
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
    due_on: date,
    remit: str = "",
    incident: Incident | None = None,
    **words: str,
) -> SecurityOrder:
    """An authority orders a unit, in its remit, to act by a day; ``words`` are title and demand."""
    unit, held = unit_of(actor), remits_of(actor)
    if unit is None or not held or not actor.can("security.issue_order"):
        told = _("Orders are issued by the authorities that hold a remit.")
        raise NotPermitted("security.issue_order", told)
    if due_on < clock.today():
        raise ValidationError({"due_on": _("The day lies in the past.")})
    order = SecurityOrder(organization=organization, incident=incident, due_on=due_on, **words)
    order.remit, order.authority = _remit_for(remit, held), unit
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


def _remit_for(asked: str, held: list[str]) -> str:
    """The remit that was named, or the only one; who holds several says which."""
    if asked in held:
        return asked
    if asked or len(held) > 1:
        raise ValidationError({"remit": _("Name the remit of your authority in which it is ordered.")})
    return held[0]
