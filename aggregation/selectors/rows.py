"""One row of a table, named by its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.store import query
from portal.store.models import StoreTable
from portal.store.query import Restriction


def key_items(table: StoreTable, restriction: Restriction | None = None) -> list[str]:
    """The items that name a row together; none where the table has no key or the reader may not see it."""
    keys = [column.name for column in table.columns.all() if column.key]
    if restriction is not None and restriction.columns is not None and not set(keys) <= restriction.columns:
        return []
    return keys


def item_names(table: StoreTable, restriction: Restriction) -> list[str]:
    """The items that the reader may see, in order."""
    names = [column.name for column in table.columns.all()]
    return [name for name in names if restriction.columns is None or name in restriction.columns]


def is_row_there(table: StoreTable, row_key: Mapping[str, str], restriction: Restriction | None) -> bool:
    """Whether the reader would find this row now."""
    return row_of(table, row_key, restriction) is not None


def row_of(
    table: StoreTable, row_key: Mapping[str, str], restriction: Restriction | None = None
) -> dict[str, Any] | None:
    """The row with this key, as far as the reader may see it; ``None`` without one."""
    filters = [query.Filter(name, "eq", value) for name, value in row_key.items()]
    page = query.page(query.Query(table, filters=filters, limit=1, restriction=restriction))
    names = [column.name for column in page.columns]
    return dict(zip(names, page.rows[0], strict=True)) if page.rows else None


def refuse_unknown_row(table: StoreTable, row_key: Mapping[str, str], restriction: Restriction) -> None:
    """``ValidationError`` saying how a row is named here, or that there is none of that name."""
    keys = key_items(table, restriction)
    if not keys:
        raise ValidationError(
            {"row_key": _("The rows of this resource cannot be named one by one. Name an item instead.")}
        )
    if set(row_key) != set(keys) or not all(isinstance(value, str) for value in row_key.values()):
        sentence = _("Name the row by all its key items: %(items)s.") % {"items": "、".join(keys)}
        raise ValidationError({"row_key": sentence})
    if not is_row_there(table, row_key, restriction):
        words = "，".join(f"{name} {value[:100]}" for name, value in row_key.items())
        raise ValidationError({"row_key": _("There is no such row: %(row)s.") % {"row": words}})
