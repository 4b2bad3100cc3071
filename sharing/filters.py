"""How lists of requests, grants, uses and returns are narrowed."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

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


def providers(http_request: Any) -> QuerySet[Organization]:
    """Units whose data was asked for."""
    asked = SharingRequest.objects.values("entry__provider")
    return Organization.objects.filter(pk__in=asked).order_by("name")


def applicants(http_request: Any) -> QuerySet[Organization]:
    """Units that asked for data."""
    asking = SharingRequest.objects.values("organization")
    return Organization.objects.filter(pk__in=asking).order_by("name")


class RequestFilter(df.FilterSet):
    """Requests by desk, state, type, units, and by how the reply came."""

    desk = df.ChoiceFilter(label=_("Desk"), choices=DESKS, method="at_desk", widget=forms.HiddenInput)
    state = df.ChoiceFilter(label=_("State"), choices=RequestState.choices)
    sharing_type = df.ChoiceFilter(label=_("Sharing type"), choices=AskedType.choices)
    reply = df.ChoiceFilter(label=_("Reply"), choices=REPLIES, method="with_reply")
    provider = df.ModelChoiceFilter(
        label=_("Provider"), field_name="entry__provider", queryset=providers, to_field_name="public_id"
    )
    applicant = df.ModelChoiceFilter(
        label=_("Applicant"), field_name="organization", queryset=applicants, to_field_name="public_id"
    )

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
    provider = df.ModelChoiceFilter(
        label=_("Provider"), field_name="entry__provider", queryset=providers, to_field_name="public_id"
    )
    consumer = df.ModelChoiceFilter(
        label=_("Consumer"), field_name="consumer", queryset=applicants, to_field_name="public_id"
    )

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


def returners(http_request: Any) -> QuerySet[Organization]:
    """Units whose data is needed back."""
    return Organization.objects.filter(pk__in=ReturnNeed.objects.values("entry__provider")).order_by("name")


def receivers(http_request: Any) -> QuerySet[Organization]:
    """Units that need data back."""
    return Organization.objects.filter(pk__in=ReturnNeed.objects.values("receiver")).order_by("area_code")


class NeedFilter(df.FilterSet):
    """Needs by desk, state and units."""

    desk = df.ChoiceFilter(label=_("Desk"), choices=NEED_DESKS, method="at_desk")
    state = df.ChoiceFilter(label=_("State"), choices=NeedState.choices)
    provider = df.ModelChoiceFilter(
        label=_("Provider"), field_name="entry__provider", queryset=returners, to_field_name="public_id"
    )
    receiver = df.ModelChoiceFilter(label=_("Receiver"), queryset=receivers, to_field_name="public_id")

    class Meta:
        model = ReturnNeed
        fields = ("desk", "state", "provider", "receiver")

    def at_desk(self, queryset: Any, name: str, value: str) -> Any:
        """What waits for whoever asks, what the own area filed, or what the own unit has to return."""
        return queryset.at_desk(value, actor_of(self.request))


class RunFilter(df.FilterSet):
    """Runs by state and provider."""

    state = df.ChoiceFilter(label=_("State"), choices=RunState.choices)
    provider = df.ModelChoiceFilter(
        label=_("Provider"), field_name="entry__provider", queryset=returners, to_field_name="public_id"
    )

    class Meta:
        model = ReturnRun
        fields = ("state", "provider")


class ParcelFilter(df.FilterSet):
    """Parcels by desk, state and units."""

    desk = df.ChoiceFilter(label=_("Desk"), choices=PARCEL_DESKS, method="at_desk")
    state = df.ChoiceFilter(label=_("State"), choices=ParcelState.choices)
    provider = df.ModelChoiceFilter(
        label=_("Provider"), field_name="run__entry__provider", queryset=returners, to_field_name="public_id"
    )
    receiver = df.ModelChoiceFilter(label=_("Receiver"), queryset=receivers, to_field_name="public_id")

    class Meta:
        model = ReturnParcel
        fields = ("desk", "state", "provider", "receiver")

    def at_desk(self, queryset: Any, name: str, value: str) -> Any:
        """What waits for whoever asks, what the own unit receives, or what is late."""
        return queryset.at_desk(value, actor_of(self.request))
