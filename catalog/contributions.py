"""What the catalog adds to the roles, the frame, the desk and the search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.dispatch.models import Dispatch
from portal.dispatch.selectors import Subject, register_subject
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
from .choices import EntryState
from .models import CatalogEntry
from .workflows import ENTRY, RESPONSIBILITY

PROMISE = "catalog.responsibilityline"
grant(Role.DATA_OFFICER, "catalog.compile_entry", "catalog.draft_list")
grant(Role.CDO, "catalog.sign_entry", "catalog.draft_list", "catalog.publish_list")
grant(Role.AUTHORITY, "catalog.review_entry", "catalog.draft_list", "catalog.publish_list")
grant(Role.INSPECTOR, "catalog.view_all_entries")
grant(Role.AUDIT_ADMINISTRATOR, "catalog.view_all_entries")


def is_staff(actor: Actor) -> bool:
    """Somebody who works for a unit."""
    return actor.user is not None and actor.user.organization_id is not None


def entries_url(scope: Organization | None) -> str:
    """The published entries of the unit, or of all."""
    narrowed = f"&provider={scope.public_id}" if scope else ""
    return f"{reverse('catalog:entry-list')}?state={EntryState.PUBLISHED}{narrowed}"


def count_waiting(actor: Actor) -> int:
    """How many entries the actor has to move on."""
    return selectors.waiting_for(actor).count()


def returned(actor: Actor) -> Iterable[InboxItem]:
    """Entries that came back to their compilers."""
    return _inbox(actor, EntryState.RETURNED, page="")


def to_sign(actor: Actor) -> Iterable[InboxItem]:
    """Entries that the chief data officer has to sign."""
    return _inbox(actor, EntryState.SUBMITTED)


def to_review(actor: Actor) -> Iterable[InboxItem]:
    """Entries that the authority has to review in time."""
    return _inbox(actor, EntryState.SIGNED)


def to_publish(actor: Actor) -> Iterable[InboxItem]:
    """Entries that the authority has to publish."""
    return _inbox(actor, EntryState.APPROVED)


def overdue_reviews(scope: Organization | None) -> Iterable[InboxItem]:
    """Entries whose review is late."""
    for entry in selectors.overdue_reviews(scope):
        who, shown = str(entry.provider), str(entry.get_state_display())
        yield InboxItem(
            entry.title, entry.get_absolute_url(), due_on=entry.due_on, who=who, state=shown, tone="stop"
        )


def search(actor: Actor, words: str, limit: int) -> Iterable[Hit]:
    """Entries that the actor may see, for staff; the public searches what is open."""
    if not is_staff(actor):
        return []
    visible = CatalogEntry.objects.visible_to(actor).select_related("provider")
    found = selectors.search_entries(actor, visible, words).order_by("-shown_changed_at")[:limit]
    return [_hit(entry) for entry in selectors.as_seen_all(actor, found)]


def published_entries(actor: Actor) -> int:
    """How many entries are in force."""
    return selectors.count_published()


def lists_to_publish(actor: Actor) -> Iterable[InboxItem]:
    """Drafts of responsibility lists that the actor may publish."""
    for found in selectors.lists_waiting_for(actor):
        state = str(found.get_state_display())
        yield InboxItem(found.title, found.get_absolute_url(), who=str(found.organization), state=state)


def promises(actor: Actor, unit: Organization) -> dict[str, Any] | None:
    """On a unit's page: its responsibility list in force, and how its promises stand."""
    found = selectors.list_in_force(unit)
    if found is None:
        return None
    kept = selectors.promises_kept(found)
    return {"list": found, "kept": [(o, n, tones.tone_of(o, PROMISE)) for o, n in kept]}


def as_subject(actor: Actor, public_id: UUID) -> Subject | None:
    """A published entry as what a dispatch delivered."""
    entry = CatalogEntry.objects.visible_to(actor).in_force().filter(public_id=public_id).first()
    return Subject(f"{entry}（{entry.resource_code}）", entry.get_absolute_url()) if entry else None


def own_subjects(actor: Actor) -> Iterable[tuple[UUID, str]]:
    """The own unit's published entries, which it may name as what it delivered."""
    unit = actor.user.organization if actor.user else None
    for entry in CatalogEntry.objects.in_force().filter(provider=unit).order_by("name"):
        yield entry.public_id, f"{entry}（{entry.resource_code}）"


