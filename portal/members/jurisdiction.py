"""Whose unit somebody acts for, and which data authority stands above which unit (provision 1.5).

Every chapter asks these questions; they are put here once, as predicates on units and as conditions on the
unit that ``path`` leads to (an empty path: on units themselves).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from django.db.models import Q

from .choices import UPPER_LEVELS, Level, OrganizationKind

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

    from .models import Organization

NOTHING = Q(pk__in=[])
#: Everything, also when it is joined to something else: an empty ``Q()`` would vanish beside an "or".
EVERYTHING = ~NOTHING


def unit_of(actor: Actor) -> Organization | None:
    """The unit that the person acts for."""
    return actor.user.organization if actor.user else None


def is_authority(unit: Organization | None) -> TypeGuard[Organization]:
    """The unit is a data authority, of whatever level."""
    return unit is not None and unit.kind == OrganizationKind.DATA_AUTHORITY


def is_city_authority(unit: Organization | None) -> TypeGuard[Organization]:
    """The unit is the city's own data authority."""
    return is_authority(unit) and unit.level == Level.CITY


def areas_of(authority: Organization) -> list[str]:
    """Prefixes of the area codes that the authority answers for: its own, and those it was given.

    A functional area has no national code: its units carry its key, its rows the codes of its townships.
    """
    return [authority.area_code, *authority.jurisdiction]


def oversees(authority: Organization | None, unit: Organization) -> bool:
    """The unit lies in the data authority's jurisdiction; the city's own has the whole city in it."""
    if not is_authority(authority):
        return False
    return authority.level == Level.CITY or unit.area_code.startswith(tuple(areas_of(authority)))


def overseen_by(authority: Organization | None, path: str = "") -> Q:
    """``oversees`` as a condition."""
    if not is_authority(authority):
        return NOTHING
    if authority.level == Level.CITY:
        return EVERYTHING
    seen = NOTHING
    for prefix in areas_of(authority):
        seen |= Q(**{_lookup(path, "area_code__startswith"): prefix})
    return seen


def reviewed_by(authority: Organization | None, path: str = "") -> Q:
    """``Organization.is_reviewed_by`` as a condition."""
    if not is_authority(authority):
        return NOTHING
    if authority.level in UPPER_LEVELS:
        return Q(**{_lookup(path, "level"): authority.level})
    is_local = ~Q(**{_lookup(path, "level__in"): UPPER_LEVELS})
    return is_local & Q(**{_lookup(path, "area_code__startswith"): authority.area_code})


def _lookup(path: str, field: str) -> str:
    return f"{path}__{field}" if path else field
