"""Who may see and move which dispatch. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import Level, OrganizationKind

from .choices import DispatchKind, DispatchState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

    from .models import Dispatch

NOTHING = Q(pk__in=[])
#: Levels whose units have the one authority of that level.
UPPER_LEVELS = (Level.PROVINCE, Level.CITY)
#: Whoever states one of these follows it, and confirms what is delivered.
RIGHT_TO_STATE = {
    DispatchKind.NEED.value: "dispatch.state_need",
    DispatchKind.ORDER.value: "dispatch.order_supervision",
}
WITH_THE_RESPONDER = (DispatchState.ASSIGNED, DispatchState.ACCEPTED)


def unit_of(actor: Actor) -> Organization | None:
    """The unit that the person works for."""
    return actor.user.organization if actor.user else None


def may_state(actor: Actor, kind: str) -> bool:
    """Data officers state their unit's needs; supervision is ordered by a data authority."""
    unit = unit_of(actor)
    if unit is None or not actor.can(RIGHT_TO_STATE[kind]):
        return False
    return kind == DispatchKind.NEED or unit.kind == OrganizationKind.DATA_AUTHORITY


def is_dispatcher(actor: Actor, dispatch: Dispatch) -> bool:
    """The data authority of the stating unit's own level and area, and the city's for the whole city."""
    unit = unit_of(actor)
    if unit is None or unit.kind != OrganizationKind.DATA_AUTHORITY:
        return False
    return unit.level == Level.CITY or dispatch.organization.is_reviewed_by(unit)


def is_responder(actor: Actor, dispatch: Dispatch) -> bool:
    """The person works for the unit that has to answer."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == dispatch.responder_id


def is_stater(actor: Actor, dispatch: Dispatch) -> bool:
    """The person may speak for the unit that stated it: its data officer, or the authority that ordered."""
    unit = unit_of(actor)
    may = actor.can(RIGHT_TO_STATE[dispatch.kind], dispatch)
    return may and unit is not None and unit.pk == dispatch.organization_id


def may_hasten(actor: Actor, dispatch: Dispatch) -> bool:
    """Whoever stated it, and the authority that keeps it moving."""
    here = is_stater(actor, dispatch) or is_dispatcher(actor, dispatch)
    return here and actor.can("dispatch.hasten_dispatch", dispatch)


def visible(actor: Actor) -> Q:
    """The stating unit, the one that answers or declined, and the authority of either."""
    if actor.can("dispatch.view_all_dispatches"):
        return Q()
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    seen = Q(organization=unit) | Q(responder=unit) | Q(declined_by=unit)
    if unit.kind != OrganizationKind.DATA_AUTHORITY:
        return seen
    if unit.level == Level.CITY:
        return Q()
    for area in (unit.area_code, *unit.jurisdiction):
        seen |= Q(organization__area_code__startswith=area) | Q(responder__area_code__startswith=area)
    return seen


def waiting(actor: Actor) -> Q:
    """What the actor has to move on: to be assigned, accepted, delivered or confirmed."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    turn = NOTHING
    if actor.can("dispatch.assign_dispatch"):
        turn |= Q(state=DispatchState.STATED) & _assigned_by(unit)
    if actor.can("dispatch.accept_dispatch"):
        turn |= Q(state=DispatchState.ASSIGNED, responder=unit)
    if actor.can("dispatch.deliver_dispatch"):
        turn |= Q(state=DispatchState.ACCEPTED, responder=unit)
    for kind, right in RIGHT_TO_STATE.items():
        if actor.can(right):
            turn |= Q(state=DispatchState.DELIVERED, kind=kind, organization=unit)
    return turn


def waited_for(actor: Actor) -> Q:
    """What the own unit waits for: an answer to what it stated, or the confirmation of what it delivered."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    stated = Q(organization=unit, state__in=(DispatchState.STATED, *WITH_THE_RESPONDER))
    return (stated | Q(responder=unit, state=DispatchState.DELIVERED)) & ~waiting(actor)


def owed_by(unit: Organization) -> Q:
    """What this unit has to answer, or to assign as the authority."""
    return Q(responder=unit, state__in=WITH_THE_RESPONDER) | (
        Q(state=DispatchState.STATED) & _assigned_by(unit)
    )


def within_reach(unit: Organization) -> Q:
    """The units that this authority may ask: all of the city, or those of its own area."""
    reach = NOTHING
    for area in (unit.area_code, *unit.jurisdiction):
        reach |= Q(area_code__startswith=area)
    everywhere = unit.level == Level.CITY
    return (Q() if everywhere else reach) & ~Q(kind=OrganizationKind.OPERATOR)


def _assigned_by(unit: Organization) -> Q:
    """``Organization.is_reviewed_by`` of the stating unit as a condition."""
    if unit.kind != OrganizationKind.DATA_AUTHORITY:
        return NOTHING
    if unit.level in UPPER_LEVELS:
        return Q(organization__level=unit.level)
    return ~Q(organization__level__in=UPPER_LEVELS) & Q(organization__area_code__startswith=unit.area_code)
