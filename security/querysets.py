"""Chainable reads of findings, incidents, remits and orders."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from portal.kernel.actor import Actor

from . import policies
from .choices import FindingState, IncidentState, OrderState


class PersonalFindingQuerySet(QuerySet):
    """Findings of personal information."""

    def visible_to(self, actor: Actor) -> PersonalFindingQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_findings(actor))

    def waiting_for(self, actor: Actor, today: date) -> PersonalFindingQuerySet:
        """What the actor has to judge."""
        return self.filter(policies.findings_waiting(actor, today))

    def unjudged(self) -> PersonalFindingQuerySet:
        """Those that nobody has judged."""
        return self.filter(state=FindingState.FOUND)

    def overdue(self, today: date) -> PersonalFindingQuerySet:
        """Those that should have been judged before today."""
        return self.unjudged().filter(due_on__lt=today)


class IncidentQuerySet(QuerySet):
    """Security incidents."""

    def visible_to(self, actor: Actor) -> IncidentQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_incidents(actor))

    def waiting_for(self, actor: Actor, today: date) -> IncidentQuerySet:
        """What the actor has to move on."""
        return self.filter(policies.incidents_waiting(actor, today))

    def unfinished(self) -> IncidentQuerySet:
        """Those that are not reviewed yet."""
        return self.exclude(state=IncidentState.REVIEWED)

    def overdue(self, today: date) -> IncidentQuerySet:
        """Those whose next step should have been taken before today."""
        return self.unfinished().filter(due_on__lt=today)


class RemitQuerySet(QuerySet):
    """Who supervises what."""

    def visible_to(self, actor: Actor) -> RemitQuerySet:
        """Public knowledge among staff."""
        return self.all() if actor.is_person else self.none()


class SecurityOrderQuerySet(QuerySet):
    """Orders of supervising authorities."""

    def visible_to(self, actor: Actor) -> SecurityOrderQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_orders(actor))

    def waiting_for(self, actor: Actor) -> SecurityOrderQuerySet:
        """What the actor has to move on."""
        return self.filter(policies.orders_waiting(actor))

    def unfinished(self) -> SecurityOrderQuerySet:
        """Those that are not closed yet."""
        return self.exclude(state=OrderState.CLOSED)

    def overdue(self, today: date) -> SecurityOrderQuerySet:
        """Those that the unit should have answered before today."""
        return self.filter(state=OrderState.ISSUED, due_on__lt=today)
