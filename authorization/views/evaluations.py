"""Pages of yearly reports and evaluations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import (
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    RecordDetailView,
    RecordFormView,
    StaffMixin,
)

from .. import forms, policies, selectors, services
from ..choices import EvaluationState
from ..models import Agreement, YearlyEvaluation
from ..workflows import EVALUATION
from .agreements import AGREEMENTS

REPORTED = FactGroup(
    _("What was reported"),
    (
        Fact("agreement.operator", _("Operating body")),
        Fact("year", _("Year")),
        Fact("resources", _("Resources used"), kind="number"),
        Fact("services", _("Products and services in use"), kind="number"),
        Fact("clients", _("Units and people served"), kind="number"),
        Fact("incidents", _("Security incidents"), kind="number"),
        Fact("report", _("Report of the year")),
        Fact("reported_at", _("Reported"), kind="moment"),
        Fact("report_due_on", _("Report due"), kind="date"),
    ),
)
FOUND = FactGroup(
    _("What the evaluation found"),
    (
        Fact("result", _("Result")),
        Fact("opinion", _("Opinion")),
    ),
)


class EvaluationDetailView(StaffMixin, RecordDetailView):
    """One year of an agreement."""

    model = YearlyEvaluation
    section = Section.AUTHORIZATION
    audience = _("Operator, department and data authority; everybody once it was evaluated")
    parents = AGREEMENTS
    workflow = EVALUATION
    url_prefix = "authorization:evaluation"
    groups = (REPORTED, FOUND)

    def get_queryset(self) -> Any:
        """With agreement, domain, operator."""
        return (
            super().get_queryset().select_related("agreement__domain__lead_department", "agreement__operator")
        )

    def get_parents(self) -> list[tuple[Message, str]]:
        """The agreement stands above."""
        agreement = self.record.agreement
        return [*super().get_parents(), (agreement.number, agreement.get_absolute_url())]

    def next_step(self) -> NextStep | None:
        """Who evaluates, by when."""
        if self.record.state == EvaluationState.EVALUATED:
            return None
        return NextStep(self.record.get_state_display(), _("Data authority"), self.record.due_on)


class EvaluationCreateView(StaffMixin, RecordFormView):
    """The operator reports a year."""

    model = Agreement
    section = Section.AUTHORIZATION
    title = _("Report a year")
    lead = _("Published together with the authority's evaluation.")
    audience = _("The operator")
    parents = AGREEMENTS
    form_class = forms.YearForm
    submit = _("Hand in the report")
    done = _("The report was handed in.")

    def allowed(self) -> bool:
        """The operator's people."""
        return policies.may_report(self.actor, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The year that is due."""
        missing = selectors.year_to_report(self.record)
        return {"initial": {"year": missing.year}} if missing else {}

    def perform(self, form: Any) -> YearlyEvaluation:
        """Call the service."""
        return services.report_year(self.record, actor=self.actor, **form.cleaned_data)


class EvaluationEvaluateView(StaffMixin, MoveView):
    """Evaluate the year and publish it."""

    model = YearlyEvaluation
    section = Section.AUTHORIZATION
    parents = AGREEMENTS
    workflow = EVALUATION
    groups = (REPORTED,)
    move, service, form_class = "evaluate", services.evaluate_year, forms.EvaluationForm
    explanation = _("Report and evaluation are shown to the public at once.")
