"""How Django knows the app."""

from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    """Outside systems."""

    name = "portal.gateways"
    label = "gateways"
