"""The people and records that tests speak of, made as the portal makes them: through services, step by step.

Every person is an ``Actor``; ``client.force_login(officer.user)`` signs the same person in at the other door.
Chapters walk further from here: ``published`` is an entry that aggregation can mount and opening can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from stdnum.cn import uscc

from catalog import services
from catalog.models import CatalogEntry, Category
from portal.kernel import audit
from portal.kernel.actor import Actor
from portal.members import services as members
from portal.members.models import Organization, User

#: What sets the scene; it stands behind nobody's decision.
STAGE = Actor.system(
    "test-stage",
    "members.manage_organization",
    "members.manage_people",
    "members.assign_administrator",
    "members.manage_appointment",
    "catalog.record_delivery",
)
#: Everybody's password.
PASSWORD = "a password for tests"
_serial = count(1)

ITEMS: list[dict[str, Any]] = [
    {"name": "监测点编号", "name_en": "Point number", "data_type": "C", "length": 20}
    | {"required": True, "key": True, "searchable": True},
    {"name": "区县", "name_en": "District", "data_type": "C", "length": 20, "searchable": True},
    {"name": "监测日期", "name_en": "Sampled on", "data_type": "D", "required": True, "searchable": True},
    {"name": "余氯", "name_en": "Residual chlorine", "data_type": "N", "length": 6, "decimals": 2}
    | {"measure_unit": "mg/L", "rules": {"minimum": 0, "maximum": 4}},
]


def credit_code(number: int) -> str:
    """A unified social credit code of the city with its check digit."""
    body = f"11520100{number:09d}"
    return body + uscc.calc_check_digit(body)


def make_unit(name: str, **changes: Any) -> Organization:
    """A unit of the city, an administrative organ unless said otherwise."""
    attributes = {"kind": "administrative_organ", "level": "city", "area_code": "520100"}
    return members.create_organization(
        name=name, credit_code=credit_code(next(_serial)), actor=STAGE, **attributes | changes
    )


def make_person(unit: Organization | None, username: str, name: str, *roles: str) -> Actor:
    """Somebody who signs in, works for ``unit`` and holds these roles."""
    fields = {"username": username, "name": name, "organization": unit}
    user = members.create_person(
        password_hash=make_password(PASSWORD), roles=set(roles), actor=STAGE, **fields
    )
    return Actor(user=User.objects.get(pk=user.pk))


def make_category(code: str = "201002", name: str = "供水供气", name_en: str = "Water and gas") -> Category:
    """A node of the classification tree, the same one for the same code."""
    found = Category.objects.filter(code=code).first()
    if found is None:
        found = Category(code=code, name=name, name_en=name_en)
        audit.write("catalog.category.create", found, actor=STAGE, provision="2.1")
    return found


def entry_fields(**changes: Any) -> dict[str, Any]:
    """Metadata that may be submitted: open data of grade L1."""
    return {
        "name": "供水水质监测信息",
        "name_en": "Drinking water quality",
        "abstract": "城市供水管网末梢水的水质监测结果，按监测点和日期列出。",
        "abstract_en": "Results of tap water monitoring by point and day.",
        "category": make_category(),
        "themes": ["environment"],
        "keywords": ["水质", "供水"],
        "keywords_en": ["water quality"],
        "sharing_type": "unconditional",
        "open_type": "open",
        "update_cycle": "monthly",
        "grade": "L1",
        "source": "贵阳市水务管理局水质监测系统",
    } | changes


def make_draft(officer: Actor, items: list[dict[str, Any]] | None = None, **changes: Any) -> CatalogEntry:
    """An entry that its unit is still working on, with items."""
    entry = services.create_entry(actor=officer, **entry_fields(**changes))
    services.set_items(entry, ITEMS if items is None else items, actor=officer)
    return entry


def publish(draft: CatalogEntry, *, officer: Actor, cdo: Actor, reviewer: Actor) -> CatalogEntry:
    """Walk a draft through signature and review into the catalog."""
    services.submit_entry(draft, actor=officer)
    services.sign_entry(draft, actor=cdo)
    services.approve_entry(draft, actor=reviewer)
    return services.publish_entry(draft, actor=reviewer)


@dataclass(frozen=True)
class City:
    """The units of the small city that tests take place in."""

    authority: Organization
    water: Organization
    health: Organization
    district: Organization
    district_authority: Organization
    district_health: Organization


@pytest.fixture
def city(db: None) -> City:
    district = {"level": "district", "area_code": "520103"}
    government = make_unit("云岩区人民政府", kind="government", **district)
    return City(
        authority=make_unit("贵阳市大数据发展管理局", kind="data_authority", jurisdiction=["5201"]),
        water=make_unit("贵阳市水务管理局", name_en="Guiyang Water Bureau"),
        health=make_unit("贵阳市卫生健康局", name_en="Guiyang Health Bureau"),
        district=government,
        district_authority=make_unit(
            "云岩区大数据发展管理局",
            kind="data_authority",
            jurisdiction=["520103"],
            parent=government,
            **district,
        ),
        district_health=make_unit("云岩区卫生健康局", parent=government, **district),
    )


@pytest.fixture
def water_bureau(city: City) -> Organization:
    return city.water


@pytest.fixture
def officer(city: City) -> Actor:
    return make_person(city.water, "water-officer", "李水", "data_officer")


@pytest.fixture
def cdo(city: City) -> Actor:
    return make_person(city.water, "water-cdo", "周总", "cdo")


@pytest.fixture
def authority_reviewer(city: City) -> Actor:
    return make_person(city.authority, "authority-reviewer", "王审", "authority")


@pytest.fixture
def second_reviewer(city: City) -> Actor:
    return make_person(city.authority, "second-reviewer", "孙审", "authority")


@pytest.fixture
def security_administrator(city: City) -> Actor:
    return make_person(city.authority, "secadmin", "石安", "security_administrator")


@pytest.fixture
def other_unit_officer(city: City) -> Actor:
    return make_person(city.health, "health-officer", "陈卫", "data_officer")


@pytest.fixture
def district_authority_reviewer(city: City) -> Actor:
    return make_person(city.district_authority, "yunyan-reviewer", "吴区", "authority")


@pytest.fixture
def district_officer(city: City) -> Actor:
    return make_person(city.district_health, "yunyan-health-officer", "刘医", "data_officer")


@pytest.fixture
def district_cdo(city: City) -> Actor:
    return make_person(city.district_health, "yunyan-health-cdo", "何总", "cdo")


@pytest.fixture
def inspector(city: City) -> Actor:
    return make_person(city.authority, "inspector", "赵督", "inspector")


@pytest.fixture
def citizen(db: None) -> Actor:
    return make_person(None, "citizen", "市民", "citizen")


@pytest.fixture
def category(db: None) -> Category:
    return make_category()


@pytest.fixture
def draft(officer: Actor) -> CatalogEntry:
    return make_draft(officer)


@pytest.fixture
def submitted(draft: CatalogEntry, officer: Actor) -> CatalogEntry:
    return services.submit_entry(draft, actor=officer)


@pytest.fixture
def signed(submitted: CatalogEntry, cdo: Actor) -> CatalogEntry:
    return services.sign_entry(submitted, actor=cdo)


@pytest.fixture
def returned(signed: CatalogEntry, authority_reviewer: Actor) -> CatalogEntry:
    return services.return_entry(signed, actor=authority_reviewer, opinion="请补充摘要中的监测频次。")


@pytest.fixture
def approved(signed: CatalogEntry, authority_reviewer: Actor) -> CatalogEntry:
    return services.approve_entry(signed, actor=authority_reviewer)


@pytest.fixture
def published(approved: CatalogEntry, authority_reviewer: Actor) -> CatalogEntry:
    return services.publish_entry(approved, actor=authority_reviewer)


@pytest.fixture
def revising(published: CatalogEntry, officer: Actor) -> CatalogEntry:
    return services.revise_entry(published, actor=officer, reason="新增监测点")


@pytest.fixture
def withdrawn(published: CatalogEntry, authority_reviewer: Actor) -> CatalogEntry:
    return services.withdraw_entry(published, actor=authority_reviewer, opinion="职责划转")
