"""Stop a resource at every exit, and let it go on (provision 7.1).

Whoever places a hold or lets data out against one locks the resource's entry first, then grants, datasets and
whatever else: so neither can pass the other, and nobody waits for somebody who waits for him.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from catalog.models import CatalogEntry
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.members.models import User

from ..models import ResourceHold
from ..selectors import refuse_held

RIGHT = "aggregation.hold_resource"


def lock_resource(entry: CatalogEntry) -> CatalogEntry:
    """Until the transaction ends no hold on the resource comes or goes."""
    locked: CatalogEntry = CatalogEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)
    return locked


def lock_unheld(entry: CatalogEntry) -> CatalogEntry:
    """The same for whoever lets its data out; a conflict while it is stopped."""
    locked = lock_resource(entry)
    refuse_held(locked)
    return locked


def place_hold(
    entry: CatalogEntry, *, reason: str, cause: Model, placed_by: User | None, actor: Actor
) -> ResourceHold:
    """Stop the resource at every exit, granted downloads under way included, from the commit on."""
    if not actor.can(RIGHT):
        raise NotPermitted(RIGHT)
    kind = ContentType.objects.get_for_model(cause)
    hold = ResourceHold(reason=reason, cause_type=kind, cause_id=str(cause.pk), placed_by=placed_by)
    with transaction.atomic():
        hold.entry, hold.placed_at = lock_resource(entry), clock.now()
        audit.write("aggregation.resourcehold.place", hold, actor=actor, provision="7.1")
    return hold


def lift_holds(cause: Model, *, lifted_by: User | None, actor: Actor) -> None:
    """Nothing is stopped for this cause any more; what else holds the resource goes on holding it."""
    for hold in ResourceHold.objects.caused_by(cause).in_force().select_related("entry").order_by("entry"):
        with transaction.atomic():
            lock_resource(hold.entry)
            with audit.edit(
                "aggregation.resourcehold.lift", hold, actor=actor, permission=RIGHT, provision="7.1"
            ) as locked:
                locked.lifted_at, locked.lifted_by = clock.now(), lifted_by
