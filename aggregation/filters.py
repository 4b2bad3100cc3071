"""How lists of mounts, batches and rejects are narrowed."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.members.models import Organization
from portal.store.choices import Fault, LoadMode
from portal.store.models import Reject
from portal.web.narrowing import PeriodFilter, YesNoFilter

from .choices import RULE_NAMES, BatchState, Channel, MountState, ObjectionKind, ObjectionState
from .models import Batch, MountedResource, Objection


def providers(http_request: Any) -> QuerySet[Organization]:
    """Units whose entries are mounted with something."""
    mounts = MountedResource.objects.filter(entry__provider=OuterRef("pk"))
    return Organization.objects.filter(Exists(mounts)).order_by("name")


def provider_filter(path: str) -> df.ModelChoiceFilter:
    """The unit that provides the data, named in the address as everywhere."""
    return df.ModelChoiceFilter(
        label=_("Provider"), field_name=path, queryset=providers, to_field_name="public_id"
    )


class MountFilter(df.FilterSet):
    """Mounted resources."""

    state = df.ChoiceFilter(label=_("State"), choices=MountState.choices)
    provider = provider_filter("entry__provider")

    class Meta:
        model = MountedResource
        fields = ("state", "provider")


class BatchFilter(df.FilterSet):
    """Batches."""

    state = df.ChoiceFilter(label=_("State"), choices=BatchState.choices)
    mode = df.ChoiceFilter(label=_("Way of loading"), choices=LoadMode.choices)
    provider = provider_filter("mounted__entry__provider")
    received = PeriodFilter(label=_("Received at"), field_name="received_at")
    mount = df.UUIDFilter(field_name="mounted__public_id", label=_("Mounted resource"))

    class Meta:
        model = Batch
        fields = ("state", "mode", "provider", "received", "mount")


class BatchListFilter(BatchFilter):
    """The list page's filters: the resource is found by its name instead."""

    mount = None

    class Meta(BatchFilter.Meta):
        fields = ("state", "mode", "provider", "received")


class RejectFilter(df.FilterSet):
    """Rejects of one batch; items are those in which something was wrong."""

    column = df.ChoiceFilter(label=_("Item"))
    rule = df.ChoiceFilter(label=_("Rule"), choices=[])

    class Meta:
        model = Reject
        fields = ("column", "rule")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.queryset.order_by() if self.queryset is not None else Reject.objects.none()
        columns = sorted(filter(None, found.values_list("column", flat=True).distinct()))
        rules = set(found.values_list("rule", flat=True).distinct())
        self.filters["column"].extra["choices"] = [(name, name) for name in columns]
        self.filters["rule"].extra["choices"] = [(r.value, RULE_NAMES[r]) for r in Fault if r in rules]


class ObjectionFilter(df.FilterSet):
    """Objections."""

    state = df.ChoiceFilter(label=_("State"), choices=ObjectionState.choices)
    kind = df.ChoiceFilter(label=_("What is wrong"), choices=ObjectionKind.choices)
    channel = df.ChoiceFilter(label=_("Obtained through"), choices=Channel.choices)
    provider = provider_filter("entry__provider")
    late = YesNoFilter(label=_("Overdue"), method="only_late")

    class Meta:
        model = Objection
        fields = ("state", "kind", "channel", "provider")

    def only_late(self, found: Any, name: str, value: bool) -> Any:
        """Those whose next step is late, or all others."""
        late = found.overdue(clock.today())
        return late if value else found.exclude(pk__in=late.values("pk"))
