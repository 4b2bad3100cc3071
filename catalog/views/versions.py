"""Published versions: as they were, and what each changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import Message
from portal.web.contributions import Section
from portal.web.doors import PageView, RecordMixin, StaffMixin

from .. import selectors
from ..models import CatalogEntry, EntryVersion
from .facts import ENTRIES

#: Fields of a frozen entry in the order of the entry's own page.
SHOWN = (
    "resource_code",
    "name",
    "name_en",
    "abstract",
    "abstract_en",
    "category",
    "themes",
    "keywords",
    "division",
    "contact",
    "public_service",
    "sharing_type",
    "sharing_condition",
    "sharing_method",
    "open_type",
    "open_condition",
    "refusal_basis",
    "grade",
    "personal_information",
    "provenance",
    "source",
    "source_url",
    "source_system",
    "collection_basis",
    "collection_purpose",
    "format_category",
    "format_type",
    "update_cycle",
    "area_item",
)


class VersionDetailView(StaffMixin, RecordMixin, PageView):
    """One published version, for ever readable (provision 2.4)."""

    model = CatalogEntry
    section = Section.CATALOG
    parents = ENTRIES
    audience = _("Staff of all units")
    template_name = "catalog/version_detail.html"

    @cached_property
    def version(self) -> EntryVersion:
        """The version that the address names."""
        published = self.record.versions.select_related("published_by")
        return get_object_or_404(published, number=self.kwargs["number"])

    def get_title(self) -> Message:
        """The name that the entry had then."""
        number = _("Version %(number)s") % {"number": self.version.number}
        return f"{self.version.content['name']} · {number}"

    def get_parents(self) -> list[tuple[Message, str]]:
        """Below the entry."""
        entry = selectors.as_seen(self.actor, self.record)
        return [*super().get_parents(), (str(entry), self.record.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The content in words, and the difference to the version before."""
        earlier = self.record.versions.filter(number__lt=self.version.number).first()
        fields, items = selectors.compared(earlier.content if earlier else None, self.version.content)
        return super().get_context_data(
            version=self.version,
            versions=self.record.versions.all(),
            before=earlier,
            changes={"fields": fields, "items": items} if earlier else None,
            group={"title": _("As it was published"), "rows": rows_of(self.version.content)},
            items=selectors.items_of(self.version),
            entry=self.record,
            **kwargs,
        )


def rows_of(content: Mapping[str, Any]) -> list[tuple[Message, str, str]]:
    """Label, value in words, and kind of each frozen field that says something."""
    said = [name for name in SHOWN if content.get(name) not in (None, "", [])]
    labels = {name: CatalogEntry._meta.get_field(name).verbose_name for name in said}
    return [(labels[name], selectors.in_words(CatalogEntry, name, content[name]), "text") for name in said]
