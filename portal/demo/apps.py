"""How Django knows the app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo city."""

    name = "portal.demo"
    label = "demo"
