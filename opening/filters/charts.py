"""A chart as an address asks for it: ``?item=区县&measure=avg:余氯``."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from ..models import PublicDataset
from ..selectors import ChartWish, default_chart, groupable_items, measurable_items


def chart_wish(dataset: PublicDataset, query: QueryDict) -> ChartWish | None:
    """The chart asked for, else the sensible one; ``ValidationError`` (422) for one that cannot be drawn."""
    item, measure = query.get("item", ""), query.get("measure", "")
    if not item:
        return default_chart(dataset)
    if item not in {known["title"] for known in groupable_items(dataset)}:
        raise ValidationError(_("A chart cannot be grouped by “%(name)s”.") % {"name": item[:100]})
    if measure and measure not in measures_of(dataset):
        raise ValidationError(_("A chart cannot measure “%(name)s”.") % {"name": measure[:100]})
    return ChartWish(item, measure)


def measures_of(dataset: PublicDataset) -> list[str]:
    """The measures that an address may name besides the number of rows."""
    return [f"{kind}:{item['title']}" for item in measurable_items(dataset) for kind in ("sum", "avg")]
