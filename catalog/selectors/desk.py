"""Whose turn it is: what waits for an actor, and who has to act on an entry."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.choices import Office, OrganizationKind
from portal.members.models import Appointment, Organization, User

from .. import policies
from ..choices import EntryState
from ..models import CatalogEntry


def waiting_for(actor: Actor) -> QuerySet[CatalogEntry]:
    """What only this actor can move on, the most urgent first."""
    waiting = CatalogEntry.objects.filter(policies.waiting(actor)).select_related("provider", "category")
    return waiting.order_by("due_on", "changed_at")


def waits_for(actor: Actor, state: str) -> QuerySet[CatalogEntry]:
    """Those of ``waiting_for`` in one state."""
    return waiting_for(actor).filter(state=state)


def may_work_on(actor: Actor, entry: CatalogEntry) -> bool:
    """Whether the actor may change the entry now: at its unit's desk, by the unit's own people."""
    own = policies.is_provider(actor, entry) and actor.can("catalog.compile_entry", entry)
    return own and entry.is_at_the_desk


def reviewing_authority(entry: CatalogEntry) -> Organization | None:
    """The data authority that reviews the entry's provider."""
    authorities = Organization.objects.filter(kind=OrganizationKind.DATA_AUTHORITY)
    return next((unit for unit in authorities if entry.provider.is_reviewed_by(unit)), None)


def chief_data_officers(unit: Organization) -> list[User]:
    """Who signs for the unit today."""
    in_office = Appointment.objects.in_office(clock.today()).filter(organization=unit)
    held = in_office.filter(Q(office=Office.CDO) | Q(office=Office.DEPUTY_CDO)).select_related("person")
    return [appointment.person for appointment in held.order_by("office")]


def is_waiting_state(state: str) -> bool:
    """Whether somebody other than the compiler has to act in this state."""
    return state in {EntryState.SUBMITTED, EntryState.SIGNED, EntryState.APPROVED}
