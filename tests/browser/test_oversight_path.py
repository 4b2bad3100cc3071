"""From a finding to a closed order, walked by the inspector and the unit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from oversight import services
from oversight.models import Finding, RectificationOrder
from oversight.tasks import PLANNING
from portal.kernel import clock, jobs
from portal.members import services as members
from tests.open_data import HEADER, SAMPLES, load
from tests.people import STAGE, make_draft, publish

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATE, BARE = "供水水质监测信息", "供水管网信息"


@pytest.fixture
def _two_months_ago(officer, cdo, authority_reviewer):
    """One entry was loaded once and never again, nothing was ever mounted to the other."""
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    with clock.set_to(clock.now() - timedelta(days=60)):
        for person, office in ((officer, "data_officer"), (cdo, "cdo")):
            appoint(person, office)
        load(publish(make_draft(officer), **people), SAMPLES, officer)
        publish(make_draft(officer, name=BARE, name_en="Pipes"), **people)


def appoint(person, office: str) -> None:
    """Somebody holds the office, so that only the data is found wanting."""
    held = {"organization": person.user.organization, "person": person.user, "office": office}
    members.appoint_person(actor=STAGE, starts_on=clock.today(), **held)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "newest.csv"
    file.write_text("\n".join([HEADER, *SAMPLES, "P006,云岩区,2026-11-01,0.31", ""]), encoding="utf-8")
    return file


@pytest.mark.provision("8.2")
@pytest.mark.usefixtures("_two_months_ago")
def test_a_finding_is_put_right_and_its_order_closes_by_itself(sit_down, table, officer, inspector):
    with jobs.running_inline(), transaction.atomic():
        services.hold_regular_inspections(actor=PLANNING)
    issue(sit_down().sign_in(inspector))
    clerk = sit_down().sign_in(officer)
    report_too_early(clerk)
    put_right(clerk, table)
    report(clerk)
    clerk.sees(clerk.says("Evidence of the re-check"))
    order = RectificationOrder.objects.get()
    assert (order.state, Finding.objects.open().filter(order=order).count()) == ("closed", 0)


def issue(reader: Reader) -> None:
    """The inspector finds the inspection in the inbox, and sends the order."""
    reader.go("/inbox/")
    reader.open("例行检查")
    reader.sees(LATE)
    reader.sees(BARE)
    reader.follow("Issue a rectification order")
    reader.press("Issue the rectification order")
    reader.sees(reader.says("To be rectified"))


def open_order(clerk: Reader) -> None:
    """The unit's officer finds the order in the inbox and lands on the report."""
    clerk.go("/inbox/")
    clerk.open("例行检查")


def report(clerk: Reader) -> None:
    """Say what was done; the portal looks again at once."""
    open_order(clerk)
    clerk.fill("answer", "已补报数据并完成挂接。")
    clerk.press("Report the rectification")
    clerk.sees("已补报数据并完成挂接。")
    job = jobs.of(RectificationOrder.objects.get()).first()
    jobs.run_inline(job)
    clerk.page.reload()


def report_too_early(clerk: Reader) -> None:
    """Words alone do not help."""
    report(clerk)
    clerk.sees(clerk.says("Not yet rectified"))


def put_right(clerk: Reader, table: Path) -> None:
    """Load the newest data into the one entry, mount the other."""
    for name in (LATE, BARE):
        clerk.go(RectificationOrder.objects.get().get_absolute_url())
        clerk.open(name)
        if name == BARE:
            clerk.follow("Mount with a table")
            clerk.press("Mount")
        clerk.follow("Load a file")
        clerk.attach(table)
        clerk.press("Hand in and load")
        clerk.sees("newest.csv")
        jobs.run_inline(jobs.Job.objects.filter(kind="aggregation.load_batch").order_by("-pk")[0])
        clerk.sees(clerk.says("What it became"))
