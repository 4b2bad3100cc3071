"""Whether a resource is stopped: every exit asks here before anything leaves by it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import CatalogEntry
from portal.kernel.errors import Conflict

from ..models import ResourceHold


class Held(Conflict):
    """The resource is stopped at every exit; its cause is nobody's business here."""

    instead = gettext_lazy("Come back later; you do not have to apply for anything.")

    def __init__(self, title: str, since: datetime) -> None:
        super().__init__(hold_in_words(since))
        self.title = title


def hold_in_words(since: datetime | None) -> str:
    """The one sentence that everybody reads of a hold; nothing where there is none."""
    told = _(
        "This data is stopped for data security since %(day)s. It goes on once this has been dealt with."
    )
    return told % {"day": f"{timezone.localtime(since):%Y-%m-%d}"} if since else ""


def held_since(entry: CatalogEntry) -> datetime | None:
    """Since when the resource is stopped; ``None`` while it is not."""
    oldest = ResourceHold.objects.in_force().filter(entry=entry).order_by("placed_at")
    return oldest.values_list("placed_at", flat=True).first()


def held_notice(entry: CatalogEntry) -> str:
    """The sentence for the pages of whatever comes from the resource."""
    return hold_in_words(held_since(entry))


def refuse_held(entry: CatalogEntry) -> None:
    """A conflict while the resource is stopped; ``services.lock_unheld`` also keeps it from being stopped."""
    if since := held_since(entry):
        raise Held(entry.title, since)


def with_hold(records: QuerySet[Any], entry: str = "entry") -> QuerySet[Any]:
    """Records with ``held_since``; ``entry`` is the path to the resource."""
    oldest = ResourceHold.objects.in_force().filter(entry=OuterRef(entry)).order_by("placed_at")
    told: QuerySet[Any] = records.annotate(held_since=Subquery(oldest.values("placed_at")[:1]))
    return told


def held_entries() -> QuerySet[Any]:
    """The keys of all resources that are stopped now."""
    keys: QuerySet[Any] = ResourceHold.objects.in_force().values("entry")
    return keys


def hold_of(cause: Model) -> ResourceHold | None:
    """What was stopped last because of this record, lifted or not."""
    found: ResourceHold | None = ResourceHold.objects.caused_by(cause).first()
    return found
