"""What is mounted, and what still waits for its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Sum
from django.http import Http404
from django.utils.translation import gettext as _

from catalog.models import CatalogEntry
from portal.kernel.actor import Actor
from portal.kernel.errors import Conflict
from portal.store.models import StoreTable

from .. import policies
from ..models import MountedResource


def table_of(entry: CatalogEntry) -> StoreTable | None:
    """The table that the entry is mounted with; ``None`` without one."""
    mounted = table_mount_of(entry)
    return mounted.table if mounted else None


def table_mount_of(entry: CatalogEntry) -> MountedResource | None:
    """The entry's mounted table that is not offline."""
    return MountedResource.objects.active().tables().filter(entry=entry).select_related("table").first()


def entry_of_code(code: str, actor: Actor) -> CatalogEntry:
    """The catalog entry with this resource code, if the actor sees one."""
    found: CatalogEntry | None = CatalogEntry.objects.visible_to(actor).filter(resource_code=code).first()
    if found is None:
        raise Http404(_("There is no resource with the code “%(code)s”.") % {"code": code})
    return found


def named_mount(code: str | None, public_id: UUID | None, actor: Actor) -> MountedResource:
    """The mounted table named by its resource code or by itself; 404 where the actor sees none."""
    mounts = MountedResource.objects.visible_to(actor).tables().select_related("entry__provider", "table")
    named = (
        mounts.filter(public_id=public_id) if public_id else mounts.active().filter(entry__resource_code=code)
    )
    found: MountedResource | None = named.first()
    if found is not None:
        return found
    if code and policies.may_mount(actor, entry_of_code(code, actor)):
        raise Conflict(_("The entry is not mounted yet. Mount it first, then load its file."))
    raise Http404(_("There is no mounted resource of this name."))


def is_mountable(entry: CatalogEntry) -> bool:
    """Whether the entry is in force and nothing is mounted to it."""
    return CatalogEntry.objects.in_force().filter(pk=entry.pk).exists() and table_mount_of(entry) is None


def unmounted_entries(actor: Actor) -> Any:
    """Published entries of the actor's own unit that nothing is mounted to."""
    unit = actor.user.organization_id if actor.user else None
    mounted = MountedResource.objects.active().filter(entry=OuterRef("pk"))
    entries = CatalogEntry.objects.in_force().filter(provider=unit, provider__isnull=False)
    return entries.filter(~Exists(mounted)).order_by("-published_at")


@dataclass(frozen=True, slots=True)
class MountingRate:
    """How many of the entries in force are mounted (挂接率)."""

    mounted: int
    entries: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; nothing where there are no entries."""
        return self.mounted / self.entries if self.entries else None


def mounting_rate(actor: Actor) -> MountingRate:
    """The rate over the entries in force that the actor sees."""
    entries = CatalogEntry.objects.visible_to(actor).in_force()
    mounted = MountedResource.objects.active().filter(entry=OuterRef("pk"))
    return MountingRate(entries.filter(Exists(mounted)).count(), entries.count())


def rows_loaded(actor: Actor) -> int:
    """Rows of all entries in force that the actor sees."""
    found = CatalogEntry.objects.visible_to(actor).in_force().aggregate(rows=Sum("delivered_rows"))
    return found["rows"] or 0
