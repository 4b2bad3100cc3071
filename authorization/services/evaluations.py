"""The operator reports each year; the authority evaluates and thereby publishes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.working_days import add_working_days

from .. import policies
from ..choices import AgreementState
from ..models import Agreement, YearlyEvaluation
from ..rules import EVALUATION_DAYS
from ..selectors.agreements import report_due_on
from ..workflows import EVALUATION


def report_year(agreement: Agreement, *, actor: Actor, year: int, **figures: Any) -> YearlyEvaluation:
    """Report figures and text of a year that is over, or of an agreement that has ended."""
    if not policies.may_report(actor, agreement):
        raise NotPermitted("authorization.report_year")
    if not agreement.ran_in(year):
        raise ValidationError({"year": _("The agreement did not run in that year.")})
    today = clock.today()
    ended = agreement.standing in {AgreementState.EXPIRED, AgreementState.TERMINATED}
    if year >= today.year and not ended:
        raise ValidationError({"year": _("The year is not over yet.")})
    rule = rules.in_force(EVALUATION_DAYS, on=today)
    evaluation = YearlyEvaluation(
        agreement=agreement,
        year=year,
        reported_by=actor.user,
        reported_at=clock.now(),
        report_due_on=report_due_on(year),
        due_on=add_working_days(today, rule.value).day,
        due_rule=f"{rule.key} v{rule.version}",
        **figures,
    )
    audit.write("authorization.yearlyevaluation.report", evaluation, actor=actor, provision="6.1")
    return evaluation


def evaluate_year(
    evaluation: YearlyEvaluation, *, actor: Actor, result: str, opinion: str
) -> YearlyEvaluation:
    """Say how well the operation did; report and evaluation are public from then on."""
    with EVALUATION.fire("evaluate", evaluation, actor=actor, note=opinion) as locked:
        locked.result, locked.opinion, locked.evaluated_at = result, opinion, clock.now()
    return locked
