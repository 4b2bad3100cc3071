"""Pages of inspections: plan, watch, read what was found, go on to the orders."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.members.models import Organization
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    MoveView,
    NextStep,
    PageView,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    RecordMixin,
    StaffMixin,
)

from .. import policies, selectors, services
from ..filters import InspectionFilter
from ..forms import InspectionForm
from ..models import Inspection
from ..workflows import INSPECTION

INSPECTIONS = (("oversight:inspection-list", _("Inspections")),)
AUDIENCE = _("Inspectors, data authorities, and the units concerned")


def scope_of(inspection: Inspection) -> Any:
    """Whom the inspection looks at."""
    return inspection.organization or _("All units of the jurisdiction")


def found_by(inspection: Inspection) -> int:
    """How many findings it saw."""
    return sum(row["found"] for row in inspection.summary)


HELD = FactGroup(
    _("The inspection"),
    (
        Fact("kind", _("Kind of inspection")),
        Fact("authority", _("Inspecting authority")),
        Fact("organization", _("Inspected unit"), value=scope_of),
        Fact(
            "planned_by", _("Arranged by"), value=lambda record: record.planned_by or _("By itself, monthly")
        ),
        Fact("planned_at", _("Arranged"), kind="moment"),
        Fact("finished_at", _("Finished"), kind="moment"),
    ),
)


class InspectionListView(StaffMixin, RecordListView):
    """The inspections that the reader may see."""

    model = Inspection
    section = Section.OVERSIGHT
    title = _("Inspections")
    audience = AUDIENCE
    filterset_class = InspectionFilter
    search_fields = ("name", "authority__name", "organization__name")
    ordering = ("-planned_at", "-pk")
    columns = (
        Column("name", _("Name of the inspection"), sort="name", link=True, card="title"),
        Column("kind", _("Kind of inspection"), sort="kind"),
        Column("organization", _("Inspected unit"), value=scope_of, card="fact"),
        Column("found", _("Findings"), kind="number", value=found_by, card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("planned_at", _("Arranged"), kind="moment", sort="planned_at", card="fact"),
    )
    empty = Empty(
        _("No inspection yet"),
        _("Regular inspections are held by themselves each month, special ones when they are needed."),
    )

    def get_queryset(self) -> Any:
        """With authority and unit."""
        return super().get_queryset().select_related("authority", "organization")

    def get_primary(self) -> Button | None:
        """Arrange one, where one may."""
        may = policies.may_hold_inspection(self.actor)
        return Button(_("Arrange an inspection"), "oversight:inspection-create", icon="plus") if may else None


class InspectionCreateView(StaffMixin, RecordFormView):
    """Arrange a special inspection."""

    section = Section.OVERSIGHT
    title = _("Arrange an inspection")
    audience = _("Inspectors and data authorities")
    parents = INSPECTIONS
    form_class = InspectionForm
    submit = _("Start the inspection")
    done = _("The inspection was arranged; a worker carries it out.")

    def allowed(self) -> bool:
        """Inspectors and reviewers of a data authority."""
        return policies.may_hold_inspection(self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The units of the jurisdiction."""
        return {"units": selectors.jurisdiction_of(self.actor)}

    def perform(self, form: InspectionForm) -> Inspection:
        """Call the service."""
        return services.plan_inspection(actor=self.actor, **form.cleaned_data)


class InspectionDetailView(StaffMixin, RecordDetailView):
    """One inspection: how far it is, then what it found and what was ordered."""

    model = Inspection
    section = Section.OVERSIGHT
    audience = AUDIENCE
    parents = INSPECTIONS
    workflow = INSPECTION
    url_prefix = "oversight:inspection"
    groups = (HELD,)
    template_name = "oversight/inspection_detail.html"

    def get_queryset(self) -> Any:
        """With what the page tells."""
        return super().get_queryset().select_related("authority", "organization", "planned_by")

    @cached_property
    def to_order(self) -> list[Organization]:
        """The units to which the reader may still send an order."""
        return selectors.units_to_order(self.record, self.actor)

    def next_step(self) -> NextStep | None:
        """Orders that are still to be issued."""
        if not self.to_order:
            return None
        count = len(self.to_order)
        text = _("%(count)d units have findings and no rectification order yet.") % {"count": count}
        return NextStep(text, self.record.authority)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the job, the result by check, and what was seen unit by unit."""
        return super().get_context_data(
            job=self.record.job,
            results=[row | {"label": selectors.label_of(row["check"])} for row in self.record.summary],
            sightings=selectors.sightings_of(self.record, self.actor),
            to_order={unit.pk for unit in self.to_order},
            **kwargs,
        )


class InspectionMovedView(StaffMixin, RecordMixin, PageView):
    """Asked by the inspection's page while it runs: reload as soon as it has moved on."""

    model = Inspection

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing yet, or the order to reload."""
        headers = {"HX-Refresh": "true"} if not self.record.is_under_way else {}
        return HttpResponse(status=200 if headers else 204, headers=headers)


class InspectionRetryView(StaffMixin, MoveView):
    """Carry a failed inspection out once more."""

    model = Inspection
    section = Section.OVERSIGHT
    parents = INSPECTIONS
    workflow = INSPECTION
    groups = (HELD,)
    form_class = Form
    move, service = "retry", services.retry_inspection
