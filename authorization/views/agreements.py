"""Pages of agreements."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Conflict
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    RecordDetailView,
    RecordListView,
    StaffMixin,
)

from .. import forms, policies, selectors, services
from ..choices import AgreementState
from ..filters import AgreementFilter
from ..models import Agreement
from ..services.agreements import SIGNED_ONCE
from ..workflows import AGREEMENT
from .applications import TERM, ApplicationActView

AGREEMENTS = (("authorization:agreement-list", _("Agreements")),)
AUDIENCE = _("Staff of all units, once its time has begun")
AGREED = FactGroup(
    _("What is agreed"),
    (
        Fact("number", _("Agreement number"), kind="code"),
        Fact("domain", _("Domain of operation")),
        Fact("operator", _("Operating body")),
        Fact("scenario", _("Scenario")),
        Fact("duties", _("Duties of the parties")),
        Fact("shared_reasons", _("Reasons for a further operator")),
    ),
)
PERIOD = FactGroup(
    _("For how long"),
    (
        Fact("starts_on", _("In force from"), kind="date"),
        Fact("ends_on", _("In force until"), kind="date"),
        *TERM.facts,
        Fact("terminated_on", _("Terminated"), kind="date"),
        Fact("termination_reasons", _("Reasons for the termination")),
    ),
)


class AgreementListView(StaffMixin, RecordListView):
    """The agreements that the reader may see."""

    model = Agreement
    section = Section.AUTHORIZATION
    title = _("Agreements")
    audience = AUDIENCE
    filterset_class = AgreementFilter
    search_fields = ("number", "domain__name", "operator__name", "domain__lead_department__name")
    ordering = ("-starts_on", "-pk")
    columns = (
        Column("number", _("Agreement number"), sort="number", link=True, card="title"),
        Column("domain", _("Domain of operation"), card="fact"),
        Column("operator", _("Operating body"), card="fact"),
        Column("standing", _("State"), kind="badge", card="badge"),
        Column("starts_on", _("In force from"), kind="date", sort="starts_on"),
        Column("ends_on", _("In force until"), kind="date", sort="ends_on", card="fact"),
    )
    empty = Empty(
        _("No agreements yet"),
        _("An agreement is signed when an operator's application was approved."),
    )

    def get_queryset(self) -> Any:
        """With domain and operator."""
        return super().get_queryset().select_related("domain", "operator")


class AgreementDetailView(StaffMixin, RecordDetailView):
    """One agreement, its resources, its years; the badge goes by the dates, whatever jobs have run."""

    model = Agreement
    section = Section.AUTHORIZATION
    audience = AUDIENCE
    parents = AGREEMENTS
    workflow = AGREEMENT
    url_prefix = "authorization:agreement"
    panel_slot = "authorization.agreement"
    groups = (AGREED, PERIOD)
    template_name = "authorization/agreement_detail.html"

    def get_queryset(self) -> Any:
        """With domain, department, operator."""
        return super().get_queryset().select_related("domain__lead_department", "operator")

    def get_primary(self) -> Button | None:
        """The operator reports the year that is due."""
        may = policies.may_report(self.actor, self.record) and selectors.year_to_report(self.record)
        return (
            Button(_("Report a year"), "authorization:evaluation-create", (self.record.public_id,))
            if may
            else None
        )

    def next_step(self) -> NextStep | None:
        """What comes next: its beginning, a report, its end."""
        record, missing = self.record, selectors.year_to_report(self.record)
        if record.standing == AgreementState.SIGNED:
            return NextStep(_("It begins by itself on its first day."), "", record.starts_on)
        if missing and not record.terminated_on:
            words = _("The report on %(year)s is to be handed in.") % {"year": missing.year}
            return NextStep(words, str(record.operator), missing.due_on)
        reported = record.evaluations.waiting().first()
        if reported:
            words = _("The report on %(year)s waits to be evaluated.") % {"year": reported.year}
            return NextStep(words, _("Data authority"), reported.due_on)
        ends = NextStep(_("It ends by itself on its last day."), "", record.ends_on)
        return ends if record.is_in_force else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Resources and years."""
        years = self.record.evaluations.visible_to(self.actor)
        resources = self.record.domain.resources.registered().with_hold().select_related("entry__provider")
        context = super().get_context_data(resources=resources, years=years, **kwargs)
        return context | {"state_field": "standing"}


class AgreementCreateView(ApplicationActView):
    """Sign the agreement on an approved application."""

    title = _("Sign the agreement")
    audience = _("Data authority")
    form_class = forms.SignForm
    submit = _("Sign the agreement")
    done = _("The agreement was signed.")

    def allowed(self) -> bool:
        """The authority of the domain, once and only after the approval."""
        may = policies.may_sign(self.actor, self.record)
        if may and not self.record.awaits_signature:
            raise Conflict(SIGNED_ONCE)
        return may

    def perform(self, form: Any) -> Agreement:
        """Call the service."""
        return services.sign_agreement(self.record, actor=self.actor, **form.cleaned_data)


class AgreementTerminateView(StaffMixin, MoveView):
    """Terminate the agreement."""

    model = Agreement
    section = Section.AUTHORIZATION
    parents = AGREEMENTS
    workflow = AGREEMENT
    groups = (AGREED, PERIOD)
    move, service, form_class = "terminate", services.terminate_agreement, forms.ReasonForm
    explanation = _("The operator's right to use the resources ends today. This cannot be undone.")
