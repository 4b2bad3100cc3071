"""Who may file, decide, plan, see and sign for the return of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import UPPER_LEVELS
from portal.members.jurisdiction import NOTHING, overseen_by, reviewed_by, unit_of

if TYPE_CHECKING:
    from catalog.models import CatalogEntry
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

    from ..models import ReturnNeed, ReturnParcel, ReturnRun


def may_file(actor: Actor, entry: CatalogEntry) -> bool:
    """Data officers of districts and functional areas ask for what upper levels hold on their area."""
    unit = unit_of(actor)
    if unit is None or not actor.can("sharing.file_return_need"):
        return False
    return unit.level not in UPPER_LEVELS and entry.provider.level in UPPER_LEVELS


def is_filer(actor: Actor, need: ReturnNeed) -> bool:
    """The person works for the unit that filed the need."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == need.organization_id


def is_returner(actor: Actor, record: ReturnNeed | ReturnRun) -> bool:
    """The person works for the provider or for its data authority."""
    return may_return(actor, record.entry)


def may_return(actor: Actor, entry: CatalogEntry) -> bool:
    """The provider, and the data authority of its level."""
    unit = unit_of(actor)
    return unit is not None and (unit.pk == entry.provider_id or entry.provider.is_reviewed_by(unit))


def may_plan(actor: Actor, entry: CatalogEntry) -> bool:
    """The provider's and the authority's people start a run by hand."""
    return actor.can("sharing.plan_return") and may_return(actor, entry)


def may_resend(actor: Actor, parcel: ReturnParcel) -> bool:
    """Whoever may return the resource."""
    return may_return(actor, parcel.run.entry)


def is_receiver(actor: Actor, parcel: ReturnParcel) -> bool:
    """The person works for the data authority of the parcel's jurisdiction."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == parcel.receiver_id


def may_fetch(actor: Actor, parcel: ReturnParcel) -> bool:
    """The receiver's data officers, once the parcel was sent."""
    return parcel.was_sent and is_receiver(actor, parcel) and actor.can("sharing.sign_parcel")


def knows_counts(actor: Actor, parcel: ReturnParcel) -> bool:
    """The receiver counts for itself: what was sent is told to it after it signed."""
    return parcel.is_signed or not is_receiver(actor, parcel)


def visible_needs(actor: Actor) -> Q:
    """Needs that the own unit filed, receives or serves; an authority's area; all for inspectors."""
    unit = unit_of(actor)
    if actor.can("sharing.view_all_sharing"):
        return Q()
    if unit is None:
        return NOTHING
    return Q(organization=unit) | Q(receiver=unit) | _served(unit, "entry__provider")


def visible_runs(actor: Actor) -> Q:
    """Runs of the own resources; an authority's jurisdiction; all for inspectors."""
    if actor.can("sharing.view_all_sharing"):
        return Q()
    unit = unit_of(actor)
    return _served(unit, "entry__provider") if unit else NOTHING


def visible_parcels(actor: Actor) -> Q:
    """Parcels for the own unit, once sent, and those that it sends."""
    if actor.can("sharing.view_all_sharing"):
        return Q()
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    received = Q(receiver=unit) | Q(need__organization=unit)
    return (received & ~Q(state="cut")) | _served(unit, "run__entry__provider")


def needs_waiting(actor: Actor) -> Q:
    """Needs that the actor has to decide."""
    unit = unit_of(actor)
    if unit is None or not actor.can("sharing.decide_return_need"):
        return NOTHING
    return Q(state="filed") & (Q(entry__provider=unit) | reviewed_by(unit, "entry__provider"))


def parcels_waiting(actor: Actor) -> Q:
    """Parcels that the actor has to sign for, or to send again."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    turn = NOTHING
    if actor.can("sharing.sign_parcel"):
        turn |= Q(state="sent", receiver=unit)
    if actor.can("sharing.plan_return"):
        turn |= Q(state="missing", run__entry__provider=unit)
    return turn


def _served(unit: Organization, provider: str) -> Q:
    return Q(**{provider: unit}) | overseen_by(unit, provider)
