"""What comes to the portal, stays current, and leaves it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from aggregation.models import Batch
from catalog import services as catalog
from opening import selectors, services
from opening.models import PublicDataset
from portal.kernel import audit, jobs
from portal.kernel.errors import NotPermitted
from tests.open_data import PORTAL, SAMPLES, load
from tests.people import ITEMS, publish


@pytest.fixture
def entry_of(officer):
    def entry_of(dataset):
        from catalog.models import CatalogEntry

        return CatalogEntry.objects.get(resource_code=dataset.code)

    return entry_of


def test_a_published_open_entry_with_data_appears(water_quality):
    assert list(PublicDataset.objects.open()) == [water_quality]
    assert (water_quality.title, water_quality.rows) == ("供水水质监测信息", 5)


def test_the_address_has_no_slash_of_the_code(water_quality):
    assert water_quality.slug == water_quality.code.replace("/", "-")


@pytest.mark.parametrize(
    "changes",
    [
        {"grade": "L2", "open_type": "closed", "refusal_basis": "保守国家秘密法第九条"},
        {"open_type": "conditional", "open_condition": "实名申请"},
        {"open_type": "closed", "refusal_basis": "保守国家秘密法第九条"},
        {"grade": "L2", "open_type": "conditional", "open_condition": "实名申请"},
        {"open_type": "closed", "refusal_basis": "个人信息保护法", "personal_information": True},
    ],
)
def test_nothing_but_open_data_of_grade_l1_appears(bring_to_portal, changes):
    assert bring_to_portal(**changes) is None
    assert not PublicDataset.objects.exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "returned", "approved"])
def test_nothing_unpublished_appears(request, state):
    entry = request.getfixturevalue(state)
    assert services.refresh_dataset(entry, actor=PORTAL) is None


def test_an_entry_without_data_does_not_appear(published):
    assert services.refresh_dataset(published, actor=PORTAL) is None


def test_an_item_with_personal_information_keeps_a_description_closed():
    from opening import policies

    items = [{**item, "personal": item["name"] == "区县"} for item in ITEMS]
    content = {"open_type": "open", "grade": "L1", "personal_information": False, "items": items}
    assert not policies.may_be_open(content)


def test_a_withdrawn_entry_leaves_the_portal(water_quality, entry_of, authority_reviewer):
    catalog.withdraw_entry(entry_of(water_quality), actor=authority_reviewer, opinion="职责划转")
    services.refresh_dataset(entry_of(water_quality), actor=PORTAL)
    assert not PublicDataset.objects.open().exists()


def test_a_revision_that_is_not_published_changes_nothing(water_quality, entry_of, officer):
    entry = catalog.revise_entry(entry_of(water_quality), actor=officer, reason="更名")
    catalog.edit_entry(entry, actor=officer, name="草稿里的新名称", open_type="closed", refusal_basis="依据")
    refreshed = services.refresh_dataset(entry, actor=PORTAL)
    assert (refreshed.title, refreshed.state) == ("供水水质监测信息", "open")


def test_an_entry_published_as_closed_leaves_and_comes_back_when_opened(
    water_quality, entry_of, officer, cdo, authority_reviewer
):
    people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
    for open_type, state in (("closed", "withdrawn"), ("open", "open")):
        entry = catalog.revise_entry(entry_of(water_quality), actor=officer, reason="调整")
        catalog.edit_entry(entry, actor=officer, open_type=open_type, refusal_basis="依据")
        publish(entry, **people)
        assert services.refresh_dataset(entry, actor=PORTAL).state == state


def test_new_data_shows_at_once_with_its_version(water_quality, entry_of, officer):
    load(entry_of(water_quality), ["P009,云岩区,2026-11-01,0.33"], officer)
    refreshed = services.refresh_dataset(entry_of(water_quality), actor=PORTAL)
    assert (refreshed.rows, refreshed.data_version) == (1, water_quality.data_version + 1)


def test_items_that_were_not_published_are_never_named(water_quality):
    assert water_quality.item_names == ["监测点编号", "区县", "监测日期", "余氯"]
    assert water_quality.restriction.columns == frozenset(water_quality.item_names)


def test_news_of_catalog_and_aggregation_refresh_the_portal(published, officer):
    load(published, SAMPLES, officer)
    follows = {job.kind for record in (published, Batch.objects.get()) for job in jobs.of(record)}
    assert {"opening.refresh_dataset", "opening.refresh_after_load"} <= follows


def test_the_job_after_a_load_brings_the_dataset_to_the_portal(published, officer):
    load(published, SAMPLES, officer)
    jobs.run_inline(jobs.of(Batch.objects.get()).get(kind="opening.refresh_after_load"))
    assert PublicDataset.objects.open().count() == 1


def test_nobody_without_the_right_brings_anything_to_the_portal(published, officer):
    with pytest.raises(NotPermitted):
        services.refresh_dataset(published, actor=officer)


def test_a_suspended_dataset_is_hidden_and_stays_so_when_data_arrives(water_quality, entry_of):
    services.suspend_dataset(water_quality, actor=PORTAL, reason="疑似含个人信息")
    assert services.refresh_dataset(entry_of(water_quality), actor=PORTAL).state == "suspended"
    assert not PublicDataset.objects.open().exists()


def test_a_restored_dataset_is_seen_again(water_quality):
    suspended = services.suspend_dataset(water_quality, actor=PORTAL, reason="核查")
    assert services.restore_dataset(suspended, actor=PORTAL, reason="核查无误").state == "open"


def test_the_database_refuses_an_open_dataset_of_a_higher_grade(water_quality):
    water_quality.grade = "L3"
    with pytest.raises(ValidationError, match="L1"):
        audit.write("opening.publicdataset.refresh", water_quality, actor=PORTAL)


def test_an_entry_without_data_says_why_the_public_does_not_see_it(published):
    assert selectors.standing_of(published).reason == "数据尚未入库。"


def test_an_entry_on_the_portal_knows_its_dataset(water_quality, entry_of):
    assert selectors.standing_of(entry_of(water_quality)).dataset == water_quality


@pytest.mark.parametrize(("day", "freshness"), [("2026-11-20", "fresh"), ("2027-01-20", "late")])
def test_freshness_is_the_age_against_the_declared_cycle(water_quality, day, freshness):
    from datetime import datetime

    from django.utils import timezone

    from portal.kernel import clock

    moment = timezone.make_aware(datetime.fromisoformat(day))
    with clock.set_to(moment):
        assert water_quality.freshness == freshness


def test_uses_are_no_part_of_the_audit_trail(water_quality):
    assert not {"views", "downloads", "api_calls"} & set(audit.snapshot(water_quality))


def test_the_portal_looks_again_while_the_table_has_not_followed_its_entry(water_quality, entry_of):
    mounted = entry_of(water_quality).mounts.get()
    mounted.entry_version = 0
    audit.write("aggregation.mountedresource.follow", mounted, actor=PORTAL)
    services.refresh_dataset(entry_of(water_quality), actor=PORTAL)
    again = jobs.of(entry_of(water_quality)).filter(kind="opening.refresh_dataset", run_after__isnull=False)
    assert again.count() == 1
