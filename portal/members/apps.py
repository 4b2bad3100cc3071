"""How Django knows the app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MembersConfig(AppConfig):
    """Seeds the roles' groups after migrations."""

    name = "portal.members"
    label = "members"

    def ready(self) -> None:
        """Connect what happens after every app's migrations."""
        from .roles import seed_groups

        post_migrate.connect(seed_groups, dispatch_uid="members.groups")
