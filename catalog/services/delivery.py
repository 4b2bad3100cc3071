"""What aggregation stamps on an entry: that it is mounted, and which data it holds."""

from __future__ import annotations

from portal.kernel import audit, clock
from portal.kernel.actor import Actor

from ..models import CatalogEntry


def record_mount(entry: CatalogEntry, *, actor: Actor) -> CatalogEntry:
    """Note that the entry has a table, file or service behind it."""
    with audit.edit(
        "catalog.catalogentry.record_mount",
        entry,
        actor=actor,
        permission="catalog.record_delivery",
        provision="2.1",
    ) as locked:
        locked.mounted_at = locked.mounted_at or clock.now()
    return locked


def record_delivery(entry: CatalogEntry, *, version: int, rows: int, actor: Actor) -> CatalogEntry:
    """Note the newest data version of the entry and its number of rows."""
    with audit.edit(
        "catalog.catalogentry.record_delivery",
        entry,
        actor=actor,
        permission="catalog.record_delivery",
        provision="3.2",
    ) as locked:
        locked.delivered_version, locked.delivered_rows = version, rows
        locked.delivered_at = clock.now()
    return locked
