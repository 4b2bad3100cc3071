"""Reads across the catalog: what was published, what is still missing, what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.kernel.actor import Actor
from portal.kernel.errors import Message

from . import policies
from .models import CatalogEntry, DataItem, EntryVersion

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


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """One thing that must be right before an entry is handed in."""

    label: Message
    passed: bool
    reason: Message = ""


def content_of(entry: CatalogEntry) -> dict[str, Any]:
    """The entry's working copy with its items, as a version freezes it."""
    return {
        **{name: getattr(entry, name) for name in FROZEN_ENTRY},
        "resource_code": entry.resource_code,
        "category": entry.category.code,
        "items": [{name: getattr(item, name) for name in FROZEN_ITEM} for item in entry.items.all()],
    }


def published_content(entry: CatalogEntry) -> dict[str, Any] | None:
    """The newest published version; ``None`` before the first."""
    version = EntryVersion.objects.filter(entry=entry, number=entry.version_number).first()
    return version.content if version else None


def content_for(actor: Actor, entry: CatalogEntry) -> dict[str, Any]:
    """The working copy for those who work on it, the newest published version for the rest."""
    works_on_it = (
        policies.is_provider(actor, entry)
        or policies.is_reviewing_authority(actor, entry)
        or actor.can("catalog.view_all_entries")
    )
    return content_of(entry) if works_on_it else (published_content(entry) or {})


def checks_of(entry: CatalogEntry) -> list[EntryCheck]:
    """What is looked at before an entry may be submitted, shown again to signer and reviewer."""
    items: list[DataItem] = list(entry.items.all())
    names = {item.name for item in items}
    personal = [item.title for item in items if item.personal]
    return [
        EntryCheck(
            _("The entry lists its data items"),
            bool(items),
            _("Add the items by hand or propose them from a file."),
        ),
        EntryCheck(
            _("The item that holds the area code is one of the items"),
            not entry.area_item or entry.area_item in names,
            _("There is no item “%(name)s”.") % {"name": entry.area_item},
        ),
        EntryCheck(
            _("Items with personal information are declared on the entry"),
            not personal or entry.personal_information,
            _("These items hold personal information: %(names)s.") % {"names": "、".join(personal)},
        ),
        EntryCheck(
            _("Generated rows name their generator as source"),
            entry.provenance != "generated" or bool(entry.source),
            _("Say in the source that the rows were generated."),
        ),
    ]


def open_checks(entry: CatalogEntry) -> list[EntryCheck]:
    """The checks that the entry does not pass."""
    return [check for check in checks_of(entry) if not check.passed]
