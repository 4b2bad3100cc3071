"""Give an entry a table, keep its items those of the entry, and take it offline."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalog import services as catalog
from catalog.models import CatalogEntry
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict, NotPermitted
from portal.store import schema

from .. import policies
from ..choices import ResourceKind
from ..models import MountedResource
from ..selectors import planned_columns, table_mount_of
from ..workflows import MOUNT

#: Stamps the mount on the entry, which only aggregation may do.
STAMP = Actor.system("mount-entry", "catalog.record_delivery")


def mount_entry(entry: CatalogEntry, *, actor: Actor) -> MountedResource:
    """Mount a published entry with a table that has the entry's items."""
    if not policies.may_mount(actor, entry):
        raise NotPermitted("aggregation.mount_resource")
    with transaction.atomic():
        entry = CatalogEntry.objects.select_for_update().get(pk=entry.pk)
        _refuse_wrong_moment(entry)
        mounted = MountedResource(
            entry=entry,
            kind=ResourceKind.TABLE,
            table=schema.create_table(planned_columns(entry)),
            entry_version=entry.version_number,
            mounted_by=actor.user,
            mounted_at=clock.now(),
        )
        audit.write("aggregation.mountedresource.mount", mounted, actor=actor, provision="2.1")
        catalog.record_mount(entry, actor=STAMP)
    return mounted


def take_offline(mounted: MountedResource, *, actor: Actor, note: str = "") -> MountedResource:
    """Stop loading into the resource; what was loaded and recorded stays on record."""
    with MOUNT.fire("take_offline", mounted, actor=actor, note=note) as locked:
        locked.problem, locked.offline_at = "", clock.now()
    return locked


def take_withdrawn_offline(entry: CatalogEntry, *, actor: Actor) -> None:
    """An entry was withdrawn from the catalog: nothing is loaded for it any more."""
    for mounted in MountedResource.objects.active().filter(entry=entry):
        take_offline(mounted, actor=actor, note=_("The entry was withdrawn from the catalog."))


def follow_entry(entry: CatalogEntry, *, actor: Actor) -> MountedResource | None:
    """Give the mounted table the items of the newest published version.

    While a load is open nothing happens: the end of the load asks again.
    """
    mounted = table_mount_of(entry)
    if mounted is None or mounted.table is None or not mounted.is_behind:
        return mounted
    wanted = planned_columns(entry)
    if wanted != schema.specs(mounted.table):
        try:
            schema.alter_table(mounted.table, wanted)
        except Conflict:
            return mounted
    return _record("follow", mounted, actor, entry_version=entry.version_number, problem="")


def record_problem(entry: CatalogEntry, *, actor: Actor, message: str) -> MountedResource | None:
    """Note on the mount why its table could not take the entry's new items."""
    mounted = table_mount_of(entry)
    return _record("record_problem", mounted, actor, problem=message) if mounted else None


def _record(act: str, mounted: MountedResource, actor: Actor, **values: object) -> MountedResource:
    with audit.edit(
        f"aggregation.mountedresource.{act}",
        mounted,
        actor=actor,
        permission="aggregation.follow_entry",
        provision="2.4",
    ) as locked:
        for name, value in values.items():
            setattr(locked, name, value)
    return locked


def _refuse_wrong_moment(entry: CatalogEntry) -> None:
    if not CatalogEntry.objects.in_force().filter(pk=entry.pk).exists():
        raise Conflict(_("Only a published entry can be mounted."))
    if table_mount_of(entry) is not None:
        raise Conflict(_("The entry is mounted with a table already."))
    if not planned_columns(entry):
        raise ValidationError(_("The published entry has no data items to make a table of."))
