"""What may be shown to the public. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from catalog.choices import Grade, OpenType
from portal.members.jurisdiction import NOTHING, is_authority, is_city_authority, unit_of
from portal.members.models import Organization

from .choices import DatasetState, DemandState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

    from .models import OpenDemand, PublicDataset

#: What everybody reads: neither suspended nor withdrawn, and not stopped with its resource.
OPEN_NOW = Q(state=DatasetState.OPEN, held_at=None)
#: What the public reads of demands: those that the data authority has read and handed to a unit once.
PUBLIC_DEMANDS = Q(routed_at__isnull=False)


def may_be_open(content: dict[str, Any]) -> bool:
    """Whether a published description allows everybody to read the data (provisions 5.1 and 7.4).

    Typed open, graded not sensitive, and free of personal information, item by item.
    """
    return (
        content["open_type"] == OpenType.OPEN
        and content["grade"] == Grade.L1
        and not content["personal_information"]
        and not any(item["personal"] for item in content["items"])
    )


def visible(actor: Actor) -> Q:
    """What is open, for everybody; staff also see what left the portal."""
    if getattr(actor.user, "organization_id", None) is not None:
        return Q()
    return OPEN_NOW


def may_stop(actor: Actor, dataset: PublicDataset) -> bool:
    """The data authority of the provider's own level and area; jobs wherever they are.

    The snapshot knows its provider by credit code only.
    """
    if actor.job:
        return True
    unit = unit_of(actor)
    provider = Organization.objects.filter(credit_code=dataset.provider_key).first()
    return unit is not None and provider is not None and provider.is_reviewed_by(unit)


def routes(actor: Actor, demand: OpenDemand) -> bool:
    """The city's data authority hands demands to units of all levels."""
    return is_city_authority(unit_of(actor))


def answers(actor: Actor, demand: OpenDemand) -> bool:
    """The person works for the unit that was named to answer."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == demand.unit_id


def may_decline(actor: Actor, demand: OpenDemand) -> bool:
    """Before a unit is named the data authority; afterwards that unit."""
    return routes(actor, demand) if demand.state == DemandState.FILED else answers(actor, demand)


def may_receive(actor: Actor) -> bool:
    """Staff of a data authority enter what people say at the counter, by telephone or by letter."""
    return is_authority(unit_of(actor)) and actor.can("opening.receive_demand")


def may_know_asker(actor: Actor, demand: OpenDemand) -> bool:
    """Name and contact are for the data authority, for the unit that answers, and for whoever filed it."""
    if actor.user is not None and actor.user.pk == demand.filed_by_id:
        return True
    handles = actor.can("opening.route_demand") or actor.can("opening.answer_demand")
    return handles and (routes(actor, demand) or answers(actor, demand))


def visible_demands(actor: Actor) -> Q:
    """Staff see all; everybody else what the data authority has read, and the own ones."""
    if unit_of(actor) is not None:
        return Q()
    return PUBLIC_DEMANDS | (Q(filed_by=actor.user) if actor.is_person else NOTHING)


def may_read(actor: Actor, demand: OpenDemand) -> bool:
    """The same of one demand at hand."""
    is_own = actor.user is not None and actor.user.pk == demand.filed_by_id
    return demand.routed_at is not None or is_own or unit_of(actor) is not None


def waiting_demands(actor: Actor) -> Q:
    """The authority hands over; the unit answers, and opens what it promised."""
    unit, turn = unit_of(actor), NOTHING
    if unit is None:
        return turn
    if is_city_authority(unit) and actor.can("opening.route_demand"):
        turn |= Q(state=DemandState.FILED)
    if actor.can("opening.answer_demand"):
        turn |= Q(unit=unit, state__in=(DemandState.ROUTED, DemandState.PROMISED))
    return turn


def may_open_form(actor: Actor) -> bool:
    """The form of a demand: visitors are told how to file one, accounts need the right."""
    return not actor.is_person or actor.can("opening.file_demand")
