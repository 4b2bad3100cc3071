"""What a reader may ask of a table: filters on searchable items, checked and turned into SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2 import sql

from .choices import DataType
from .models import StoreColumn, StoreTable
from .rules import CONTAINS_BOUND, bound

COMPARISONS = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
TEXT_OPERATIONS = frozenset({"contains", "startswith"})
MOST_VALUES = 200
LONGEST_VALUE = 1000
TRUE, FALSE = frozenset({"true", "1", "yes", "是"}), frozenset({"false", "0", "no", "否"})


@dataclass(frozen=True, slots=True)
class Filter:
    """``op``: eq ne lt le gt ge in contains startswith within isnull; values may be text from a URL."""

    column: str
    op: str
    value: Any


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a reader may see at most: item titles (all when None), and rows that satisfy every filter.

    A ``careful`` reader stays with the version before one that is held back.
    """

    columns: frozenset[str] | None = None
    filters: tuple[Filter, ...] = ()
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of SQL with its parameters."""

    text: sql.Composable
    parameters: tuple[Any, ...] = ()


@lru_cache(maxsize=256)
def _columns(table_pk: int, shape: int) -> tuple[StoreColumn, ...]:
    return tuple(StoreColumn.objects.filter(table_id=table_pk))


def columns_of(table: StoreTable) -> tuple[StoreColumn, ...]:
    """The table's items by position, remembered until they are changed."""
    return _columns(table.pk, table.shape)


def visible_columns(table: StoreTable, restriction: Restriction | None) -> dict[str, StoreColumn]:
    """The items that the reader may know of, by title."""
    allowed = restriction.columns if restriction else None
    return {c.name: c for c in columns_of(table) if allowed is None or c.name in allowed}


def named(columns: dict[str, StoreColumn], name: str) -> StoreColumn:
    """The item with this title; ``ValidationError`` naming it when the reader knows none."""
    try:
        return columns[name]
    except (KeyError, TypeError):
        raise ValidationError(_("There is no such item: %(name)s") % {"name": str(name)[:100]}) from None


def searchable(columns: dict[str, StoreColumn], name: str) -> StoreColumn:
    """The item with this title if its owner declared it searchable."""
    column = named(columns, name)
    if not (column.searchable or column.key):
        raise ValidationError(_("Rows cannot be searched by this item: %(name)s") % {"name": column.name})
    return column


def reader_condition(table: StoreTable, columns: dict[str, StoreColumn], wanted: Filter) -> Fragment:
    """A reader's own filter: only on a searchable item, and only where an index or a small table bears it."""
    column = searchable(columns, wanted.column)
    if wanted.op == "contains" and table.row_count > bound(CONTAINS_BOUND):
        raise ValidationError(
            _("The table is too large to look inside this item's text: %(name)s") % {"name": column.name}
        )
    return condition(column, wanted)


def condition(column: StoreColumn, wanted: Filter) -> Fragment:
    """One filter as SQL. ``ValidationError`` naming the item when operation or value does not suit it."""
    name = sql.Identifier(column.physical)
    if wanted.op == "isnull":
        suffix = " IS NULL" if parse(column, wanted.value, DataType.BOOLEAN) else " IS NOT NULL"
        return Fragment(name + sql.SQL(suffix))
    if wanted.op in COMPARISONS:
        return Fragment(name + sql.SQL(f" {COMPARISONS[wanted.op]} %s"), (parse(column, wanted.value),))
    if wanted.op == "in":
        return Fragment(name + sql.SQL(" = ANY(%s)"), (_parse_many(column, wanted.value),))
    if wanted.op == "within" and column.data_type == DataType.TEXT:
        patterns = [_pattern("startswith", prefix) for prefix in _parse_many(column, wanted.value)]
        return Fragment(name + sql.SQL(" LIKE ANY(%s)"), (patterns,))
    if wanted.op in TEXT_OPERATIONS and column.data_type == DataType.TEXT:
        return Fragment(name + sql.SQL(" LIKE %s"), (_pattern(wanted.op, parse(column, wanted.value)),))
    raise ValidationError(
        _("This comparison is not possible with “%(name)s”: %(op)s")
        % {"name": column.name, "op": str(wanted.op)[:20]}
    )


def _pattern(operation: str, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%" if operation == "startswith" else f"%{escaped}%"


def _parse_many(column: StoreColumn, value: Any) -> list[Any]:
    values = value.split(",") if isinstance(value, str) else list(value)
    if not 1 <= len(values) <= MOST_VALUES:
        raise ValidationError(_("Give 1 to %(most)d values.") % {"most": MOST_VALUES})
    return [parse(column, one) for one in values]


def parse(column: StoreColumn, value: Any, data_type: DataType | None = None) -> Any:
    """A value, as Python holds it, of the item's type. ``ValidationError`` naming the item otherwise."""
    try:
        if isinstance(value, str) and (len(value) > LONGEST_VALUE or "\0" in value):
            raise ValueError
        return _PARSERS[data_type or DataType(column.data_type)](value)
    except (ValueError, TypeError, InvalidOperation, OverflowError):
        raise ValidationError(
            _("This is no value for “%(name)s”: %(value)s")
            % {"name": column.name, "value": str(value)[:100].replace("\0", "�")}
        ) from None


def _text(value: Any) -> str:
    if not isinstance(value, (str, int, Decimal)):
        raise TypeError
    return str(value)


def _integer(value: Any) -> int:
    number = int(value)
    if isinstance(value, float) or not -(2**63) <= number < 2**63:
        raise ValueError
    return number


def _number(value: Any) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite() or abs(number.adjusted()) > 400:
        raise ValueError
    return number


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _datetime(value: Any) -> datetime:
    """Civil time of the portal's zone, as moments are stored."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if moment.tzinfo is None else timezone.make_naive(moment)


def _boolean(value: Any) -> bool:
    word = str(value).lower()
    if word not in TRUE | FALSE:
        raise ValueError
    return word in TRUE


_PARSERS: dict[DataType, Callable[[Any], Any]] = {
    DataType.TEXT: _text,
    DataType.INTEGER: _integer,
    DataType.DECIMAL: _number,
    DataType.DOUBLE: _number,
    DataType.DATE: _date,
    DataType.DATETIME: _datetime,
    DataType.BOOLEAN: _boolean,
}


def json_row(columns: Sequence[StoreColumn]) -> Fragment:
    """The row as JSON text with its titles, whatever they contain; titles travel as parameters."""
    return _json_row(tuple((column.physical, column.data_type, column.name) for column in columns))


@lru_cache(maxsize=256)
def _json_row(items: tuple[tuple[str, str, str], ...]) -> Fragment:
    """Rendered once for each choice of items: composing it costs as much as finding the rows."""
    pieces = [f"%s, coalesce({_as_json(physical, kind)}, 'null')" for physical, kind, _name in items]
    parameters = [
        f"{',' if position else '{'}{json.dumps(name, ensure_ascii=False)}:"
        for position, (_physical, _kind, name) in enumerate(items)
    ]
    # a function takes a hundred arguments at most
    groups = [", ".join(pieces[start : start + 40]) for start in range(0, len(pieces), 40)]
    concats = [f"concat({group})" for group in groups]
    return Fragment(sql.SQL(" || ".join([*concats, "'}'"])), tuple(parameters))


def _as_json(physical: str, kind: str) -> str:
    """``physical`` is a name that the store made: a letter and a number."""
    plain = {DataType.INTEGER, DataType.DECIMAL, DataType.BOOLEAN}
    return f'"{physical}"::text' if kind in plain else f'to_json("{physical}")::text'
