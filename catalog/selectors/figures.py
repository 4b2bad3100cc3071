"""The catalog in numbers; the mounting rate belongs to aggregation, which knows what is mounted now."""

from __future__ import annotations

from ..models import CatalogEntry


def count_published() -> int:
    """How many entries are in force."""
    return CatalogEntry.objects.in_force().count()
