"""The chart of a dataset, drawn by the server."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.kernel.errors import DomainError
from portal.web.charts import Chart, bar_chart, column_chart, line_chart

from .. import selectors
from ..filters import chart_wish
from ..models import PublicDataset
from ..selectors.charts import MOST_NAMES, is_time
from .preview import label_of

#: More columns than this are a line.
MOST_COLUMNS = 14

Choice = tuple[str, str, bool]


@dataclass(frozen=True)
class Drawing:
    """A chart with the choices that lead to others, or the sentence why there is none."""

    chart: Chart | None = None
    items: list[Choice] = field(default_factory=list)
    measures: list[Choice] = field(default_factory=list)
    note: str = ""
    errors: list[str] = field(default_factory=list)
    status: int = 200


def drawing_of(dataset: PublicDataset, asked: QueryDict) -> Drawing:
    """The chart asked for, or the sensible one."""
    try:
        wish = chart_wish(dataset, asked)
        chart = drawn(dataset, wish) if wish else None
    except ValidationError as error:
        return Drawing(None, *_choices(dataset, None), errors=list(error.messages), status=422)
    except DomainError as error:
        return Drawing(None, *_choices(dataset, None), errors=[str(error)], status=error.status)
    return Drawing(chart, *_choices(dataset, wish), note=_note(chart))


def drawn(dataset: PublicDataset, wish: selectors.ChartWish) -> Chart:
    """Lines for many moments, columns for a few, bars for names."""
    item = _item(dataset, wish.item)
    points = selectors.chart_points(dataset, wish)
    options = {
        "source": _source(dataset),
        "as_of": dataset.last_updated.date(),
        "unit": _unit(dataset, wish),
    }
    address = urlencode({"item": wish.item} | ({"measure": wish.measure} if wish.measure else {}))
    for name in ("svg", "csv"):
        options[f"{name}_url"] = f"{reverse(f'opening:dataset-chart-{name}', args=[dataset.slug])}?{address}"
    title = _title(dataset, wish)
    if not is_time(item):
        return bar_chart(title, points, **options)
    if len(points) <= MOST_COLUMNS:
        return column_chart(title, points, **options)
    return line_chart(title, [(_measure_label(dataset, wish.measure), points)], **options)


def _note(chart: Chart | None) -> str:
    if chart is None or len(chart.rows()) != MOST_NAMES + 1:
        return ""
    return _("The %(count)d largest are shown.") % {"count": MOST_NAMES}


def _choices(dataset: PublicDataset, wish: selectors.ChartWish | None) -> tuple[list[Choice], list[Choice]]:
    items = [
        (item["title"], label_of(item), bool(wish) and wish.item == item["title"])
        for item in selectors.groupable_items(dataset)
    ]
    measures = [
        "",
        *(f"{k}:{i['title']}" for i in selectors.measurable_items(dataset) for k in ("avg", "sum")),
    ]
    named = [(m, _measure_label(dataset, m), bool(wish) and wish.measure == m) for m in measures]
    return items, named


def _item(dataset: PublicDataset, name: str) -> dict[str, object]:
    return next(item for item in dataset.items if item["title"] == name)


def _title(dataset: PublicDataset, wish: selectors.ChartWish) -> str:
    words = {"measure": _measure_label(dataset, wish.measure), "item": label_of(_item(dataset, wish.item))}
    return _("%(measure)s by %(item)s") % words


def _measure_label(dataset: PublicDataset, measure: str) -> str:
    kind, _colon, name = measure.partition(":")
    if not name:
        return _("Number of rows")
    label = label_of(_item(dataset, name))
    return (_("Mean of %(item)s") if kind == "avg" else _("Sum of %(item)s")) % {"item": label}


def _source(dataset: PublicDataset) -> str:
    label = [str(dataset.get_provenance_display())] if dataset.is_generated else []
    return " · ".join([dataset.provider_name, *label])


def _unit(dataset: PublicDataset, wish: selectors.ChartWish) -> str:
    return str(_item(dataset, wish.measured)["unit"]) if wish.measured else ""
