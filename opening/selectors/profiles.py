"""A light profile of a dataset's items, measured once when the dataset is refreshed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.store import query
from portal.store.models import StoreTable

#: Values kept of an item with few of them: enough for a list to choose from and for a chart.
MOST_VALUES = 50


def profile_of(table: StoreTable, names: set[str]) -> dict[str, Any]:
    """For each of these items: rows without a value, distinct values, extremes, frequent values.

    An item that takes too long is left out: the page does without.
    """
    limits = query.Restriction(columns=frozenset(names), careful=True)
    known = [column.name for column in table.columns.all() if column.name in names]
    measured = {name: _summary(table, name, limits) for name in known}
    return {name: summary for name, summary in measured.items() if summary}


def _summary(table: StoreTable, name: str, limits: query.Restriction) -> dict[str, Any]:
    try:
        summary = query.summary(table, name, restriction=limits)
        is_short = summary.distinct <= MOST_VALUES
        top = query.group_by(table, name, limit=MOST_VALUES, restriction=limits) if is_short else summary.top
    except query.TooSlow:
        return {}
    return {
        "nulls": summary.nulls,
        "distinct": summary.distinct,
        "minimum": plain(summary.minimum),
        "maximum": plain(summary.maximum),
        "top": [[plain(group.value), plain(group.number)] for group in top if group.value is not None],
    }


def plain(value: Any) -> Any:
    """A value that JSON can hold and a reader can read."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value
