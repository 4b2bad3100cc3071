"""How the kernel starts."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    """Loads every app's tasks, rules and subscribers at start; seeds rules and rights after migrations."""

    name = "portal.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Connect what happens after migrations."""
        autodiscover_modules("rules", "tasks", "subscribers")
        post_migrate.connect(_after_migrations, sender=self, dispatch_uid="kernel.after_migrations")


def _after_migrations(using: str, apps: Apps = installed, **_signal: Any) -> None:
    from . import grants, rules

    models = {model._meta.label for model in apps.get_models()}
    if {"kernel.Rule", "kernel.AuditEvent"} <= models:  # not after the migrations were undone
        rules.seed(using)
        grants.grant_app_role(using)
