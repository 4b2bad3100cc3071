"""What units may use: which grants there are, and what one shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.models import Organization
from portal.store import query

from ..models import Grant, GrantUse


def count_grants(actor: Actor) -> int:
    """Grants in force that the actor sees."""
    return Grant.objects.visible_to(actor).in_force(clock.today()).count()


def grants_of(unit: Organization | None, entry: CatalogEntry) -> list[Grant]:
    """The unit's grants for the entry."""
    return list(Grant.objects.filter(consumer=unit, entry=entry)) if unit else []


def newest_uses(grant: Grant) -> list[GrantUse]:
    """The last uses, as consumer and provider alike see them."""
    return list(grant.uses.select_related("user__organization")[:20])


def restriction_of(grant: Grant) -> query.Restriction:
    """What the grant shows at most: part of every statement, never a filter afterwards."""
    rows: tuple[query.Filter, ...] = ()
    if grant.area_prefixes:
        rows = (query.Filter(grant.area_item, "within", tuple(grant.area_prefixes)),)
    return query.Restriction(columns=frozenset(grant.items), filters=rows)


def refuse_beyond(grant: Grant, names: list[str]) -> None:
    """``ValidationError`` naming the items that the grant does not cover."""
    beyond = [name for name in names if name not in grant.items]
    if beyond:
        raise ValidationError(
            _("The grant does not cover: %(items)s.") % {"items": "、".join(name[:100] for name in beyond)}
        )


def asked_of(query_string: Mapping[str, str]) -> dict[str, Any]:
    """Columns, condition and cursor from an address, for both doors alike."""
    columns = [name for name in query_string.get("columns", "").split(",") if name]
    item = query_string.get("item", "")
    condition = (item, query_string.get("op") or "eq", query_string.get("value", "")) if item else None
    return {"columns": columns, "condition": condition, "after": query_string.get("after", "")}
