"""The public's figures and charts: from published snapshots alone, each with its definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opening import selectors as opening
from opening.models import PublicDataset
from portal.kernel import clock
from portal.kernel.errors import Message
from portal.web.charts import Chart, Point, bar_chart, column_chart

from .dashboards import month_ends


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure with what it counts."""

    name: str
    label: Message
    value: int
    definition: Message


DEFINITIONS: dict[str, tuple[Message, Message]] = {
    "datasets": (
        gettext_lazy("Open datasets"),
        gettext_lazy("Datasets that anybody may read today, with data behind them."),
    ),
    "rows": (
        gettext_lazy("Rows of data"),
        gettext_lazy("Records of the newest published version of each open dataset, added up."),
    ),
    "providers": (
        gettext_lazy("Providers"),
        gettext_lazy("Units that provide at least one open dataset."),
    ),
    "views": (
        gettext_lazy("Page views"),
        gettext_lazy("How often the page of an open dataset was shown; robots are left out."),
    ),
    "downloads": (
        gettext_lazy("Downloads"),
        gettext_lazy("How often the rows of an open dataset were taken as a file; robots are left out."),
    ),
    "api_calls": (
        gettext_lazy("API calls"),
        gettext_lazy("How often a program asked for an open dataset or its rows; robots are left out."),
    ),
}

#: Those of the figures that grow when somebody uses the data.
USES = frozenset({"views", "downloads", "api_calls"})


def statistics() -> list[Statistic]:
    """The six public figures of today: one query."""
    figures = opening.figures()
    return [
        Statistic(name, label, getattr(figures, name), definition)
        for name, (label, definition) in DEFINITIONS.items()
    ]


def chart_called(name: str) -> Chart | None:
    """The public chart of this name, with its downloads; ``None`` where there is none."""
    if name not in CHARTS:
        return None
    title, draw, points = CHARTS[name]
    return draw(
        title,
        points(),
        unit=_("datasets"),
        source=_("open datasets on this portal"),
        as_of=clock.today(),
        svg_url=reverse("front:statistic-svg", args=[name]),
        csv_url=reverse("front:statistic-csv", args=[name]),
    )


def by_theme() -> list[Point]:
    """Open datasets of each theme, the most first; a dataset may have several."""
    counts = sorted(opening.themes_with_counts(), key=lambda theme: -theme.count)
    return [(theme.label, float(theme.count)) for theme in counts if theme.count]


def by_unit() -> list[Point]:
    """Open datasets of each provider, the most first, twenty at most."""
    rows = PublicDataset.objects.open().only("provider", "provider_en")
    counts = Counter(dataset.provider_name for dataset in rows)
    return [(name, float(number)) for name, number in counts.most_common(20)]


def by_month() -> list[Point]:
    """How many of today's open datasets were there at the end of each of the last twelve months."""
    opened: dict[date, int] = {
        row["month"].date().replace(day=1): row["n"]
        for row in PublicDataset.objects.open()
        .annotate(month=TruncMonth("first_published"))
        .values("month")
        .annotate(n=Count("pk"))
        .order_by("month")
    }
    months = [day.replace(day=1) for day in month_ends(clock.today(), 11)]
    before = sum(number for month, number in opened.items() if month < months[0])
    totals = accumulate((opened.get(month, 0) for month in months), initial=before)
    return [(f"{month:%Y-%m}", float(total)) for month, total in zip(months, list(totals)[1:], strict=True)]


CHARTS: dict[str, tuple[Message, Callable[..., Chart], Callable[[], list[Point]]]] = {
    "themes": (gettext_lazy("Open datasets by theme"), bar_chart, by_theme),
    "units": (gettext_lazy("Open datasets by unit"), bar_chart, by_unit),
    "months": (gettext_lazy("Open datasets by month"), column_chart, by_month),
}
