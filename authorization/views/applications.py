"""Pages of operators' applications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock, rules
from portal.kernel.errors import Conflict
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Check,
    Column,
    DecisionView,
    Empty,
    Fact,
    FactGroup,
    FactsMixin,
    MoveView,
    NextStep,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from .. import forms, policies, selectors, services
from ..choices import ApplicationState
from ..filters import ApplicationFilter
from ..models import OperationDomain, OperatorApplication
from ..rules import MAX_TERM_YEARS
from ..services.applying import HANDED_IN, refuse_closed
from ..workflows import APPLICATION

APPLICATIONS = (("authorization:application-list", _("Operators' applications")),)
AUDIENCE = _("Operator, data authority, the domain's department, security administrators")
DECISIONS: dict[str, type[Form]] = {
    "review": forms.OpinionForm,
    "assess": forms.OpinionForm,
    "approve": forms.OpinionForm,
    "return": forms.RequiredOpinionForm,
    "refuse": forms.RequiredOpinionForm,
}
ASKED = FactGroup(
    _("What is applied for"),
    (
        Fact("domain", _("Domain of operation")),
        Fact("operator", _("Operating body")),
        Fact("scenario", _("Scenario")),
        Fact("capability", _("Capability")),
        Fact("security_plan", _("Plan for data security")),
    ),
)
TERM = FactGroup(
    _("For how long"),
    (
        Fact("term_years", _("Term in years"), kind="number"),
        Fact("max_term_years", _("Longest ordinary term in years"), kind="number"),
        Fact("term_reasons", _("Reasons for a longer term")),
        Fact("higher_review", _("Document of the higher review")),
    ),
)


class ApplicationListView(StaffMixin, RecordListView):
    """The applications that the reader may see."""

    model = OperatorApplication
    section = Section.AUTHORIZATION
    title = _("Operators' applications")
    audience = AUDIENCE
    filterset_class = ApplicationFilter
    search_fields = ("domain__name", "operator__name", "scenario")
    ordering = ("-filed_at", "-pk")
    columns = (
        Column("domain", _("Domain of operation"), link=True, card="title"),
        Column("operator", _("Operating body"), card="fact"),
        Column("term_years", _("Term in years"), kind="number", sort="term_years", card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact"),
    )
    empty = Empty(
        _("No applications yet"),
        _("An operator opens a domain and applies for it."),
        Button(_("See the domains"), "authorization:domain-list"),
    )

    def get_queryset(self) -> Any:
        """With domain and operator."""
        return super().get_queryset().select_related("domain", "operator")


class ApplicationDetailView(StaffMixin, RecordDetailView):
    """One application: what is asked, and what the three reviews found."""

    model = OperatorApplication
    section = Section.AUTHORIZATION
    audience = AUDIENCE
    parents = APPLICATIONS
    workflow = APPLICATION
    url_prefix = "authorization:application"
    panel_slot = "authorization.application"
    groups = (ASKED, TERM)
    template_name = "authorization/application_detail.html"

    def get_queryset(self) -> Any:
        """With domain, department, operator."""
        return super().get_queryset().select_related("domain__lead_department", "operator")

    def get_primary(self) -> Button | None:
        """Change it, assess its security, or sign: whoever may, when it is time."""
        record, number = self.record, (self.record.public_id,)
        if record.is_at_the_desk and policies.may_edit(self.actor, record):
            return Button(_("Change the application"), "authorization:application-update", number)
        if record.awaits_security and self.actor.can("authorization.assess_security"):
            return Button(_("Assess the security"), "authorization:application-assess-security", number)
        if record.awaits_signature and policies.may_sign(self.actor, record):
            return Button(_("Sign the agreement"), "authorization:agreement-create", number)
        return None

    def next_step(self) -> NextStep | None:
        """What is awaited, from whom, by when."""
        record = self.record
        if record.awaits_signature:
            return NextStep(_("The agreement is signed next."), _("Data authority"))
        if not record.due_on:
            return None
        if record.state == ApplicationState.ASSESSED and record.awaits_security:
            awaited = _("Security has to be assessed first.")
            return NextStep(awaited, _("Security administrator"), record.due_on)
        is_assessed_next = record.state == ApplicationState.REVIEWED
        who = record.domain.lead_department if is_assessed_next else _("Data authority")
        return NextStep(record.get_state_display(), str(who), record.due_on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The three reviews, and the agreement where there is one."""
        agreement = getattr(self.record, "agreement", None)
        stages = selectors.stages_of(self.record) if self.record.submitted_at else []
        return super().get_context_data(stages=stages, agreement=agreement, **kwargs)


class ApplicationFormView(StaffMixin, RecordFormView):
    """Write an application."""

    section = Section.AUTHORIZATION
    audience = _("Operators")
    form_class = forms.ApplicationForm
    submit = _("Save draft")


