"""Chainable reads of domains, resources, applications, agreements and evaluations."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from aggregation.selectors import with_hold
from portal.kernel import clock
from portal.kernel.actor import Actor

from . import policies
from .choices import AWAITING, RUNNING, AgreementState, DomainState, EvaluationState, ResourceState


class DomainQuerySet(QuerySet):
    """Domains of operation."""

    def visible_to(self, actor: Actor) -> DomainQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_domains(actor))

    def published(self) -> DomainQuerySet:
        """Those that visitors see."""
        return self.exclude(state=DomainState.DRAFT)


class ResourceQuerySet(QuerySet):
    """Resources put under operation."""

    def visible_to(self, actor: Actor) -> ResourceQuerySet:
        """With their domain."""
        return self.filter(policies.visible_domains(actor, "domain__"))

    def registered(self) -> ResourceQuerySet:
        """Those that are under operation now."""
        return self.filter(state=ResourceState.REGISTERED)

    def with_hold(self) -> ResourceQuerySet:
        """Each with ``held_since``, if its entry is stopped."""
        return with_hold(self)


class ApplicationQuerySet(QuerySet):
    """Operators' applications."""

    def visible_to(self, actor: Actor) -> ApplicationQuerySet:
        """What the actor may know to exist."""
        return self.filter(policies.visible_applications(actor))

    def waiting_for(self, actor: Actor) -> ApplicationQuerySet:
        """What the actor has to move on."""
        return self.filter(policies.waiting_applications(actor))

    def awaited_by(self, actor: Actor) -> ApplicationQuerySet:
        """What the actor waits for from others."""
        return self.filter(policies.pending_applications(actor))

    def overdue(self, today: date) -> ApplicationQuerySet:
        """Those that should have been moved on before today."""
        return self.filter(state__in=AWAITING, due_on__lt=today)


def published(today: date, agreement: str = "") -> Q:
    """What visitors may read: agreements whose time has begun, in force or over, and not broken off."""
    states = (*RUNNING, AgreementState.EXPIRED)
    return Q(**{f"{agreement}state__in": states, f"{agreement}starts_on__lte": today})


class AgreementQuerySet(QuerySet):
    """Agreements."""

    def visible_to(self, actor: Actor) -> AgreementQuerySet:
        """What is published, and what concerns the actor."""
        return self.filter(published(clock.today()) | policies.concerned_agreements(actor))

    def published(self, today: date) -> AgreementQuerySet:
        """What visitors may read."""
        return self.filter(published(today))

    def in_force(self, today: date) -> AgreementQuerySet:
        """Those that run today, whatever the job did."""
        return self.filter(state__in=RUNNING, starts_on__lte=today, ends_on__gte=today)

    def standing(self, standing: str, today: date) -> AgreementQuerySet:
        """Those whose ``standing`` is this one today."""
        if standing == AgreementState.ACTIVE:
            return self.in_force(today)
        if standing == AgreementState.SIGNED:
            return self.filter(state__in=RUNNING, starts_on__gt=today)
        if standing == AgreementState.EXPIRED:
            return self.filter(Q(state=AgreementState.EXPIRED) | Q(state__in=RUNNING, ends_on__lt=today))
        return self.filter(state=standing)

    def to_begin(self, today: date) -> AgreementQuerySet:
        """Signed ones whose first day has come."""
        return self.filter(state=AgreementState.SIGNED, starts_on__lte=today)

    def run_out(self, today: date) -> AgreementQuerySet:
        """Those whose last day has passed, and whose state does not say so yet."""
        return self.filter(state=AgreementState.ACTIVE, ends_on__lt=today)


class EvaluationQuerySet(QuerySet):
    """Yearly reports and their evaluations."""

    def visible_to(self, actor: Actor) -> EvaluationQuerySet:
        """What is published, and what concerns the actor."""
        seen = policies.published_evaluations() & published(clock.today(), "agreement__")
        return self.filter(seen | policies.concerned_agreements(actor, "agreement__"))

    def published(self) -> EvaluationQuerySet:
        """Evaluated years."""
        return self.filter(state=EvaluationState.EVALUATED)

    def waiting(self) -> EvaluationQuerySet:
        """Reports that were not evaluated yet, the oldest first."""
        return self.filter(state=EvaluationState.REPORTED).order_by("year")

    def waiting_for(self, actor: Actor) -> EvaluationQuerySet:
        """What the actor has to evaluate."""
        return self.filter(policies.waiting_evaluations(actor))

    def overdue(self, today: date) -> EvaluationQuerySet:
        """Reports that should have been evaluated before today."""
        return self.waiting().filter(due_on__lt=today)
