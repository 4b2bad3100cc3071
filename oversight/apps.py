"""How Django knows the app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Chapter 8: safeguards and oversight."""

    name = "oversight"
    label = "oversight"
