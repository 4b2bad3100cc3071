"""What the public pages and the front read of the datasets."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from django.db import connection
from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from aggregation.selectors import Held, hold_in_words
from catalog.choices import EntryState, OpenType, Theme
from catalog.models import CatalogEntry
from catalog.selectors import published_content
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.members.models import Organization
from portal.store.choices import VersionState
from portal.store.models import StoreTable, TableVersion
from portal.store.query import Restriction
from portal.web.courses import counted_by

from .. import policies
from ..choices import DatasetState
from ..models import PublicDataset
from . import search

#: A version's own bookkeeping stays with the store.
SHOWN_OF_A_VERSION = ("number", "published_at", "rows", "added", "changed", "removed")
#: What the store reads of a table, and what may change while a dataset's description stays.
OF_POINTER = frozenset(
    {"id", "shape", "row_count", "current_version", "settled_version"}
    | {"first_version_of_shape", "oldest_generation"}
)
#: In the order in which the model declares them, as ``from_db`` takes them.
POINTER = tuple(f.attname for f in StoreTable._meta.concrete_fields if f.attname in OF_POINTER)


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme with the number of its open datasets."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The portal in a few numbers."""

    datasets: int
    rows: int
    providers: int
    downloads: int
    views: int
    api_calls: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry as the public sees it: its dataset, or why there is none."""

    dataset: PublicDataset | None
    reason: str = ""


def opened_by(scope: Organization | None, days: Sequence[date]) -> list[float | None]:
    """How many of the datasets that are open now had been opened by each day."""
    datasets = PublicDataset.objects.open()
    datasets = datasets.filter(provider_key=scope.credit_code) if scope else datasets
    return counted_by(datasets, "first_published", days)


def open_for_rows(slug: str) -> PublicDataset:
    """``open_dataset`` with what its table shows now, by one small statement."""
    with connection.cursor() as cursor:
        cursor.execute(_lookup(), (DatasetState.OPEN, slug))
        found = cursor.fetchone()
    if found is None:
        return open_dataset(slug)
    pk, revision, *pointer = found
    dataset = copy(_described(pk, revision))
    dataset.table = StoreTable.from_db(None, POINTER, pointer)
    return dataset


@cache
def _lookup() -> str:
    """Compiled once: Django takes longer to write this statement than PostgreSQL to answer it."""
    shown = PublicDataset.objects.open().filter(slug="").order_by()
    statement, _parameters = shown.values_list(
        "pk", "revision", *(f"table__{name}" for name in POINTER)
    ).query.sql_with_params()
    return statement


@lru_cache(maxsize=256)
def _described(pk: int, revision: int) -> PublicDataset:
    """The dataset's description, remembered until it is written anew."""
    dataset: PublicDataset = PublicDataset.objects.defer("profile").get(pk=pk)
    return dataset


def latest(limit: int = 6) -> list[PublicDataset]:
    """The datasets whose data arrived last."""
    return list(PublicDataset.objects.open().newest()[:limit])


def most_used(limit: int = 6) -> list[PublicDataset]:
    """The datasets that people use most."""
    return list(PublicDataset.objects.open().most_used()[:limit])


def themes_with_counts() -> list[ThemeCount]:
    """Every theme in its fixed order, also those without a dataset yet."""
    theme = next(facet for facet in search.FACETS if facet.name == "theme")
    counts = {found.value: found.count for found in search.facet_counts(search.Wish(), [theme])[0].values}
    return [ThemeCount(value, str(label), counts.get(value, 0)) for value, label in Theme.choices]


def figures() -> Figures:
    """Datasets, rows, providers and use of what is open now."""
    zero = {name: Coalesce(Sum(name), 0) for name in ("rows", "downloads", "views", "api_calls")}
    totals = PublicDataset.objects.open().aggregate(
        datasets=Count("pk"), providers=Count("provider_key", distinct=True), **_renamed(zero)
    )
    return Figures(**{name.removeprefix("all_"): value for name, value in totals.items()})


def versions(dataset: PublicDataset, limit: int = 10) -> list[TableVersion]:
    """The published versions of the dataset's data, newest first."""
    published = dataset.table.versions.filter(
        state=VersionState.PUBLISHED, number__lte=dataset.table.version_in_sight
    )
    return list(published.only(*SHOWN_OF_A_VERSION).order_by("-number")[:limit])


