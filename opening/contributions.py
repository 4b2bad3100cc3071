"""What the opening chapter adds to other pages: the public menu, figures, search, a panel on the entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aggregation.choices import DISCREET_KINDS, Channel
from aggregation.models import Objection
from aggregation.selectors import register_exit
from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.members.choices import Role
from portal.members.models import Organization
from portal.members.roles import grant
from portal.web import tones
from portal.web.contributions import (
    ActionName,
    Figure,
    Hit,
    InboxItem,
    InboxSource,
    Indicator,
    Lifecycle,
    MenuEntry,
    OverdueSource,
    Panel,
    ProvisionLink,
    SearchSource,
    Section,
    register,
)

from . import selectors
from .models import ObjectionAnswer, OpenDemand
from .workflows import DATASET, DEMAND

grant(Role.AUTHORITY, "opening.suspend_dataset")
for role in (Role.CITIZEN, Role.OPERATOR):
    grant(role, "opening.file_demand", "opening.support_demand")
for role in (Role.DATA_OFFICER, Role.CDO):
    grant(role, "opening.answer_demand", "opening.decline_demand")
grant(Role.AUTHORITY, "opening.receive_demand", "opening.route_demand", "opening.decline_demand")
register_exit(Channel.OPENING, selectors.seen_by_everybody)

tones.register(
    "opening.publicdataset", {"open": "good", "held": "stop", "suspended": "soon", "withdrawn": "quiet"}
)
tones.register(
    "opening.opendemand",
    {"filed": "soon", "routed": "info", "promised": "info", "declined": "quiet", "merged": "quiet"},
)


def datasets_url(scope: Organization | None) -> str:
    """The public list of the unit's datasets, or of all."""
    return reverse("opening:dataset-list") + (f"?provider={scope.credit_code}" if scope else "")


def entry_panel(actor: Actor, entry: CatalogEntry) -> dict[str, Any] | None:
    """Whether the public sees the entry, and how it is used."""
    return {"standing": selectors.standing_of(entry)}


def objection_panel(actor: Actor, objection: Objection) -> dict[str, Any] | None:
    """On an objection's page: how the data stands with the public, and the authority's way to stop it."""
    dataset = selectors.dataset_of(objection.entry)
    if dataset is None or actor.user is None or actor.user.organization_id is None:
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


def waiting_demands(actor: Actor) -> Iterable[InboxItem]:
    """Demands that the actor has to hand over, to answer, or to fulfil."""
    return map(_demand_in_inbox, selectors.waiting_demands(actor))


def own_demands(actor: Actor) -> Iterable[InboxItem]:
    """Demands of the actor that wait for others."""
    return map(_demand_in_inbox, selectors.own_demands(actor))


def overdue_demands(scope: Organization | None) -> Iterable[InboxItem]:
    """Demands whose next step is late."""
    return map(_demand_in_inbox, selectors.overdue_demands(scope))


def _demand_in_inbox(demand: OpenDemand) -> InboxItem:
    return InboxItem(
        str(demand),
        demand.get_absolute_url(),
        due_on=demand.due_on,
        who=str(demand.unit or _("The data authority")),
        state=str(demand.get_state_display()),
        tone="stop" if demand.is_overdue else "info",
    )


def search_demands(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Demands that have the words."""
    for demand in selectors.found_demands(actor, words)[:limit]:
        facts = [str(demand.get_theme_display()), str(demand.get_state_display())]
        yield Hit(str(demand), demand.get_absolute_url(), demand.text, facts)


register(
    MenuEntry(Section.OPENING, _("Open data"), "opening:dataset-list", order=10, public=True),
    MenuEntry(Section.OPENING, _("Datasets on the portal"), "opening:usage-list", order=10),
    Panel("catalog.entry", "opening/_entry_panel.html", context=entry_panel, order=50),
    MenuEntry(Section.OPENING, _("Objections and answers"), "opening:answer-list", order=20, public=True),
    Panel("aggregation.objection", "opening/_objection_panel.html", context=objection_panel, order=10),
    MenuEntry(Section.OPENING, _("Open data demands"), "opening:demand-list", order=15, public=True),
    MenuEntry(
        Section.OPENING,
        _("Demands for opening"),
        "opening:demand-staff-list",
        order=20,
        badge=selectors.count_waiting_demands,
    ),
    InboxSource(_("Demands for opening"), items=waiting_demands, order=26, pending=own_demands),
    OverdueSource(_("Overdue demands for opening"), items=overdue_demands, order=45),
    ProvisionLink(
        "5.2",
        _("Demands answered in public"),
        "opening:demand-list",
        value=selectors.count_answered_demands,
        public=True,
    ),
    SearchSource("demands", _("Demands for opening"), search=search_demands, order=15),
    Lifecycle(DEMAND),
    ActionName("opening.opendemand.file", _("File the demand")),
    ActionName("opening.opendemand.receive", _("Take down the demand")),
    ActionName("opening.demandsupport.support", _("Support the demand")),
    ActionName("opening.demandsupport.carry", _("Carry the support over")),
    InboxSource(_("Suspended datasets"), items=suspended_datasets, order=27),
    ProvisionLink(
        "5.3", _("Objections and answers"), "opening:answer-list", value=count_answers, public=True
    ),
    Indicator(
        "opening.open_datasets",
        _("Open datasets"),
        values=selectors.opened_by,
        url=datasets_url,
        order=94,
    ),
    SearchSource("opening", _("Open data"), search=search_datasets, order=10),
    Figure(_("Open datasets"), lambda actor: selectors.figures().datasets, "opening:dataset-list", order=10),
    Figure(_("Rows of data"), lambda actor: selectors.figures().rows, "opening:dataset-list", order=20),
    Figure(_("Providers"), lambda actor: selectors.figures().providers, "opening:dataset-list", order=30),
    Figure(_("Downloads"), lambda actor: selectors.figures().downloads, "opening:dataset-list", order=40),
    ActionName("opening.publicdataset.follow_hold", _("Stopped, or let go on, with its resource")),
    Lifecycle(DATASET),
    ActionName("opening.publicdataset.create", _("Brought to the portal")),
    ActionName("opening.publicdataset.flag", _("Told what is contested")),
    ActionName("opening.objectionanswer.publish", _("Publish the answer to an objection")),
    ActionName("opening.publicdataset.refresh", _("Refreshed on the portal")),
)
