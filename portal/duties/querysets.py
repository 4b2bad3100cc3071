"""Chainable reads of documents."""

from __future__ import annotations

from django.db.models import Case, QuerySet, Value, When

from portal.kernel.actor import Actor

from .choices import DocumentKind


class DocumentQuerySet(QuerySet):
    """Documents beside the measure."""

    def visible_to(self, actor: Actor) -> DocumentQuerySet:
        """Law is public: everybody sees every document."""
        return self.all()

    def ranked(self) -> DocumentQuerySet:
        """With ``rank``: laws first, then regulations, rules, other documents."""
        ranks = (When(kind=kind, then=Value(rank)) for rank, kind in enumerate(DocumentKind.values))
        return self.annotate(rank=Case(*ranks, default=Value(9)))
