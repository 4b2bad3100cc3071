"""The audit trail."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.models import AuditEvent
from portal.web.contributions import Section
from portal.web.doors import Column, Empty, RecordListView, StaffMixin

from ..filters import AuditFilter
from ..selectors import RECENT, action_in_words, actor_in_words, changed_columns, door_in_words


class AuditListView(StaffMixin, RecordListView):
    """What happened, newest first: of late, or in the time that is asked for (and in its partitions only)."""

    model = AuditEvent
    section = Section.SECURITY
    title = _("Audit trail")
    lead = _("The last 30 days are shown unless you choose a time; nothing here can be changed.")
    audience = _("Audit administrators and inspectors")
    filterset_class = AuditFilter
    search_fields = ("actor", "target_label", "note", "request_id")
    ordering = ("-at", "-id")
    columns = (
        Column("at", _("Time"), kind="moment", sort="at", card="fact"),
        Column("actor", _("Actor"), sort="actor", value=actor_in_words, card="fact"),
        Column("action", _("Action"), sort="action", value=action_in_words, card="title"),
        Column("target_label", _("Record"), card="fact"),
        Column("changes", _("Changed columns"), value=changed_columns),
        Column("note", _("Opinion")),
        Column("provision", _("Provision"), kind="code", sort="provision"),
        Column("via", _("Door"), value=door_in_words),
        Column("request_id", _("Request number"), kind="code"),
        Column("simulated", _("Simulated past"), kind="yes_no"),
    )
    empty = Empty(_("No event matches"), _("Every move of every record leaves an event here."))

    def allowed(self) -> bool:
        """Only those who may read the trail."""
        return self.actor.can("kernel.read_audit")

    def get_queryset(self) -> Any:
        """Of late, unless a time is asked for."""
        asked = self.http_request.GET
        if asked.get("at_min") or asked.get("at_max"):
            return AuditEvent.objects.all()
        return AuditEvent.objects.filter(at__gte=clock.now() - RECENT)
