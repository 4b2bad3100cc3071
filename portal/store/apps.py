"""How Django knows the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoreConfig(AppConfig):
    """Tables that are filled by versions, queried, and exported."""

    name = "portal.store"
    label = "store"
    verbose_name = _("Data store")
