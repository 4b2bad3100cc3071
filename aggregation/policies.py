"""Who may see and load what. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.jurisdiction import EVERYTHING, NOTHING, is_authority, overseen_by, reviewed_by, unit_of

from .choices import UNFINISHED, ObjectionState

if TYPE_CHECKING:
    from datetime import date

    from catalog.models import CatalogEntry
    from portal.kernel.actor import Actor

    from .models import Batch, MountedResource, Objection


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
    return is_provider(actor, mounted) or is_authority(unit_of(actor))


def visible(actor: Actor, entry: str, *, every: str = "aggregation.view_all_batches") -> Q:
    """What the own unit provides, and for a data authority what its jurisdiction does.

    ``entry`` is the path to the catalog entry: mounts, batches and objections ask alike. ``every`` is the
    right to see all.
    """
    if actor.can(every):
        return EVERYTHING
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    return Q(**{f"{entry}__provider": unit}) | overseen_by(unit, f"{entry}__provider")


def may_object(actor: Actor, entry: CatalogEntry) -> bool:
    """Anybody with an account, except the people of the unit that could simply correct the data."""
    unit = unit_of(actor)
    return actor.can("aggregation.raise_objection") and (unit is None or unit.pk != entry.provider_id)


def provides(actor: Actor, objection: Objection) -> bool:
    """The person works for the unit whose data is objected to."""
    unit = unit_of(actor)
    return unit is not None and unit.pk == objection.entry.provider_id


def handles(actor: Actor, objection: Objection) -> bool:
    """The provider itself, or the data authority of its own level and area."""
    unit = unit_of(actor)
    return provides(actor, objection) or (unit is not None and objection.entry.provider.is_reviewed_by(unit))


def may_close(actor: Actor, objection: Objection) -> bool:
    """The provider; jobs once there is nothing to correct."""
    return bool(actor.job) or provides(actor, objection)


def may_know_objector(actor: Actor, objection: Objection) -> bool:
    """Name and contact are for provider, authority and the objector's own side."""
    if is_objector(actor, objection) or provides(actor, objection):
        return True
    return actor.can("aggregation.accept_objection") and handles(actor, objection)


def may_know_row(actor: Actor, objection: Objection) -> bool:
    """A key may be personal information: it is for the provider's people and whoever named it."""
    return is_objector(actor, objection) or provides(actor, objection)


def is_objector(actor: Actor, objection: Objection) -> bool:
    """The person who raised it, or a colleague."""
    if actor.user is None:
        return False
    unit = actor.user.organization_id
    return actor.user.pk == objection.raised_by_id or (unit is not None and unit == objection.organization_id)


def raised_for(actor: Actor) -> Q:
    """``is_objector`` as a condition."""
    if actor.user is None:
        return NOTHING
    unit = actor.user.organization_id
    return Q(raised_by=actor.user) | (Q(organization=unit) if unit else NOTHING)


def visible_objections(actor: Actor) -> Q:
    """Own ones, those to what the own unit provides, and for an authority those of its jurisdiction."""
    return visible(actor, "entry", every="aggregation.view_all_objections") | raised_for(actor)


def waiting(actor: Actor, today: date) -> Q:
    """Objections that the actor has to move on; the authority is told what is late, whoever is late."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    turn, own = NOTHING, Q(entry__provider=unit)
    if actor.can("aggregation.verify_objection"):
        turn |= own & Q(state__in=UNFINISHED)
    if actor.can("aggregation.dismiss_objection"):
        turn |= own & Q(state=ObjectionState.VERIFYING)
    if actor.can("aggregation.accept_objection"):
        late = Q(state__in=UNFINISHED, due_on__lt=today)
        turn |= reviewed_by(unit, "entry__provider") & (Q(state=ObjectionState.RAISED) | late)
    return turn
