"""Pages that compose the chapters."""

from .dashboards import CityDashboardView, DashboardView, UnitComparisonView
from .desk import DeskView, InboxView
from .finding import SearchView
from .home import HomeView, start
from .measure import GlossaryView, MeasureView
from .statistics import ChartCsv, ChartSvg, StatisticsView

__all__ = [
    "ChartCsv",
    "ChartSvg",
    "CityDashboardView",
    "DashboardView",
    "DeskView",
    "GlossaryView",
    "HomeView",
    "InboxView",
    "MeasureView",
    "SearchView",
    "StatisticsView",
    "UnitComparisonView",
    "start",
]
