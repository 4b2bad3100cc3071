"""Which data authority stands above which unit: predicates and conditions say the same."""

from __future__ import annotations

import pytest

from portal.demo.content.organizations import ORGANIZATIONS
from portal.kernel.actor import Actor
from portal.members.jurisdiction import (
    EVERYTHING,
    NOTHING,
    is_authority,
    is_city_authority,
    overseen_by,
    oversees,
    reviewed_by,
    unit_of,
)
from portal.members.models import Organization
from portal.members.selectors import reviewing_authority
from tests.people import make_unit

pytestmark = pytest.mark.django_db
AREAS = {
    "province": "52",
    "city": "520100",
    "district": "520103",
    "township": "520103001",
    "functional_area": "GA",
}


@pytest.fixture
def units(city):
    """A unit of each level, a neighbor, and two authorities beside those of the city and a district."""
    authority = {"kind": "data_authority"}
    make_unit("省大数据局", level="province", area_code="52", jurisdiction=["52"], **authority)
    make_unit(
        "新区大数据局",
        level="functional_area",
        area_code="GA",
        jurisdiction=["520111012", "520403102"],
        **authority,
    )
    for level, area in AREAS.items():
        make_unit(f"{level}单位", level=level, area_code=area)
    make_unit("花溪区单位", level="district", area_code="520111")
    make_unit("湖潮乡单位", level="township", area_code="520111012")
    return list(Organization.objects.all())


def names(units) -> set[str]:
    return {unit.name for unit in units}


def test_the_condition_finds_the_units_that_each_authority_oversees(units):
    for authority in units:
        found = names(Organization.objects.filter(overseen_by(authority)))
        assert found == names(unit for unit in units if oversees(authority, unit)), authority


def test_the_condition_finds_the_units_that_each_authority_reviews(units):
    for authority in units:
        found = names(Organization.objects.filter(reviewed_by(authority)))
        assert found == names(unit for unit in units if unit.is_reviewed_by(authority)), authority


def test_the_city_authority_oversees_all_and_a_functional_area_its_townships(units):
    by_name = {unit.name: unit for unit in units}
    area = by_name["新区大数据局"]
    assert all(oversees(by_name["贵阳市大数据发展管理局"], unit) for unit in units)
    assert oversees(area, by_name["湖潮乡单位"])
    assert not oversees(area, by_name["花溪区单位"])


def test_a_unit_that_is_no_authority_stands_above_nobody(city):
    assert not is_authority(city.water)
    assert not oversees(city.water, city.health)
    for condition in (overseen_by(city.water), reviewed_by(city.water), overseen_by(None), reviewed_by(None)):
        assert not Organization.objects.filter(condition).exists()


def test_one_authority_is_the_citys(city):
    assert [is_city_authority(u) for u in (city.authority, city.district_authority, city.water, None)] == [
        True,
        False,
        False,
        False,
    ]


def test_a_condition_leads_along_its_path(city, officer, district_officer):
    found = type(officer.user).directory.filter(overseen_by(city.district_authority, "organization"))
    assert list(found) == [district_officer.user]


def test_everything_stays_everything_beside_an_or(city):
    everybody = Organization.objects.count()
    assert Organization.objects.filter(EVERYTHING | NOTHING).count() == everybody
    assert Organization.objects.filter(NOTHING | EVERYTHING).count() == everybody


def test_a_visitor_and_a_job_act_for_no_unit(officer, city):
    assert unit_of(officer) == city.water
    assert unit_of(Actor.visitor()) is None
    assert unit_of(Actor.system("a-job")) is None


@pytest.fixture
def guian(db):
    """The demo city's units of Gui'an, of the district beside it, and of the city."""
    wanted = ("guian", "guian-bigdata", "huaxi", "huaxi-bigdata", "guiyang", "bigdata")
    for spec in (o for o in ORGANIZATIONS if o.key in wanted):
        fields = {"kind": spec.kind, "level": spec.level, "area_code": spec.area_code}
        make_unit(spec.key, jurisdiction=list(spec.jurisdiction), **fields)
    return {unit.name: unit for unit in Organization.objects.all()}


def test_guians_authority_stands_above_guians_units_by_their_key(guian):
    own = {"guian", "guian-bigdata"}
    assert names(Organization.objects.filter(overseen_by(guian["guian-bigdata"]))) == own
    assert names(Organization.objects.filter(reviewed_by(guian["guian-bigdata"]))) == own
    assert {guian[name].area_code for name in own} == {"GA"}
    assert reviewing_authority(guian["guian"]) == guian["guian-bigdata"]


def test_a_district_beside_guian_stands_above_none_of_its_units(guian):
    above_huaxi = names(Organization.objects.filter(overseen_by(guian["huaxi-bigdata"])))
    assert above_huaxi == {"huaxi", "huaxi-bigdata"}
    assert oversees(guian["bigdata"], guian["guian"])
