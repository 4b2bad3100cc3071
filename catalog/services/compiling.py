"""Compile an entry: its metadata, and its items, proposed from a file or written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.store import files

from .. import policies
from ..models import CatalogEntry, DataItem

#: From the store's types to the guide's letters.
LETTERS = {
    "text": "C",
    "integer": "I",
    "decimal": "N",
    "double": "B",
    "date": "D",
    "datetime": "T",
    "boolean": "L",
}


def create_entry(*, actor: Actor, **fields: Any) -> CatalogEntry:
    """Start a draft for the actor's own unit."""
    unit = actor.user.organization if actor.user else None
    if unit is None or not actor.can("catalog.compile_entry"):
        raise NotPermitted("catalog.compile_entry")
    entry = CatalogEntry(provider=unit, compiled_by=actor.user, changed_at=clock.now(), **fields)
    audit.write("catalog.catalogentry.create", entry, actor=actor, provision="2.1")
    return entry


def edit_entry(entry: CatalogEntry, *, actor: Actor, **fields: Any) -> CatalogEntry:
    """Change an entry that is still at its unit's desk."""
    with audit.edit(
        "catalog.catalogentry.edit", entry, actor=actor, permission="catalog.compile_entry", provision="2.1"
    ) as locked:
        _require_desk(locked, actor)
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.changed_at = clock.now()
    return locked


def set_items(entry: CatalogEntry, items: Sequence[dict[str, Any]], *, actor: Actor) -> list[DataItem]:
    """Replace the entry's items by these, in this order; each is a mapping of ``DataItem``'s columns."""
    with transaction.atomic():
        locked = CatalogEntry.objects.select_for_update().get(pk=entry.pk)
        if not actor.can("catalog.compile_entry", locked):
            raise NotPermitted("catalog.compile_entry")
        _require_desk(locked, actor)
        for item in locked.items.all():
            audit.remove("catalog.dataitem.remove", item, actor=actor, provision="2.1")
        rows = [DataItem(entry=locked, position=n, **item) for n, item in enumerate(items, 1)]
        _refuse_repeated_names(rows)
        return audit.write_many("catalog.dataitem.add", rows, actor=actor, provision="2.1")


def propose_items(entry: CatalogEntry, file: File, *, actor: Actor) -> list[DataItem]:
    """Keep the file as the entry's sample and take its items from header and values."""
    from portal.store import preview  # noqa: PLC0415  (until the store's preview is there)

    stored = files.keep(file)
    with files.local_path(stored) as path:
        seen = preview.preview(path, name=stored.name)
    items = [
        {
            "name": spec.name,
            "data_type": LETTERS[spec.data_type],
            "length": spec.length or 0,
            "decimals": spec.scale or 0,
            "required": spec.required or spec.key,
            "key": spec.key,
        }
        for spec in preview.proposed_columns(seen)
    ]
    with transaction.atomic():
        edit_entry(entry, actor=actor, sample=stored)
        return set_items(entry, items, actor=actor)


def _require_desk(entry: CatalogEntry, actor: Actor) -> None:
    if not policies.is_provider(actor, entry):
        raise NotPermitted("catalog.compile_entry")
    if not entry.is_at_the_desk:
        raise Conflict(
            _("The entry is “%(state)s” and cannot be changed now. Take it back or revise it first.")
            % {"state": entry.get_state_display()}
        )


def _refuse_repeated_names(items: list[DataItem]) -> None:
    seen: set[str] = set()
    for item in items:
        if item.name in seen:
            raise ValidationError(
                _("Two items of one entry have the same name: “%(name)s”.") % {"name": item.name}
            )
        seen.add(item.name)
