"""Chainable reads of needs, runs and parcels of data return."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.jurisdiction import unit_of
from portal.members.models import Organization

from .. import policies
from ..choices import NeedState, ParcelState


class NeedQuerySet(QuerySet):
    """Needs for data return."""

    def visible_to(self, actor: Actor) -> NeedQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_needs(actor))

    def waiting_for(self, actor: Actor) -> NeedQuerySet:
        """What the actor has to decide."""
        return self.filter(policies.needs_waiting(actor))

    def at_desk(self, desk: str, actor: Actor) -> NeedQuerySet:
        """``waiting`` for the actor, filed for the ``own`` area, or the own unit's ``duty``."""
        unit = unit_of(actor)
        if desk == "waiting":
            return self.waiting_for(actor)
        if desk == "own":
            return self.filter(Q(organization=unit) | Q(receiver=unit))
        return self.filter(entry__provider=unit, state=NeedState.ACCEPTED)

    def owed(self, unit: Organization | None = None) -> NeedQuerySet:
        """Accepted needs that lack the newest version of a resource (of one unit's)."""
        behind = self.filter(
            state=NeedState.ACCEPTED, entry__delivered_version__gt=F("returned_version")
        ).select_related("entry__provider", "receiver")
        return behind.filter(entry__provider=unit) if unit else behind


class RunQuerySet(QuerySet):
    """Return runs."""

    def visible_to(self, actor: Actor) -> RunQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_runs(actor))


class ParcelQuerySet(QuerySet):
    """Parcels of returned data."""

    def visible_to(self, actor: Actor) -> ParcelQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_parcels(actor))

    def waiting_for(self, actor: Actor) -> ParcelQuerySet:
        """What the actor has to sign for, or to send again."""
        return self.filter(policies.parcels_waiting(actor))

    def at_desk(self, desk: str, actor: Actor) -> ParcelQuerySet:
        """``waiting`` for the actor, for the ``own`` unit, or ``late`` to be signed for."""
        if desk == "waiting":
            return self.waiting_for(actor)
        if desk == "own":
            return self.filter(receiver=unit_of(actor))
        return self.unsigned(clock.today())

    def unsigned(self, today: date) -> ParcelQuerySet:
        """Those that should have been signed for before today."""
        return self.filter(state=ParcelState.SENT, due_on__lt=today)
