"""Chainable reads of public datasets."""

from __future__ import annotations

from django.db.models import F, QuerySet

from portal.kernel.actor import Actor

from . import policies
from .choices import DatasetState


class DatasetQuerySet(QuerySet):
    """Datasets of the public portal."""

    def visible_to(self, actor: Actor) -> DatasetQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible(actor))

    def open(self) -> DatasetQuerySet:
        """Those that everybody may read now."""
        return self.filter(state=DatasetState.OPEN)

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
