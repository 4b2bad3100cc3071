"""Chainable reads of documents."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.kernel.actor import Actor


class DocumentQuerySet(QuerySet):
    """Documents beside the measure."""

    def visible_to(self, actor: Actor) -> DocumentQuerySet:
        """Law is public: everybody sees every document."""
        return self.all()
