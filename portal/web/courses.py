"""How many records there were by each of a few days: the values of indicators that are counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

#: Counts of what happens look back so many days, so that months can be compared.
RECENT_DAYS = 30


def counted_by(records: QuerySet[Any], moment: str, days: Sequence[date]) -> list[float | None]:
    """How many records have their ``moment`` by the end of each day: one query."""
    return _counted(records, [Q(**{f"{moment}__date__lte": day}) for day in days])


def counted_recently(records: QuerySet[Any], moment: str, days: Sequence[date]) -> list[float | None]:
    """How many records have their ``moment`` in the days of late that end with each day: one query."""
    spans = [(day - timedelta(days=RECENT_DAYS - 1), day) for day in days]
    return _counted(records, [Q(**{f"{moment}__date__range": span}) for span in spans])


def _counted(records: QuerySet[Any], conditions: Sequence[Q]) -> list[float | None]:
    counts = {f"day_{n}": Count("pk", filter=condition) for n, condition in enumerate(conditions)}
    found = records.aggregate(**counts) if counts else {}
    return [float(found[name]) for name in counts]
