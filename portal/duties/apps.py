"""How Django knows the app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """The rules that records are judged by, and the documents that they come from."""

    name = "portal.duties"
    label = "duties"
