"""Who belongs where. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from portal.kernel.actor import Actor


def visible_people(actor: Actor) -> Q:
    """Colleagues see their own unit's people; who may manage accounts sees everybody."""
    if actor.can("members.manage_people"):
        return Q()
    if actor.user is None:
        return Q(pk__in=[])
    return Q(organization=actor.user.organization_id, organization__isnull=False) | Q(pk=actor.user.pk)


def is_own_organization(actor: Actor, record: Any) -> bool:
    """The person belongs to the unit that the record names as its organization."""
    return actor.user is not None and actor.user.organization_id == record.organization_id is not None
