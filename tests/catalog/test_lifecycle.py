"""What the moves leave behind: deadlines, codes, versions, opinions, the trail."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from catalog import services
from catalog.models import CatalogEntry, EntryVersion
from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from tests.people import ITEMS, make_category, make_draft, publish

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def people(officer, cdo, authority_reviewer):
    return {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}


@pytest.mark.parametrize(
    ("signed_on", "due_on"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),
        (date(2026, 11, 26), date(2026, 11, 30)),  # a weekend lies between
        (date(2026, 9, 30), date(2026, 10, 9)),  # the national holiday lies between
    ],
)
def test_the_review_is_due_two_working_days_after_the_signature(submitted, cdo, signed_on, due_on):
    with clock.set_to(datetime(signed_on.year, signed_on.month, signed_on.day, 9, tzinfo=SHANGHAI)):
        entry = services.sign_entry(submitted, actor=cdo)
    assert (entry.due_on, entry.due_rule) == (due_on, "catalog.review_days v1")


def test_codes_count_on_within_their_classification(people):
    water = [publish(make_draft(people["officer"], name=f"供水{n}"), **people) for n in (1, 2)]
    gas = publish(
        make_draft(people["officer"], name="燃气", category=make_category("205001", "燃气安全")), **people
    )
    codes = [entry.resource_code for entry in (*water, gas)]
    assert codes == ["201002/000001", "201002/000002", "205001/000001"]


def test_the_code_of_a_withdrawn_entry_is_not_used_again(withdrawn, people):
    again = publish(make_draft(people["officer"]), **people)
    assert (withdrawn.resource_code, again.resource_code) == ("201002/000001", "201002/000002")


def test_a_code_ends_only_at_its_own_classification(people):
    publish(make_draft(people["officer"], category=make_category("201002001", "水厂")), **people)
    entry = publish(make_draft(people["officer"], name="供水"), **people)
    assert entry.resource_code == "201002/000001"


def test_a_revision_keeps_the_code_and_adds_a_version(revising, people):
    services.edit_entry(revising, actor=people["officer"], update_cycle="weekly")
    entry = publish(revising, **people)
    assert (entry.resource_code, entry.version_number) == ("201002/000001", 2)
    cycles = {v.number: v.content["update_cycle"] for v in entry.versions.all()}
    assert cycles == {1: "monthly", 2: "weekly"}


def test_a_version_freezes_the_items_with_their_rules(published):
    frozen = published.versions.get().content["items"]
    assert [item["name"] for item in frozen] == [item["name"] for item in ITEMS]
    assert frozen[3]["rules"] == {"minimum": 0, "maximum": 4}


@pytest.mark.parametrize(
    "act", ["UPDATE catalog_entryversion SET number = 9", "DELETE FROM catalog_entryversion"]
)
def test_the_database_refuses_to_change_a_published_version(published, act):
    with pytest.raises(IntegrityError, match="final"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; {act}")
    assert EntryVersion.objects.get().number == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"grade": ""}, "分级"),
        ({"grade": "L2"}, "L1"),
        ({"personal_information": True}, "L1"),
        ({"sharing_type": "conditional"}, "共享条件"),
        ({"open_type": "conditional"}, "开放条件"),
        ({"open_type": "closed"}, "法律依据"),
        ({"sharing_type": "not_shared"}, "法律依据"),
        ({"area_item": "街道"}, "街道"),
        ({"provenance": "generated", "source": ""}, "来源"),
    ],
)
def test_what_is_wrong_is_said_before_anybody_else_sees_the_entry(draft, officer, changes, sentence):
    services.edit_entry(draft, actor=officer, **changes)
    with pytest.raises(ValidationError, match=sentence):
        services.submit_entry(draft, actor=officer)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "signed", "due_on": None},
        {"state": "returned", "opinion": ""},
        {"state": "withdrawn", "opinion": ""},
        {"state": "nowhere"},
        {"state": "submitted", "grade": ""},
        {"state": "submitted", "open_type": "closed"},
        {"version_number": 1},
        {"themes": ["astrology"]},
    ],
)
def test_the_database_itself_refuses_an_impossible_entry(draft, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogEntry.objects.filter(pk=draft.pk).update(**changes)


def test_an_undeclared_personal_item_keeps_the_entry_at_the_desk(draft, officer):
    services.set_items(draft, [{**ITEMS[0], "personal": True}], actor=officer)
    with pytest.raises(ValidationError, match="监测点编号"):
        services.submit_entry(draft, actor=officer)


def test_the_trail_holds_every_step_with_person_and_opinion(returned, authority_reviewer):
    events = AuditEvent.objects.filter(target_id=str(returned.pk), action__startswith="catalog.catalogentry.")
    told = [event.action.rpartition(".")[2] for event in events.order_by("id")]
    assert told == ["create", "set_items", "submit", "sign", "return"]
    last = events.latest("id")
    assert (last.user, last.note) == (authority_reviewer.user, "请补充摘要中的监测频次。")


def test_an_entry_in_force_can_be_withdrawn_after_its_revision_was_taken_back(
    revising, officer, authority_reviewer
):
    services.submit_entry(revising, actor=officer)
    services.take_back_entry(revising, actor=officer)
    gone = services.withdraw_entry(revising, actor=authority_reviewer, opinion="职责划转")
    assert gone.state == "withdrawn"


def test_what_was_never_published_cannot_be_withdrawn(returned, authority_reviewer):
    with pytest.raises(NotPermitted):
        services.withdraw_entry(returned, actor=authority_reviewer, opinion="职责划转")
