"""The catalog in numbers; the mounting rate belongs to aggregation, which knows what is mounted now."""

from __future__ import annotations

from ..models import CatalogEntry, EntryVersion
from .faces import with_published


def count_published() -> int:
    """How many entries are in force."""
    return CatalogEntry.objects.in_force().count()


def count_with_collection_basis() -> int:
    """How many entries in force say on what legal basis their data is collected."""
    return with_published(CatalogEntry.objects.in_force()).exclude(shown_collection_basis="").count()


def count_refusals() -> int:
    """Entries in force that are not shared or not open, each with its legal basis."""
    return with_published(CatalogEntry.objects.in_force()).exclude(shown_refusal_basis="").count()


def count_versions() -> int:
    """Published states of entries that stay readable."""
    return EntryVersion.objects.count()
