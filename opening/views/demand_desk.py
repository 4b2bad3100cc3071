"""The staff's pages of demands: the list, the entry from the counter, and every move."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    MoveView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from .. import policies, selectors, services
from ..filters import StaffDemandFilter
from ..forms import (
    DeclineForm,
    FulfillForm,
    HandBackForm,
    MergeForm,
    PromiseForm,
    ReceiveForm,
    RouteForm,
)
from ..models import OpenDemand
from ..workflows import DEMAND
from .demands import WISH

DEMANDS = (("opening:demand-staff-list", _("Demands for opening")),)


class DemandStaffList(StaffMixin, RecordListView):
    """All demands, with what is due."""

    model = OpenDemand
    section = Section.OPENING
    title = _("Demands for opening")
    audience = _("Staff of all units")
    filterset_class = StaffDemandFilter
    search_fields = ("title", "text", "scenario", "unit__name")
    search_hint = _("Data, purpose or unit")
    ordering = selectors.BY_RANK
    columns = (
        Column("title", _("Data wished for"), sort="title", link=True, card="title"),
        Column("number", _("Number"), kind="code", sort="pk"),
        Column("unit", _("Unit that answers"), sort="unit__name", card="fact"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("due_on", _("Due"), kind="due", sort="due_on", card="fact"),
        Column("supporters", _("Supporters"), kind="number", sort="supporters"),
        Column("score", _("Score"), kind="number", sort="score", card="fact"),
        Column("filed_on", _("Demand filed on"), kind="date", sort="filed_on"),
    )
    empty = Empty(_("No demand has been filed yet"), _("Citizens file demands on the public portal."))

    def get_queryset(self) -> Any:
        """With supporters, score and units."""
        return selectors.ranked(super().get_queryset())

    def get_primary(self) -> Button | None:
        """The entry from the counter, for the authorities."""
        if not policies.may_receive(self.actor):
            return None
        return Button(_("Take down a demand"), "opening:demand-receive", icon="plus")


class DemandReceiveView(StaffMixin, RecordFormView):
    """Take down what somebody asks for at the counter, by telephone or by letter."""

    section = Section.OPENING
    title = _("Take down a demand")
    audience = _("Data authorities")
    parents = DEMANDS
    form_class = ReceiveForm
    submit = _("File the demand")
    done = _("The demand was taken down.")

    def allowed(self) -> bool:
        """Staff of data authorities."""
        return policies.may_receive(self.actor)

    def perform(self, form: Any) -> OpenDemand:
        """Call the service."""
        return services.receive_demand(actor=self.actor, **form.cleaned_data)


class DemandMoveView(StaffMixin, MoveView):
    """One move of a demand."""

    model = OpenDemand
    section = Section.OPENING
    parents = DEMANDS
    workflow = DEMAND
    groups = (WISH,)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The forms choose by the demand."""
        return {"demand": self.record}


class DemandRouteView(DemandMoveView):
    """Name the unit that answers."""

    move, service, form_class = "route", services.route_demand, RouteForm
    explanation = _("From now on the public reads the demand, and the unit's time to answer runs.")


class DemandPromiseView(DemandMoveView):
    """Answer that the data will be open by a day."""

    move, service, form_class = "promise", services.promise_demand, PromiseForm


class DemandFulfillView(DemandMoveView):
    """Link the open dataset that answers the demand."""

    move, service, form_class = "fulfill", services.fulfill_demand, FulfillForm


class DemandMergeView(DemandMoveView):
    """Bring it together with another demand."""

    move, service, form_class = "merge", services.merge_demand, MergeForm
    explanation = _("Whoever asked and whoever supports it stands behind the other demand from now on.")


class DemandHandBackView(DemandMoveView):
    """Give it back to the data authority."""

    move, service, form_class = "hand_back", services.hand_back_demand, HandBackForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Nothing to choose from."""
        return {}


class DemandDeclineView(DemandHandBackView):
    """Answer that the data is not opened, and why."""

    move, service, form_class = "decline", services.decline_demand, DeclineForm
