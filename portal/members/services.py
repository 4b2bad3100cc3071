"""Every write of the members: units, people and their roles, appointments."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.kernel import audit
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted

from .choices import ADMINISTRATORS
from .models import Appointment, Organization, User
from .roles import mixes_administrators
from .selectors import roles_of

M = TypeVar("M", bound=models.Model)
#: The right to say who is an administrator: the security administrator's, not of those who make accounts.
MANAGING = "members.manage_people"
APPOINTING = "members.assign_administrator"


def create_organization(*, actor: Actor, **fields: Any) -> Organization:
    """Add a unit to the tree."""
    unit = Organization(**fields)
    return _write("members.organization.create", unit, {}, actor, "members.manage_organization", "1.2")


def edit_organization(unit: Organization, *, actor: Actor, **fields: Any) -> Organization:
    """Change what is known of a unit."""
    return _write("members.organization.edit", unit, fields, actor, "members.manage_organization", "1.2")


def create_person(*, actor: Actor, password_hash: str, roles: set[str], **fields: Any) -> User:
    """Make an account with its roles; ``password_hash`` comes from Django's ``make_password``."""
    person = User(password=password_hash, **fields)
    with transaction.atomic():
        person = _write("members.user.create", person, {}, actor, MANAGING, "1.5")
        return assign_roles(person, roles, actor=actor)


def edit_person(person: User, *, actor: Actor, roles: set[str], **fields: Any) -> User:
    """Change a person's particulars and roles; ``is_active=False`` closes the account, never one's own."""
    if person == actor.user and not fields.get("is_active", True):
        raise ValidationError({"is_active": _("Nobody closes the own account: ask another administrator.")})
    with transaction.atomic():
        person = _write("members.user.edit", person, fields, actor, MANAGING, "1.5")
        return assign_roles(person, roles, actor=actor)


def set_password(person: User, *, actor: Actor, password_hash: str) -> User:
    """Give somebody who forgot the password a new one; every session of the account ends."""
    if person == actor.user:
        raise ValidationError(_("Change the own password on the page for it."))
    fields = {"password": password_hash}
    return _write("members.user.set_password", person, fields, actor, password_right(person), "7.3")


def sets_passwords(actor: Actor) -> bool:
    """Whether the actor sets anybody's password; the account decides whether also this one."""
    return actor.can(MANAGING) or actor.can(APPOINTING)


def password_right(person: User) -> str:
    """The right to set this person's password: who makes accounts takes over no administrator's."""
    return APPOINTING if roles_of(person) & ADMINISTRATORS else MANAGING


def assign_roles(person: User, roles: set[str], *, actor: Actor) -> User:
    """Give a person exactly these roles, those of administrators left as they are; nobody the own ones."""
    with transaction.atomic():
        person = audit.locked(person)
        roles = set(roles)
        if (roles_of(person) ^ roles) & ADMINISTRATORS and not actor.can(APPOINTING, person):
            told = _("Only the security administrator gives and takes an administrator's role.")
            raise NotPermitted(APPOINTING, told)
        return _set_roles("members.user.assign_roles", MANAGING, person, roles, actor)


def assign_administrator(person: User, *, actor: Actor, role: str) -> User:
    """Make somebody one of the three administrators, or none any more (``role`` empty).

    Whoever makes accounts does not say who checks them: the other roles are left as they are.
    """
    with transaction.atomic():
        person = audit.locked(person)
        roles = roles_of(person) - ADMINISTRATORS | ({role} & ADMINISTRATORS)
        return _set_roles("members.user.assign_administrator", APPOINTING, person, roles, actor)


def _set_roles(action: str, permission: str, person: User, roles: set[str], actor: Actor) -> User:
    before = sorted(roles_of(person))
    if before == sorted(roles):
        return person
    if actor.user is not None and actor.user.pk == person.pk:
        raise NotPermitted(permission, _("Nobody changes the roles of the own account."))
    _refuse_mixture(roles)
    note = f"{'、'.join(before)} → {'、'.join(sorted(roles))}"
    with audit.edit(action, person, actor=actor, permission=permission, provision="7.3", note=note) as locked:
        locked.groups.set(Group.objects.filter(name__in=roles))
    return locked


def _refuse_mixture(roles: set[str]) -> None:
    """An account holds one of the three administrators' roles, and by no other role a right of another."""
    if len(roles & ADMINISTRATORS) > 1:
        raise ValidationError(
            {"roles": _("One account holds at most one of the three administrators' roles.")}
        )
    if mixes_administrators(roles):
        told = _("One of these roles holds a right of another administrator.")
        raise ValidationError({"roles": told})


def appoint_person(*, actor: Actor, **fields: Any) -> Appointment:
    """Appoint somebody to an office of a unit for a term."""
    appointment = Appointment(**fields)
    return _write("members.appointment.create", appointment, {}, actor, "members.manage_appointment", "1.5")


def end_appointment(appointment: Appointment, *, actor: Actor, ends_on: date) -> Appointment:
    """Let a running term end on a day; a longer one needs an appointment of its own."""
    action, right = "members.appointment.end", "members.manage_appointment"
    with audit.edit(action, appointment, actor=actor, permission=right, provision="1.5") as locked:
        if locked.is_over:
            raise Conflict(_("The term is over already."))
        if locked.ends_on is not None and ends_on > locked.ends_on:
            raise ValidationError({"ends_on": _("A term is not lengthened: appoint the person anew.")})
        locked.ends_on = ends_on
    return locked


def _write(
    action: str, record: M, fields: dict[str, Any], actor: Actor, permission: str, provision: str
) -> M:
    with audit.edit(action, record, actor=actor, permission=permission, provision=provision) as locked:
        for name, value in fields.items():
            setattr(locked, name, value)
    return locked
