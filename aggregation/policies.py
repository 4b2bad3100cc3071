"""Who may see and load what. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import Level, OrganizationKind

if TYPE_CHECKING:
    from catalog.models import CatalogEntry
    from portal.kernel.actor import Actor

    from .models import Batch, MountedResource


def is_provider(actor: Actor, mounted: MountedResource) -> bool:
    """The person works for the unit that provides the resource."""
    return actor.user is not None and actor.user.organization_id == mounted.entry.provider_id


def may_load(actor: Actor, mounted: MountedResource) -> bool:
    """The provider's own people load its data, and jobs and commands, whose rights are listed one by one."""
    return bool(actor.job) or is_provider(actor, mounted)


def may_mount(actor: Actor, entry: CatalogEntry) -> bool:
    """The provider's data officers mount its entries."""
    if not actor.can("aggregation.mount_resource"):
        return False
    return bool(actor.job) or (actor.user is not None and actor.user.organization_id == entry.provider_id)


def may_hand_in(actor: Actor, mounted: MountedResource) -> bool:
    """The provider's data officers hand in its files."""
    return actor.can("aggregation.load_data", mounted) and may_load(actor, mounted)


def may_load_batch(actor: Actor, batch: Batch) -> bool:
    """The same for a batch of the resource."""
    return may_load(actor, batch.mounted)


def may_read_rows(actor: Actor, mounted: MountedResource) -> bool:
    """The rows themselves are for the provider's people and for the data authority above them."""
    return is_provider(actor, mounted) or _works_for_an_authority(actor)


def visible(actor: Actor, entry: str) -> Q:
    """What the own unit provides, and for a data authority what its jurisdiction does.

    ``entry`` is the path to the catalog entry: mounted resources and batches ask alike.
    """
    if actor.can("aggregation.view_all_batches"):
        return Q()
    unit = actor.user.organization if actor.user else None
    if unit is None:
        return Q(pk__in=[])
    seen = Q(**{f"{entry}__provider": unit})
    if unit.kind == OrganizationKind.DATA_AUTHORITY:
        if unit.level == Level.CITY:
            return Q()
        for prefix in [*unit.jurisdiction, unit.area_code]:
            seen |= Q(**{f"{entry}__provider__area_code__startswith": prefix})
    return seen


def _works_for_an_authority(actor: Actor) -> bool:
    unit = actor.user.organization if actor.user else None
    return unit is not None and unit.kind == OrganizationKind.DATA_AUTHORITY
