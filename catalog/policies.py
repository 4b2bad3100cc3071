"""Who may see and move which entry. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import Level, OrganizationKind

from .choices import EntryState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

    from .models import CatalogEntry


def is_provider(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for the unit that provides the resource."""
    return actor.user is not None and actor.user.organization_id == entry.provider_id


def is_reviewing_authority(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for the data authority of the provider's own level and area."""
    unit = actor.user.organization if actor.user else None
    return unit is not None and entry.provider.is_reviewed_by(unit)


def visible(actor: Actor) -> Q:
    """The own unit's entries, the published ones of all, and for an authority those of its jurisdiction."""
    if actor.can("catalog.view_all_entries"):
        return Q()
    unit = actor.user.organization if actor.user else None
    if unit is None:
        return Q(pk__in=[])
    seen = Q(provider=unit) | Q(version_number__gt=0)
    if unit.kind == OrganizationKind.DATA_AUTHORITY:
        handed_in = ~Q(state=EntryState.DRAFT)
        if unit.level == Level.CITY:
            return seen | handed_in
        for prefix in unit.jurisdiction:
            seen |= handed_in & Q(provider__area_code__startswith=prefix)
        seen |= handed_in & Q(provider__area_code=unit.area_code)
    return seen
