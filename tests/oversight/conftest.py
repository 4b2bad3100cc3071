"""What the tests of oversight begin with: entries that were late, an inspection that found them, orders."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from oversight import services
from oversight.models import Assessment, Finding, Inspection
from portal.kernel import clock, jobs
from tests.open_data import SAMPLES, load
from tests.people import make_draft, publish

CHINA = ZoneInfo("Asia/Shanghai")
#: When the two entries were published, and when somebody inspects.
BEGINNING = datetime(2026, 3, 2, 9, tzinfo=CHINA)
INSPECTED = datetime(2026, 4, 20, 9, tzinfo=CHINA)
CHECKS = ["overdue_update", "unmounted_entry"]
WEIGHTS = {"aggregation.mounting_rate": Decimal(60), "aggregation.updated_in_time": Decimal(40)}


@pytest.fixture
def published_twice(officer, cdo, authority_reviewer):
    """One entry that was loaded once, and one that nothing stands behind."""
    with clock.set_to(BEGINNING):
        people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
        loaded = publish(make_draft(officer), **people)
        load(loaded, SAMPLES, officer)
        bare = publish(make_draft(officer, name="供水管网信息", name_en="Pipes"), **people)
    return loaded, bare


def inspect(actor, later=0, checks=CHECKS, **fields) -> Inspection:
    """An inspection from beginning to end, some days after the first one."""
    with clock.set_to(INSPECTED + timedelta(days=later)):
        made = services.plan_inspection(name="专项检查", checks=checks, actor=actor, **fields)
        jobs.run_inline(made.job)
    made.refresh_from_db()
    return made


@pytest.fixture
def inspection(published_twice, inspector):
    return inspect(inspector)


@pytest.fixture
def order(inspection, inspector, city):
    with clock.set_to(INSPECTED):
        return services.issue_order(inspection, city.water, demand="请限期整改。", actor=inspector)


@pytest.fixture
def put_right(published_twice, officer):
    """The unit really does it: loads the present data and mounts the other entry."""

    def put_right(later=10, entries=None):
        with clock.set_to(INSPECTED + timedelta(days=later)):
            for entry in entries or published_twice:
                load(entry, SAMPLES, officer)

    return put_right


def submit(order, actor, later=10):
    """Report, and let a worker look again."""
    with clock.set_to(INSPECTED + timedelta(days=later)):
        reported = services.submit_order(order, answer="已补报数据并完成挂接。", actor=actor)
        jobs.run_inline(jobs.of(reported).first())
    reported.refresh_from_db()
    return reported


@pytest.fixture
def scheme(authority_reviewer):
    period = {"starts_on": BEGINNING.date(), "ends_on": BEGINNING.date() + timedelta(days=300)}
    return services.create_scheme(
        name="2026年考核方案", weights=WEIGHTS, basis="示例权重", actor=authority_reviewer, **period
    )


@pytest.fixture
def in_force(scheme, authority_reviewer):
    return services.adopt_scheme(scheme, actor=authority_reviewer)


@pytest.fixture
def computed(in_force, published_twice, authority_reviewer) -> Assessment:
    held = services.hold_assessment(
        in_force, name="2026年上半年考核", cut_off_on=INSPECTED.date(), actor=authority_reviewer
    )
    jobs.run_inline(held.job)
    held.refresh_from_db()
    return held


def open_findings() -> list[tuple[str, str]]:
    found = Finding.objects.open().order_by("check_code", "pk")
    return list(found.values_list("check_code", "title"))
