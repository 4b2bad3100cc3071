"""Whose dashboard one may read: the own unit's, one's jurisdiction's, or every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.jurisdiction import NOTHING, is_authority, is_city_authority, overseen_by, unit_of

if TYPE_CHECKING:
    from portal.kernel.actor import Actor


def dashboards_of(actor: Actor) -> Q:
    """The units whose dashboard the actor may read."""
    if actor.can("duties.read_all_dashboards"):
        return Q()
    unit = unit_of(actor)
    if unit is None or not actor.can("duties.read_dashboard"):
        return NOTHING
    return Q(pk=unit.pk) | overseen_by(unit)


def reads_city(actor: Actor) -> bool:
    """The city's own data authority and inspectors see the figures of the whole city."""
    if actor.can("duties.read_all_dashboards"):
        return True
    return actor.can("duties.read_dashboard") and is_city_authority(unit_of(actor))


def compares_units(actor: Actor) -> bool:
    """Authorities compare the units of their jurisdiction; inspectors all of them."""
    return reads_city(actor) or (actor.can("duties.read_dashboard") and is_authority(unit_of(actor)))


def has_dashboard(actor: Actor) -> bool:
    """Whether the actor has a unit whose dashboard is theirs to read."""
    return unit_of(actor) is not None and (
        actor.can("duties.read_dashboard") or actor.can("duties.read_all_dashboards")
    )
