"""The dashboards of a unit and of the city, and the comparison of units."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.errors import Message
from portal.members.models import Organization
from portal.web import contributions, exports
from portal.web.contributions import Indicator, Section
from portal.web.doors import Button, Column, Empty, PageView, RecordListView, StaffMixin

from .. import policies, selectors
from ..filters import ComparisonFilter

AUDIENCE = _("Chief data officer and data officer of the unit, its data authority, inspectors")


class DashboardView(StaffMixin, PageView):
    """Six figures of a unit with their course and evidence, what is overdue, what waits for the reader."""

    template_name = "front/dashboard.html"
    section = Section.GENERAL
    audience = AUDIENCE

    @cached_property
    def unit(self) -> Organization:
        """The unit that the address names, or the reader's own; refused where it is not theirs to read."""
        named = self.kwargs.get("public_id")
        unit = get_object_or_404(Organization, public_id=named) if named else self.actor.user.organization
        return selectors.require_dashboard(unit, self.actor)

    def get_title(self) -> Message:
        """Whose dashboard it is."""
        return _("Dashboard: %(unit)s") % {"unit": self.unit}

    def get_primary(self) -> Button | None:
        """The city's dashboard, for those who read it."""
        may = policies.reads_city(self.actor)
        return Button(_("City's dashboard"), "front:dashboard-city") if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Figures, what is overdue, and on one's own dashboard what waits."""
        is_own = self.unit.pk == self.actor.user.organization_id
        return super().get_context_data(
            unit=self.unit,
            indicators=selectors.indicators_of(self.unit),
            days=selectors.month_ends(clock.today()),
            overdue=contributions.overdue(self.unit),
            waiting=contributions.inbox(self.actor) if is_own else [],
            is_own=is_own,
            **kwargs,
        )


class CityDashboardView(StaffMixin, PageView):
    """The same figures for the whole city, and everything that is overdue in it."""

    template_name = "front/dashboard.html"
    section = Section.GENERAL
    title = _("City's dashboard")
    audience = _("The city's data authority, inspectors")
    primary = Button(_("Compare units"), "front:dashboard-list")

    def check_allowed(self) -> None:
        """Only those who see the whole city."""
        selectors.require_city(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Figures of the city and what is overdue."""
        return super().get_context_data(
            unit=None,
            indicators=selectors.indicators_of(None),
            days=selectors.month_ends(clock.today()),
            overdue=contributions.overdue(None),
            **kwargs,
        )


class UnitComparisonView(StaffMixin, RecordListView):
    """The units that the reader is responsible for, set beside each other by one indicator."""

    model = Organization
    section = Section.GENERAL
    title = _("Compare units")
    audience = _("Data authorities, inspectors")
    ordering = ("area_code", "name")
    filterset_class = ComparisonFilter
    search_fields = ("name", "name_en")
    search_hint = _("Name of the unit")
    empty = Empty(_("No unit matches"), _("The units of your jurisdiction appear here."))

    def allowed(self) -> bool:
        """Authorities and inspectors."""
        return policies.compares_units(self.actor)

    def get_queryset(self) -> QuerySet[Any]:
        """The units whose dashboard the reader may read."""
        return selectors.units_with_dashboard(self.actor)

    @cached_property
    def indicator(self) -> Indicator | None:
        """The indicator that was chosen."""
        return selectors.indicator_called(self.http_request.GET.get("figure", ""))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The unit, the indicator's value, its change, the way to the unit's dashboard."""
        label = self.indicator.label if self.indicator else _("Today")
        return (
            Column("title", _("Unit"), sort="name", card="title", value=_linked),
            Column("get_level_display", _("Level"), sort="level"),
            Column("value", label, card="fact", kind="number", value=lambda u: self.shown[u.pk].shown),
            Column("change", _("Change"), card="fact", value=lambda u: self.shown[u.pk].shown_change),
        )

    def get_page(self) -> Page[Any]:
        """Always twenty units: each costs the indicator's queries."""
        page = Paginator(self.records, 20).get_page(self.http_request.GET.get("page"))
        units = list(page.object_list)
        self.shown = selectors.compared(self.indicator, units) if self.indicator else {}
        page.object_list = units
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without a choice of the page's size."""
        context = super().get_context_data(**kwargs)
        return context | {"page_sizes": (context["page"].paginator.count,)}

    def _export_rows(self) -> exports.Rows:
        units = list(self.records)
        shown = selectors.compared(self.indicator, units) if self.indicator else {}
        yield [str(column.label) for column in self.shown_columns]
        for unit in units if shown else ():
            figure = shown[unit.pk]
            yield [unit.title, unit.get_level_display(), figure.value, figure.change]


def _linked(unit: Organization) -> SafeString:
    address = reverse("front:dashboard-detail", args=[unit.public_id])
    return format_html('<a href="{}">{}</a>', address, unit.title)
