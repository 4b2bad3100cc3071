"""How Django knows the app."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Chapter 1: data dispatch."""

    name = "portal.dispatch"
    label = "dispatch"
