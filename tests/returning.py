"""Data on its way back to the districts: places with area codes, authorities, needs, a run, a parcel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import pytest

from catalog.models import CatalogEntry
from portal.kernel import jobs
from portal.kernel.actor import Actor
from portal.members.models import Organization
from sharing import services
from sharing.models import ReturnNeed, ReturnParcel, ReturnRun

from .open_data import load
from .people import City, make_draft, make_person, make_unit, publish

#: Two in Yunyan, one in Huaxi, one in Huaxi's township that Gui'an manages, one in Gui'an's other township,
#: one in Nanming, which filed no need, one of another prefecture, one without a code.
PLACES = [
    "P001,520103001,2026-10-01,0.35",
    "P002,520103002,2026-10-02,0.42",
    "P003,520111001,2026-10-03,",
    "P004,520111012,2026-10-04,0.30",
    "P005,520403102,2026-10-05,0.31",
    "P006,522301001,2026-10-06,0.32",
    "P007,,2026-10-07,0.33",
    "P008,520102001,2026-10-08,0.34",
]
MORE = ["P009,520103003,2026-11-01,0.20"]


@dataclass(frozen=True)
class Areas:
    """The data authorities of further areas."""

    huaxi: Organization
    guian: Organization
    nanming: Organization


@pytest.fixture
def areas(city: City) -> Areas:
    authority = {"kind": "data_authority"}
    return Areas(
        huaxi=make_unit(
            "花溪区大数据局", level="district", area_code="520111", jurisdiction=["520111"], **authority
        ),
        guian=make_unit(
            "贵安新区大数据局",
            level="functional_area",
            area_code="GA",
            jurisdiction=["520111012", "520403102"],
            **authority,
        ),
        nanming=make_unit(
            "南明区大数据局", level="district", area_code="520102", jurisdiction=["520102"], **authority
        ),
    )


@pytest.fixture
def placed(areas: Areas, officer: Actor, cdo: Actor, authority_reviewer: Actor) -> CatalogEntry:
    """A loaded entry of the city whose rows carry area codes."""
    draft = make_draft(officer, area_item="区县")
    entry = publish(draft, officer=officer, cdo=cdo, reviewer=authority_reviewer)
    load(entry, PLACES, officer)
    entry.refresh_from_db()
    return entry


@pytest.fixture
def receiver_officer(city: City) -> Actor:
    return make_person(city.district_authority, "yunyan-officer", "孟收", "data_officer")


@pytest.fixture
def guian_officer(areas: Areas) -> Actor:
    return make_person(areas.guian, "guian-officer", "安收", "data_officer")


@pytest.fixture
def huaxi_officer(areas: Areas) -> Actor:
    return make_person(areas.huaxi, "huaxi-officer", "花收", "data_officer")


def file(entry: CatalogEntry, actor: Actor, **changes: Any) -> ReturnNeed:
    words = {"purpose": "基层水质巡查", "reason": "乡镇需要本辖区监测点", "cycle": "monthly"}
    return services.file_need(entry, actor=actor, **words | changes)


@pytest.fixture
def return_need(placed: CatalogEntry, district_officer: Actor) -> ReturnNeed:
    return file(placed, district_officer)


@pytest.fixture
def accepted_needs(
    return_need: ReturnNeed, guian_officer: Actor, huaxi_officer: Actor, cdo: Actor
) -> list[ReturnNeed]:
    """Three needs: Yunyan's, Gui'an's and Huaxi's."""
    more = [file(return_need.entry, actor) for actor in (guian_officer, huaxi_officer)]
    return [services.accept_need(one, actor=cdo) for one in (return_need, *more)]


@pytest.fixture
def refused_need(return_need: ReturnNeed, cdo: Actor) -> ReturnNeed:
    return services.refuse_need(return_need, actor=cdo, opinion="已有专线")


@pytest.fixture
def planned_run(accepted_needs: list[ReturnNeed], placed: CatalogEntry, officer: Actor) -> ReturnRun:
    return services.plan_run(placed, actor=officer)


@pytest.fixture
def return_run(planned_run: ReturnRun) -> ReturnRun:
    jobs.run_inline(planned_run.job)
    planned_run.refresh_from_db()
    return planned_run


@pytest.fixture
def parcel(return_run: ReturnRun, city: City) -> ReturnParcel:
    """Yunyan's parcel, sent."""
    return return_run.parcels.get(receiver=city.district_authority)


@pytest.fixture
def unmatched(parcel: ReturnParcel, receiver_officer: Actor) -> ReturnParcel:
    return services.sign_parcel(parcel, actor=receiver_officer, rows=1, digest="0" * 64)


@pytest.fixture
def reconciled(parcel: ReturnParcel, receiver_officer: Actor) -> ReturnParcel:
    receipt = receipt_of(parcel, receiver_officer)
    return services.sign_parcel(parcel, actor=receiver_officer, **receipt)


def receipt_of(parcel: ReturnParcel, actor: Actor) -> dict[str, Any]:
    """What an honest receiver finds in the file that it fetched."""
    content = b"".join(services.fetch_parcel(parcel, actor=actor))
    return {"rows": content.count(b"\n") - 1, "digest": hashlib.sha256(content).hexdigest()}
