"""Reads of sharing: what can be asked for, what waits, what a grant shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from catalog.choices import SharingType
from catalog.models import CatalogEntry
from catalog.selectors import published_content
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.models import Organization
from portal.store import query

from .choices import RequestState
from .models import Grant, GrantUse, SharingRequest


def items_to_ask(entry: CatalogEntry) -> list[str]:
    """The names of the published items."""
    return [item["name"] for item in (published_content(entry) or {}).get("items", [])]


def area_item_of(entry: CatalogEntry) -> str:
    """The published item by which rows can be narrowed to areas; empty without one."""
    return str((published_content(entry) or {}).get("area_item", ""))


def is_shareable(entry: CatalogEntry) -> bool:
    """Whether the entry is in force and published as shared."""
    content = published_content(entry) or {}
    in_force = CatalogEntry.objects.in_force().filter(pk=entry.pk).exists()
    return in_force and content.get("sharing_type", SharingType.NOT_SHARED) != SharingType.NOT_SHARED


def entry_of_code(code: str, actor: Actor) -> CatalogEntry:
    """The entry with this code among those that the actor may know; 404 otherwise."""
    found: CatalogEntry | None = CatalogEntry.objects.visible_to(actor).filter(resource_code=code).first()
    if found is None:
        raise Http404(_("There is no resource with the code “%(code)s”.") % {"code": code})
    return found


def is_at_the_desk(request: SharingRequest) -> bool:
    """Whether the applicant may still change it."""
    return request.state in {RequestState.DRAFT, RequestState.RETURNED}


def waiting_for(actor: Actor) -> list[SharingRequest]:
    """Requests that the actor has to move on, the most urgent first."""
    found = SharingRequest.objects.waiting_for(actor).select_related("entry__provider", "organization")
    return list(found.order_by("due_on", "pk")[:50])


def count_waiting(actor: Actor) -> int:
    """How many requests the actor has to move on."""
    return SharingRequest.objects.waiting_for(actor).count()


def count_grants(actor: Actor) -> int:
    """Grants in force that the actor sees."""
    return Grant.objects.visible_to(actor).in_force(clock.today()).count()


def count_overdue(actor: Actor) -> int:
    """Requests that the actor sees and whose answer is late."""
    return SharingRequest.objects.visible_to(actor).overdue(clock.today()).count()


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
