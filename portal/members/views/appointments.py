"""Pages of appointments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

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
from ..filters import AppointmentFilter
from ..forms import AppointmentForm, EndAppointmentForm
from ..models import Appointment

APPOINTMENTS = (("members:appointment-list", _("Appointments")),)


class AppointmentListView(StaffMixin, RecordListView):
    """Who holds which office."""

    model = Appointment
    section = Section.GENERAL
    title = _("Appointments")
    audience = _("All staff")
    filterset_class = AppointmentFilter
    search_fields = ("organization__name", "person__name")
    ordering = ("organization__name", "office", "-starts_on")
    columns = (
        Column("organization.title", _("Unit"), sort="organization__name", card="fact"),
        Column("get_office_display", _("Office"), sort="office", card="fact"),
        Column("person", _("Person"), link=True, card="title"),
        Column("starts_on", _("From"), kind="date", sort="starts_on"),
        Column("ends_on", _("Until"), kind="date", sort="ends_on", card="fact"),
    )
    empty = Empty(_("No appointments yet"), _("Each unit appoints a chief data officer and a data officer."))

    def get_queryset(self) -> Any:
        """With unit and person."""
        return super().get_queryset().select_related("organization", "person")

    def get_primary(self) -> Button | None:
        """Administrators may appoint."""
        may = self.actor.can("members.manage_appointment")
        return Button(_("Appoint somebody"), "members:appointment-create") if may else None


class AppointmentDetailView(StaffMixin, RecordDetailView):
    """One appointment and its term."""

    model = Appointment
    section = Section.GENERAL
    audience = _("All staff")
    parents = APPOINTMENTS
    groups = (
        FactGroup(
            _("Who holds what"),
            (
                Fact("organization.title", _("Unit")),
                Fact("get_office_display", _("Office")),
                Fact("person", _("Person")),
                Fact("starts_on", _("From"), kind="date"),
                Fact("ends_on", _("Until"), kind="date"),
                Fact("document", _("Document of appointment")),
            ),
        ),
    )

    def get_primary(self) -> Button | None:
        """Administrators may end a running term."""
        may = self.actor.can("members.manage_appointment") and not self.record.is_over
        return Button(_("End the term"), "members:appointment-end", (self.record.public_id,)) if may else None


class AppointmentFormView(StaffMixin, RecordFormView):
    """Appoint somebody, or end a term."""

    section = Section.GENERAL
    audience = _("System administrators")
    parents = APPOINTMENTS

    def allowed(self) -> bool:
        """Only those who manage appointments."""
        return self.actor.can("members.manage_appointment")


class AppointmentCreateView(AppointmentFormView):
    """Appoint somebody."""

    title = _("Appoint somebody")
    form_class = AppointmentForm
    done = _("The appointment was recorded.")

    def perform(self, form: AppointmentForm) -> Appointment:
        """Call the service."""
        return services.appoint_person(actor=self.actor, **form.cleaned_data)


class AppointmentEndView(AppointmentFormView):
    """End a term."""

    model = Appointment
    title = _("End the term")
    submit = _("End the term")
    form_class = EndAppointmentForm
    done = _("The term was ended.")

    def perform(self, form: EndAppointmentForm) -> Appointment:
        """Call the service."""
        return services.end_appointment(self.record, actor=self.actor, **form.cleaned_data)
