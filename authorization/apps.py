"""How Django knows the app."""

from django.apps import AppConfig


class AuthorizationConfig(AppConfig):
    """Chapter 6: authorised operation of public data."""

    name = "authorization"
    label = "authorization"
