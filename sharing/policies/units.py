"""For whom somebody acts, and what lies in whose jurisdiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import Level, OrganizationKind

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

NOTHING = Q(pk__in=[])
#: Everything, also when it is joined to something else: an empty ``Q()`` would vanish there.
EVERYTHING = ~NOTHING


def unit_of(actor: Actor) -> Organization | None:
    """The unit that the person acts for."""
    return actor.user.organization if actor.user else None


def overseen(unit: Organization, provider: str) -> Q:
    """What lies in a data authority's jurisdiction; ``provider`` is the path to the providing unit."""
    if unit.kind != OrganizationKind.DATA_AUTHORITY:
        return NOTHING
    if unit.level == Level.CITY:
        return EVERYTHING
    seen = NOTHING
    for prefix in [*unit.jurisdiction, unit.area_code]:
        seen |= Q(**{f"{provider}__area_code__startswith": prefix})
    return seen
