"""Catalog entries, walked from the compiler's desk to the state that their spec asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from catalog import services
from catalog.choices import EntryState
from catalog.models import CatalogEntry, Category
from portal.kernel import audit, clock
from portal.kernel.actor import Actor
from portal.kernel.working_days import add_working_days

from ..content.classification import CATEGORIES
from ..content.entries import ENTRIES
from ..content.organizations import CITY_AUTHORITY, ORGANIZATIONS
from ..content.specs import EntrySpec, ItemSpec
from .moments import moment
from .people import BUILDER, actor_of, unit_of

ENTRY_SPECS: dict[str, EntrySpec] = {spec.key: spec for spec in ENTRIES}
#: Whole working days between compiling and each step, and the hour of the day.
STEPS = {"compile": (0, 9), "submit": (0, 16), "sign": (1, 10), "return": (2, 11), "correct": (3, 9)}
STEPS |= {"approve": (2, 15), "publish": (3, 10), "mount": (3, 14), "deliver": (4, 9)}
#: Columns that an entry's spec and the entry share by name.
SHARED = [
    "name",
    "name_en",
    "abstract",
    "abstract_en",
    "division",
    "format_category",
    "format_type",
    "sharing_type",
    "sharing_method",
    "open_type",
    "open_condition",
    "refusal_basis",
    "update_cycle",
    "grade",
    "area_item",
    "public_service",
    "source_system",
    "provenance",
    "source",
    "source_en",
    "source_url",
    "collection_basis",
    "collection_purpose",
]


def build_categories() -> None:
    """Store the nodes of the classification that are not there yet."""
    known = set(Category.objects.values_list("code", flat=True))
    nodes = [
        Category(code=node.code, name=node.name, name_en=node.name_en)
        for node in CATEGORIES
        if node.code not in known
    ]
    audit.write_many("catalog.category.create", nodes, actor=BUILDER, provision="2.1")


@contextmanager
def at(spec: EntrySpec, step: str, later: int = 0) -> Iterator[None]:
    """Set the clock to the step of the entry's walk; ``later`` adds working days."""
    with clock.set_to(moment_of(spec, step, later)):
        yield


def moment_of(spec: EntrySpec, step: str, later: int = 0) -> datetime.datetime:
    """When the step of the entry's walk happens, never in the future."""
    days, hour = STEPS[step]
    day = add_working_days(spec.compiled_on, days + later).day if days + later else spec.compiled_on
    return moment(day, hour, 20)


def entry_of(key: str) -> CatalogEntry | None:
    """The entry in force that was walked from this spec; a city without data may lack it."""
    spec = ENTRY_SPECS[key]
    entries = CatalogEntry.objects.in_force().filter(provider=unit_of(spec.provider), name=spec.name)
    found: CatalogEntry | None = entries.first()
    return found


def officer(spec: EntrySpec) -> Actor:
    """Who compiles."""
    return actor_of(f"{spec.provider}-officer")


def reviewer(spec: EntrySpec) -> Actor:
    """Who reviews: the city's authority, or that of the district or of Gui'an."""
    unit = next(unit for unit in ORGANIZATIONS if unit.key == spec.provider)
    if unit.level == "city":
        return actor_of(f"{CITY_AUTHORITY}-reviewer")
    authority = next(o for o in ORGANIZATIONS if o.kind == "data_authority" and o.area_code == unit.area_code)
    return actor_of(f"{authority.key}-reviewer")


def walk_entry(spec: EntrySpec) -> CatalogEntry:
    """Bring the entry to its state, going on from wherever an earlier walk left it."""
    entry = _found_or_compiled(spec)
    returned_before = bool(entry.versions.exists()) or _was_returned(entry)
    late = 2 if spec.return_comment and spec.state != EntryState.RETURNED else 0
    while entry.state != spec.state:
        entry = _next_step(spec, entry, late if returned_before else 0)
        returned_before = returned_before or entry.state == EntryState.RETURNED
    return entry


def _next_step(spec: EntrySpec, entry: CatalogEntry, late: int) -> CatalogEntry:
    if entry.state in {EntryState.DRAFT, EntryState.RETURNED}:
        with at(spec, "submit" if entry.state == EntryState.DRAFT else "correct"):
            return services.submit_entry(entry, actor=officer(spec))
    if entry.state == EntryState.SUBMITTED:
        with at(spec, "sign", late):
            return services.sign_entry(entry, actor=actor_of(f"{spec.provider}-cdo"))
    if entry.state == EntryState.SIGNED:
        return _reviewed(spec, entry, late)
    with at(spec, "publish", late):
        return services.publish_entry(entry, actor=reviewer(spec))


def _reviewed(spec: EntrySpec, entry: CatalogEntry, late: int) -> CatalogEntry:
    if spec.return_comment and not _was_returned(entry):
        with at(spec, "return"):
            return services.return_entry(entry, actor=reviewer(spec), opinion=spec.return_comment)
    with at(spec, "approve", late):
        return services.approve_entry(entry, actor=reviewer(spec))


def _found_or_compiled(spec: EntrySpec) -> CatalogEntry:
    actor = officer(spec)
    unit = actor.user.organization if actor.user else None
    found = CatalogEntry.objects.filter(provider=unit, name=spec.name).first()
    with at(spec, "compile"):
        entry = found or services.create_entry(actor=actor, **_fields(spec))
        if not entry.items.exists():
            services.set_items(entry, [_item(item) for item in spec.items], actor=actor)
    return entry


def _was_returned(entry: CatalogEntry) -> bool:
    events = audit.AuditEvent.objects.filter(target_id=str(entry.pk))
    return events.filter(action="catalog.catalogentry.return").exists()


def _fields(spec: EntrySpec) -> dict[str, object]:
    shared = {name: getattr(spec, name) for name in SHARED}
    return shared | {
        "category": Category.objects.get(code=spec.categories[0]),
        "themes": list(spec.themes),
        "keywords": list(spec.keywords),
        "keywords_en": list(spec.keywords_en),
        "sharing_condition": spec.sharing_condition,
        "personal_information": any(item.personal for item in spec.items),
        "contact": "",
    }


def _item(spec: ItemSpec) -> dict[str, object]:
    return {
        "name": spec.name,
        "name_en": spec.name_en,
        "data_type": spec.data_type,
        "length": spec.length,
        "decimals": spec.decimals,
        "required": spec.required or spec.key,
        "key": spec.key,
        "searchable": spec.searchable,
        "personal": spec.personal,
        "measure_unit": spec.unit,
        "rules": spec.rules_for_store,
    }
