"""Who may see and move which entry. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.members.choices import UPPER_LEVELS
from portal.members.jurisdiction import (
    EVERYTHING,
    NOTHING,
    is_authority,
    is_city_authority,
    overseen_by,
    oversees,
    reviewed_by,
    unit_of,
)

from .choices import AT_REST, EntryState, ListScope, ListState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.members.models import Organization

    from .models import CatalogEntry, ResponsibilityList

#: Published entries whose working copy may say something else by now.
CHANGING = Q(version_number__gt=0) & ~Q(state__in=AT_REST)


def is_provider(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for the unit that provides the resource."""
    return actor.user is not None and actor.user.organization_id == entry.provider_id


def is_reviewing_authority(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for the data authority of the provider's own level and area."""
    unit = unit_of(actor)
    return unit is not None and entry.provider.is_reviewed_by(unit)


def may_withdraw(actor: Actor, entry: CatalogEntry) -> bool:
    """The reviewing authority; of an entry at its unit's desk only if it was published before."""
    at_first_desk = entry.is_at_the_desk and entry.version_number == 0
    return not at_first_desk and is_reviewing_authority(actor, entry)


def is_overseeing_authority(actor: Actor, entry: CatalogEntry) -> bool:
    """The person works for a data authority whose jurisdiction the provider lies in."""
    return oversees(unit_of(actor), entry.provider)


def reads_working_copy(actor: Actor, entry: CatalogEntry) -> bool:
    """The own unit and whoever reads all; once it was handed in the authorities above it too."""
    if is_provider(actor, entry) or actor.can("catalog.view_all_entries", entry):
        return True
    return entry.state != EntryState.DRAFT and is_overseeing_authority(actor, entry)


def with_working_copy(actor: Actor) -> Q:
    """``reads_working_copy`` as a condition."""
    if actor.can("catalog.view_all_entries"):
        return EVERYTHING
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    handed_in = ~Q(state=EntryState.DRAFT)
    return Q(provider=unit) | handed_in & overseen_by(unit, "provider")


def visible(actor: Actor) -> Q:
    """What the actor works with in every state, and for staff what was published."""
    published = NOTHING if unit_of(actor) is None else Q(version_number__gt=0)
    return with_working_copy(actor) | published


def seen_as_published(actor: Actor) -> Q:
    """Published entries that others are changing: the actor sees the state that was published."""
    return CHANGING & ~with_working_copy(actor)


def waiting(actor: Actor) -> Q:
    """What the actor has to move on: returned to the compiler, to be signed, to be reviewed or published."""
    unit = unit_of(actor)
    if unit is None:
        return NOTHING
    turn = NOTHING
    if actor.can("catalog.compile_entry"):
        turn |= Q(state=EntryState.RETURNED, provider=unit)
    if actor.can("catalog.sign_entry"):
        turn |= Q(state=EntryState.SUBMITTED, provider=unit)
    if actor.can("catalog.review_entry"):
        turn |= Q(state__in=(EntryState.SIGNED, EntryState.APPROVED)) & reviewed_by(unit, "provider")
    return turn


def area_scope(unit: Organization | None) -> str:
    """The scope of the lists that a data authority publishes for its jurisdiction; empty for other units."""
    if not is_authority(unit):
        return ""
    return ListScope.CITY if is_city_authority(unit) else ListScope.DISTRICT


def may_draft_list(actor: Actor, scope: str) -> bool:
    """A unit's people draft its own list, an authority's reviewers that of its jurisdiction."""
    unit = unit_of(actor)
    if unit is None or not actor.can("catalog.draft_list"):
        return False
    if scope == ListScope.UNIT:
        return actor.can("catalog.compile_entry") or actor.can("catalog.sign_entry")
    return scope == area_scope(unit) and actor.can("catalog.review_entry")


def may_publish_list(actor: Actor, responsibility: ResponsibilityList) -> bool:
    """The unit's chief data officer its own list, the authority that of its jurisdiction."""
    unit = unit_of(actor)
    if unit is None or unit.pk != responsibility.organization_id:
        return False
    is_own = responsibility.scope == ListScope.UNIT
    return actor.can("catalog.sign_entry" if is_own else "catalog.review_entry")


def visible_lists(actor: Actor) -> Q:
    """What was published is everybody's to read; drafts are the own unit's."""
    unit = unit_of(actor)
    published = ~Q(state=ListState.DRAFT)
    return published if unit is None else published | Q(organization=unit)


def waiting_lists(actor: Actor) -> Q:
    """Drafts that the actor may publish."""
    unit = unit_of(actor)
    if unit is None or not actor.can("catalog.publish_list"):
        return NOTHING
    own = Q(scope=ListScope.UNIT) if actor.can("catalog.sign_entry") else NOTHING
    area = ~Q(scope=ListScope.UNIT) if actor.can("catalog.review_entry") else NOTHING
    return Q(state=ListState.DRAFT, organization=unit) & (own | area)


def listed(responsibility: ResponsibilityList) -> Q:
    """Versions of the entries whose promises the list gathers."""
    unit = responsibility.organization
    if responsibility.scope == ListScope.CITY:
        return Q()
    if responsibility.scope == ListScope.DISTRICT:
        local = ~Q(entry__provider__level__in=UPPER_LEVELS)
        return local & Q(entry__provider__area_code__startswith=unit.area_code)
    return Q(entry__provider=unit)
