"""How Django knows the app."""

from django.apps import AppConfig


class OpeningConfig(AppConfig):
    """Chapter 5: opening of data."""

    name = "opening"
    label = "opening"