def matching_entries(actor: Actor, dispatch: Dispatch) -> dict[str, Any] | None:
    """While a data need is assigned: what the catalog already holds of it, and who."""
    if not dispatch.is_need:
        return None
    found = selectors.entries_matching(actor, f"{dispatch.title} {dispatch.content}")
    return {"entries": selectors.as_seen_all(actor, found)}


def _inbox(actor: Actor, state: str, page: str = "review") -> Iterable[InboxItem]:
    for entry in selectors.waiting_for(actor).filter(state=state)[:50]:
        url = entry.step_url(page) if page else entry.get_absolute_url()
        who, shown = str(entry.provider), str(entry.get_state_display())
        yield InboxItem(entry.title, url, due_on=entry.due_on, who=who, state=shown, tone="info")


def _hit(entry: CatalogEntry) -> Hit:
    facts = [str(entry.provider), str(entry.get_state_display()), entry.resource_code or ""]
    return Hit(entry.title, entry.get_absolute_url(), entry.localized("abstract"), list(filter(None, facts)))


tones.register("catalog.responsibilitylist", {"published": "good"})
tones.register(
    PROMISE,
    {"kept": "good", "late": "soon", "empty": "quiet", "not_mounted": "soon", "withdrawn": "quiet"},
)
register_subject("catalog.catalogentry", as_subject, own_subjects)
register(
    Lifecycle(ENTRY),
    Lifecycle(RESPONSIBILITY),
    ActionName("catalog.responsibilitylist.create", _("Draft started")),
    ActionName("catalog.responsibilityline.create", _("Line frozen")),
    MenuEntry(Section.CATALOG, _("Responsibility lists"), "catalog:responsibility-list", order=30),
    MenuEntry(
        Section.CATALOG, _("Responsibility lists"), "catalog:responsibility-list", order=30, public=True
    ),
    InboxSource(_("Responsibility lists to publish"), items=lists_to_publish, order=45),
    Panel("members.organization", "catalog/_promises.html", context=promises, order=20),
    OverdueSource(_("Overdue reviews"), items=overdue_reviews, order=10),
    ProvisionLink("2.1", _("Catalog entries"), "catalog:entry-list", value=selectors.count_published),
    ProvisionLink(
        "2.3", _("Refusals with their basis"), "catalog:entry-list", value=selectors.count_refusals
    ),
    ProvisionLink("2.4", _("Published versions"), "catalog:entry-list", value=selectors.count_versions),
    ProvisionLink(
        "2.2",
        _("Responsibility lists"),
        "catalog:responsibility-list",
        value=selectors.count_lists_in_force,
        public=True,
    ),
    ProvisionLink(
        "3.1", _("Catalog entries"), "catalog:entry-list", value=selectors.count_with_collection_basis
    ),
    Panel("dispatch.assign", "catalog/_matching_entries.html", context=matching_entries),
    ActionName("catalog.catalogentry.create", _("Draft started")),
    ActionName("catalog.catalogentry.edit", _("Metadata changed")),
    ActionName("catalog.catalogentry.set_items", _("Items changed")),
    ActionName("catalog.catalogentry.record_mount", _("Mounted")),
    ActionName("catalog.catalogentry.record_delivery", _("Data loaded")),
    MenuEntry(
        Section.CATALOG,
        _("Catalog entries"),
        "catalog:entry-list",
        order=10,
        visible=is_staff,
        badge=count_waiting,
    ),
    InboxSource(_("Entries returned to you"), items=returned, order=10),
    InboxSource(_("Entries to sign"), items=to_sign, order=20),
    InboxSource(_("Entries to review"), items=to_review, order=30),
    InboxSource(_("Entries to publish"), items=to_publish, order=40),
    SearchSource("catalog", _("Catalog entries"), search=search, order=10),
    Indicator(
        "catalog.published_entries",
        _("Published entries"),
        values=selectors.published_by,
        url=entries_url,
        order=90,
    ),
    Figure(_("Published entries"), value=published_entries, audience="public", order=10),
    Figure(
        _("Published entries"),
        value=published_entries,
        url_name="catalog:entry-list",
        audience="staff",
        order=10,
    ),
)
