"""Reads of the opening chapter, for its own doors and for the front."""

from .charts import ChartWish, chart_points, default_chart, groupable_items, measurable_items
from .datasets import (
    Figures,
    Standing,
    ThemeCount,
    figures,
    fingerprint,
    is_in_sight,
    latest,
    list_fingerprint,
    most_used,
    related,
    standing_of,
    themes_with_counts,
    versions,
)
from .profiles import profile_of
from .search import FACETS, FacetCounts, FacetValue, Wish, facet_counts, found, similar, suggestions

__all__ = [
    "FACETS",
    "ChartWish",
    "FacetCounts",
    "FacetValue",
    "Figures",
    "Standing",
    "ThemeCount",
    "Wish",
    "chart_points",
    "default_chart",
    "facet_counts",
    "figures",
    "fingerprint",
    "found",
    "groupable_items",
    "is_in_sight",
    "latest",
    "list_fingerprint",
    "measurable_items",
    "most_used",
    "profile_of",
    "related",
    "similar",
    "standing_of",
    "suggestions",
    "themes_with_counts",
    "versions",
]
