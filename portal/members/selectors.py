"""Reads across units, people and appointments."""

from __future__ import annotations

from datetime import date

from .choices import UPPER_LEVELS, Office, OrganizationKind
from .models import Appointment, Organization, User


def reviewing_authority(unit: Organization) -> Organization | None:
    """The data authority that reviews the unit's catalog: that of its own level and area."""
    authorities = Organization.objects.filter(kind=OrganizationKind.DATA_AUTHORITY)
    if unit.level in UPPER_LEVELS:
        return authorities.filter(level=unit.level).first()
    return next((a for a in authorities if unit.is_reviewed_by(a)), None)


def roles_of(person: User) -> set[str]:
    """The names of the person's roles."""
    return set(person.groups.values_list("name", flat=True))


def holder_of(office: Office, unit: Organization, day: date) -> User | None:
    """Who holds the office of the unit on that day."""
    held = Appointment.objects.in_office(day).filter(organization=unit, office=office)
    appointment = held.select_related("person").first()
    return appointment.person if appointment else None
