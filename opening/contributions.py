"""What the opening chapter adds to other pages: the public menu, figures, search, a panel on the entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    Figure,
    Hit,
    Lifecycle,
    MenuEntry,
    Panel,
    SearchSource,
    Section,
    register,
)

from . import selectors
from .workflows import DATASET

tones.register("opening.publicdataset", {"open": "good", "suspended": "soon", "withdrawn": "quiet"})


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """Whether the public sees the entry, and how it is used."""
    return {"standing": selectors.standing_of(entry)}


def search_datasets(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Open datasets that have the words."""
    for dataset in selectors.found(selectors.Wish(words))[:limit]:
        label = [str(dataset.get_provenance_display())] if dataset.is_generated else []
        facts = [*label, dataset.provider_name, str(dataset.get_update_cycle_display())]
        yield Hit(dataset.name, dataset.get_absolute_url(), dataset.summary, facts)


register(
    MenuEntry(Section.OPENING, _("Open data"), "opening:dataset-list", order=10, public=True),
    MenuEntry(Section.OPENING, _("Datasets on the portal"), "opening:usage-list", order=10),
    Panel("catalog.entry", "opening/_entry_panel.html", context=entry_panel, order=50),
    SearchSource("opening", _("Open data"), search=search_datasets, order=10),
    Figure(_("Open datasets"), lambda actor: selectors.figures().datasets, "opening:dataset-list", order=10),
    Figure(_("Rows of data"), lambda actor: selectors.figures().rows, "opening:dataset-list", order=20),
    Figure(_("Providers"), lambda actor: selectors.figures().providers, "opening:dataset-list", order=30),
    Figure(_("Downloads"), lambda actor: selectors.figures().downloads, "opening:dataset-list", order=40),
    Lifecycle(DATASET),
    ActionName("opening.publicdataset.create", _("Brought to the portal")),
    ActionName("opening.publicdataset.refresh", _("Refreshed on the portal")),
)
