"""Start-up of the web app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    """Loads every app's ``contributions`` at start: menu entries, panels, inbox items, figures."""

    name = "portal.web"
    label = "web"

    def ready(self) -> None:
        """Collect what the apps contribute to each other's pages."""
        autodiscover_modules("contributions")
