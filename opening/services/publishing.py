"""Bring published entries to the public portal, keep them current, take them off it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from aggregation.choices import MountState
from aggregation.models import Batch, MountedResource
from aggregation.selectors import held_since
from catalog.models import CatalogEntry
from catalog.selectors import published_content
from portal.kernel import audit, clock, jobs, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.store.models import StoreTable

from .. import policies
from ..choices import LICENCE, LICENCE_EN, DatasetState
from ..models import PublicDataset
from ..rules import FRESH_DAYS
from ..selectors import is_in_sight, profile_of
from ..workflows import DATASET
from .indexing import index_dataset

#: When the table has not followed its entry yet.
LOOK_AGAIN_AFTER = timedelta(seconds=20)
#: What a snapshot takes over from the published description as it is.
TAKEN_OVER = (
    "abstract",
    "abstract_en",
    "themes",
    "keywords",
    "keywords_en",
    "update_cycle",
    "format_type",
    "grade",
    "provenance",
    "source",
    "source_en",
    "source_url",
)


def refresh_dataset(entry: CatalogEntry, *, actor: Actor) -> PublicDataset | None:
    """Show what the published entry allows everybody to read, and nothing else (provision 5.1).

    The newest published version decides, not the working copy. ``None`` when nothing was ever shown and
    nothing may be. While the resource is stopped nothing comes to the portal, nor comes back to it.
    """
    if not actor.can("opening.publish_dataset"):
        raise NotPermitted("opening.publish_dataset")
    profile = _profile(entry)  # measured before anything is locked: it may take a while
    with transaction.atomic():
        locked = CatalogEntry.objects.select_for_update().get(pk=entry.pk)
        dataset = PublicDataset.objects.filter(code=locked.resource_code or "").first()
        shown = _shown(locked)
        if shown is None:
            return _withdraw(dataset, actor)
        if held_since(locked) and (dataset is None or dataset.state == DatasetState.WITHDRAWN):
            return dataset
        _look_again_if_behind(locked, actor)
        return _write(dataset, _snapshot(locked, *shown) | {"profile": profile}, actor)


def refresh_after_load(batch: Batch, *, actor: Actor) -> PublicDataset | None:
    """Follow data that has arrived."""
    return refresh_dataset(batch.mounted.entry, actor=actor)


def refresh_after_unmount(mounted: MountedResource, *, actor: Actor) -> PublicDataset | None:
    """Follow a table that was taken offline."""
    return refresh_dataset(mounted.entry, actor=actor)


def _shown(entry: CatalogEntry) -> tuple[dict[str, Any], StoreTable] | None:
    """The description and the data that everybody may read, if there are both."""
    if not CatalogEntry.objects.in_force().filter(pk=entry.pk).exists():
        return None
    content, table = published_content(entry), _table_of(entry)
    if content is None or table is None or not policies.may_be_open(content):
        return None
    return content, table


def _profile(entry: CatalogEntry) -> dict[str, Any]:
    """The profile of what may be shown, and of no other item of the table."""
    shown = _shown(CatalogEntry.objects.get(pk=entry.pk))
    if shown is None:
        return {}
    published = {item["name"] for item in shown[0]["items"]}
    return profile_of(shown[1], published)


def _table_of(entry: CatalogEntry) -> StoreTable | None:
    """The table that the entry is mounted with, if it has data that is not held back (7.4)."""
    mounts = MountedResource.objects.filter(entry=entry, table__current_version__gt=0)
    mounted = mounts.exclude(state=MountState.OFFLINE).select_related("table").first()
    return mounted.table if mounted and is_in_sight(mounted.table) else None


def _look_again_if_behind(entry: CatalogEntry, actor: Actor) -> None:
    """The table may still be on its way to the newest description, whose news came at the same time."""
    mounts = MountedResource.objects.filter(entry=entry, problem="").exclude(state=MountState.OFFLINE)
    if any(mounted.is_behind for mounted in mounts):
        arguments = {"record_id": entry.pk}
        jobs.enqueue("opening.refresh_dataset", arguments, actor=actor, subject=entry, delay=LOOK_AGAIN_AFTER)


def _withdraw(dataset: PublicDataset | None, actor: Actor) -> PublicDataset | None:
    if dataset is None or dataset.state == DatasetState.WITHDRAWN:
        return dataset
    with DATASET.fire("withdraw", dataset, actor=actor) as locked:
        locked.revision += 1
    return locked


def _write(dataset: PublicDataset | None, snapshot: dict[str, Any], actor: Actor) -> PublicDataset:
    if dataset is None:
        written = PublicDataset(first_published=clock.now(), revision=1, **snapshot)
        audit.write("opening.publicdataset.create", written, actor=actor, provision="5.1")
    elif dataset.state == DatasetState.WITHDRAWN:
        with DATASET.fire("reopen", dataset, actor=actor) as written:
            _fill(written, snapshot)
    else:
        with audit.edit(
            "opening.publicdataset.refresh",
            dataset,
            actor=actor,
            permission="opening.publish_dataset",
            provision="5.1",
        ) as written:
            _fill(written, snapshot)
    index_dataset(written)
    return written


def _fill(dataset: PublicDataset, snapshot: dict[str, Any]) -> None:
    for name, value in snapshot.items():
        setattr(dataset, name, value)
    dataset.revision += 1


def _snapshot(entry: CatalogEntry, content: dict[str, Any], table: StoreTable) -> dict[str, Any]:
    version = table.versions.filter(number=table.version_in_sight).first()
    updated = (version.published_at if version else None) or clock.now()
    return {
        **{name: content[name] for name in TAKEN_OVER},
        "code": entry.resource_code,
        "slug": str(entry.resource_code).replace("/", "-"),
        "title": content["name"],
        "title_en": content["name_en"],
        "provider": entry.provider.name,
        "provider_en": entry.provider.name_en,
        "provider_key": entry.provider.credit_code,
        "items": _items(content, table),
        "licence": LICENCE,
        "licence_en": LICENCE_EN,
        "last_updated": updated,
        "fresh_until": _fresh_until(content["update_cycle"], updated),
        "entry_version": entry.version_number,
        "data_version": table.version_in_sight,
        "rows": version.rows if version else table.row_count,
        "table": table,
    }


def _items(content: dict[str, Any], table: StoreTable) -> list[dict[str, Any]]:
    """The published items that the table really has: nothing else of it is ever shown."""
    columns = {column.name: column for column in table.columns.all()}
    return [
        {
            "title": item["name"],
            "title_en": item["name_en"],
            "type": columns[item["name"]].data_type,
            "unit": item["measure_unit"],
            "description": item["description"],
            "description_en": item["description_en"],
            "searchable": columns[item["name"]].searchable or columns[item["name"]].key,
            "key": item["key"],
        }
        for item in content["items"]
        if item["name"] in columns
    ]


def _fresh_until(cycle: str, updated: datetime) -> date | None:
    days = rules.in_force(FRESH_DAYS, on=clock.today()).value.get(cycle)
    return clock_day(updated) + timedelta(days=days) if days else None


def clock_day(moment: datetime) -> date:
    """The day of a moment in the portal's time zone."""
    return moment.astimezone(clock.now().tzinfo).date()
