"""Chainable reads of units, people and appointments."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from portal.kernel.actor import Actor

from . import policies


class OrganizationQuerySet(QuerySet):
    """Units."""

    def visible_to(self, actor: Actor) -> OrganizationQuerySet:
        """Units are public knowledge: everybody sees them."""
        return self.all()

    def authorities(self) -> OrganizationQuerySet:
        """The data authorities of all levels."""
        return self.filter(kind="data_authority")


class UserQuerySet(QuerySet):
    """People."""

    def visible_to(self, actor: Actor) -> UserQuerySet:
        """Colleagues see their own unit's people, the administrators everybody."""
        return self.filter(policies.visible_people(actor))

    def in_service(self) -> UserQuerySet:
        """Staff whose account is open, with their units."""
        staff = self.filter(is_active=True, organization__isnull=False)
        return staff.select_related("organization").order_by("organization__name", "name")


class AppointmentQuerySet(QuerySet):
    """Appointments."""

    def visible_to(self, actor: Actor) -> AppointmentQuerySet:
        """Who is whose chief data officer is known to all staff."""
        return self.all() if actor.is_person else self.none()

    def in_office(self, day: date) -> AppointmentQuerySet:
        """Those whose term covers the day, of people with an open account who are still there."""
        running = self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
        return running.filter(person__is_active=True, person__organization=F("organization"))

    def over(self, day: date) -> AppointmentQuerySet:
        """Those whose term has ended, or whose holder has gone to another unit."""
        return self.filter(Q(ends_on__lt=day) | ~Q(person__organization=F("organization")))
