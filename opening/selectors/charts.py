"""What a chart of a dataset shows: an item that the rows are grouped by, and a measure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from statistics import median
from typing import Any, cast

from django.core.cache import cache

from portal.store import query

from ..models import PublicDataset
from .profiles import plain

#: Names with more values than this make no chart that anybody can read; moments make a line.
MOST_NAMES = 20
MOST_MOMENTS = 200
NUMBERS = frozenset({"integer", "decimal", "double"})
TIMES = frozenset({"date", "datetime"})
#: Endings of titles whose values follow each other in time, whatever their type.
TIME_ENDINGS = ("年", "年份", "年度", "季度", "月", "月份", "日期", "时间", "year", "month", "date")
#: Where no name has many more rows than the middle one, counting rows says nothing.
DULL = 1.25
#: Endings of titles whose numbers only tell one thing from another.
LABEL_ENDINGS = ("序号", "编号", "代码", "号", "经度", "纬度", "code", "number", "longitude", "latitude")

KEPT_SECONDS = 24 * 3600

Point = tuple[str, float]


@dataclass(frozen=True, slots=True)
class ChartWish:
    """Group the rows by ``item``; ``measure`` is empty to count them, else ``sum:item`` or ``avg:item``."""

    item: str
    measure: str = ""

    @property
    def aggregate(self) -> str:
        """``count``, ``sum`` or ``avg``."""
        return self.measure.partition(":")[0] or "count"

    @property
    def measured(self) -> str:
        """The item that is added up or averaged."""
        return self.measure.partition(":")[2]


def groupable_items(dataset: PublicDataset) -> list[dict[str, Any]]:
    """The items that a chart may be grouped by: a few names, or moments that make a line."""
    return [item for item in dataset.items if _is_groupable(dataset, item)]


def measurable_items(dataset: PublicDataset) -> list[dict[str, Any]]:
    """The items that may be added up or averaged: numbers that are no codes, places or years."""
    return [item for item in dataset.items if _is_measurable(item)]


def default_chart(dataset: PublicDataset) -> ChartWish | None:
    """The chart that says most; ``None`` when there is none.

    A measure over time where there are both; else how many rows each name has, or a measure by name when
    every name has as many.
    """
    groups, measures = groupable_items(dataset), measurable_items(dataset)
    moments = [item for item in groups if is_time(item)]
    names = sorted((item for item in groups if not is_time(item)), key=lambda item: _dullness(dataset, item))
    measure = f"avg:{measures[0]['title']}" if measures else ""
    if moments and measure:
        return ChartWish(moments[0]["title"], measure)
    if names:
        return ChartWish(names[0]["title"], measure if _is_even(dataset, names[0]) else "")
    return ChartWish(moments[0]["title"]) if moments else None


def chart_points(dataset: PublicDataset, wish: ChartWish) -> list[Point]:
    """Groups with their numbers, largest first, moments in their order."""
    item = next(item for item in dataset.items if item["title"] == wish.item)
    points = _from_profile(dataset, wish) or _from_store(
        dataset, wish, MOST_MOMENTS if is_time(item) else MOST_NAMES
    )
    return _by_month(sorted(points, key=_in_time)) if is_time(item) else points


def is_time(item: dict[str, Any]) -> bool:
    """Whether the item's values follow each other in time."""
    return item["type"] in TIMES or item["title"].lower().endswith(TIME_ENDINGS)


def _is_measurable(item: dict[str, Any]) -> bool:
    only_labels = item["key"] or is_time(item) or item["title"].lower().endswith(LABEL_ENDINGS)
    return item["type"] in NUMBERS and not only_labels


def _is_groupable(dataset: PublicDataset, item: dict[str, Any]) -> bool:
    profile = dataset.profile.get(item["title"])
    if profile is None or item["type"] in {"decimal", "double"}:
        return False
    most = MOST_MOMENTS if is_time(item) else MOST_NAMES if item["type"] == "integer" else 2 * MOST_MOMENTS
    return 2 <= int(profile["distinct"]) <= most


def _dullness(dataset: PublicDataset, item: dict[str, Any]) -> tuple[bool, bool, int]:
    """Too few or too many values; codes, which the names beside them tell better; far from ten values."""
    distinct = dataset.profile[item["title"]]["distinct"]
    is_code = item["title"].lower().endswith(LABEL_ENDINGS)
    return not 3 <= distinct <= MOST_NAMES, is_code, abs(distinct - 10)


def _is_even(dataset: PublicDataset, item: dict[str, Any]) -> bool:
    numbers = [number for _value, number in dataset.profile[item["title"]]["top"]]
    return bool(numbers) and max(numbers) < median(numbers) * DULL


def _from_profile(dataset: PublicDataset, wish: ChartWish) -> list[Point]:
    profile = dataset.profile.get(wish.item)
    if wish.measure or profile is None or profile["distinct"] > len(profile["top"]):
        return []
    return [(_label(value), float(number)) for value, number in profile["top"][:MOST_NAMES]]


def _from_store(dataset: PublicDataset, wish: ChartWish, limit: int) -> list[Point]:
    """Grouped once for each version of the data."""
    asked = repr((wish, limit, dataset.item_names)).encode()
    mark = f"{dataset.pk}.{dataset.table.version_in_sight}.{hashlib.sha256(asked).hexdigest()[:32]}"
    return cast(
        "list[Point]",
        cache.get_or_set(f"opening.chart.{mark}", lambda: _grouped(dataset, wish, limit), KEPT_SECONDS),
    )


def _grouped(dataset: PublicDataset, wish: ChartWish, limit: int) -> list[Point]:
    groups = query.group_by(
        dataset.table,
        wish.item,
        measure=wish.measured or None,
        agg=wish.aggregate,
        limit=limit,
        restriction=dataset.restriction,
    )
    return [(_label(plain(group.value)), float(group.number or 0)) for group in groups]


def _by_month(points: list[Point]) -> list[Point]:
    """Months that are written as their first day are called by month."""
    months = all(len(label) == len("2026-11-01") and label.endswith("-01") for label, _number in points)
    return [(label[:-3], number) for label, number in points] if months else points


def _label(value: Any) -> str:
    return "—" if value is None or value == "" else str(value)


def _in_time(point: Point) -> tuple[int, str]:
    """Numbers by their size, other labels by their letters: 9 comes before 10."""
    return (int(point[0]) if point[0].isdigit() else 0, point[0])
