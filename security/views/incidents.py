"""Pages on which incidents are reported and handled (provision 7.1)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from aggregation.selectors import hold_of
from catalog.models import CatalogEntry
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
    RecordFormView,
    RecordListView,
    StaffMixin,
)
from sharing.models import Grant

from .. import forms, selectors, services
from ..choices import IncidentState
from ..filters import IncidentFilter
from ..models import Incident
from ..workflows import INCIDENT

INCIDENTS = (("security:incident-list", _("Data security incidents")),)
AUDIENCE = _("The unit concerned, its data authority, supervising authorities, security administrators")
HANDLERS = _("The security owner of the unit or the security administrator")
NEXT = {
    IncidentState.REPORTED: (
        _("Stop the harm and say how: the data leaves by no exit until the incident is resolved."),
        HANDLERS,
    ),
    IncidentState.CONTAINED: (_("Find the cause and record the measures."), HANDLERS),
    IncidentState.RESOLVED: (_("Review cause and measures."), _("The data authority")),
}
WHAT = FactGroup(
    _("What is known of it"),
    (
        Fact("organization", _("Unit concerned")),
        Fact("entry", _("Data concerned")),
        Fact("kind", _("Kind")),
        Fact("severity", _("Degree of severity")),
        Fact("description", _("Course of the incident")),
        Fact("noticed_at", _("Noticed"), kind="moment"),
        Fact("reported_at", _("Time of the report"), kind="moment"),
        Fact("report_late", _("Reported late"), kind="yes_no"),
        Fact("reported_by", _("Reporter of the incident")),
    ),
)
DONE = FactGroup(
    _("Containment and measures"),
    (
        Fact("containment", _("How it was contained")),
        Fact("contained_at", _("Time of containment"), kind="moment"),
        Fact("cause", _("Cause")),
        Fact("measures", _("Measures")),
        Fact("resolved_at", _("Resolved"), kind="moment"),
        Fact("conclusion", _("Conclusion of the review")),
        Fact("reviewed_at", _("Time of the review"), kind="moment"),
    ),
)


class IncidentListView(StaffMixin, RecordListView):
    """The incidents that the reader may see."""

    model = Incident
    section = Section.SECURITY
    title = _("Data security incidents")
    audience = AUDIENCE
    filterset_class = IncidentFilter
    search_fields = ("title", "organization__name", "entry__name")
    ordering = ("-reported_at", "-pk")
    primary = Button(_("Report an incident"), "security:incident-create")
    columns = (
        Column("title", _("Title"), link=True, card="title"),
        Column("organization", _("Unit concerned"), card="fact"),
        Column("severity", _("Degree of severity"), kind="badge", sort="severity"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact"),
        Column("reported_at", _("Time of the report"), kind="moment", sort="reported_at", card="fact"),
    )
    empty = Empty(
        _("No incidents"), _("Whoever notices that data was leaked, misused or lost reports it here.")
    )

    def get_queryset(self) -> Any:
        """With the unit."""
        return super().get_queryset().select_related("organization")


class IncidentDetailView(StaffMixin, RecordDetailView):
    """One incident, from report to review."""

    model = Incident
    section = Section.SECURITY
    audience = AUDIENCE
    parents = INCIDENTS
    workflow = INCIDENT
    url_prefix = "security:incident"
    groups = (WHAT, DONE)
    template_name = "security/incident_detail.html"

    def next_step(self) -> NextStep | None:
        """What is awaited, of whom, by when."""
        if self.record.state not in NEXT:
            return None
        told, who = NEXT[self.record.state]
        return NextStep(told, who=who, due_on=self.record.due_on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what it stops, the grants that it touches, and orders about it."""
        affected = self.record.affected.select_related("grant__entry", "grant__consumer")
        orders = self.record.orders.visible_to(self.actor).select_related("authority")
        may_order, hold = selectors.holds_remit(self.actor), hold_of(self.record)
        reach = selectors.reach_of(self.record, self.actor) if hold and hold.lifted_at is None else None
        return super().get_context_data(
            affected=affected, orders=orders, may_order=may_order, hold=hold, reach=reach, **kwargs
        )


class IncidentCreateView(StaffMixin, RecordFormView):
    """Report an incident of the own unit."""

    section = Section.SECURITY
    title = _("Report an incident")
    lead = _("Report first, investigate afterwards. You can report what turns out to be harmless.")
    audience = _("Staff of all units")
    parents = INCIDENTS
    form_class = forms.ReportForm
    submit = _("Report")
    done = _("The incident was reported. The security administrator has been told.")

    def perform(self, form: Any) -> Incident:
        """Call the service."""
        return services.report_incident(actor=self.actor, **form.cleaned_data)


class EntryIncidentCreateView(IncidentCreateView):
    """Report an incident with the data of an entry."""

    model = CatalogEntry

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form begins empty, whatever the entry holds."""
        return {}

    def perform(self, form: Any) -> Incident:
        """Call the service."""
        return services.report_incident(actor=self.actor, entry=self.record, **form.cleaned_data)


class GrantIncidentCreateView(EntryIncidentCreateView):
    """Report an incident with the use of a grant."""

    model = Grant

    def perform(self, form: Any) -> Incident:
        """Call the service."""
        return services.report_incident(actor=self.actor, grants=[self.record], **form.cleaned_data)


class IncidentMoveView(StaffMixin, MoveView):
    """One move of an incident."""

    model = Incident
    section = Section.SECURITY
    audience = AUDIENCE
    parents = INCIDENTS
    workflow = INCIDENT
    groups = (WHAT, DONE)


class IncidentContainView(IncidentMoveView):
    """Stop the harm."""

    move, service, form_class = "contain", services.contain_incident, forms.ContainmentForm
    template_name = "security/incident_contain.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what is going to be stopped."""
        return super().get_context_data(reach=selectors.reach_of(self.record, self.actor), **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """What can be suspended; the grants that the report names are chosen."""
        named = [affected.grant_id for affected in self.record.affected.all()]
        return {
            "grants": selectors.grants_to_suspend(self.record),
            "is_open": selectors.open_dataset_of(self.record.entry) is not None,
            "initial": {"grants": named},
        }


class IncidentResolveView(IncidentMoveView):
    """Record cause and measures."""

    move, service, form_class = "resolve", services.resolve_incident, forms.ResolutionForm


class IncidentReviewView(IncidentMoveView):
    """Review and close."""

    move, service, form_class = "review", services.review_incident, forms.ConclusionForm
