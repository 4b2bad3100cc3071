"""The facts of an entry, in the groups in which pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.web.doors import Check, Fact, FactGroup
from portal.web.tones import tone_of

from ..models import CatalogEntry
from ..selectors import checks_of, in_words, may_work_on

PROMISE = "catalog.responsibilityline"
ENTRIES = (("catalog:entry-list", _("Catalog entries")),)


def words(name: str, label: Message) -> Fact:
    """A fact that is a list, in the reader's words."""
    return Fact(name, label, value=lambda entry: in_words(CatalogEntry, name, getattr(entry, name)))


def abstract_of(entry: CatalogEntry) -> str:
    """The abstract in the reader's language."""
    return entry.localized("abstract")


def source_of(entry: CatalogEntry) -> str:
    """The source in the reader's language."""
    return entry.localized("source")


WHAT = FactGroup(
    _("What it is"),
    (
        Fact("abstract", _("Abstract"), value=abstract_of),
        Fact("resource_code", _("Resource code"), kind="code"),
        Fact("category", _("Classification")),
        words("themes", _("Themes")),
        words("keywords", _("Keywords")),
        Fact("provider", _("Provider")),
        Fact("division", _("Division of the provider")),
        Fact("contact", _("Contact")),
        Fact("public_service", _("Arises from a public service"), kind="yes_no"),
    ),
)
SHARED = FactGroup(
    _("How it is shared"),
    (
        Fact("sharing_type", _("Sharing type")),
        Fact("sharing_condition", _("Conditions of sharing")),
        Fact("sharing_method", _("Way of sharing")),
    ),
)
OPENED = FactGroup(
    _("How it is opened"),
    (
        Fact("open_type", _("Opening type")),
        Fact("open_condition", _("Conditions of opening")),
        Fact("refusal_basis", _("Legal basis of not sharing or not opening")),
    ),
)
GRADED = FactGroup(
    _("Grade and source"),
    (
        Fact("grade", _("Grade")),
        Fact("personal_information", _("Holds personal information"), kind="yes_no"),
        Fact("provenance", _("Provenance")),
        Fact("source", _("Source of the data"), value=source_of),
        Fact("source_url", _("Address of the source")),
        Fact("source_system", _("Source system")),
        Fact("collection_basis", _("Legal basis of the collection")),
        Fact("collection_purpose", _("Purpose of the collection")),
    ),
)
DELIVERED = FactGroup(
    _("Form and delivery"),
    (
        Fact("format_category", _("Format")),
        Fact("format_type", _("Format type")),
        Fact("update_cycle", _("Update cycle")),
        Fact("area_item", _("Item that holds the area code")),
        Fact("mounted_at", _("Mounted"), kind="moment"),
        Fact("delivered_version", _("Data version"), value=lambda entry: entry.delivered_version or None),
        Fact("delivered_rows", _("Rows"), kind="number", value=lambda entry: entry.delivered_rows or None),
        Fact("delivered_at", _("Data loaded"), kind="moment"),
    ),
)
#: Beside each other below the items.
TERMS = (SHARED, OPENED, GRADED, DELIVERED)


def shown_checks(actor: Actor, entry: CatalogEntry) -> list[Check]:
    """The checks with links to the pages where a failed one is put right, for those who may."""
    may = may_work_on(actor, entry)
    return [
        Check(c.label, c.passed, c.reason, "" if c.passed or not may else entry.step_url(c.step))
        for c in checks_of(entry)
    ]


def with_tones(kept: Iterable[tuple[Any, int]]) -> list[tuple[Any, int, str]]:
    """How promises stand, each with the tone of its badge."""
    return [(outcome, count, tone_of(outcome, PROMISE)) for outcome, count in kept]
