"""Which yearly reports wait to be evaluated."""

from __future__ import annotations

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.jurisdiction import reviewed_by
from portal.members.models import Organization

from ..models import YearlyEvaluation

NAMED = ("agreement__domain", "agreement__operator")


def evaluations_waiting_for(actor: Actor) -> list[YearlyEvaluation]:
    """Reports that the actor has to evaluate, the most urgent first."""
    found = YearlyEvaluation.objects.waiting_for(actor).select_related(*NAMED)
    return list(found.order_by("due_on")[:50])


def count_evaluations(actor: Actor) -> int:
    """How many reports the actor has to evaluate."""
    return YearlyEvaluation.objects.waiting_for(actor).count()


def overdue_evaluations(unit: Organization | None) -> list[YearlyEvaluation]:
    """Reports that should have been evaluated: all, or those that this authority has to evaluate."""
    found = YearlyEvaluation.objects.overdue(clock.today()).select_related(*NAMED)
    if unit is not None:
        found = found.filter(reviewed_by(unit, "agreement__domain__lead_department"))
    return list(found.order_by("due_on")[:50])
