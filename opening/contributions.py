"""What the opening chapter adds to other pages: the public menu, figures, search, a panel on the entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from aggregation.choices import DISCREET_KINDS, Channel
from aggregation.models import Objection
from aggregation.selectors import register_exit
from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    Figure,
    Hit,
    InboxItem,
    InboxSource,
    Lifecycle,
    MenuEntry,
    Panel,
    ProvisionLink,
    SearchSource,
    Section,
    register,
)

from . import selectors
from .models import ObjectionAnswer
from .workflows import DATASET

grant(Role.AUTHORITY, "opening.suspend_dataset")
register_exit(Channel.OPENING, selectors.seen_by_everybody)

tones.register("opening.publicdataset", {"open": "good", "suspended": "soon", "withdrawn": "quiet"})


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """Whether the public sees the entry, and how it is used."""
    return {"standing": selectors.standing_of(entry)}


def objection_panel(actor: Actor, objection: Objection) -> dict[str, Any] | None:
    """On an objection's page: how the data stands with the public, and the authority's way to stop it."""
    dataset = selectors.dataset_of(objection.entry)
    if dataset is None or not actor.is_person or actor.user.organization_id is None:  # type: ignore[union-attr]
        return None
    moves = [step.name for step in DATASET.available(dataset, actor=actor)]
    address = selectors.address_of(dataset)
    return {
        "dataset": dataset,
        "address": address,
        "moves": moves,
        "is_grave": objection.kind in DISCREET_KINDS,
    }


def suspended_datasets(actor: Actor) -> Iterable[InboxItem]:
    """Datasets that wait to be restored or to leave the portal for good."""
    for dataset in selectors.suspended_by_authority(actor):
        yield InboxItem(
            dataset.name,
            selectors.address_of(dataset),
            who=dataset.provider_name,
            state=str(dataset.get_state_display()),
            tone="soon",
        )


def count_answers() -> int:
    """Objections to open data that were answered in public."""
    return ObjectionAnswer.objects.count()


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
    MenuEntry(Section.OPENING, _("Objections and answers"), "opening:answer-list", order=20, public=True),
    Panel("aggregation.objection", "opening/_objection_panel.html", context=objection_panel, order=10),
    InboxSource(_("Suspended datasets"), items=suspended_datasets, order=27),
    ProvisionLink(
        "5.3", _("Objections and answers"), "opening:answer-list", value=count_answers, public=True
    ),
    SearchSource("opening", _("Open data"), search=search_datasets, order=10),
    Figure(_("Open datasets"), lambda actor: selectors.figures().datasets, "opening:dataset-list", order=10),
    Figure(_("Rows of data"), lambda actor: selectors.figures().rows, "opening:dataset-list", order=20),
    Figure(_("Providers"), lambda actor: selectors.figures().providers, "opening:dataset-list", order=30),
    Figure(_("Downloads"), lambda actor: selectors.figures().downloads, "opening:dataset-list", order=40),
    Lifecycle(DATASET),
    ActionName("opening.publicdataset.create", _("Brought to the portal")),
    ActionName("opening.publicdataset.flag", _("Told what is contested")),
    ActionName("opening.objectionanswer.publish", _("Publish the answer to an objection")),
    ActionName("opening.publicdataset.refresh", _("Refreshed on the portal")),
)
