"""Objections on their way: to open data by a citizen, to shared data by a unit that was granted it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import opening.services
import sharing.services
from aggregation import services
from aggregation.models import Batch, Objection
from catalog.models import CatalogEntry
from opening.models import PublicDataset
from portal.kernel import clock, jobs
from portal.kernel.actor import Actor
from portal.kernel.models import Job
from sharing.models import Grant

from .open_data import HEADER, SAMPLES, as_file
from .people import City, make_person

#: What a citizen says about one value of one row.
CLAIM: dict[str, Any] = {
    "kind": "error",
    "row_key": {"监测点编号": "P002"},
    "item": "余氯",
    "text": "南明区监测点当日公示值为0.24，与此处不符。",
    "contact": "13800000000",
}
ANSWER = "经核对原始检测报告，末梢水余氯应为0.24。"
RIGHT = [row.replace("0.42", "0.24") for row in SAMPLES]

Raise = Callable[..., Objection]


def settle() -> None:
    """Let a worker do everything that waits."""
    while waiting := Job.objects.filter(state="queued", run_after=None).order_by("pk").first():
        jobs.run_inline(waiting)


@pytest.fixture
def entry_of_water(water_quality: PublicDataset) -> CatalogEntry:
    return CatalogEntry.objects.get(resource_code=water_quality.code)


@pytest.fixture
def raise_as_citizen(water_quality: PublicDataset, citizen: Actor) -> Raise:
    """A citizen objects to the open dataset, with these changes to what is usually said."""

    def raise_as_citizen(actor: Actor = citizen, **changes: Any) -> Objection:
        return opening.services.object_to(water_quality, actor=actor, **CLAIM | changes)

    return raise_as_citizen


@pytest.fixture
def raised(raise_as_citizen: Raise) -> Objection:
    return raise_as_citizen()


@pytest.fixture
def accepted(raised: Objection, authority_reviewer: Actor) -> Objection:
    found = services.accept_objection(raised, actor=authority_reviewer)
    settle()
    return found


@pytest.fixture
def verifying(accepted: Objection, officer: Actor) -> Objection:
    return services.verify_objection(accepted, actor=officer)


@pytest.fixture
def upheld(verifying: Objection, officer: Actor) -> Objection:
    return services.uphold_objection(verifying, actor=officer, answer=ANSWER)


@pytest.fixture
def correct(officer: Actor) -> Callable[[Objection], Batch]:
    """Hand in the corrected rows and let a worker load them."""

    def correct(objection: Objection) -> Batch:
        batch = services.receive_file(objection.mounted, as_file(RIGHT), actor=officer)
        settle()
        batch.refresh_from_db()
        assert batch.state == "loaded", batch.message
        return batch

    return correct


@pytest.fixture
def granted_water(
    entry_of_water: CatalogEntry, city: City, other_unit_officer: Actor, authority_reviewer: Actor
) -> Grant:
    """The health bureau may use the same data by a grant."""
    endorser, today = make_person(city.health, "health-endorser", "唐总", "cdo"), clock.today()
    words = {"legal_basis": "《传染病防治法》", "purpose": "水源性疾病监测", "scenario": "疾控预警"}
    period = {"starts_on": today, "ends_on": today + timedelta(days=30), "delivery": "api"}
    request = sharing.services.create_request(
        entry_of_water, actor=other_unit_officer, items=HEADER.split(","), **words, **period
    )
    sharing.services.submit_request(request, actor=other_unit_officer)
    sharing.services.endorse_request(request, actor=endorser)
    sharing.services.check_request(request, actor=authority_reviewer)
    return Grant.objects.get(request=request)


@pytest.fixture
def raise_as_consumer(granted_water: Grant, other_unit_officer: Actor) -> Raise:
    """A unit that was granted the data objects to it."""

    def raise_as_consumer(actor: Actor = other_unit_officer, **changes: Any) -> Objection:
        claim = CLAIM | changes
        return services.raise_objection(granted_water.entry, channel="sharing", actor=actor, **claim)

    return raise_as_consumer
