"""What is late on a day, from the records' own dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aggregation import selectors, services
from aggregation.models import Batch
from catalog import services as catalog
from portal.kernel import clock, jobs
from portal.members.models import Organization
from portal.web.contributions import registry
from tests.open_data import SAMPLES, load
from tests.people import make_draft, publish

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def day(later: int):
    return (PUBLISHED + timedelta(days=later)).date()


@pytest.fixture
def units(city):
    return Organization.objects.filter(pk=city.water.pk)


@pytest.fixture
def monthly(officer, cdo, authority_reviewer):
    """A monthly entry, published on 2 March."""
    with clock.set_to(PUBLISHED):
        return publish(make_draft(officer), officer=officer, cdo=cdo, reviewer=authority_reviewer)


@pytest.fixture
def delivered(monthly, officer):
    with clock.set_to(PUBLISHED):
        load(monthly, SAMPLES, officer)
    return monthly


def test_an_update_is_late_after_its_cycle_and_the_allowance(delivered, units):
    assert selectors.late_updates(units, day(31 + 5)) == []
    late = selectors.late_updates(units, day(31 + 6))
    assert [(u.entry, u.newest, u.due_on) for u in late] == [(delivered, day(0), day(36))]


def test_a_revision_under_way_puts_no_update_off(delivered, units, officer):
    catalog.revise_entry(delivered, actor=officer, reason="改为每年更新")
    catalog.edit_entry(delivered, actor=officer, update_cycle="yearly")
    assert [late.entry for late in selectors.late_updates(units, day(31 + 6))] == [delivered]
    assert selectors.updated_in_time(None, [day(31 + 5), day(31 + 6)]) == [(1, 1), (0, 1)]


def test_a_later_delivery_does_not_change_what_was_late_before(delivered, units, officer):
    with clock.set_to(PUBLISHED + timedelta(days=60)):
        load(delivered, SAMPLES, officer)
    assert [u.newest for u in selectors.late_updates(units, day(50))] == [day(0)]
    assert selectors.late_updates(units, day(70)) == []


def test_a_published_entry_without_a_table_is_late_after_ten_working_days(monthly, units):
    assert selectors.late_mounts(units, day(14)) == []
    assert [(m.entry, m.due_on) for m in selectors.late_mounts(units, day(15))] == [(monthly, day(14))]


def test_a_mounted_entry_was_unmounted_before(delivered, units):
    assert selectors.late_mounts(units, day(30)) == []
    assert selectors.mounted_entries(None, [day(-1), day(1)]) == [(0, 0), (1, 1)]


def test_what_was_taken_offline_stood_mounted_until_that_day(delivered, officer, units):
    with clock.set_to(PUBLISHED + timedelta(days=40)):
        services.take_offline(delivered.mounts.get(), actor=officer)
    assert selectors.mounted_entries(None, [day(1), day(39), day(40)]) == [(1, 1), (1, 1), (0, 1)]
    assert selectors.late_mounts(units, day(39)) == []
    with clock.set_to(PUBLISHED + timedelta(days=60)):
        services.mount_entry(delivered, actor=officer)
    stood = [mounted for mounted, _all in selectors.mounted_entries(None, [day(39), day(50), day(60)])]
    assert stood == [1, 0, 1]


def test_rates_tell_numerator_and_denominator_for_each_day(delivered, city):
    days = [day(-1), day(1), day(40)]
    assert selectors.updated_in_time(city.water, days) == [(0, 0), (1, 1), (0, 1)]
    assert selectors.updated_in_time(city.health, days) == [(0, 0)] * 3
    found = next(i for i in registry.indicators if i.name == "aggregation.updated_in_time")
    assert found.values(city.water, days) == [None, 1.0, 0.0]


def test_a_resource_fails_when_two_deliveries_in_a_row_did_not_arrive(delivered, officer, units):
    mounted = delivered.mounts.get()
    for number in (1, 2):
        assert selectors.failing_resources(units) == []
        file = SimpleUploadedFile(
            f"{number}.csv", "监测点编号,区县,监测日期,余氯\nP1,云岩区,明天,0.3\n".encode()
        )
        batch = services.receive_file(mounted, file, actor=officer)
        jobs.run_inline(batch.job)
        assert Batch.objects.get(pk=batch.pk).state == "rejected"
    assert [(f.mounted, f.failures) for f in selectors.failing_resources(units)] == [(mounted, 2)]
