"""What the front reads: dashboards, public statistics, the measure with its live figures."""

from .dashboards import (
    ShownIndicator,
    compared,
    indicator_called,
    indicators_of,
    month_ends,
    require_city,
    require_dashboard,
    units_with_dashboard,
)
from .measure import ShownChapter, ShownProvision, find_provision, measured_chapters
from .statistics import CHARTS, USES, Statistic, chart_called, statistics

__all__ = [
    "CHARTS",
    "USES",
    "ShownChapter",
    "ShownIndicator",
    "ShownProvision",
    "Statistic",
    "chart_called",
    "compared",
    "find_provision",
    "indicator_called",
    "indicators_of",
    "measured_chapters",
    "month_ends",
    "require_city",
    "require_dashboard",
    "statistics",
    "units_with_dashboard",
]
