"""Units, people with their roles, and appointments."""

from __future__ import annotations

import datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from portal.kernel.actor import Actor
from portal.members import services
from portal.members.choices import Office
from portal.members.models import Appointment, Organization, User

from ..content.organizations import ORGANIZATIONS
from ..content.people import PEOPLE
from ..content.specs import OrganizationSpec, PersonSpec
from .reporting import Say

#: The one password of every account of the demo; shown on the sign-in page and in the terminal.
PASSWORD = "guiyang-2026"  # noqa: S105  (a demonstration has no secrets)
#: Roles that are also offices, held by appointment.
OFFICES = {"cdo": Office.CDO, "data_officer": Office.DATA_OFFICER}
APPOINTED_ON = datetime.date(2025, 9, 1)

BUILDER = Actor.system(
    "build-demo",
    "members.manage_organization",
    "members.manage_people",
    "members.assign_administrator",
    "members.manage_appointment",
)


def build_people(say: Say) -> None:
    """Make every unit and account that is not there yet."""
    for spec in ORGANIZATIONS:
        _unit(spec)
    say(f"{len(ORGANIZATIONS)} units")
    password_hash = make_password(PASSWORD)
    for person in PEOPLE:
        if not User.objects.filter(username=person.username).exists():
            _person(person, password_hash)
    say(f"{len(PEOPLE)} people, one password for all: {PASSWORD}")


@cache
def unit_of(key: str) -> Organization:
    """The stored unit of a spec's key."""
    name = next(spec.name for spec in ORGANIZATIONS if spec.key == key)
    return Organization.objects.get(name=name)


@cache
def actor_of(username: str) -> Actor:
    """The person as an actor in the browser."""
    return Actor(user=User.objects.select_related("organization").get(username=username), via="web")


def _unit(spec: OrganizationSpec) -> None:
    if Organization.objects.filter(name=spec.name).exists():
        return
    services.create_organization(
        actor=BUILDER,
        name=spec.name,
        name_en=spec.name_en,
        kind=spec.kind,
        level=spec.level,
        area_code=spec.area_code,
        jurisdiction=list(spec.jurisdiction),
        credit_code=spec.credit_code,
        generated_code=True,
        parent=unit_of(spec.parent) if spec.parent else None,
        duties=spec.duties,
        contact=spec.phone,
    )


def _person(spec: PersonSpec, password_hash: str) -> None:
    unit = unit_of(spec.organization) if spec.organization else None
    person = services.create_person(
        actor=BUILDER,
        password_hash=password_hash,
        roles=set(spec.roles),
        username=spec.username,
        name=spec.name,
        name_en=spec.name_en,
        organization=unit,
        email=spec.email,
    )
    for role in set(spec.roles) & OFFICES.keys() if unit else ():
        _appoint(person, unit, OFFICES[role])


def _appoint(person: User, unit: Organization | None, office: Office) -> None:
    held = Appointment.objects.filter(organization=unit, office=office)
    if office == Office.DATA_OFFICER or not held.exists():
        services.appoint_person(
            actor=BUILDER, organization=unit, person=person, office=office, starts_on=APPOINTED_ON
        )
