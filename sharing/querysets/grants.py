"""Chainable reads of grants and uses."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from aggregation.selectors import held_entries
from portal.kernel.actor import Actor

from .. import policies
from ..choices import GrantState, UseOutcome

#: Nobody reads a download for longer.
LONGEST_DOWNLOAD = timedelta(days=1)


class GrantQuerySet(QuerySet):
    """Grants."""

    def visible_to(self, actor: Actor) -> GrantQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_grants(actor))

    def with_names(self) -> GrantQuerySet:
        """With the names of resource and consumer, and nothing else of them."""
        own = (field.name for field in self.model._meta.concrete_fields)
        names = ("entry__name", "entry__name_en", "consumer__name", "consumer__name_en")
        return self.select_related(None).select_related("entry", "consumer").only(*own, *names)

    def in_force(self, today: date) -> GrantQuerySet:
        """Those that give access today, whatever the expiry job did; none of a resource that is stopped."""
        running = self.filter(state=GrantState.ACTIVE, valid_from__lte=today, valid_until__gte=today)
        return running.exclude(entry__in=held_entries())

    def run_out(self, today: date) -> GrantQuerySet:
        """Those whose last day has passed, and whose state does not say so yet."""
        return self.filter(state__in=(GrantState.ACTIVE, GrantState.SUSPENDED), valid_until__lt=today)


class UseQuerySet(QuerySet):
    """Uses of grants."""

    def visible_to(self, actor: Actor) -> UseQuerySet:
        """Uses of the grants that the actor sees: consumer and provider see the same list."""
        return self.filter(policies.visible_grants(actor, "grant__"))

    def lost(self, now: datetime) -> UseQuerySet:
        """Downloads that began so long ago that nobody can be reading them still."""
        return self.filter(outcome=UseOutcome.RUNNING, used_at__lt=now - LONGEST_DOWNLOAD)
