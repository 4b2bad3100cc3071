"""Roles are groups. Each app says in its ``contributions.py`` which of its rights a role holds."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kernel import audit
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted

from .choices import ADMINISTRATORS, Role
from .models import User

_rights: dict[str, set[str]] = defaultdict(set)


def grant(role: Role, *permissions: str) -> None:
    """Say that a role holds these rights (``app.codename``)."""
    _rights[role].update(permissions)


def rights() -> dict[str, frozenset[str]]:
    """The rights of every role."""
    return {role: frozenset(_rights[role]) for role in Role.values}


def seed_groups(sender: AppConfig, using: str = "default", **_signal: Any) -> None:
    """After an app's migrations: give its rights to the roles' groups, take away what no role holds."""
    create_permissions(sender, verbosity=0, using=using)
    mine = Permission.objects.using(using).filter(content_type__app_label=sender.label)
    by_name = {f"{sender.label}.{p.codename}": p for p in mine}
    for role in Role.values if by_name else ():
        group, _created = Group.objects.using(using).get_or_create(name=role)
        wanted = {p.pk for name, p in by_name.items() if name in _rights[role]}
        held = set(
            group.permissions.filter(content_type__app_label=sender.label).values_list("pk", flat=True)
        )
        group.permissions.add(*wanted - held)
        group.permissions.remove(*held - wanted)


def roles_of(user: User) -> set[str]:
    """The names of the person's roles."""
    return set(user.groups.values_list("name", flat=True))


def assign_roles(user: User, roles: set[str], *, actor: Actor) -> None:
    """Give a person exactly these roles; an account holds at most one of the three administrators' roles."""
    if not actor.can("members.manage_people", user):
        raise NotPermitted("members.manage_people")
    if len(roles & ADMINISTRATORS) > 1:
        raise ValidationError(_("One account holds at most one of the three administrators' roles."))
    before = sorted(roles_of(user))
    user.groups.set(Group.objects.filter(name__in=roles))
    changes = {"roles": [before, sorted(roles)]}
    audit.record_act("members.user.assign_roles", user, actor=actor, changes=changes, provision="7.3")
