from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    """Loads every app's tasks, rules and subscribers at start; seeds rules and rights after migrations."""

    name = "portal.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Connect what happens after migrations."""
        from .grants import grant_app_role

        autodiscover_modules("rules", "tasks", "subscribers")
        post_migrate.connect(_seed_rules, sender=self)
        post_migrate.connect(grant_app_role, sender=self, dispatch_uid="kernel.grants")


def _seed_rules(**_signal: Any) -> None:
    from . import rules

    rules.seed()
