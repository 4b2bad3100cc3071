"""Who may ask, see and decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.jurisdiction import NOTHING, overseen_by, reviewed_by, unit_of

if TYPE_CHECKING:
    from catalog.models import CatalogEntry
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

    from ..models import SharingRequest


def may_ask(actor: Actor, entry: CatalogEntry) -> bool:
    """Data officers ask for other units' data."""
    unit = unit_of(actor)
    return unit is not None and unit.pk != entry.provider_id and actor.can("sharing.ask_for_data")


def is_applicant(actor: Actor, request: SharingRequest) -> bool:
    """The person works for the unit that asks."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == request.organization_id


def may_edit(actor: Actor, request: SharingRequest) -> bool:
    """The applicant's data officers write the request."""
    return is_applicant(actor, request) and actor.can("sharing.ask_for_data")


def is_checking_authority(actor: Actor, request: SharingRequest) -> bool:
    """The person works for the data authority of the provider's own level and area."""
    unit = unit_of(actor)
    return unit is not None and request.entry.provider.is_reviewed_by(unit)


def is_provider(actor: Actor, request: SharingRequest) -> bool:
    """The person works for the unit that provides the resource."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == request.entry.provider_id


def may_approve(actor: Actor, request: SharingRequest) -> bool:
    """The provider; and the system where sharing is unconditional."""
    return is_provider(actor, request) or (bool(actor.job) and request.is_unconditional)


def visible_requests(actor: Actor) -> Q:
    """Own requests; for the authority those handed in, for the provider those that passed the check."""
    if actor.can("sharing.view_all_sharing"):
        return Q()
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    seen = Q(organization=unit) | Q(entry__provider=unit, checked_at__isnull=False)
    return seen | (Q(endorsed_at__isnull=False) & overseen_by(unit, "entry__provider"))


def waiting(actor: Actor) -> Q:
    """Requests that the actor has to move on."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    turn = NOTHING
    if actor.can("sharing.ask_for_data"):
        turn |= Q(state="returned", organization=unit)
    if actor.can("sharing.endorse_request"):
        turn |= Q(state="submitted", organization=unit)
    if actor.can("sharing.approve_request"):
        turn |= Q(state="checked", entry__provider=unit)
    if actor.can("sharing.check_request"):
        turn |= Q(state="endorsed") & reviewed_by(unit, "entry__provider")
    return turn


def waited_for(actor: Actor) -> Q:
    """The own unit's requests that lie with the authority or the provider; for its officers the CDO's too."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    away = ["endorsed", "checked"]
    if actor.can("sharing.ask_for_data") and not actor.can("sharing.endorse_request"):
        away.append("submitted")
    return Q(organization=unit, state__in=away)


def owed_by(unit: Organization) -> Q:
    """Requests that lie with this unit: to check as the authority, to answer as the provider."""
    return Q(state="checked", entry__provider=unit) | (
        Q(state="endorsed") & reviewed_by(unit, "entry__provider")
    )
