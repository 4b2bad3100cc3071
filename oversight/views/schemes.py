"""Pages of assessment schemes."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from .. import policies, selectors, services
from ..choices import SchemeState
from ..filters import SchemeFilter
from ..forms import SchemeForm
from ..models import AssessmentScheme
from ..workflows import SCHEME

SCHEMES = (("oversight:scheme-list", _("Assessment schemes")),)
AUDIENCE = _("Staff of all units")
PLAN = FactGroup(
    _("The scheme"),
    (
        Fact("authority", _("Data authority")),
        Fact("starts_on", _("Period from"), kind="date"),
        Fact("ends_on", _("Period until"), kind="date"),
        Fact("basis", _("Where the weights come from")),
    ),
)


class SchemeListView(StaffMixin, RecordListView):
    """The schemes that the reader may see."""

    model = AssessmentScheme
    section = Section.OVERSIGHT
    title = _("Assessment schemes")
    audience = AUDIENCE
    filterset_class = SchemeFilter
    search_fields = ("name",)
    ordering = ("-starts_on", "-pk")
    columns = (
        Column("name", _("Name of the scheme"), sort="name", link=True, card="title"),
        Column("authority", _("Data authority"), card="fact"),
        Column("starts_on", _("Period from"), kind="date", sort="starts_on", card="fact"),
        Column("ends_on", _("Period until"), kind="date", sort="ends_on", card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
    )
    empty = Empty(_("No scheme yet"), _("A scheme says by which weighted indicators units are assessed."))

    def get_queryset(self) -> Any:
        """With the authority."""
        return super().get_queryset().select_related("authority")

    def get_primary(self) -> Button | None:
        """Draft one, where one may."""
        may = policies.may_assess(self.actor)
        return Button(_("Draft a scheme"), "oversight:scheme-create", icon="plus") if may else None


class SchemeDetailView(StaffMixin, RecordDetailView):
    """One scheme with its weights."""

    model = AssessmentScheme
    section = Section.OVERSIGHT
    audience = AUDIENCE
    parents = SCHEMES
    workflow = SCHEME
    url_prefix = "oversight:scheme"
    groups = (PLAN,)
    template_name = "oversight/scheme_detail.html"

    def get_primary(self) -> Button | None:
        """Change a draft; assess by what is in force."""
        if not policies.owns_scheme(self.actor, self.record) or not policies.may_assess(self.actor):
            return None
        address = (self.record.public_id,)
        if self.record.state == SchemeState.DRAFT:
            return Button(_("Change the scheme"), "oversight:scheme-update", address)
        in_force = self.record.state == SchemeState.IN_FORCE
        return (
            Button(_("Assess by this scheme"), "oversight:assessment-create", address) if in_force else None
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the weights in words and the assessments."""
        weights = [(selectors.name_of(row["indicator"]), row["weight"]) for row in self.record.weights]
        held = self.record.assessments.visible_to(self.actor)
        return super().get_context_data(weights=weights, assessments=held, **kwargs)


class SchemeFormView(StaffMixin, RecordFormView):
    """A scheme's form."""

    section = Section.OVERSIGHT
    audience = _("Data authority")
    parents = SCHEMES
    form_class = SchemeForm
    submit = _("Save draft")
    done = _("The scheme was saved as a draft.")

    def allowed(self) -> bool:
        """People of a data authority who hold assessments."""
        return policies.may_assess(self.actor)


class SchemeCreateView(SchemeFormView):
    """Draft a scheme."""

    title = _("Draft a scheme")

    def perform(self, form: SchemeForm) -> AssessmentScheme:
        """Call the service."""
        return services.create_scheme(actor=self.actor, **form.cleaned_data)


class SchemeUpdateView(SchemeFormView):
    """Change a draft."""

    model = AssessmentScheme
    title = _("Change the scheme")

    def get_form_kwargs(self) -> dict[str, Any]:
        """What was written so far."""
        weights = {row["indicator"]: row["weight"] for row in self.record.weights}
        return super().get_form_kwargs() | {"weights": weights}

    def perform(self, form: SchemeForm) -> AssessmentScheme:
        """Call the service."""
        return services.edit_scheme(self.record, actor=self.actor, **form.cleaned_data)


class SchemeMoveView(StaffMixin, MoveView):
    """One move of a scheme."""

    model = AssessmentScheme
    section = Section.OVERSIGHT
    parents = SCHEMES
    workflow = SCHEME
    groups = (PLAN,)
    form_class = Form


class SchemeAdoptView(SchemeMoveView):
    """Put the scheme in force."""

    move, service = "adopt", services.adopt_scheme
    explanation = _("From then on its weights do not change any more.")


class SchemeRetireView(SchemeMoveView):
    """Retire the scheme."""

    move, service = "retire", services.retire_scheme
    explanation = _("Nothing is assessed by it any more; its assessments stay.")
