"""Who may see and move which dispatch. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import OrganizationKind
from portal.members.jurisdiction import (
    NOTHING,
    is_authority,
    is_city_authority,
    overseen_by,
    reviewed_by,
    unit_of,
)

from .choices import DispatchKind, DispatchState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

    from .models import Dispatch

#: Whoever states one of these follows it, and confirms what is delivered.
RIGHT_TO_STATE = {
    DispatchKind.NEED.value: "dispatch.state_need",
    DispatchKind.ORDER.value: "dispatch.order_supervision",
}
WITH_THE_RESPONDER = (DispatchState.ASSIGNED, DispatchState.ACCEPTED)


def may_state(actor: Actor, kind: str) -> bool:
    """Data officers state their unit's needs; supervision is ordered by a data authority."""
    unit = unit_of(actor)
    if unit is None or not actor.can(RIGHT_TO_STATE[kind]):
        return False
    return kind == DispatchKind.NEED or is_authority(unit)


def is_dispatcher(actor: Actor, dispatch: Dispatch) -> bool:
    """The data authority of the stating unit's own level and area, and the city's for the whole city."""
    unit = unit_of(actor)
    if unit is None:
        return False
    return is_city_authority(unit) or dispatch.organization.is_reviewed_by(unit)


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
    own = Q(organization=unit) | Q(responder=unit) | Q(declined_by=unit)
    return own | overseen_by(unit, "organization") | overseen_by(unit, "responder")


def waiting(actor: Actor) -> Q:
    """What the actor has to move on: to be assigned, accepted, delivered or confirmed."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    turn = NOTHING
    if actor.can("dispatch.assign_dispatch"):
        turn |= Q(state=DispatchState.STATED) & reviewed_by(unit, "organization")
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
        Q(state=DispatchState.STATED) & reviewed_by(unit, "organization")
    )


def within_reach(unit: Organization) -> Q:
    """The units that this authority may ask: all of the city, or those of its own area."""
    return overseen_by(unit) & ~Q(kind=OrganizationKind.OPERATOR)
