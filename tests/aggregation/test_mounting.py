"""An entry is mounted with a table that has its items, and the table follows the entry."""

from __future__ import annotations

import pytest

from aggregation import selectors, services
from aggregation.models import MountedResource
from aggregation.services.loading import _start
from aggregation.tasks import LOADER
from catalog import services as catalog
from catalog.models import DataItem
from portal.kernel import jobs
from portal.kernel.models import Job, JobState
from portal.store import query, schema
from tests.people import ITEMS, make_draft, publish

pytestmark = pytest.mark.django_db

MORE = {"name": "检测单位", "data_type": "C", "length": 40}


@pytest.fixture
def republish(published, officer, cdo, authority_reviewer):
    """Publish the entry anew with other items, and let the jobs run that follow."""

    def republish(items):
        catalog.revise_entry(published, actor=officer, reason="调整信息项")
        catalog.set_items(published, items, actor=officer)
        publish(published, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        return follow()

    return republish


def follow() -> Job:
    """Run the newest job that lets a table follow its entry."""
    return jobs.run_inline(Job.objects.filter(kind="aggregation.follow_entry").latest("pk"))


def names(mounted) -> list[str]:
    """The items of the table."""
    return [column.name for column in schema.specs(mounted.table)]


@pytest.mark.parametrize(
    ("letter", "length", "decimals", "expected"),
    [
        ("C", 20, 0, ("text", 20, None, None)),
        ("M", 0, 0, ("text", None, None, None)),
        ("G", 0, 0, ("text", None, None, None)),
        ("N", 6, 2, ("decimal", None, 6, 2)),
        ("N", 0, 0, ("decimal", None, 18, 0)),
        ("Y", 0, 0, ("decimal", None, 20, 2)),
        ("I", 0, 0, ("integer", None, None, None)),
        ("D", 0, 0, ("date", None, None, None)),
        ("T", 0, 0, ("datetime", None, None, None)),
        ("L", 0, 0, ("boolean", None, None, None)),
        ("B", 0, 0, ("double", None, None, None)),
        ("F", 0, 0, ("double", None, None, None)),
    ],
)
def test_each_letter_of_the_guide_has_its_type_in_the_store(letter, length, decimals, expected):
    spec = DataItem(name="项", data_type=letter, length=length, decimals=decimals).as_column()
    assert (spec.data_type, spec.length, spec.precision, spec.scale) == expected
    schema.check([spec])


def test_the_items_rules_become_rules_of_the_table(mounted):
    chlorine = schema.specs(mounted.table)[-1]
    assert chlorine.rules == {"minimum": 0, "maximum": 4}


def test_an_entry_under_revision_is_mounted_as_it_was_published(revising, officer):
    catalog.set_items(revising, ITEMS[:2], actor=officer)
    mounted = services.mount_entry(revising, actor=officer)
    assert len(names(mounted)) == 4


def test_a_new_item_reaches_the_table_with_its_data(load, mounted, republish):
    load()
    assert republish([*ITEMS, MORE]).state == JobState.SUCCEEDED
    mounted.refresh_from_db()
    assert names(mounted)[-1] == "检测单位"
    assert mounted.entry_version == 2
    assert query.page(query.Query(mounted.table)).rows[0][-1] is None


def test_the_table_waits_for_an_open_load_and_follows_after_it(received, mounted, republish):
    version = _start(received, LOADER).version  # as a worker leaves it that has just begun
    republish([*ITEMS, MORE])
    mounted.refresh_from_db()
    assert (len(names(mounted)), mounted.is_behind) == (4, True)
    services.fail_batch(received, message=f"放弃版本 {version.number}", actor=LOADER)
    follow()
    mounted.refresh_from_db()
    assert (len(names(mounted)), mounted.is_behind) == (5, False)


def test_rows_that_do_not_fit_the_new_items_are_told_on_the_mount(load, mounted, republish):
    load()
    narrower = [ITEMS[0] | {"data_type": "I", "length": 0}, *ITEMS[1:]]
    assert republish(narrower).state == JobState.FAILED
    mounted.refresh_from_db()
    assert "P001" in mounted.problem
    assert len(query.page(query.Query(mounted.table)).rows) == 3


def test_a_withdrawn_entry_takes_its_resource_offline(mounted, published, authority_reviewer):
    catalog.withdraw_entry(published, actor=authority_reviewer, opinion="职责划转")
    jobs.run_inline(Job.objects.get(kind="aggregation.close_mounts"))
    mounted.refresh_from_db()
    assert mounted.state == "offline"


def test_after_going_offline_an_entry_can_be_mounted_anew(mounted, published, officer):
    services.take_offline(mounted, actor=officer)
    assert services.mount_entry(published, actor=officer) != mounted
    assert MountedResource.objects.count() == 2


def test_the_mounting_rate_counts_entries_in_force(mounted, officer, cdo, authority_reviewer):
    second = make_draft(officer, name="取水口信息")
    publish(second, officer=officer, cdo=cdo, reviewer=authority_reviewer)
    rate = selectors.mounting_rate(officer)
    assert (rate.mounted, rate.entries, rate.share) == (1, 2, 0.5)
    assert list(selectors.unmounted_entries(officer)) == [second]
