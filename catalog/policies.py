"""Who may see and move which entry. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import Level, OrganizationKind

from .choices import EntryState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

    from .models import CatalogEntry

#: Levels whose units are reviewed by the one authority of that level.
UPPER_LEVELS = (Level.PROVINCE, Level.CITY)
NOTHING = Q(pk__in=[])


def is_provider(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for the unit that provides the resource."""
    return actor.user is not None and actor.user.organization_id == entry.provider_id


def is_reviewing_authority(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for the data authority of the provider's own level and area."""
    unit = _unit_of(actor)
    return unit is not None and entry.provider.is_reviewed_by(unit)


def may_withdraw(actor: Actor, entry: CatalogEntry) -> bool:
    """The reviewing authority; of an entry at its unit's desk only if it was published before."""
    at_first_desk = entry.is_at_the_desk and entry.version_number == 0
    return not at_first_desk and is_reviewing_authority(actor, entry)


def is_overseeing_authority(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for a data authority whose jurisdiction the provider lies in."""
    unit = _unit_of(actor)
    if unit is None or unit.kind != OrganizationKind.DATA_AUTHORITY:
        return False
    return unit.level == Level.CITY or entry.provider.area_code.startswith(_areas(unit))


def reads_working_copy(actor: Actor, entry: CatalogEntry) -> bool:
    """The own unit and whoever reads all; once it was handed in the authorities above it too."""
    if is_provider(actor, entry) or actor.can("catalog.view_all_entries", entry):
        return True
    return entry.state != EntryState.DRAFT and is_overseeing_authority(actor, entry)


def visible(actor: Actor) -> Q:
    """The own unit's entries, the published ones of all, and for an authority those of its jurisdiction."""
    if actor.can("catalog.view_all_entries"):
        return Q()
    unit = _unit_of(actor)
    if unit is None:
        return NOTHING
    seen = Q(provider=unit) | Q(version_number__gt=0)
    if unit.kind != OrganizationKind.DATA_AUTHORITY:
        return seen
    handed_in = ~Q(state=EntryState.DRAFT)
    if unit.level == Level.CITY:
        return seen | handed_in
    for area in _areas(unit):
        seen |= handed_in & Q(provider__area_code__startswith=area)
    return seen


def waiting(actor: Actor) -> Q:
    """What the actor has to move on: returned to the compiler, to be signed, to be reviewed or published."""
    unit = _unit_of(actor)
    if unit is None:
        return NOTHING
    turn = NOTHING
    if actor.can("catalog.compile_entry"):
        turn |= Q(state=EntryState.RETURNED, provider=unit)
    if actor.can("catalog.sign_entry"):
        turn |= Q(state=EntryState.SUBMITTED, provider=unit)
    if actor.can("catalog.review_entry"):
        turn |= Q(state__in=(EntryState.SIGNED, EntryState.APPROVED)) & _reviewed_by(unit)
    return turn


def _unit_of(actor: Actor) -> Organization | None:
    return actor.user.organization if actor.user else None


def _areas(unit: Organization) -> tuple[str, ...]:
    return (unit.area_code, *unit.jurisdiction)


def _reviewed_by(unit: Organization) -> Q:
    """``Organization.is_reviewed_by`` as a condition; a test holds the two together."""
    if unit.kind != OrganizationKind.DATA_AUTHORITY:
        return NOTHING
    if unit.level in UPPER_LEVELS:
        return Q(provider__level=unit.level)
    return ~Q(provider__level__in=UPPER_LEVELS) & Q(provider__area_code__startswith=unit.area_code)
