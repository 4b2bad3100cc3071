"""Chainable reads of entries and of the classification tree."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from portal.kernel.actor import Actor

from . import policies
from .choices import EntryState, ListState


class EntryQuerySet(QuerySet):
    """Catalog entries."""

    def visible_to(self, actor: Actor) -> EntryQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible(actor))

    def in_force(self) -> EntryQuerySet:
        """Those with a published version that was not withdrawn."""
        return self.filter(version_number__gt=0).exclude(state=EntryState.WITHDRAWN)

    def overdue(self, today: date) -> EntryQuerySet:
        """Signed entries that the authority should have reviewed before today."""
        return self.filter(state=EntryState.SIGNED, due_on__lt=today)


class ResponsibilityListQuerySet(QuerySet):
    """Responsibility lists."""

    def visible_to(self, actor: Actor) -> ResponsibilityListQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_lists(actor))

    def waiting_for(self, actor: Actor) -> ResponsibilityListQuerySet:
        """Drafts that the actor may publish."""
        return self.filter(policies.waiting_lists(actor))

    def current(self) -> ResponsibilityListQuerySet:
        """Those in force."""
        return self.filter(state=ListState.PUBLISHED)


class CategoryQuerySet(QuerySet):
    """Nodes of the classification tree."""

    def visible_to(self, actor: Actor) -> CategoryQuerySet:
        """The tree is known to all staff."""
        return self.all() if actor.is_person else self.none()

    def for_resources(self) -> CategoryQuerySet:
        """The nodes that resources are filed under: all but the classes on top."""
        return self.filter(code__regex=r"^\d{3}")