def related(dataset: PublicDataset, limit: int = 4) -> list[PublicDataset]:
    """Other open datasets of the same theme or provider, the most used first."""
    kin = Q(themes__overlap=dataset.themes) | Q(provider_key=dataset.provider_key)
    return list(PublicDataset.objects.open().filter(kin).exclude(pk=dataset.pk).most_used()[:limit])


def address_of(dataset: PublicDataset) -> str:
    """The dataset's page for the staff, which is there also while the public's is not."""
    return reverse("opening:usage-detail", args=[dataset.slug])


def seen_by_everybody(actor: Actor, entry: CatalogEntry) -> Restriction | None:
    """What anybody may read of the entry; ``None`` while it is not open."""
    dataset = PublicDataset.objects.open().filter(code=entry.resource_code or "").first()
    return dataset.restriction if dataset else None


def refuse_held_dataset(dataset: PublicDataset) -> None:
    """A conflict while the dataset's resource is stopped."""
    if dataset.held_at:
        raise Held(dataset.name, dataset.held_at)


def open_dataset(slug: str) -> PublicDataset:
    """The dataset that everybody may read under this name.

    A conflict that tells why while its resource is stopped; 404 without a word for anything else.
    """
    found: PublicDataset | None = PublicDataset.objects.select_related("table").filter(slug=slug).first()
    if found is not None and found.state != DatasetState.WITHDRAWN:
        refuse_held_dataset(found)
    if found is None or found.state != DatasetState.OPEN:
        raise Http404
    return found


def dataset_of(entry: CatalogEntry) -> PublicDataset | None:
    """The entry's dataset, whatever its state."""
    found: PublicDataset | None = PublicDataset.objects.filter(code=entry.resource_code or "").first()
    return found


def suspended_by_authority(actor: Actor) -> list[PublicDataset]:
    """Suspended datasets that the actor's unit can restore: none of a resource that is stopped."""
    if not actor.can("opening.suspend_dataset"):
        return []
    suspended = PublicDataset.objects.filter(state=DatasetState.SUSPENDED, held_at=None)
    found = suspended.defer("items", "profile")
    return [dataset for dataset in found[:50] if policies.may_stop(actor, dataset)]


def standing_of(entry: CatalogEntry) -> Standing:
    """Whether the public sees the entry, and what keeps it from them."""
    dataset = PublicDataset.objects.filter(code=entry.resource_code or "").first()
    if dataset is not None and dataset.state != DatasetState.WITHDRAWN:
        return Standing(dataset, hold_in_words(dataset.held_at))
    content = published_content(entry)
    if content is None or entry.state == EntryState.WITHDRAWN:
        return Standing(dataset, _("The entry is not published in the catalog."))
    if content["open_type"] != OpenType.OPEN:
        return Standing(dataset, _("It is not typed as open without conditions."))
    if not policies.may_be_open(content):
        return Standing(dataset, _("Only data of grade L1 without personal information is opened."))
    if _is_held_back(entry):
        return Standing(dataset, _("The data shows signs of personal information and waits to be judged."))
    return Standing(dataset, _("No data has been loaded yet."))


def is_in_sight(table: StoreTable) -> bool:
    """Whether a version that is not held back can still be read with the table's present items."""
    return table.version_in_sight > 0 and (
        table.settled_version is None or table.settled_version >= table.first_version_of_shape
    )


def _is_held_back(entry: CatalogEntry) -> bool:
    tables = StoreTable.objects.filter(pk__in=entry.mounts.values("table"))
    return tables.filter(settled_version__isnull=False).exists()


def fingerprint(dataset: PublicDataset, *parts: object) -> str:
    """What an answer about the dataset depends on: description, data, today's freshness, and ``parts``."""
    marks = (
        dataset.code,
        dataset.revision,
        dataset.table.version_in_sight,
        clock.today().isoformat(),
        *parts,
    )
    return "\x1f".join(map(str, marks))


def list_fingerprint() -> str:
    """What lists of datasets depend on: how many are open and how often any was refreshed."""
    state = PublicDataset.objects.open().aggregate(
        n=Count("pk"), sum=Sum("revision"), last=Max("last_updated")
    )
    return "\x1f".join(map(str, state.values()))


def _renamed(sums: dict[str, Coalesce]) -> dict[str, Coalesce]:
    return {f"all_{name}": total for name, total in sums.items()}
