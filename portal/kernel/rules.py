"""Limits, caps, weights, retentions as versioned data: a record is judged by the rule in force when filed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .errors import Message
from .memory import asked_once
from .models import Rule

#: Declared defaults are in force from this day, before any record of the portal.
FOUNDING_DAY = date(2018, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A rule's first version, as an app's ``rules.py`` declares it."""

    key: str
    default: Any
    unit: str
    provision: str
    source: str
    label: Message


_declared: dict[str, Declaration] = {}


def declare(key: str, **attributes: Any) -> str:
    """Declare a rule and give back its key; attributes are those of ``Declaration``."""
    declaration = Declaration(key=key, **attributes)
    if _declared.setdefault(key, declaration) != declaration:
        raise ValueError(f"rule {key!r} is declared twice")
    return key


def declarations() -> dict[str, Declaration]:
    """Every declared rule by key."""
    return dict(_declared)


def in_force(key: str, *, on: date) -> Rule:
    """The version of the rule that judges a record filed on that day."""
    return over_time(key)(on)


def over_time(key: str) -> Callable[[date], Rule]:
    """``in_force`` for many records: one query, then an answer for any day."""
    versions = _versions(key)
    return lambda on: _known(next((v for v in versions if v.effective_from <= on), None), key, on)


def _known(found: Rule | None, key: str, on: date) -> Rule:
    if found is None:
        raise KeyError(f"no rule {key!r} in force on {on}: is it declared and migrated?")
    return found


@asked_once
def _versions(key: str) -> list[Rule]:
    """Every version of a rule, the newest first: a few, since rules change by decision."""
    return list(Rule.objects.filter(key=key).order_by("-effective_from"))


def seed(using: str = "default") -> None:
    """Store the first version of every declared rule that has none; never changes a stored one."""
    known = set(Rule.objects.using(using).values_list("key", flat=True))
    Rule.objects.using(using).bulk_create(
        Rule(
            key=d.key,
            version=1,
            value=d.default,
            unit=d.unit,
            provision=d.provision,
            source=d.source,
            effective_from=FOUNDING_DAY,
        )
        for d in _declared.values()
        if d.key not in known
    )
