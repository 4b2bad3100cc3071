"""Chainable reads of units, people and appointments."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

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

    def within(self, prefixes: list[str]) -> OrganizationQuerySet:
        """Units whose area lies in one of the jurisdictions."""
        condition = Q(pk__in=[])
        for prefix in prefixes:
            condition |= Q(area_code__startswith=prefix)
        return self.filter(condition)


class UserQuerySet(QuerySet):
    """People."""

    def visible_to(self, actor: Actor) -> UserQuerySet:
        """Colleagues see their own unit's people, the administrators everybody."""
        return self.filter(policies.visible_people(actor))


class AppointmentQuerySet(QuerySet):
    """Appointments."""

    def visible_to(self, actor: Actor) -> AppointmentQuerySet:
        """Who is whose chief data officer is known to all staff."""
        return self.all() if actor.is_person else self.none()

    def in_office(self, day: date) -> AppointmentQuerySet:
        """Those whose term covers the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
