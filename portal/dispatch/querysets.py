"""Chainable reads of dispatches."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from portal.kernel.actor import Actor
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization

from . import policies
from .choices import DispatchKind, DispatchState


class DispatchQuerySet(QuerySet):
    """Data needs and supervision orders."""

    def visible_to(self, actor: Actor) -> DispatchQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible(actor))

    def waiting_for(self, actor: Actor) -> DispatchQuerySet:
        """What the actor has to move on."""
        return self.filter(policies.waiting(actor))

    def waited_for_by(self, actor: Actor) -> DispatchQuerySet:
        """What the actor's unit waits for from others."""
        return self.filter(policies.waited_for(actor))

    def needs(self) -> DispatchQuerySet:
        """The demand list: data needs alone."""
        return self.filter(kind=DispatchKind.NEED)

    def overdue(self, today: date) -> DispatchQuerySet:
        """Those that somebody should have assigned or answered before today."""
        moving = (DispatchState.STATED, *policies.WITH_THE_RESPONDER)
        return self.filter(state__in=moving, due_on__lt=today)

    def owed_by(self, unit: Organization) -> DispatchQuerySet:
        """Those that the unit has to answer, or to assign as the authority."""
        return self.filter(policies.owed_by(unit))

    def of_unit(self, actor: Actor, *, stated: bool) -> DispatchQuerySet:
        """Those that the actor's unit stated, or those that it answers."""
        unit = unit_of(actor)
        return self.filter(organization=unit) if stated else self.filter(responder=unit)
