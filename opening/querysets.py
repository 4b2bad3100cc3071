"""Chainable reads of public datasets, answers and demands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, Count, DurationField, ExpressionWrapper, F, QuerySet, Value, When
from django.db.models.functions import Coalesce, ExtractDay, Floor, Least

from portal.kernel.actor import Actor

from . import policies
from .choices import UNFINISHED_DEMANDS


class DatasetQuerySet(QuerySet):
    """Datasets of the public portal."""

    def visible_to(self, actor: Actor) -> DatasetQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible(actor))

    def open(self) -> DatasetQuerySet:
        """Those that everybody may read now."""
        return self.filter(policies.OPEN_NOW)

    def newest(self) -> DatasetQuerySet:
        """The latest data first."""
        return self.order_by("-last_updated", "code")

    def most_used(self) -> DatasetQuerySet:
        """The most viewed, downloaded and called first."""
        return self.annotate(uses=F("views") + F("downloads") + F("api_calls")).order_by("-uses", "code")


class AnswerQuerySet(QuerySet):
    """Published answers to objections."""

    def visible_to(self, actor: Actor) -> AnswerQuerySet:
        """All of them, for everybody."""
        return self.all()


class DemandQuerySet(QuerySet):
    """Demands for opening."""

    def visible_to(self, actor: Actor) -> DemandQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_demands(actor))

    def public(self) -> DemandQuerySet:
        """Those that the data authority has read and handed to a unit."""
        return self.filter(policies.PUBLIC_DEMANDS)

    def waiting_for(self, actor: Actor) -> DemandQuerySet:
        """What the actor has to move on."""
        return self.filter(policies.waiting_demands(actor))

    def filed_by(self, actor: Actor) -> DemandQuerySet:
        """The person's own."""
        return self.filter(filed_by=actor.user) if actor.is_person else self.none()

    def unfinished(self) -> DemandQuerySet:
        """Those about which somebody still has to do something."""
        return self.filter(state__in=UNFINISHED_DEMANDS)

    def overdue(self, today: date) -> DemandQuerySet:
        """Those whose next step should have been taken before today."""
        return self.unfinished().filter(due_on__lt=today)

    def ranked(self, weights: dict[str, int], today: date) -> DemandQuerySet:
        """With supporters and, while unfinished, the published score of ``selectors.score_of``."""
        waited: Any = ExpressionWrapper(Value(today) - F("filed_on"), DurationField())
        waiting = Least(Floor(ExtractDay(waited) / weights["days_per_point"]), Value(weights["waiting_cap"]))
        points = (
            Count("supports") * weights["supporter"]
            + Coalesce(F("reasons__len"), 0) * weights["priority"]
            + waiting
        )
        return self.annotate(
            supporters=Count("supports"), score=Case(When(state__in=UNFINISHED_DEMANDS, then=points))
        )
