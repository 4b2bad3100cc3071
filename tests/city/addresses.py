"""Addresses with records of the demo city in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from catalog.models import CatalogEntry
from opening.models import PublicDataset
from portal.demo.city.people import actor_of
from tests.architecture.routes import Route

#: Whose records are looked at where nothing else is said: what the water company's officer sees.
LOOKER = "water-supply-officer"
#: The model whose record an address names, where its door does not say.
ABOUT = {
    "aggregation:batch-rejects": "aggregation.batch",
    "front:dashboard-detail": "members.organization",
    "sharing:grant-uses": "sharing.grant",
    "web:job-detail": "kernel.job",
    "web:job-progress": "kernel.job",
}
#: Which record of a model, where it is not the first that the looker sees.
WHICH: dict[str, Callable[[], Model]] = {
    "catalog.catalogentry": lambda: CatalogEntry.objects.filter(
        provider=actor_of(LOOKER).user.organization, state="published"
    ).earliest("pk"),
    "members.organization": lambda: actor_of(LOOKER).user.organization,
}
#: Arguments that are no record's own.
VALUES: dict[str, Callable[[], object]] = {
    "slug": lambda: PublicDataset.objects.filter(state="open").earliest("pk").slug,
    "number": lambda: 1,
    "key": lambda: "catalog.review_days",
    "id": lambda: "4.1",
    "name": lambda: "themes",
}


def address(route: Route) -> str:
    """The route's address with a record of the city. Raises ``LookupError`` where the city has none."""
    return reverse(route.name, kwargs={name: _value(route, name) for name in route.arguments})


def _value(route: Route, name: str) -> object:
    if name in VALUES:
        return VALUES[name]()
    label = ABOUT.get(route.name) or _model_of(route.door)
    record = _record(label) if label else None
    if hasattr(record, name):
        return getattr(record, name)
    raise LookupError(f"say in tests/city/addresses.py whose {name} stands in {route.name}")


def _model_of(door: Any) -> str:
    queryset = getattr(door, "queryset", None)
    model = getattr(door, "model", None) if queryset is None else queryset.model
    return model._meta.label_lower if model else ""


@cache
def _record(label: str) -> Model:
    if label in WHICH:
        return WHICH[label]()
    everything = apps.get_model(label)._default_manager.order_by("pk")
    seen = everything.visible_to(actor_of(LOOKER)) if hasattr(everything, "visible_to") else everything
    found = seen.first() or everything.first()
    if found is None:
        raise LookupError(f"the demo city has no {label}")
    return found
