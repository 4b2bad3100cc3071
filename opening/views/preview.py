"""The rows shown on a dataset's page: narrowed, ordered, leafed through, each by an address of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language

from portal.kernel.errors import DomainError
from portal.store import query
from portal.web import formats

from ..filters import FilterField, filter_fields, rows_query
from ..filters.rows import OF_THE_PAGE
from ..models import PublicDataset

ROWS = 20
NUMBERS = frozenset({"integer", "decimal", "double"})
#: What is left out of the preview's address when it becomes the address of a file or of a program's call.
NOT_A_CONDITION = ("after", "limit", *sorted(OF_THE_PAGE))


@dataclass(frozen=True)
class Head:
    """A column's head: its label, how the rows are ordered by it, what a click asks for."""

    name: str
    label: str
    is_number: bool
    order: str = ""
    next_order: str = ""


@dataclass(frozen=True)
class Row:
    """One row: each value with whether it stands right, and whether somebody contests the row."""

    cells: list[tuple[str, bool]]
    is_contested: bool = False


@dataclass(frozen=True)
class Preview:
    """One page of rows as the page draws it, or the sentence why there is none."""

    heads: list[Head]
    rows: list[Row] = field(default_factory=list)
    fields: list[FilterField] = field(default_factory=list)
    columns: list[tuple[str, str, bool]] = field(default_factory=list)
    total: query.Count | None = None
    next: str = ""
    errors: list[str] = field(default_factory=list)
    status: int = 200
    asked: str = ""
    is_narrowed: bool = False


def preview_of(dataset: PublicDataset, asked: QueryDict) -> Preview:
    """The rows asked for; a question that cannot be answered becomes a sentence and a status."""
    try:
        wish = rows_query(dataset, asked, limit=ROWS, of_page=True)
        page, total = query.page(wish), query.count(wish)
    except ValidationError as error:
        return _refused(dataset, asked, list(error.messages), 422)
    except DomainError as error:
        return _refused(dataset, asked, [str(error)], error.status)
    return _filled(dataset, asked, page, total, is_narrowed=bool(wish.filters))


def _filled(
    dataset: PublicDataset, asked: QueryDict, page: query.Page, total: query.Count, *, is_narrowed: bool
) -> Preview:
    items = {item["title"]: item for item in dataset.items}
    shown = [items[column.name] for column in page.columns]
    return Preview(
        heads=[_head(item, asked.get("order", "")) for item in shown],
        rows=_rows(dataset, page),
        fields=filter_fields(dataset, asked),
        columns=[(name, label_of(item), item in shown) for name, item in items.items()],
        total=total,
        next=page.next,
        asked=_conditions(dataset, asked),
        is_narrowed=is_narrowed,
    )


def _rows(dataset: PublicDataset, page: query.Page) -> list[Row]:
    notices, names = dataset.contested, [column.name for column in page.columns]
    rows = []
    for values in page.rows:
        named = dict(zip(names, values, strict=True))
        is_contested = any(notice.marks(named) for notice in notices)
        rows.append(Row([_cell(value) for value in values], is_contested))
    return rows


def label_of(item: dict[str, Any]) -> str:
    """An item's title in the reader's language."""
    return item["title_en"] if item["title_en"] and get_language() == "en" else item["title"]


def _refused(dataset: PublicDataset, asked: QueryDict, errors: list[str], status: int) -> Preview:
    columns = [(item["title"], label_of(item), True) for item in dataset.items]
    fields = filter_fields(dataset, asked)
    return Preview([], fields=fields, columns=columns, errors=errors, status=status, is_narrowed=True)


def _head(item: dict[str, Any], order: str) -> Head:
    name, is_number = item["title"], item["type"] in NUMBERS
    if not item["searchable"]:
        return Head(name, label_of(item), is_number)
    now = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    return Head(name, label_of(item), is_number, now, f"-{name}" if now == "ascending" else name)


def _cell(value: Any) -> tuple[str, bool]:
    """The value as text, and whether it stands right."""
    if value is None or value == "":
        return formats.NOTHING, False
    if isinstance(value, bool):
        return formats.yes_no(value), False
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}", False
    return str(value), not isinstance(value, str) and not hasattr(value, "isoformat")


def tidied(dataset: PublicDataset, asked: QueryDict) -> QueryDict:
    """The address without what a form sends but nobody asked for: empty fields, and all columns."""
    kept = asked.copy()
    for name, values in list(kept.lists()):
        kept.setlist(name, [value for value in values if value])
        if not kept.getlist(name) or (name == "columns" and kept.getlist(name) == dataset.item_names):
            del kept[name]
    return kept


def _conditions(dataset: PublicDataset, asked: QueryDict) -> str:
    """The conditions, columns and order as a query string, for the file and for programs."""
    kept = tidied(dataset, asked)
    for name in NOT_A_CONDITION:
        kept.pop(name, None)
    return kept.urlencode()
