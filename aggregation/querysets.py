"""Chainable reads of mounted resources and batches."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.kernel.actor import Actor

from . import policies
from .choices import BatchState, MountState, ResourceKind

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