class ApplicationCreateView(ApplicationFormView):
    """Apply for a domain."""

    model = OperationDomain
    title = _("Apply for this domain")
    parents = (("authorization:domain-list", _("Domains of operation")),)
    done = _("The application was saved as a draft.")

    def allowed(self) -> bool:
        """People of operators, while the domain takes applications."""
        may = policies.may_apply(self.actor)
        if may:
            refuse_closed(self.record)
        return may

    def get_form_kwargs(self) -> dict[str, Any]:
        """The longest ordinary term, as of today."""
        return {"max_years": rules.in_force(MAX_TERM_YEARS, on=clock.today()).value}

    def perform(self, form: Any) -> OperatorApplication:
        """Call the service."""
        return services.create_application(self.record, actor=self.actor, **form.cleaned_data)


class ApplicationUpdateView(ApplicationFormView):
    """Change a draft, or complete an application that was returned."""

    model = OperatorApplication
    title = _("Change the application")
    parents = APPLICATIONS
    done = _("The application was saved.")

    def allowed(self) -> bool:
        """The applicant's people, before it is handed in."""
        may = policies.may_edit(self.actor, self.record)
        if may and not self.record.is_at_the_desk:
            raise Conflict(HANDED_IN)
        return may

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was written so far."""
        return super().get_form_kwargs() | {"max_years": self.record.max_term_years}

    def perform(self, form: Any) -> OperatorApplication:
        """Call the service."""
        return services.edit_application(self.record, actor=self.actor, **form.cleaned_data)


class EvidenceMixin(StaffMixin, FactsMixin):
    """What every decision is made on."""

    model = OperatorApplication
    section = Section.AUTHORIZATION
    parents = APPLICATIONS
    workflow = APPLICATION
    groups = (ASKED, TERM)

    def get_queryset(self) -> Any:
        """With domain, department, operator."""
        return super().get_queryset().select_related("domain__lead_department", "operator")

    def checks(self) -> list[Check]:
        """The term, and the reviews that have been made."""
        record = self.record
        term = Check(
            _("Term within the ordinary maximum"),
            passed=not record.is_long,
            reason=_("A higher review has to pass it.") if record.is_long else "",
        )
        made = [s for s in selectors.stages_of(record) if s.passed is not None]
        return [term, *(Check(s.label, passed=bool(s.passed), reason=s.opinion) for s in made)]


class ApplicationActView(EvidenceMixin, RecordFormView):
    """An act on an application beside its moves: an empty form with the evidence beside it."""

    template_name = "authorization/application_act.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was found earlier does not lead the pen."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the evidence."""
        return super().get_context_data(groups=self.shown_groups(), checks=self.checks(), **kwargs)


def review_form(application: OperatorApplication) -> type[Form]:
    """The form of the authority's review: a long term needs the document of a higher one."""
    return forms.LongTermReviewForm if application.is_long else forms.OpinionForm


class ApplicationDecideView(EvidenceMixin, DecisionView):
    """All decisions that the reader may make now, on one page."""

    url_prefix = "authorization:application"

    def get_forms(self) -> Mapping[str, type[Form]]:
        """The review of a long term asks for the document of the higher one."""
        return DECISIONS | {"review": review_form(self.record)}


class ApplicationMoveView(EvidenceMixin, MoveView):
    """One move of an application."""


class ApplicationSubmitView(ApplicationMoveView):
    """Hand the application to the data authority."""

    move, service, form_class = "submit", services.submit_application, Form
    explanation = _(
        "The data authority reviews it, the domain's department and security assess it. "
        "You can take it back until it is decided."
    )


class ApplicationReviewView(ApplicationMoveView):
    """Pass the data authority's review."""

    move, service = "review", services.review_application

    def make_form(self, *sent: Any) -> Form:
        """What a term of this length asks for."""
        return review_form(self.record)(*sent)


class ApplicationAssessView(ApplicationMoveView):
    """Agree as the domain's department."""

    move, service, form_class = "assess", services.assess_application, forms.OpinionForm


class ApplicationApproveView(ApplicationMoveView):
    """Approve operation."""

    move, service, form_class = "approve", services.approve_application, forms.OpinionForm


class ApplicationReturnView(ApplicationMoveView):
    """Return an incomplete application."""

    move, service, form_class = "return", services.return_application, forms.RequiredOpinionForm


class ApplicationRefuseView(ApplicationMoveView):
    """Refuse operation."""

    move, service, form_class = "refuse", services.refuse_application, forms.RequiredOpinionForm


class ApplicationWithdrawView(ApplicationMoveView):
    """Take the application back."""

    move, service, form_class = "withdraw", services.withdraw_application, forms.NoteForm
