"""How Django knows the app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Chapter 2: the data catalog."""

    name = "catalog"
    label = "catalog"
