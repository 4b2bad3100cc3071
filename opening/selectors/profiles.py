"""A light profile of a dataset's items, measured once when the dataset is refreshed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.store import query
from portal.store.models import StoreTable

#: Values kept of an item with few of them: enough for a list to choose from and for a chart.
MOST_VALUES = 50


def profile_of(table: StoreTable) -> dict[str, Any]:
    """For each item of the table: rows without a value, distinct values, extremes, frequent values.

    An item that takes too long is left out: the page does without.
    """
    measured = {column.name: _summary(table, column.name) for column in table.columns.all()}
    return {name: summary for name, summary in measured.items() if summary}


def _summary(table: StoreTable, name: str) -> dict[str, Any]:
    try:
        summary = query.summary(table, name)
        is_short = summary.distinct <= MOST_VALUES
        top = query.group_by(table, name, limit=MOST_VALUES) if is_short else summary.top
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
