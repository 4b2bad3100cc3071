"""How demands are narrowed."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.choices import Theme
from portal.kernel import clock
from portal.members.models import Organization
from portal.web.doors import actor_of

from ..choices import DemandChannel, DemandState, Priority
from ..models import OpenDemand

WAITING, LATE = "waiting", "late"


class DemandFilter(df.FilterSet):
    """Demands, for everybody."""

    state = df.ChoiceFilter(label=_("State"), choices=DemandState.choices)
    theme = df.ChoiceFilter(label=_("Theme"), choices=Theme.choices)
    reason = df.ChoiceFilter(
        label=_("Reasons for priority"), choices=Priority.choices, method="with_the_reason"
    )

    class Meta:
        model = OpenDemand
        fields = ("state", "theme")

    def with_the_reason(self, found: QuerySet[OpenDemand], name: str, value: str) -> QuerySet[OpenDemand]:
        """Those that have the reason, alone or with others."""
        return found.filter(reasons__contains=[value])


class StaffDemandFilter(DemandFilter):
    """Demands, for the staff: also by unit, by channel, and by what has to be done."""

    unit = df.ModelChoiceFilter(label=_("Unit that answers"), queryset=Organization.objects.all())
    channel = df.ChoiceFilter(label=_("How it was filed"), choices=DemandChannel.choices)
    desk = df.ChoiceFilter(
        label=_("What has to be done"),
        choices=[(WAITING, _("Waiting for me")), (LATE, _("Overdue"))],
        method="on_the_desk",
    )

    def on_the_desk(self, found: Any, name: str, value: str) -> Any:
        """What waits for the reader, or what is late for anybody."""
        return found.waiting_for(actor_of(self.request)) if value == WAITING else found.overdue(clock.today())
