"""Figures of one item for charts: groups, ranges, buckets. One statement each, over the current version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from psycopg2 import sql

from . import statements
from .choices import DataType
from .models import StoreColumn, StoreTable
from .terms import Restriction, named, visible_columns

NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.DOUBLE})
MEASURED = NUMBERS | {DataType.DATE, DataType.DATETIME}
BUCKETS = 10
TOP = 10
MOST_GROUPS = 200
TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Group:
    """One value of an item (None: empty) and its number: rows, or a sum or mean of the measure."""

    value: Any
    number: Any


@dataclass(frozen=True, slots=True)
class Bucket:
    """Values from ``low`` up to ``high`` and how many rows have them."""

    low: Any
    high: Any
    number: int


@dataclass(frozen=True, slots=True)
class Summary:
    """An item at a glance. ``buckets`` only for numbers, dates and moments."""

    rows: int
    nulls: int
    distinct: int
    minimum: Any
    maximum: Any
    top: list[Group]
    buckets: list[Bucket]


def group_by(
    table: StoreTable,
    column: str,
    *,
    measure: str | None = None,
    agg: str = "count",
    limit: int = 20,
    restriction: Restriction | None = None,
) -> list[Group]:
    """The largest groups by an item: rows (``count``), or ``sum`` or ``avg`` of a numeric item ``measure``.

    At most ``limit`` (≤ 200) groups. ``ValidationError`` names an unknown item; ``TooSlow`` after 5 s.
    """
    known = visible_columns(table, restriction)
    group = named(known, column)
    number = _number(known, measure, agg)
    if not 1 <= limit <= MOST_GROUPS:
        raise ValidationError(_("Ask for 1 to %(most)d groups.") % {"most": MOST_GROUPS})
    where = statements.conditions(statements.in_sight(table, restriction), (), restriction)
    text = sql.SQL(
        "SELECT {0}, {1} AS number FROM {2} WHERE {3} GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 LIMIT {4}"
    ).format(sql.Identifier(group.physical), number, statements.source(table), where.text, sql.Literal(limit))
    return [Group(*row) for row in statements.run(text, where.parameters, TIMEOUT)]


def _number(known: dict[str, StoreColumn], measure: str | None, agg: str) -> sql.Composable:
    if agg == "count":
        return sql.SQL("count(*)")
    if agg not in {"sum", "avg"} or measure is None:
        raise ValidationError(_("A chart shows a count, or the sum or mean of a numeric item."))
    column = named(known, measure)
    if column.data_type not in NUMBERS:
        raise ValidationError(_("“%(name)s” is not a number.") % {"name": column.name})
    return sql.SQL("{}({})").format(sql.SQL(agg), sql.Identifier(column.physical))


def summary(table: StoreTable, column: str, *, restriction: Restriction | None = None) -> Summary:
    """Counts, range, most frequent values and a histogram of one item. Raises as ``group_by`` does."""
    item = named(visible_columns(table, restriction), column)
    where = statements.conditions(statements.in_sight(table, restriction), (), restriction)
    name = sql.Identifier(item.physical)
    has_range = item.data_type != DataType.BOOLEAN
    text = sql.SQL(
        "SELECT count(*), count(*) - count({0}), count(DISTINCT {0}), {1} FROM {2} WHERE {3}"
    ).format(
        name,
        sql.SQL("min({0}), max({0})" if has_range else "NULL, NULL").format(name),
        statements.source(table),
        where.text,
    )
    ((rows, nulls, distinct, low, high),) = statements.run(text, where.parameters, TIMEOUT)
    top = group_by(table, column, limit=TOP, restriction=restriction)
    buckets = _buckets(table, item, (low, high), restriction) if item.data_type in MEASURED else []
    return Summary(
        rows, nulls, distinct, low, high, [group for group in top if group.value is not None], buckets
    )


def _buckets(
    table: StoreTable, item: StoreColumn, ends: tuple[Any, Any], restriction: Restriction | None
) -> list[Bucket]:
    """Ten buckets of equal width between the least and the greatest value; one when they are the same."""
    low, high = ends
    if low is None:
        return []
    width = (high - low) / BUCKETS
    edges = sorted({low + width * step for step in range(BUCKETS)})
    where = statements.conditions(statements.in_sight(table, restriction), (), restriction)
    text = sql.SQL(
        "SELECT width_bucket({0}, CAST(%s AS {1}[])), count(*)"
        " FROM {2} WHERE {3} AND {0} IS NOT NULL GROUP BY 1"
    ).format(sql.Identifier(item.physical), _plain_type(item), statements.source(table), where.text)
    found = dict(statements.run(text, (edges, *where.parameters), TIMEOUT))
    bounds = [*edges[1:], high]
    return [
        Bucket(edge, end, found.get(at, 0))
        for at, (edge, end) in enumerate(zip(edges, bounds, strict=True), 1)
    ]


def _plain_type(item: StoreColumn) -> sql.Composable:
    """The type for bucket edges: numbers need places that the item may not have."""
    if item.data_type in {DataType.INTEGER, DataType.DECIMAL}:
        return sql.SQL("numeric")
    return sql.SQL({"double": "double precision", "date": "date", "datetime": "timestamp"}[item.data_type])
