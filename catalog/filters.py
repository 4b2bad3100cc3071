"""What the list of entries can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.members.models import Organization
from portal.web.doors import actor_of

from .choices import EntryState, Grade, ListScope, ListState, OpenType, SharingType, Theme, UpdateCycle
from .models import CatalogEntry, ResponsibilityList
from .selectors import waiting_for

WAITING, OWN = "waiting", "own"


def providers(http_request: Any) -> QuerySet[Organization]:
    """Units that have entries."""
    held = CatalogEntry.objects.filter(provider=OuterRef("pk"))
    return Organization.objects.filter(Exists(held)).order_by("name")


def publishers(http_request: Any) -> QuerySet[Organization]:
    """Units that published a responsibility list."""
    lists = ResponsibilityList.objects.filter(organization=OuterRef("pk"))
    return Organization.objects.filter(Exists(lists)).order_by("name")


class EntryFilter(django_filters.FilterSet):
    """Entries by desk, state, provider, subject, sharing, opening, grade, cycle, mounting, as seen."""

    desk = django_filters.ChoiceFilter(
        label=_("Desk"),
        choices=[(WAITING, _("Waiting for me")), (OWN, _("My unit's"))],
        method="at_desk",
        widget=forms.HiddenInput,
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=EntryState, method="as_shown")
    provider = django_filters.ModelChoiceFilter(
        label=_("Provider"), queryset=providers, to_field_name="public_id"
    )
    theme = django_filters.ChoiceFilter(label=_("Theme"), choices=Theme, method="with_theme")
    sharing_type = django_filters.ChoiceFilter(
        label=_("Sharing type"), choices=SharingType, method="as_shown"
    )
    open_type = django_filters.ChoiceFilter(label=_("Opening type"), choices=OpenType, method="as_shown")
    grade = django_filters.ChoiceFilter(label=_("Grade"), choices=Grade, method="as_shown")
    update_cycle = django_filters.ChoiceFilter(
        label=_("Update cycle"), choices=UpdateCycle, method="as_shown"
    )
    mounted = django_filters.ChoiceFilter(
        label=_("Mounting"), choices=[("1", _("Mounted")), ("0", _("Not mounted"))], method="that_is_mounted"
    )

    class Meta:
        model = CatalogEntry
        fields = ()

    def at_desk(self, queryset: QuerySet[CatalogEntry], name: str, value: str) -> QuerySet[CatalogEntry]:
        """What waits for whoever asks, or what belongs to his unit."""
        actor = actor_of(self.request)
        if value == WAITING:
            return queryset.filter(pk__in=waiting_for(actor).order_by().values("pk"))
        return queryset.filter(provider=actor.user.organization)

    def as_shown(self, queryset: QuerySet[CatalogEntry], name: str, value: str) -> QuerySet[CatalogEntry]:
        """Entries that show this value to their reader."""
        return queryset.filter(**{f"shown_{name}": value})

    def with_theme(self, queryset: QuerySet[CatalogEntry], name: str, value: str) -> QuerySet[CatalogEntry]:
        """Entries under the theme."""
        return queryset.filter(shown_themes__contains=[value])

    def that_is_mounted(
        self, queryset: QuerySet[CatalogEntry], name: str, value: str
    ) -> QuerySet[CatalogEntry]:
        """Entries with, or without, data behind them."""
        return queryset.filter(mounted_at__isnull=value == "0")


class ResponsibilityFilter(django_filters.FilterSet):
    """Responsibility lists by scope, state and unit."""

    scope = django_filters.ChoiceFilter(label=_("Scope"), choices=ListScope)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ListState)
    organization = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=publishers, to_field_name="public_id"
    )

    class Meta:
        model = ResponsibilityList
        fields = ("scope", "state", "organization")
