"""Inspections: what they find, that they double nothing, and what becomes of what they found."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse

from catalog import services as catalog
from catalog.models import CatalogEntry
from oversight import services
from oversight.models import Finding, Inspection, Sighting
from oversight.selectors import CHECKS, Subject
from oversight.selectors.checks import unmounted_entries
from oversight.services.inspecting import record_finding
from oversight.services.ordering import _new_order
from oversight.tasks import INSPECTING, PLANNING, RECHECKING
from portal.kernel import audit, clock
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from portal.members.models import Organization
from tests.doors import Door

from .conftest import INSPECTED, inspect, open_findings

pytestmark = pytest.mark.django_db
BOTH = [("overdue_update", "供水水质监测信息"), ("unmounted_entry", "供水管网信息")]


def test_an_inspection_finds_what_is_late_with_its_facts(inspection, city):
    assert (inspection.state, open_findings()) == ("done", BOTH)
    overdue = Finding.objects.get(check_code="overdue_update")
    assert overdue.facts == {"cycle": "monthly", "newest": "2026-03-02", "due_on": "2026-04-07"}
    assert (overdue.organization, overdue.url[:9]) == (city.water, "/catalog/")


def test_an_overdue_update_tells_the_published_cycle_not_that_of_a_revision(
    published_twice, officer, inspector
):
    loaded, _bare = published_twice
    catalog.revise_entry(loaded, actor=officer, reason="改为每日更新")
    catalog.edit_entry(loaded, actor=officer, update_cycle="daily")
    inspect(inspector)
    assert Finding.objects.get(check_code="overdue_update").facts["cycle"] == "monthly"


def test_its_result_says_what_was_looked_at_and_found(inspection):
    units = Organization.objects.count()
    row = {"units": units, "found": 1, "new": 1, "missed": []}
    assert inspection.summary == [row | {"check": "overdue_update"}, row | {"check": "unmounted_entry"}]


def test_a_second_inspection_confirms_instead_of_doubling(inspection, inspector):
    again = inspect(inspector, later=5)
    assert [row["new"] for row in again.summary] == [0, 0]
    assert open_findings() == BOTH
    assert Sighting.objects.filter(is_first=False).count() == 2
    assert Finding.objects.first().confirmed_at == INSPECTED + timedelta(days=5)


def test_what_is_no_longer_found_is_settled_by_the_next_inspection(inspection, inspector, put_right):
    put_right(later=1)
    inspect(inspector, later=2)
    assert list(Finding.objects.values_list("state", flat=True)) == ["settled", "settled"]


def test_an_inspection_of_another_unit_settles_nothing_here(inspection, inspector, put_right, city):
    put_right(later=1)
    inspect(inspector, later=2, organization=city.health)
    assert open_findings() == BOTH


def test_the_second_attempt_of_a_broken_off_inspection_doubles_nothing(inspection):
    Inspection._base_manager.filter(pk=inspection.pk).update(state="running")
    with clock.set_to(INSPECTED):
        services.run_inspection(Inspection.objects.get(pk=inspection.pk), run=_Run(), actor=INSPECTING)
    assert (open_findings(), Sighting.objects.count()) == (BOTH, 2)


def test_an_attempt_after_the_end_changes_nothing(inspection):
    before = AuditEvent.objects.count()
    again = services.run_inspection(inspection, run=_Run(), actor=INSPECTING)
    assert (again.state, AuditEvent.objects.count()) == ("done", before)


def test_a_check_that_fails_for_one_unit_stops_neither_the_others_nor_the_other_checks(
    published_twice, inspector, city, monkeypatch
):
    def trips_over_the_health_bureau(units, day):
        if units.filter(pk=city.health.pk).exists():
            raise ValueError("a record that nobody foresaw")
        yield from unmounted_entries(units, day)

    broken = replace(CHECKS["unmounted_entry"], find=trips_over_the_health_bureau)
    monkeypatch.setitem(CHECKS, "unmounted_entry", broken)
    held = inspect(inspector, checks=["unmounted_entry", "overdue_update"])
    assert (held.state, sorted(open_findings())) == ("done", sorted(BOTH))
    missed = {row["check"]: (row["missed"], row["units"]) for row in held.summary}
    units = Organization.objects.count()
    assert missed == {"unmounted_entry": ([city.health.name], units - 1), "overdue_update": ([], units)}
    page = Door("page").client(inspector).get(held.get_absolute_url()).content.decode()
    assert "“已发布目录未挂接”未能在贵阳市卫生健康局执行" in page


def test_where_a_check_fails_nothing_is_settled(inspection, inspector, put_right, monkeypatch, city):
    def fails(units, day):
        raise ValueError("a record that nobody foresaw")

    put_right(later=1)
    monkeypatch.setitem(CHECKS, "unmounted_entry", replace(CHECKS["unmounted_entry"], find=fails))
    with clock.set_to(INSPECTED + timedelta(days=2)):
        services.recheck_findings(actor=RECHECKING)
    assert open_findings() == [BOTH[1]]


class _Run:
    """A worker's run that nobody takes over."""

    def hold(self):
        return None

    def progress(self, done, total=None, unit=""):
        return None


