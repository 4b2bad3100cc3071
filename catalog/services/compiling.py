"""Compile an entry: its metadata, and its items, proposed from a file or written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.store import files
from portal.store.models import StoredFile

from .. import policies
from ..models import CatalogEntry, Category, DataItem
from ..selectors import FROZEN_ENTRY, published_content
from .freshness import refuse_if_changed

if TYPE_CHECKING:
    from portal.store import preview

RIGHT = "catalog.compile_entry"
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


def create_entry(*, actor: Actor, sample: StoredFile | None = None, **fields: Any) -> CatalogEntry:
    """Start a draft for the actor's own unit; with a sample file its items are proposed from it."""
    unit = actor.user.organization if actor.user else None
    if unit is None or not actor.can(RIGHT):
        raise NotPermitted(RIGHT)
    entry = CatalogEntry(provider=unit, compiled_by=actor.user, changed_at=clock.now(), **fields)
    with transaction.atomic():
        audit.write("catalog.catalogentry.create", entry, actor=actor, provision="2.1")
        if sample is not None:
            propose_items(entry, sample, actor=actor)
    return entry


def edit_entry(
    entry: CatalogEntry, *, actor: Actor, unless_changed_since: datetime | None = None, **fields: Any
) -> CatalogEntry:
    """Change an entry that is still at its unit's desk; ``Conflict`` where a colleague was faster."""
    with _at_the_desk("edit", entry, actor, unless_changed_since) as locked:
        for name, value in fields.items():
            setattr(locked, name, value)
    return locked


def set_items(
    entry: CatalogEntry,
    items: Sequence[dict[str, Any]],
    *,
    actor: Actor,
    unless_changed_since: datetime | None = None,
) -> list[DataItem]:
    """Give the entry exactly these items, in this order; each is a mapping of ``DataItem``'s columns.

    Items are recognised by their name: what did not change is neither rewritten nor recorded.
    """
    _refuse_repeated_names(items)
    with _at_the_desk("set_items", entry, actor, unless_changed_since) as locked:
        _place_items(locked, items, actor)
    return list(locked.items.all())


def restore_published(entry: CatalogEntry, *, actor: Actor) -> None:
    """Let the working copy of a locked entry say again what was published last."""
    content = published_content(entry)
    if content is None:
        return
    for name in FROZEN_ENTRY:
        setattr(entry, name, content.get(name, getattr(entry, name)))
    entry.category = Category.objects.get(code=content["category"])
    _place_items(entry, content["items"], actor)


def propose_items(entry: CatalogEntry, file: File[bytes] | StoredFile, *, actor: Actor) -> list[DataItem]:
    """Keep the file as the entry's sample and take its items from header and values."""
    stored = file if isinstance(file, StoredFile) else files.keep(file)
    items = proposed_items(preview_sample(stored))
    with transaction.atomic():
        edit_entry(entry, actor=actor, sample=stored)
        return set_items(entry, items, actor=actor)


def keep_sample(file: File[bytes], *, actor: Actor) -> tuple[StoredFile, preview.Preview]:
    """Keep a file that an entry is to be started from; ``ValidationError`` where it cannot be read."""
    if not actor.can(RIGHT):
        raise NotPermitted(RIGHT)
    with transaction.atomic():
        stored = files.keep(file)
        return stored, preview_sample(stored)


def preview_sample(stored: StoredFile) -> preview.Preview:
    """Format, first rows and guessed types of a kept file."""
    from portal.store import preview  # noqa: PLC0415  (polars is loaded only where files are read)

    with files.local_path(stored) as path:
        return preview.preview(path, name=stored.name)


def proposed_items(seen: preview.Preview) -> list[dict[str, Any]]:
    """The items that a previewed file asks for, as ``set_items`` takes them."""
    from portal.store import preview  # noqa: PLC0415  (as above)

    return [_proposed(spec) for spec in preview.proposed_columns(seen)]


def _proposed(spec: Any) -> dict[str, Any]:
    return {
        "name": spec.name,
        "data_type": LETTERS[spec.data_type],
        "length": spec.length or spec.precision or 0,
        "decimals": spec.scale or 0,
        "required": spec.required or spec.key,
        "key": spec.key,
    }


@contextmanager
def _at_the_desk(
    act: str, entry: CatalogEntry, actor: Actor, since: datetime | None
) -> Iterator[CatalogEntry]:
    action = f"catalog.catalogentry.{act}"
    with audit.edit(action, entry, actor=actor, permission=RIGHT, provision="2.1") as locked:
        require_desk(locked, actor)
        refuse_if_changed(locked, since)
        locked.changed_at = clock.now()
        yield locked


def _place_items(entry: CatalogEntry, items: Sequence[dict[str, Any]], actor: Actor) -> None:
    known = {item.name: item for item in entry.items.select_for_update()}
    for gone in known.keys() - {item["name"] for item in items}:
        audit.remove("catalog.dataitem.remove", known[gone], actor=actor, provision="2.1")
    placed = [{"position": position, **item} for position, item in enumerate(items, 1)]
    new = [DataItem(entry=entry, **item) for item in placed if item["name"] not in known]
    audit.write_many("catalog.dataitem.add", new, actor=actor, provision="2.1")
    for item in placed:
        if item["name"] in known:
            _change_item(known[item["name"]], item, actor)


def _change_item(item: DataItem, values: dict[str, Any], actor: Actor) -> None:
    before = audit.snapshot(item)
    for name, value in values.items():
        setattr(item, name, value)
    if audit.snapshot(item) != before:
        audit.write("catalog.dataitem.edit", item, actor=actor, before=before, provision="2.1")


def require_desk(entry: CatalogEntry, actor: Actor) -> None:
    """Refuse where the entry is another unit's (403) or not at the desk now (409)."""
    if not policies.is_provider(actor, entry):
        raise NotPermitted(RIGHT)
    if not entry.is_at_the_desk:
        raise Conflict(
            _("The entry is “%(state)s” and cannot be changed now. Take it back or revise it first.")
            % {"state": entry.get_state_display()}
        )


def _refuse_repeated_names(items: Sequence[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for item in items:
        if item["name"] in seen:
            raise ValidationError(
                _("Two items of one entry have the same name: “%(name)s”.") % {"name": item["name"]}
            )
        seen.add(item["name"])
