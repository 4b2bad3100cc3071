"""The catalog in numbers."""

from __future__ import annotations

from django.db.models import Count, Q

from portal.members.models import Organization

from ..models import CatalogEntry


def count_published() -> int:
    """How many entries are in force."""
    return CatalogEntry.objects.in_force().count()


def mounting_rate(unit: Organization | None = None) -> float | None:
    """The share of entries in force that have data behind them (挂接率); ``None`` where there is no entry."""
    entries = CatalogEntry.objects.in_force()
    if unit is not None:
        entries = entries.filter(provider=unit)
    counted = entries.aggregate(all=Count("pk"), mounted=Count("pk", filter=Q(mounted_at__isnull=False)))
    return counted["mounted"] / counted["all"] if counted["all"] else None
