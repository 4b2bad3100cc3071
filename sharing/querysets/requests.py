"""Chainable reads of requests."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from portal.kernel.actor import Actor
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization

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

    def of_unit(self, actor: Actor, *, asking: bool) -> RequestQuerySet:
        """Those that the actor's unit asked, or those that it was asked."""
        unit = unit_of(actor)
        return self.filter(organization=unit) if asking else self.filter(entry__provider=unit)

    def waited_for_by(self, actor: Actor) -> RequestQuerySet:
        """The own unit's requests that lie with somebody else."""
        return self.filter(policies.waited_for(actor))

    def owed_by(self, unit: Organization) -> RequestQuerySet:
        """Those that this unit has to check (as authority) or to answer (as provider)."""
        return self.filter(policies.owed_by(unit))

    def owing_a_reply(self) -> RequestQuerySet:
        """Conditional requests that passed the check, and were not taken back before the reply."""
        return self.filter(reply_due_on__isnull=False).exclude(state=RequestState.WITHDRAWN)