@pytest.mark.django_db(transaction=True)
def test_two_inspections_at_once_make_one_finding(published_twice, inspector, city):
    check, units = CHECKS["unmounted_entry"], Organization.objects.filter(pk=city.water.pk)
    [subject] = list(check.find(units, INSPECTED.date()))
    both = [_planned(inspector) for _number in range(2)]
    barrier = threading.Barrier(2)

    def record(number: int) -> None:
        with transaction.atomic():
            barrier.wait(60)
            record_finding(check, subject, both[number], actor=INSPECTING)
        connection.close()

    threads = [threading.Thread(target=record, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert Finding.objects.count() == 1
    assert sorted(Sighting.objects.values_list("is_first", flat=True)) == [False, True]


def _planned(inspector) -> Inspection:
    return services.plan_inspection(name="检查", checks=["unmounted_entry"], actor=inspector)


def test_a_finding_is_once_open_whoever_writes(inspection, city):
    found = Finding.objects.get(check_code="unmounted_entry")
    record = found_record(found)
    fresh = record_finding(
        CHECKS["unmounted_entry"], Subject(record, city.water, {}), inspection, actor=INSPECTING
    )
    assert (fresh, Finding.objects.count(), Sighting.objects.count()) == (False, 2, 2)


def found_record(finding):
    return CatalogEntry.objects.get(pk=finding.subject.partition(":")[2])


def test_the_regular_inspection_is_held_once_a_month(city):
    with clock.set_to(INSPECTED):
        [held] = services.hold_regular_inspections(actor=PLANNING)
        assert services.hold_regular_inspections(actor=PLANNING) == []
    assert (held.name, held.kind, held.authority) == ("2026年4月例行检查", "scheduled", city.authority)
    assert held.checks == list(CHECKS)
    with clock.set_to(INSPECTED + timedelta(days=30)):
        assert len(services.hold_regular_inspections(actor=PLANNING)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_plan_one_regular_inspection(city):
    barrier = threading.Barrier(2)

    def tick() -> None:
        barrier.wait(60)
        services.hold_regular_inspections(actor=PLANNING)
        connection.close()

    threads = [threading.Thread(target=tick) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert Inspection.objects.count() == 1


def test_the_database_holds_one_regular_inspection_a_month(city):
    [held] = services.hold_regular_inspections(actor=PLANNING)
    twin = Inspection(authority=held.authority, name=held.name, kind=held.kind, checks=held.checks)
    with pytest.raises(ValidationError, match="本月例行检查已经安排"):
        audit.write("oversight.inspection.plan", twin, actor=PLANNING)


def test_a_district_authority_inspects_its_district_only(district_authority_reviewer, city):
    held = inspect(district_authority_reviewer, checks=["vacant_office"])
    assert held.summary[0]["units"] == 3
    with pytest.raises(NotPermitted):
        inspect(district_authority_reviewer, organization=city.water)


def test_units_do_not_hold_inspections(officer, city):
    with pytest.raises(NotPermitted):
        inspect(officer)
    client = Door("page").client(officer)
    assert client.get(reverse("oversight:inspection-create")).status_code == 403
    fields = {"name": "x", "checks": ["overdue_update"]}
    address = reverse("oversight-inspection-list")
    answer = client.post(address, fields, content_type="application/json")
    assert (answer.status_code, Inspection.objects.count()) == (403, 0)


@pytest.mark.parametrize(("checks", "status"), [(["overdue_update"], 201), (["nonsense"], 422), ([], 422)])
def test_programs_arrange_inspections_of_known_checks(inspector, checks, status):
    address = reverse("oversight-inspection-list")
    fields = {"name": "抽查", "checks": checks}
    answer = Door("api").client(inspector).post(address, fields, content_type="application/json")
    assert answer.status_code == status


def test_an_inspection_that_fails_says_why_and_can_be_repeated(door, inspector, officer, city):
    planned = _planned(inspector)
    failed = services.fail_inspection(planned, message="数据库不可用", actor=INSPECTING)
    assert door.send("oversight:inspection", "retry", failed, actor=officer).status_code == 404
    assert door.send("oversight:inspection", "retry", failed, actor=inspector).status_code == door.done
    assert door.send("oversight:inspection", "retry", failed, actor=inspector).status_code == 409


def test_only_the_holding_authority_repeats_an_inspection(door, inspector, city, district_authority_reviewer):
    held = inspect(district_authority_reviewer, checks=["vacant_office"])
    Inspection._base_manager.filter(pk=held.pk).update(state="failed", message="x")
    assert door.send("oversight:inspection", "retry", held, actor=inspector).status_code == 403


def test_every_finding_leaves_an_event(inspection):
    actions = AuditEvent.objects.filter(action__startswith="oversight.").values_list("action", flat=True)
    assert sorted(set(actions)) == [
        "oversight.finding.find",
        "oversight.inspection.finish",
        "oversight.inspection.plan",
        "oversight.inspection.start",
        "oversight.sighting.record",
    ]


def test_an_authority_sees_an_inspection_once_however_many_units_it_led_to_orders_for(
    inspection, inspector, authority_reviewer, city
):
    """Both units' orders join to one inspection."""
    with clock.set_to(INSPECTED):
        for unit in (city.water, city.health):
            made = _new_order(inspection, unit, "请整改。", inspector)
            audit.write("oversight.rectificationorder.issue", made, actor=inspector)
    assert list(Inspection.objects.visible_to(authority_reviewer)) == [inspection]
