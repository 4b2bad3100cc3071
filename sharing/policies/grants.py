"""Who may see, use and stop a grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.jurisdiction import NOTHING, overseen_by, unit_of

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

    from ..models import Grant


def is_grantor(actor: Actor, grant: Grant) -> bool:
    """The person works for the unit whose data was granted."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == grant.entry.provider_id


def is_consumer(actor: Actor, grant: Grant) -> bool:
    """The person works for the unit to which the data was granted."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == grant.consumer_id


def may_stop(actor: Actor, grant: Grant) -> bool:
    """The provider's data authority; security administrators and jobs wherever they are."""
    unit = unit_of(actor)
    if actor.job or actor.can("sharing.watch_grants"):
        return True
    return unit is not None and grant.entry.provider.is_reviewed_by(unit)


def visible_grants(actor: Actor, grant: str = "") -> Q:
    """What the own unit may use or provides, and for an authority what lies in its jurisdiction."""
    if actor.can("sharing.view_all_sharing") or actor.can("sharing.watch_grants"):
        return Q()
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    seen = Q(**{f"{grant}consumer": unit}) | Q(**{f"{grant}entry__provider": unit})
    return seen | overseen_by(unit, f"{grant}entry__provider")
