"""How Django knows the app."""

from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """Chapter 7: data security."""

    name = "security"
    label = "security"
