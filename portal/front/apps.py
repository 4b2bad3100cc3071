"""How Django knows the app."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """Home, search, inbox: what composes the chapters."""

    name = "portal.front"
    label = "front"
