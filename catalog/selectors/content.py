"""What an entry says: its working copy, and what was published of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.kernel.actor import Actor

from .. import policies
from ..models import CatalogEntry, EntryVersion

#: Asked since a later version of the portal: earlier published versions do not hold them.
COLLECTED = ["collection_basis", "collection_purpose"]
#: What a published version freezes, by column.
FROZEN_ENTRY = [
    "name",
    "name_en",
    "abstract",
    "abstract_en",
    "division",
    "contact",
    "themes",
    "keywords",
    "keywords_en",
    "format_category",
    "format_type",
    "sharing_type",
    "sharing_condition",
    "sharing_method",
    "open_type",
    "open_condition",
    "refusal_basis",
    "update_cycle",
    "grade",
    "personal_information",
    "public_service",
    "area_item",
    "source_system",
    "provenance",
    "source",
    "source_en",
    "source_url",
    *COLLECTED,
]
FROZEN_ITEM = [
    "name",
    "name_en",
    "data_type",
    "length",
    "decimals",
    "required",
    "key",
    "searchable",
    "personal",
    "measure_unit",
    "description",
    "description_en",
    "rules",
]


def content_of(entry: CatalogEntry) -> dict[str, Any]:
    """The entry's working copy with its items, as a version freezes it."""
    return {
        **{name: getattr(entry, name) for name in FROZEN_ENTRY},
        "resource_code": entry.resource_code,
        "provider": entry.provider.name,
        "category": entry.category.code,
        "items": [{name: getattr(item, name) for name in FROZEN_ITEM} for item in entry.items.all()],
    }


def published_content(entry: CatalogEntry) -> dict[str, Any] | None:
    """The newest published version; ``None`` before the first."""
    version = EntryVersion.objects.filter(entry=entry, number=entry.version_number).first()
    return version.content if version else None


def version_on(entry: CatalogEntry, moment: datetime) -> EntryVersion | None:
    """The version that was in force at that moment; ``None`` before the first."""
    return EntryVersion.objects.filter(entry=entry, published_at__lte=moment).order_by("-number").first()


def content_for(actor: Actor, entry: CatalogEntry) -> dict[str, Any]:
    """The working copy for those who work on it, the newest published version for the rest."""
    if policies.reads_working_copy(actor, entry):
        return content_of(entry)
    return published_content(entry) or {}
