"""Chainable reads of requests."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from portal.kernel.actor import Actor

from .. import policies
from ..choices import RequestState

#: States in which somebody's decision is awaited.
OPEN = (RequestState.SUBMITTED, RequestState.ENDORSED, RequestState.RETURNED, RequestState.CHECKED)


class RequestQuerySet(QuerySet):
    """Sharing requests."""

    def visible_to(self, actor: Actor) -> RequestQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_requests(actor))

    def waiting_for(self, actor: Actor) -> RequestQuerySet:
        """What the actor has to move on."""
        return self.filter(policies.waiting(actor))

    def overdue(self, today: date) -> RequestQuerySet:
        """Those that should have been answered before today."""
        return self.filter(state__in=(RequestState.ENDORSED, RequestState.CHECKED), due_on__lt=today)
