"""The catalog in numbers; the mounting rate belongs to aggregation, which knows what is mounted now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Min

from portal.members.models import Organization
from portal.web.courses import counted_by

from ..models import CatalogEntry, EntryVersion
from .faces import with_published


def count_published() -> int:
    """How many entries are in force."""
    return CatalogEntry.objects.in_force().count()


def published_by(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """How many of the entries in force had been published by each day."""
    entries = CatalogEntry.objects.in_force()
    entries = entries.filter(provider=scope) if scope else entries
    return counted_by(entries.annotate(first=Min("versions__published_at")), "first", days)


def count_with_collection_basis() -> int:
    """How many entries in force say on what legal basis their data is collected."""
    return with_published(CatalogEntry.objects.in_force()).exclude(shown_collection_basis="").count()


def count_refusals() -> int:
    """Entries in force that are not shared or not open, each with its legal basis."""
    return with_published(CatalogEntry.objects.in_force()).exclude(shown_refusal_basis="").count()


def count_versions() -> int:
    """Published states of entries that stay readable."""
    return EntryVersion.objects.count()
