"""Chainable reads of mounted resources, batches and objections."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from portal.kernel.actor import Actor

from . import policies
from .choices import FLAGGING, UNFINISHED, BatchState, MountState, ResourceKind

#: States in which a batch still has something before it.
UNSETTLED = (BatchState.RECEIVED, BatchState.LOADING)


class MountQuerySet(QuerySet):
    """Mounted resources."""

    def visible_to(self, actor: Actor) -> MountQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible(actor, "entry"))

    def active(self) -> MountQuerySet:
        """Those that are not offline."""
        return self.exclude(state=MountState.OFFLINE)

    def standing_at(self, moment: datetime) -> MountQuerySet:
        """Those that were mounted before a moment and not taken offline by then."""
        stood = ~Q(state=MountState.OFFLINE) | Q(offline_at__gte=moment)
        return self.filter(stood, mounted_at__lt=moment)

    def tables(self) -> MountQuerySet:
        """Tables, into which files are loaded."""
        return self.filter(kind=ResourceKind.TABLE)


class BatchQuerySet(QuerySet):
    """Batches."""

    def visible_to(self, actor: Actor) -> BatchQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible(actor, "mounted__entry"))

    def unsettled(self) -> BatchQuerySet:
        """Those that wait for a worker or are being loaded."""
        return self.filter(state__in=UNSETTLED)

    def troubled(self) -> BatchQuerySet:
        """Those that somebody has to look at."""
        return self.filter(state__in=(BatchState.REJECTED, BatchState.FAILED))


class HoldQuerySet(QuerySet):
    """Holds on resources."""

    def in_force(self) -> HoldQuerySet:
        """Those that stop their resource now."""
        return self.filter(lifted_at=None)

    def caused_by(self, cause: Model) -> HoldQuerySet:
        """Those behind which this record stands."""
        kind = ContentType.objects.get_for_model(cause)
        return self.filter(cause_type=kind, cause_id=str(cause.pk))


class ObjectionQuerySet(QuerySet):
    """Objections."""

    def visible_to(self, actor: Actor) -> ObjectionQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_objections(actor))

    def waiting_for(self, actor: Actor, today: date) -> ObjectionQuerySet:
        """What the actor has to move on, and for the authority what is late."""
        return self.filter(policies.waiting(actor, today))

    def raised_for(self, actor: Actor) -> ObjectionQuerySet:
        """Those of the person or of the person's unit."""
        return self.filter(policies.raised_for(actor))

    def unfinished(self) -> ObjectionQuerySet:
        """Those about which somebody still has to do something."""
        return self.filter(state__in=UNFINISHED)

    def overdue(self, today: date) -> ObjectionQuerySet:
        """Those whose next step should have been taken before today."""
        return self.unfinished().filter(due_on__lt=today)

    def flagging(self) -> ObjectionQuerySet:
        """Those that flag the data: accepted, and not closed or turned down yet."""
        return self.filter(state__in=FLAGGING)
