"""How Django knows the app."""

from django.apps import AppConfig


class AggregationConfig(AppConfig):
    """Chapter 3: aggregation of data."""

    name = "aggregation"
    label = "aggregation"
