"""What units may use: which grants there are, and what one shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from aggregation.selectors import table_of
from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict
from portal.members.models import Organization
from portal.store import query
from portal.store.models import StoreTable
from portal.web.courses import counted_recently

from .. import policies
from ..choices import DOORS, Delivery, UseOutcome
from ..models import Grant, GrantUse

PAGE_ROWS = 50
#: Comparisons by which somebody names areas, whole codes or their beginnings.
NAMING_AREAS = {"eq", "in", "startswith", "within"}
#: Item, comparison and value.
Condition = tuple[str, str, str] | None


def count_grants(actor: Actor) -> int:
    """Grants in force that the actor sees."""
    return Grant.objects.visible_to(actor).in_force(clock.today()).count()


def count_uses() -> int:
    """How many uses are on record, in all."""
    return GrantUse.objects.exclude(outcome=UseOutcome.REFUSED).count()


def uses_of_own_data(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """How often others used the unit's data, or anybody the city's, of late on each day."""
    uses = GrantUse.objects.exclude(outcome=UseOutcome.REFUSED)
    return counted_recently(uses.filter(grant__entry__provider=scope) if scope else uses, "used_at", days)


def uses_of_others_data(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """How often the unit used others' data of late on each day; nothing for the city, which has no others."""
    if scope is None:
        return [None] * len(days)
    uses = GrantUse.objects.exclude(outcome=UseOutcome.REFUSED).filter(grant__consumer=scope)
    return counted_recently(uses, "used_at", days)


def grants_of(unit: Organization | None, entry: CatalogEntry) -> list[Grant]:
    """The unit's grants for the entry."""
    return list(Grant.objects.filter(consumer=unit, entry=entry)) if unit else []


def newest_uses(grant: Grant) -> list[GrantUse]:
    """The last uses, as consumer and provider alike see them."""
    return list(grant.uses.select_related("user__organization")[:20])


def use_numbers(grant: Grant) -> dict[str, int]:
    """How often the grant was used, how many rows it gave, how many attempts it refused."""
    is_refused = Q(outcome=UseOutcome.REFUSED)
    return grant.uses.aggregate(
        uses=Count("pk", filter=~is_refused),
        rows=Coalesce(Sum("rows"), 0),
        refused=Count("pk", filter=is_refused),
    )


def open_doors(grant: Grant, actor: Actor) -> frozenset[str]:
    """The doors through which this person may use the grant today."""
    is_in_force = Grant.objects.in_force(clock.today()).filter(pk=grant.pk).exists()
    may = is_in_force and actor.can("sharing.use_grant", grant) and policies.is_consumer(actor, grant)
    return frozenset(map(str, DOORS[Delivery(grant.delivery)])) if may else frozenset()


def restriction_of(grant: Grant) -> query.Restriction:
    """What the grant shows at most: part of every statement, never a filter afterwards."""
    rows: tuple[query.Filter, ...] = ()
    if grant.area_prefixes:
        rows = (query.Filter(grant.area_item, "within", tuple(grant.area_prefixes)),)
    return query.Restriction(columns=frozenset(grant.items), filters=rows)


def refuse_beyond(grant: Grant, columns: Sequence[str], condition: Condition) -> None:
    """``ValidationError`` naming the items, or the area, that the grant does not cover."""
    names = [*columns, *([condition[0]] if condition else [])]
    if beyond := [name for name in names if name not in grant.items]:
        raise ValidationError(
            _("The grant does not cover: %(items)s.") % {"items": "、".join(name[:100] for name in beyond)}
        )
    if condition and not _is_of_granted_area(grant, *condition):
        raise ValidationError(
            _("The grant covers the areas %(areas)s only, not “%(value)s”.")
            % {"areas": "、".join(grant.area_prefixes), "value": condition[2][:100]}
        )


def _is_of_granted_area(grant: Grant, item: str, op: str, value: str) -> bool:
    """Whether somebody who names areas names the grant's only; other conditions merely narrow."""
    if not grant.area_prefixes or item != grant.area_item or op not in NAMING_AREAS:
        return True
    named = value.split(",") if op in {"in", "within"} else [value]
    is_beginning = op in {"startswith", "within"}
    return all(
        any(one.startswith(p) or (is_beginning and p.startswith(one)) for p in grant.area_prefixes)
        for one in named
    )


def granted_query(
    grant: Grant, *, columns: Sequence[str] = (), condition: Condition = None, after: str = ""
) -> query.Query:
    """A question to the store that can give no more than the grant does."""
    return query.Query(
        granted_table(grant),
        columns=list(columns) or list(grant.items),
        filters=[query.Filter(*condition)] if condition else [],
        after=after,
        limit=PAGE_ROWS,
        restriction=restriction_of(grant),
    )


def granted_table(grant: Grant) -> StoreTable:
    """The table behind the grant; a conflict where there is no data at present."""
    table = table_of(grant.entry)
    if table is None or not table.current_version:
        raise Conflict(_("There is no data behind this resource at present."))
    return table


def count_rows(grant: Grant, condition: Condition) -> query.Count:
    """How many granted rows fit."""
    return query.count(granted_query(grant, condition=condition))


def searchable_items(grant: Grant) -> list[str]:
    """The granted items by which rows can be looked up."""
    table = table_of(grant.entry)
    columns = table.columns.all() if table else []
    found = {column.name for column in columns if column.searchable or column.key}
    return [name for name in grant.items if name in found]


def asked_of(query_string: Mapping[str, str]) -> dict[str, Any]:
    """Columns, condition and cursor from an address, for both doors alike."""
    columns = [name for name in query_string.get("columns", "").split(",") if name]
    item = query_string.get("item", "")
    condition = (item, query_string.get("op") or "eq", query_string.get("value", "")) if item else None
    return {"columns": columns, "condition": condition, "after": query_string.get("after", "")}
