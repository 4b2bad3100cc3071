"""How Django knows the app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Chapter 4: sharing of data."""

    name = "sharing"
    label = "sharing"
