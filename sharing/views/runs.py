"""Pages of return runs: the list, the record with its parcels, the start by hand."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from aggregation.selectors import held_notice, refuse_held
from catalog.models import CatalogEntry
from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import (
    Column,
    Empty,
    Fact,
    FactGroup,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from .. import policies, selectors, services
from ..choices import RunState
from ..filters import RunFilter
from ..models import ReturnRun
from ..workflows import RUN
from .needs import NEEDS

AUDIENCE = _("Provider and data authority")
RUNS = (*NEEDS, ("sharing:run-list", _("Return runs")))
RUN_FACTS = FactGroup(
    _("What is returned"),
    (
        Fact("entry", _("Resource")),
        Fact("entry.resource_code", _("Resource code"), kind="code"),
        Fact("entry.provider", _("Provider")),
        Fact("version", _("Data version"), kind="number"),
        Fact("since", _("Difference to version"), kind="number"),
        Fact("trigger", _("How it was planned")),
        Fact("planned_at", _("Planned at"), kind="moment"),
        Fact("finished_at", _("Sent at"), kind="moment"),
    ),
)


class RunListView(StaffMixin, RecordListView):
    """The runs that the reader may see."""

    model = ReturnRun
    related = ("entry__provider",)
    section = Section.SHARING
    title = _("Return runs")
    audience = AUDIENCE
    parents = NEEDS
    filterset_class = RunFilter
    search_fields = ("entry__name", "entry__name_en", "entry__provider__name")
    search_hint = _("Resource or provider")
    ordering = ("-planned_at", "-pk")
    template_name = "sharing/run_list.html"
    columns = (
        Column("entry.title", _("Resource"), sort="entry__name", link=True, card="title"),
        Column("entry.provider", _("Provider"), sort="entry__provider__name"),
        Column("version", _("Data version"), kind="number", sort="version", card="fact"),
        Column("trigger", _("How it was planned")),
        Column("rows", _("Rows looked at"), kind="number", sort="rows"),
        Column("strays", _("Rows of no jurisdiction"), kind="number", sort="strays"),
        Column("state", _("State"), kind="badge", sort="state", card="badge"),
        Column("planned_at", _("Planned at"), kind="moment", sort="planned_at", card="fact"),
    )
    empty = Empty(
        _("No runs yet"), _("A run is planned when a newer version was loaded and its cycle is due.")
    )


class RunDetailView(StaffMixin, RecordDetailView):
    """One run: how far it is, then every parcel, and what lies in no jurisdiction."""

    model = ReturnRun
    related = ("entry__provider", "job")
    section = Section.SHARING
    audience = AUDIENCE
    parents = RUNS
    workflow = RUN
    url_prefix = "sharing:run"
    template_name = "sharing/run_detail.html"
    groups = (RUN_FACTS,)

    def get_title(self) -> Message:
        """Which version of what."""
        return _("“%(name)s”, version %(version)d") % {
            "name": self.record.entry.title,
            "version": self.record.version,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With parcels and sums."""
        parcels = selectors.parcels_of(self.record)
        sums = selectors.sums_of(self.record, parcels)
        shown = self.record.job if self.record.is_open or self.record.state == RunState.FAILED else None
        held = held_notice(self.record.entry)
        return super().get_context_data(parcels=parcels, sums=sums, job=shown, held=held, **kwargs)


class RunCreateView(StaffMixin, RecordFormView):
    """Return the newest version now, whatever the cycle says."""

    model = CatalogEntry
    section = Section.SHARING
    title = _("Return the newest version now")
    audience = AUDIENCE
    parents = RUNS
    template_name = "sharing/run_create.html"
    submit = _("Return now")
    done = _("The run was planned. A worker cuts the parcels next.")

    def allowed(self) -> bool:
        """The provider and its data authority."""
        return policies.may_plan(self.actor, self.record)

    def check_allowed(self) -> None:
        """Told at once: what is stopped is not returned."""
        super().check_allowed()
        refuse_held(self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Nothing to fill in."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With those who wait."""
        return super().get_context_data(needs=selectors.needs_lacking(self.record), **kwargs)

    def perform(self, form: Any) -> ReturnRun:
        """Call the service."""
        return services.plan_run(self.record, actor=self.actor)
