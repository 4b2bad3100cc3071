"""How the lists of dispatches are narrowed."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.members.models import Organization
from portal.web.doors import actor_of

from .choices import DispatchKind, DispatchState
from .models import Dispatch

WAITING, STATED, ANSWERED = "waiting", "stated", "answered"
DESKS = [
    (WAITING, _("Waiting for me")),
    (STATED, _("Stated by my unit")),
    (ANSWERED, _("Answered by my unit")),
]
TIMES = [
    ("in_time", _("Delivered in time")),
    ("late", _("Delivered late")),
    ("overdue", _("Overdue")),
]


def staters(http_request: Any) -> QuerySet[Organization]:
    """Units that stated something."""
    return Organization.objects.filter(pk__in=Dispatch.objects.values("organization")).order_by("name")


def responders(http_request: Any) -> QuerySet[Organization]:
    """Units that were asked to answer."""
    return Organization.objects.filter(pk__in=Dispatch.objects.values("responder")).order_by("name")


class DispatchFilter(df.FilterSet):
    """Dispatches by desk, kind, state, units, and by how they were answered."""

    desk = df.ChoiceFilter(label=_("Desk"), choices=DESKS, method="at_desk", widget=forms.HiddenInput)
    kind = df.ChoiceFilter(label=_("Kind"), choices=DispatchKind.choices)
    state = df.ChoiceFilter(label=_("State"), choices=DispatchState.choices)
    time = df.ChoiceFilter(label=_("Answer"), choices=TIMES, method="with_time")
    organization = df.ModelChoiceFilter(label=_("Stated by"), queryset=staters, to_field_name="public_id")
    responder = df.ModelChoiceFilter(label=_("Responder"), queryset=responders, to_field_name="public_id")

    class Meta:
        model = Dispatch
        fields = ("kind", "state", "time", "organization", "responder")

    def at_desk(self, queryset: Any, name: str, value: str) -> Any:
        """What waits for whoever asks, what the own unit stated, or what it answers."""
        actor = actor_of(self.request)
        if value == WAITING:
            return queryset.waiting_for(actor)
        return queryset.of_unit(actor, stated=value == STATED)

    def with_time(self, queryset: Any, name: str, value: str) -> Any:
        """Delivered in time, delivered late, or past the deadline of the present step."""
        if value == "overdue":
            return queryset.overdue(clock.today())
        late = {"delivered_at__date__gt": F("answer_due_on")}
        delivered = queryset.filter(delivered_at__isnull=False)
        return delivered.filter(**late) if value == "late" else delivered.exclude(**late)


class NeedFilter(DispatchFilter):
    """Data needs, which are all of one kind."""

    kind = None
