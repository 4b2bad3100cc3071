"""Pages of units."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)

from .. import services
from ..filters import OrganizationFilter
from ..forms import OrganizationForm
from ..models import Organization, User
from ..selectors import reviewing_authority

UNITS = (("members:organization-list", _("Units")),)


class OrganizationListView(StaffMixin, RecordListView):
    """All units."""

    model = Organization
    section = Section.GENERAL
    title = _("Units")
    audience = _("All staff")
    filterset_class = OrganizationFilter
    search_fields = ("name", "name_en", "short_name", "credit_code")
    ordering = ("area_code", "name")
    columns = (
        Column("title", _("Name"), sort="name", link=True, card="title"),
        Column("get_kind_display", _("Kind"), sort="kind", card="fact"),
        Column("get_level_display", _("Level"), sort="level", card="fact"),
        Column("area_code", _("Area code"), kind="code", sort="area_code", card="fact"),
        Column("parent.title", _("Superior unit")),
    )
    empty = Empty(_("No unit matches"), _("Units are the bodies that provide, use and govern public data."))

    def get_queryset(self) -> Any:
        """With the superior unit."""
        return super().get_queryset().select_related("parent")

    def get_primary(self) -> Button | None:
        """Administrators may add one."""
        may = self.actor.can("members.manage_organization")
        return Button(_("Add a unit"), "members:organization-create") if may else None


class OrganizationDetailView(StaffMixin, RecordDetailView):
    """One unit: what it is, who works there, who governs it."""

    model = Organization
    section = Section.GENERAL
    audience = _("All staff")
    parents = UNITS
    panel_slot = "members.organization"
    template_name = "members/organization_detail.html"
    groups = (
        FactGroup(
            _("What it is"),
            (
                Fact("get_kind_display", _("Kind")),
                Fact("credit_code", _("Unified social credit code"), kind="code"),
                Fact("duties", _("Duties")),
                Fact("contact", _("Contact")),
            ),
        ),
        FactGroup(
            _("Where it belongs"),
            (
                Fact("get_level_display", _("Level")),
                Fact("area_code", _("Area code"), kind="code"),
                Fact("parent.title", _("Superior unit")),
            ),
        ),
    )

    def get_primary(self) -> Button | None:
        """Administrators may change it."""
        may = self.actor.can("members.manage_organization")
        return Button(_("Edit"), "members:organization-update", (self.record.public_id,)) if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who holds office, who works there, who reviews its catalog."""
        today = clock.today()
        return super().get_context_data(
            appointments=self.record.appointments.in_office(today).select_related("person"),
            people=User.directory.visible_to(self.actor).filter(organization=self.record, is_active=True),
            children=self.record.children.order_by("name"),
            authority=reviewing_authority(self.record),
            **kwargs,
        )


class OrganizationFormView(StaffMixin, RecordFormView):
    """Add or change a unit."""

    form_class = OrganizationForm
    section = Section.GENERAL
    audience = _("System administrators")
    parents = UNITS
    done = _("The unit was saved.")

    def allowed(self) -> bool:
        """Only those who manage units."""
        return self.actor.can("members.manage_organization")


class OrganizationCreateView(OrganizationFormView):
    """Add a unit."""

    title = _("Add a unit")

    def perform(self, form: OrganizationForm) -> Organization:
        """Call the service."""
        return services.create_organization(actor=self.actor, **form.cleaned_data)


class OrganizationUpdateView(OrganizationFormView):
    """Change a unit."""

    model = Organization
    title = _("Edit the unit")

    def perform(self, form: OrganizationForm) -> Organization:
        """Call the service."""
        return services.edit_organization(self.record, actor=self.actor, **form.cleaned_data)
