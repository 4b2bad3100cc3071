"""Reads across units, people and appointments."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Group
from django.db.models import Exists, Q, QuerySet

from .choices import OFFICES_OF, UPPER_LEVELS, Office, OrganizationKind
from .jurisdiction import NOTHING
from .models import Appointment, Organization, User


def reviewing_authority(unit: Organization) -> Organization | None:
    """The data authority that reviews the unit's catalog: that of its own level and area."""
    authorities = Organization.objects.filter(kind=OrganizationKind.DATA_AUTHORITY)
    if unit.level in UPPER_LEVELS:
        return authorities.filter(level=unit.level).first()
    return next((a for a in authorities if unit.is_reviewed_by(a)), None)


def roles_of(person: User) -> set[str]:
    """The names of the person's roles."""
    return {group.name for group in person.groups.all()}


def lapsed_roles(person: User, day: date) -> set[str]:
    """Roles that the person still holds and that give no rights, since the term of office is over."""
    return set(person.groups.filter(_is_lapsed(person, day)).values_list("name", flat=True))


def standing_roles(person: User, day: date) -> QuerySet[Group]:
    """The roles that give the person rights on that day.

    A role that is an office ends with the last term in it; one given without an appointment stands.
    """
    return person.groups.exclude(_is_lapsed(person, day))


def holder_of(office: Office, unit: Organization, day: date) -> User | None:
    """Who holds the office of the unit on that day."""
    held = Appointment.objects.in_office(day).filter(organization=unit, office=office)
    appointment = held.select_related("person").first()
    return appointment.person if appointment else None


def _is_lapsed(person: User, day: date) -> Q:
    lapsed = NOTHING
    for role, offices in OFFICES_OF.items():
        terms = Appointment.objects.filter(person=person, office__in=offices)
        lapsed |= Q(name=role) & Q(Exists(terms.over(day))) & ~Q(Exists(terms.in_office(day)))
    return lapsed
