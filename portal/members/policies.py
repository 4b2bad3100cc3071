"""Who belongs where. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from portal.kernel.actor import Actor


def visible_people(actor: Actor) -> Q:
    """Colleagues see their own unit's people; who makes accounts or administrators sees everybody."""
    if actor.can("members.manage_people") or actor.can("members.assign_administrator"):
        return Q()
    if actor.user is None:
        return Q(pk__in=[])
    return Q(organization=actor.user.organization_id, organization__isnull=False) | Q(pk=actor.user.pk)
