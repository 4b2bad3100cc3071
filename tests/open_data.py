"""Data on the public portal, brought there as it really gets there: catalogued, mounted, loaded, refreshed.

``bring_to_portal`` walks the whole way for any entry; ``water_quality`` is the open dataset that most tests
look at, ``library`` a handful of them to search in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import opening.services
from aggregation import services as aggregation
from catalog.models import CatalogEntry
from opening.models import PublicDataset
from opening.services import counting
from opening.services.indexing import index_dataset
from portal.kernel import audit, jobs
from portal.kernel.actor import Actor

from .people import City, make_draft, publish

PORTAL = Actor.system("test-portal", "opening.publish_dataset", "opening.suspend_dataset")
HEADER = "监测点编号,区县,监测日期,余氯"
SAMPLES = [
    "P001,云岩区,2026-10-01,0.35",
    "P002,南明区,2026-10-02,0.42",
    "P003,花溪区,2026-10-03,",
    "P004,云岩区,2026-10-04,0.30",
    "P005,乌当区,2026-10-05,0.55",
]

Bring = Callable[..., PublicDataset | None]


def as_file(rows: list[str], header: str = HEADER) -> SimpleUploadedFile:
    """Rows as a browser sends them."""
    return SimpleUploadedFile("rows.csv", "\n".join([header, *rows, ""]).encode(), content_type="text/csv")


def load(entry: CatalogEntry, rows: list[str], officer: Actor, header: str = HEADER) -> None:
    """Mount the entry if it is not yet, hand the rows in, and let a worker load them."""
    mounted = entry.mounts.first() or aggregation.mount_entry(entry, actor=officer)
    batch = aggregation.receive_file(mounted, as_file(rows, header), actor=officer)
    jobs.run_inline(batch.job)
    batch.refresh_from_db()
    assert batch.state == "loaded", batch.message


@pytest.fixture(autouse=True)
def _uses_wait_for_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted is written down when a test says so, not by a thread that outlives it."""
    monkeypatch.setattr(counting, "_tally", counting.Tally())
    monkeypatch.setattr(counting.Tally, "_write_soon", lambda tally: None)


@pytest.fixture
def bring_to_portal(city: City, officer: Actor, cdo: Actor, authority_reviewer: Actor) -> Bring:
    """Compile, publish, load and refresh an entry with these changes; what the portal made of it."""

    def bring(rows: list[str] | None = None, header: str = HEADER, **changes: Any) -> PublicDataset | None:
        draft = make_draft(officer, **changes)
        entry = publish(draft, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        load(entry, SAMPLES if rows is None else rows, officer, header)
        return opening.services.refresh_dataset(entry, actor=PORTAL)

    return bring


@pytest.fixture
def water_quality(bring_to_portal: Bring) -> PublicDataset:
    dataset = bring_to_portal()
    assert dataset is not None
    return dataset


@pytest.fixture
def library(water_quality: PublicDataset) -> list[PublicDataset]:
    """Open datasets on several subjects."""
    texts = [
        (
            "行政村和社区名录",
            "Villages and communities",
            ["geography"],
            "全国村级区划名称与代码。",
            "monthly",
        ),
        ("空气质量监测日报", "Daily air quality", ["environment"], "各监测站PM2.5和臭氧浓度。", "daily"),
        ("法定节假日安排", "Public holidays", ["communities"], "国务院公布的放假与调休日期。", "yearly"),
        ("公共停车场信息", "Public car parks", ["transport"], "泊位数与收费标准。", "monthly"),
    ]
    return [water_quality, *(_another(water_quality, n, *text) for n, text in enumerate(texts, 2))]


def _another(
    like: PublicDataset, number: int, title: str, title_en: str, themes: list[str], *rest: str
) -> PublicDataset:
    """A dataset beside one that walked the whole way: the same table, other words."""
    same = {field.attname: getattr(like, field.attname) for field in like._meta.concrete_fields}
    abstract, cycle = rest
    words = {"title": title, "title_en": title_en, "abstract": abstract, "abstract_en": ""}
    code = f"{like.code[:-6]}{number:06d}"
    place = {"id": None, "code": code, "slug": code.replace("/", "-"), "themes": themes}
    made = PublicDataset(**same | words | place | {"keywords": [], "keywords_en": [], "update_cycle": cycle})
    audit.write("opening.publicdataset.create", made, actor=PORTAL)
    index_dataset(made)
    return made
