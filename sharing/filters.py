"""How lists of requests, grants, uses and returns are narrowed."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.members.models import Organization
from portal.web.doors import actor_of

from .choices import (
    AskedType,
    GrantState,
    NeedState,
    ParcelState,
    RequestState,
    RunState,
    UseKind,
    UseOutcome,
)
from .models import Grant, GrantUse, ReturnNeed, ReturnParcel, ReturnRun, SharingRequest
from .selectors import answered

WAITING, OWN, ASKED_OF_US = "waiting", "own", "asked"
DESKS = [
    (WAITING, _("Waiting for me")),
    (OWN, _("Asked by my unit")),
    (ASKED_OF_US, _("Asked of my unit")),
]
REPLIES = [
    ("in_time", _("Answered in time")),
    ("late", _("Answered late")),
    ("owed", _("Overdue and not answered")),
]


def unit_filter(label: Message, model: Any, path: str) -> df.ModelChoiceFilter:
    """Offers the units that stand so in the records that the reader may see, and no others."""

    def offered(http_request: Any) -> QuerySet[Organization]:
        seen = model.objects.visible_to(actor_of(http_request))
        return Organization.objects.filter(pk__in=seen.values(path)).order_by("area_code", "name")

    return df.ModelChoiceFilter(label=label, field_name=path, queryset=offered, to_field_name="public_id")


class RequestFilter(df.FilterSet):
    """Requests by desk, state, type, units, and by how the reply came."""

    desk = df.ChoiceFilter(label=_("Desk"), choices=DESKS, method="at_desk", widget=forms.HiddenInput)
    state = df.ChoiceFilter(label=_("State"), choices=RequestState.choices)
    sharing_type = df.ChoiceFilter(label=_("Sharing type"), choices=AskedType.choices)
    reply = df.ChoiceFilter(label=_("Reply"), choices=REPLIES, method="with_reply")
    provider = unit_filter(_("Provider"), SharingRequest, "entry__provider")
    applicant = unit_filter(_("Applicant"), SharingRequest, "organization")

    class Meta:
        model = SharingRequest
        fields = ("desk", "state", "sharing_type", "reply", "provider", "applicant")

    def at_desk(self, queryset: Any, name: str, value: str) -> Any:
        """What waits for whoever asks, what the own unit asked, or what it was asked."""
        actor = actor_of(self.request)
        return (
            queryset.waiting_for(actor) if value == WAITING else queryset.of_unit(actor, asking=value == OWN)
        )

    def with_reply(self, queryset: Any, name: str, value: str) -> Any:
        """Requests that were answered so."""
        return answered(queryset, value)


class GrantFilter(df.FilterSet):
    """Grants by state and units."""

    state = df.ChoiceFilter(label=_("State"), choices=GrantState.choices)
    provider = unit_filter(_("Provider"), Grant, "entry__provider")
    consumer = unit_filter(_("Consumer"), Grant, "consumer")

    class Meta:
        model = Grant
        fields = ("state", "provider", "consumer")


class UseFilter(df.FilterSet):
    """Uses of one grant."""

    outcome = df.ChoiceFilter(label=_("Outcome"), choices=UseOutcome.choices)
    kind = df.ChoiceFilter(label=_("Door"), choices=UseKind.choices)

    class Meta:
        model = GrantUse
        fields = ("outcome", "kind")


NEED_DESKS = [
    (WAITING, _("Waiting for me")),
    (OWN, _("Filed for my area")),
    ("duty", _("My unit's duty to return")),
]
PARCEL_DESKS = [(WAITING, _("Waiting for me")), (OWN, _("For my unit")), ("late", _("Signature overdue"))]


class NeedFilter(df.FilterSet):
    """Needs by desk, state and units."""

    desk = df.ChoiceFilter(label=_("Desk"), choices=NEED_DESKS, method="at_desk")
    state = df.ChoiceFilter(label=_("State"), choices=NeedState.choices)
    provider = unit_filter(_("Provider"), ReturnNeed, "entry__provider")
    receiver = unit_filter(_("Receiver"), ReturnNeed, "receiver")

    class Meta:
        model = ReturnNeed
        fields = ("desk", "state", "provider", "receiver")

    def at_desk(self, queryset: Any, name: str, value: str) -> Any:
        """What waits for whoever asks, what the own area filed, or what the own unit has to return."""
        return queryset.at_desk(value, actor_of(self.request))


class RunFilter(df.FilterSet):
    """Runs by state and provider."""

    state = df.ChoiceFilter(label=_("State"), choices=RunState.choices)
    provider = unit_filter(_("Provider"), ReturnRun, "entry__provider")

    class Meta:
        model = ReturnRun
        fields = ("state", "provider")


class ParcelFilter(df.FilterSet):
    """Parcels by desk, state and units."""

    desk = df.ChoiceFilter(label=_("Desk"), choices=PARCEL_DESKS, method="at_desk")
    state = df.ChoiceFilter(label=_("State"), choices=ParcelState.choices)
    provider = unit_filter(_("Provider"), ReturnParcel, "run__entry__provider")
    receiver = unit_filter(_("Receiver"), ReturnParcel, "receiver")

    class Meta:
        model = ReturnParcel
        fields = ("desk", "state", "provider", "receiver")

    def at_desk(self, queryset: Any, name: str, value: str) -> Any:
        """What waits for whoever asks, what the own unit receives, or what is late."""
        return queryset.at_desk(value, actor_of(self.request))
