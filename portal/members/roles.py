"""Roles are groups. Each app says in its ``contributions.py`` which of its rights a role holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from .choices import ADMINISTRATORS, Role

_rights: dict[str, set[str]] = defaultdict(set)


def grant(role: Role, *permissions: str) -> None:
    """Say that a role holds these rights (``app.codename``)."""
    _rights[role].update(permissions)


def rights() -> dict[str, frozenset[str]]:
    """The rights of every role."""
    return {role: frozenset(_rights[role]) for role in Role.values}


def mixes_administrators(roles: Set[str]) -> bool:
    """Whether an account of these roles would be one administrator and hold a right of another (7.3)."""
    administrators = roles & ADMINISTRATORS
    if not administrators:
        return False
    held = frozenset().union(*(_rights[role] for role in roles))
    return any(held & _rights[other] for other in ADMINISTRATORS - administrators)


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
