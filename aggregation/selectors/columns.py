"""The columns of a mounted table: planned from the catalog, described for pages, read by those who may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from catalog.selectors import published_content
from portal.kernel.actor import Actor
from portal.kernel.errors import Message, NotPermitted
from portal.store import query
from portal.store.choices import DataType
from portal.store.models import StoreColumn
from portal.store.schema import RULES, ColumnSpec

from .. import policies
from ..models import MountedResource

#: From the guide's letters (元数据, element 8) to the store's types.
STORE_TYPES = {
    "C": "text",
    "M": "text",
    "G": "text",
    "N": "decimal",
    "Y": "decimal",
    "D": "date",
    "T": "datetime",
    "L": "boolean",
    "B": "double",
    "F": "double",
    "I": "integer",
}
MOST_DIGITS = 38
DIGITS_BEFORE_POINT = 18
MONEY_PLACES = 2
PAGE_ROWS = 50


def column_of(item: Mapping[str, Any]) -> ColumnSpec:
    """The column of the store for one item of a published entry."""
    letter = item["data_type"]
    data_type = STORE_TYPES[letter]
    precision, scale = _digits(item) if data_type == "decimal" else (None, None)
    rules = item.get("rules") or {}
    return ColumnSpec(
        name=item["name"],
        data_type=data_type,
        length=item["length"] or None if letter == "C" else None,
        precision=precision,
        scale=scale,
        required=item["required"],
        key=item["key"],
        searchable=item["searchable"],
        rules={name: value for name, value in rules.items() if name in RULES},
        reference=str(rules.get("reference", "")),
    )


def _digits(item: Mapping[str, Any]) -> tuple[int, int]:
    places = item["decimals"] or (MONEY_PLACES if item["data_type"] == "Y" else 0)
    digits = max(item["length"], places + 1) if item["length"] else DIGITS_BEFORE_POINT + places
    return min(digits, MOST_DIGITS), min(places, MOST_DIGITS - 1)


def planned_columns(entry: CatalogEntry) -> list[ColumnSpec]:
    """The columns that a table of the published entry has."""
    content = published_content(entry) or {}
    return [column_of(item) for item in content.get("items", [])]


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as pages describe it, whether it exists or is planned."""

    name: str
    type_name: Message
    size: str
    required: bool
    key: bool
    searchable: bool


def columns_in_words(columns: Iterable[ColumnSpec | StoreColumn]) -> list[ShownColumn]:
    """Planned or existing columns for a page."""
    return [
        ShownColumn(
            name=column.name,
            type_name=DataType(column.data_type).label,
            size=f"{column.precision},{column.scale}" if column.precision else str(column.length or "—"),
            required=column.required or column.key,
            key=column.key,
            searchable=column.searchable,
        )
        for column in columns
    ]


def columns_of(mounted: MountedResource) -> list[ShownColumn]:
    """The columns of the mounted table."""
    return columns_in_words(mounted.table.columns.all()) if mounted.table else []


def personal_items(mounted: MountedResource) -> frozenset[str]:
    """The items that the published version or the working copy declares as personal information."""
    content = published_content(mounted.entry) or {}
    published = {item["name"] for item in content.get("items", []) if item["personal"]}
    working = set(mounted.entry.items.filter(personal=True).values_list("name", flat=True))
    return frozenset(published | working)


def readable_columns(mounted: MountedResource, actor: Actor) -> list[StoreColumn]:
    """The items that the actor may read here: personal information is for the provider's people only."""
    if mounted.table is None or not policies.may_read_rows(actor, mounted):
        return []
    columns = list(mounted.table.columns.all())
    if policies.is_provider(actor, mounted):
        return columns
    personal = personal_items(mounted)
    return [column for column in columns if column.name not in personal]


def rows_query(
    mounted: MountedResource, actor: Actor, condition: tuple[str, str, str] | None, *, after: str = ""
) -> query.Query:
    """The rows of the table that the actor may read, narrowed by ``(item, op, value)``."""
    if mounted.table is None or not policies.may_read_rows(actor, mounted):
        raise NotPermitted("", _("The rows are for the provider's people and the data authority."))
    columns = frozenset(column.name for column in readable_columns(mounted, actor))
    return query.Query(
        mounted.table,
        filters=[query.Filter(*condition)] if condition else [],
        after=after,
        limit=PAGE_ROWS,
        restriction=query.Restriction(columns=columns),
    )
