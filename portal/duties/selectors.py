"""Reads of rules: each with its versions, and the one that is in force today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.kernel import clock, rules
from portal.kernel.errors import Message
from portal.kernel.models import Rule
from portal.kernel.rules import Declaration

from .choices import PARTS, SOURCES, UNITS


@dataclass(frozen=True, slots=True)
class RuleHistory:
    """A declared rule with its stored versions, newest first."""

    declaration: Declaration
    versions: list[Rule]
    today: date

    @property
    def key(self) -> str:
        """What code and interface call it."""
        return self.declaration.key

    @property
    def current(self) -> Rule | None:
        """The version in force today."""
        return next((v for v in self.versions if v.effective_from <= self.today), None)

    @property
    def coming(self) -> Rule | None:
        """The version that takes effect next."""
        return next((v for v in reversed(self.versions) if v.effective_from > self.today), None)

    @property
    def unit(self) -> Message:
        """The unit in words."""
        return unit_in_words(self.declaration.unit)

    def __str__(self) -> str:
        return str(self.declaration.label)


def histories() -> list[RuleHistory]:
    """Every declared rule with its versions, in the order of provisions: one query."""
    stored: dict[str, list[Rule]] = defaultdict(list)
    for rule in Rule.objects.order_by("-effective_from"):
        stored[rule.key].append(rule)
    declared = sorted(rules.declarations().values(), key=lambda d: (d.provision, d.key))
    today = clock.today()
    return [RuleHistory(d, stored[d.key], today) for d in declared]


def history_of(key: str) -> RuleHistory | None:
    """One rule with its versions; ``None`` for an unknown key."""
    declaration = rules.declarations().get(key)
    if declaration is None:
        return None
    versions = list(Rule.objects.filter(key=key).order_by("-effective_from"))
    return RuleHistory(declaration, versions, clock.today())


def unit_in_words(unit: str) -> Message:
    """The unit in the reader's language."""
    return UNITS.get(unit, unit)


def value_in_words(value: Any) -> str:
    """A value as a page shows it: numbers grouped, a table of values as a list."""
    if isinstance(value, Mapping):
        return "；".join(f"{PARTS.get(n, n)} {value_in_words(part)}" for n, part in value.items())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,}"


def source_in_words(source: str) -> Message:
    """The source in the reader's language where the portal itself wrote it."""
    return SOURCES.get(source, source)
