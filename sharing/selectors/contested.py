"""What consumers see of a resource, so that they can object to it and are told what others contest."""

from __future__ import annotations

from aggregation.selectors import Notice, notices_for
from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.jurisdiction import unit_of
from portal.store.query import Restriction

from ..models import Grant
from .grants import restriction_of


def seen_by_consumer(actor: Actor, entry: CatalogEntry) -> Restriction | None:
    """What the actor's unit may read of the entry by its longest grant; ``None`` without one in force."""
    unit = unit_of(actor)
    if unit is None:
        return None
    grants = Grant.objects.in_force(clock.today()).filter(entry=entry, consumer=unit)
    grant = grants.order_by("-valid_until").first()
    return restriction_of(grant) if grant else None


def contested_parts(grant: Grant) -> list[Notice]:
    """What of the granted items and rows is contested now."""
    return notices_for(grant.entry, restriction_of(grant))
