"""Who sees, handles and orders what. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.kernel.memory import asked_once
from portal.members.choices import ADMINISTRATORS, Office, Role
from portal.members.jurisdiction import EVERYTHING, NOTHING, overseen_by, reviewed_by, unit_of

from .choices import FindingState, IncidentState, OrderState

if TYPE_CHECKING:
    from datetime import date

    from portal.kernel.actor import Actor

    from .models import Incident, PersonalInformationFinding, SecurityOrder


def may_see_controls(actor: Actor, roles: set[str]) -> bool:
    """The three administrators and inspectors see how rights are divided."""
    return actor.is_person and bool(roles & {*ADMINISTRATORS, Role.INSPECTOR})


def may_report(actor: Actor) -> bool:
    """Anybody who works for a unit may report an incident."""
    return unit_of(actor) is not None


@asked_once
def is_security_owner(actor: Actor, organization_id: int, today: date) -> bool:
    """The person is the unit's data security owner today."""
    if actor.user is None or actor.user.organization_id != organization_id:
        return False
    held = actor.user.appointments.filter(office=Office.SECURITY_OWNER, organization_id=organization_id)
    return bool(held.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today).exists())


def owned_units(actor: Actor, today: date) -> list[int]:
    """The unit whose data security owner the person is, if any."""
    if actor.user is None or actor.user.organization_id is None:
        return []
    unit = actor.user.organization_id
    return [unit] if is_security_owner(actor, unit, today) else []


def may_judge(actor: Actor, finding: PersonalInformationFinding) -> bool:
    """Security administrators, and the security owner of the unit that provides the data."""
    watches = actor.can("security.watch_incidents")
    return watches or is_security_owner(actor, finding.entry.provider_id, finding.today)


def may_handle(actor: Actor, incident: Incident) -> bool:
    """Security administrators, and the security owner of the unit concerned."""
    watches = actor.can("security.watch_incidents")
    return watches or is_security_owner(actor, incident.organization_id, incident.today)


def may_review(actor: Actor, incident: Incident) -> bool:
    """The data authority of the unit's own level and area, never whoever resolved it."""
    unit = unit_of(actor)
    is_other = actor.user is not None and actor.user.pk != incident.resolved_by_id
    return unit is not None and is_other and incident.organization.is_reviewed_by(unit)


def is_ordered(actor: Actor, order: SecurityOrder) -> bool:
    """The person works for the unit that the order addresses."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == order.organization_id


def is_issuer(actor: Actor, order: SecurityOrder) -> bool:
    """The person works for the authority that issued the order."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == order.authority_id


def visible_incidents(actor: Actor) -> Q:
    """The unit concerned, the data authority above it, every authority with a remit, who watches all, and
    whoever reported it."""
    mine = Q(reported_by=actor.user) if actor.user else NOTHING
    return _visible(actor, "organization") | mine


def visible_findings(actor: Actor) -> Q:
    """The same for findings in a unit's data."""
    return _visible(actor, "entry__provider")


def visible_orders(actor: Actor) -> Q:
    """The unit addressed and the authority that issued it; who watches all sees all."""
    if actor.can("security.watch_incidents") or actor.can("security.view_security"):
        return EVERYTHING
    unit = unit_of(actor)
    return Q(organization=unit) | Q(authority=unit) if unit else NOTHING


def incidents_waiting(actor: Actor, today: date) -> Q:
    """Incidents that the actor has to move on."""
    turn, open_states = NOTHING, (IncidentState.REPORTED, IncidentState.CONTAINED)
    if actor.can("security.watch_incidents"):
        turn |= Q(state__in=open_states)
    turn |= Q(state__in=open_states, organization__in=owned_units(actor, today))
    unit = unit_of(actor)
    if unit is not None and actor.can("security.review_incident"):
        reviewed = reviewed_by(unit, "organization") & ~Q(resolved_by=actor.user)
        turn |= Q(state=IncidentState.RESOLVED) & reviewed
    return turn


def findings_waiting(actor: Actor, today: date) -> Q:
    """Findings that the actor has to judge."""
    waiting = Q(state=FindingState.FOUND)
    if actor.can("security.watch_incidents"):
        return waiting
    return waiting & Q(entry__provider__in=owned_units(actor, today))


def orders_waiting(actor: Actor) -> Q:
    """Orders that the actor has to answer, or to close."""
    unit, turn = unit_of(actor), NOTHING
    if unit is not None and actor.can("security.answer_order"):
        turn |= Q(state=OrderState.ISSUED, organization=unit)
    if unit is not None and actor.can("security.issue_order"):
        turn |= Q(state=OrderState.ANSWERED, authority=unit)
    return turn


def _visible(actor: Actor, path: str) -> Q:
    if actor.can("security.watch_incidents") or actor.can("security.view_security"):
        return EVERYTHING
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    if unit.remits.exists():
        return EVERYTHING
    return Q(**{path: unit}) | overseen_by(unit, path)
