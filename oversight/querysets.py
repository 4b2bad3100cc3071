"""Chainable reads of inspections, findings, orders, schemes and scores."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from portal.kernel.actor import Actor

from . import policies
from .choices import FindingState, OrderState

#: States in which the unit has something to rectify.
STANDING = (OrderState.ORDERED, OrderState.SUBMITTED, OrderState.RETURNED)


class InspectionQuerySet(QuerySet):
    """Inspections."""

    def visible_to(self, actor: Actor) -> InspectionQuerySet:
        """What the actor may know to exist."""
        seen = self.model._base_manager.filter(policies.visible_inspections(actor))
        return self.filter(pk__in=seen.values("pk"))


class FindingQuerySet(QuerySet):
    """Findings."""

    def visible_to(self, actor: Actor) -> FindingQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_of_unit(actor))

    def open(self) -> FindingQuerySet:
        """Those that still stand."""
        return self.filter(state=FindingState.OPEN)

    def unordered(self) -> FindingQuerySet:
        """Open ones for which no rectification was ordered yet."""
        return self.open().filter(order__isnull=True)


class OrderQuerySet(QuerySet):
    """Rectification orders."""

    def visible_to(self, actor: Actor) -> OrderQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_of_unit(actor))

    def standing(self) -> OrderQuerySet:
        """Those under which something is still to be rectified."""
        return self.filter(state__in=STANDING)

    def overdue(self, today: date) -> OrderQuerySet:
        """Those whose deadline has passed without the matter being settled."""
        return self.standing().filter(due_on__lt=today)

    def in_time(self) -> OrderQuerySet:
        """Those that were rectified by their deadline."""
        return self.filter(verified_on__lte=F("due_on"))


class SchemeQuerySet(QuerySet):
    """Assessment schemes."""

    def visible_to(self, actor: Actor) -> SchemeQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_schemes(actor))


class AssessmentQuerySet(QuerySet):
    """Assessments."""

    def visible_to(self, actor: Actor) -> AssessmentQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_assessments(actor))


class ScoreQuerySet(QuerySet):
    """Scores of units."""

    def visible_to(self, actor: Actor) -> ScoreQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_scores(actor))
