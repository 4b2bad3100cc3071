"""The columns of a mounted table: planned from the catalog, described for pages, read by those who may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from catalog.selectors import published_items
from portal.kernel.actor import Actor
from portal.kernel.errors import Message, NotPermitted
from portal.store import query
from portal.store.choices import DataType
from portal.store.models import StoreColumn
from portal.store.schema import ColumnSpec

from .. import policies
from ..models import MountedResource

PAGE_ROWS = 50


def planned_columns(entry: CatalogEntry) -> list[ColumnSpec]:
    """The columns that a table of the published entry has."""
    return [item.as_column() for item in published_items(entry)]


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
    published = {item.name for item in published_items(mounted.entry) if item.personal}
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
