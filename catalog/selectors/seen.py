"""An entry as somebody may see it: those who do not work on it see what was published."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from portal.kernel.actor import Actor

from .. import policies
from ..choices import AT_REST, EntryState
from ..models import CatalogEntry, Category, DataItem, EntryVersion
from .content import FROZEN_ENTRY, FROZEN_ITEM


def reads_working_copy(actor: Actor, entry: CatalogEntry) -> bool:
    """Whether the actor sees drafts, opinions and history of this entry."""
    return policies.reads_working_copy(actor, entry)


def has_open_changes(entry: CatalogEntry) -> bool:
    """Whether a published entry is being changed, so that working copy and published state differ."""
    return entry.version_number > 0 and entry.state not in AT_REST


def as_seen_all(actor: Actor, entries: Iterable[CatalogEntry]) -> list[CatalogEntry]:
    """The entries as the actor may see them; at most two statements for the set. Never save these."""
    shown = list(entries)
    hidden = {e.pk for e in shown if _is_hidden_from(actor, e)}
    if not hidden:
        return shown
    versions = (
        EntryVersion.objects.filter(entry__in=hidden).order_by("entry_id", "-number").distinct("entry_id")
    )
    newest = {version.entry_id: version for version in versions}
    codes = {version.content["category"] for version in newest.values()}
    categories = {category.code: category for category in Category.objects.filter(code__in=codes)}
    return [_published_face(e, newest[e.pk], categories) if e.pk in newest else e for e in shown]


def as_seen(actor: Actor, entry: CatalogEntry) -> CatalogEntry:
    """One entry as the actor may see it."""
    return as_seen_all(actor, [entry])[0]


def items_of(version: EntryVersion) -> list[DataItem]:
    """The items of a published version, as unsaved records."""
    return [
        DataItem(position=n, **{name: item[name] for name in FROZEN_ITEM})
        for n, item in enumerate(version.content["items"], 1)
    ]


def items_seen(actor: Actor, entry: CatalogEntry) -> list[DataItem]:
    """The items that belong to what ``as_seen`` gives: the published ones, or those of the working copy."""
    return published_items(entry) if _is_hidden_from(actor, entry) else list(entry.items.all())


def published_items(entry: CatalogEntry) -> list[DataItem]:
    """The items of the newest published version; none before the first."""
    version = EntryVersion.objects.filter(entry=entry, number=entry.version_number).first()
    return items_of(version) if version else []


def _is_hidden_from(actor: Actor, entry: CatalogEntry) -> bool:
    return has_open_changes(entry) and not policies.reads_working_copy(actor, entry)


def _published_face(
    entry: CatalogEntry, version: EntryVersion, categories: dict[str, Category]
) -> CatalogEntry:
    face = copy(entry)
    face._state = copy(entry._state)
    face._state.fields_cache = dict(entry._state.fields_cache)
    for name in FROZEN_ENTRY:
        setattr(face, name, version.content.get(name, ""))
    face.category = categories.get(version.content["category"]) or entry.category
    face.state, face.opinion, face.due_on = EntryState.PUBLISHED, "", None
    face.changed_at = version.published_at
    return face
