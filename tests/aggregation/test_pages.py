"""What the pages of aggregation show, and to whom."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.urls import reverse

from aggregation import services
from catalog import services as catalog
from portal.kernel import jobs
from portal.kernel.models import Job
from portal.web import contributions
from tests.people import ITEMS, make_draft, make_person, publish

from .samples import MIXED, THREE, csv_file

pytestmark = pytest.mark.django_db

BACKEND = "portal.members.backends.RoleBackend"
SECRET = ITEMS[0] | {"personal": True}


@pytest.fixture
def browse(client):
    """Fetch a page as somebody and give its answer with its text."""

    def browse(actor, name, *arguments, **query):
        client.force_login(actor.user, backend=BACKEND)
        answer = client.get(reverse(f"aggregation:{name}", args=arguments), query)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.words = content.decode("utf-8-sig")
        return answer

    return browse


@pytest.fixture
def personal(officer, cdo, authority_reviewer):
    """A mounted entry whose first item is personal information."""
    fields = {"open_type": "closed", "refusal_basis": "个人信息保护法", "grade": "L3"}
    draft = make_draft(
        officer, [SECRET, *ITEMS[1:]], name="用户水表信息", personal_information=True, **fields
    )
    publish(draft, officer=officer, cdo=cdo, reviewer=authority_reviewer)
    mounted = services.mount_entry(draft, actor=officer)
    batch = services.receive_file(mounted, csv_file([*THREE, MIXED[4]]), actor=officer)
    jobs.run_inline(batch.job)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize("name", ["mount-list", "batch-list"])
def test_the_lists_show_the_own_unit_s_records_only(browse, load, officer, other_unit_officer, name):
    load()
    assert "供水水质监测信息" in browse(officer, name).words
    assert "供水水质监测信息" not in browse(other_unit_officer, name).words


def test_the_list_of_batches_is_filtered_by_state(browse, load, received_later, officer):
    assert received_later.file_name not in browse(officer, "batch-list", state="loaded").words
    assert received_later.file_name in browse(officer, "batch-list", state="received").words


@pytest.fixture
def received_later(load, mounted, officer):
    load()
    return services.receive_file(mounted, csv_file(name="later.csv"), actor=officer)


def test_a_waiting_batch_shows_its_job_and_reloads_when_it_moves_on(browse, received, officer):
    page = browse(officer, "batch-detail", received.public_id)
    assert str(received.job.public_id) in page.words
    assert browse(officer, "batch-moved", received.public_id, state="received").status_code == 204
    jobs.run_inline(received.job)
    moved = browse(officer, "batch-moved", received.public_id, state="received")
    assert moved.headers["HX-Refresh"] == "true"


def test_the_result_tells_the_reasons_with_limit_and_example(browse, load, officer):
    batch = load([*THREE, MIXED[3]])
    page = browse(officer, "batch-detail", batch.public_id).words
    assert "值大于上限 4" in page
    assert "9.9" in page


def test_a_batch_turned_down_as_a_whole_offers_the_next_upload(browse, load, mounted, officer):
    batch = load(MIXED)
    page = browse(officer, "batch-detail", batch.public_id).words
    assert reverse("aggregation:batch-create", args=[mounted.public_id]) in page
    assert "整批已退回" in page


def test_rejects_are_narrowed_and_downloaded(browse, load, officer):
    batch = load([*THREE, MIXED[1], MIXED[3]])
    page = browse(officer, "batch-rejects", batch.public_id, rule="type")
    assert "not a day" in page.words
    assert "9.9" not in page.words
    lines = list(csv.reader(StringIO(browse(officer, "batch-rejects", batch.public_id, format="csv").words)))
    assert {line[0] for line in lines[1:]} >= {"监测日期", "余氯"}


def test_values_of_personal_information_are_masked_everywhere(browse, personal, officer, client):
    secret = MIXED[4].split(",")[0]
    address = reverse("aggregation-batch-rejects", args=[personal.public_id])
    shown = [
        browse(officer, "batch-detail", personal.public_id).words,
        browse(officer, "batch-rejects", personal.public_id).words,
        browse(officer, "batch-rejects", personal.public_id, format="csv").words,
        client.get(address).content.decode(),
        client.get(f"{address[:-1]}.csv/").getvalue().decode(),
        client.get(reverse("aggregation-batch-detail", args=[personal.public_id])).content.decode(),
    ]
    assert [secret in text for text in shown] == [False] * 6
    assert ["P＊＊＊" in text for text in shown] == [True] * 6


def test_the_rows_are_for_the_provider_whole_and_for_the_authority_without_persons(
    browse, personal, officer, cdo, authority_reviewer
):
    mounted = personal.mounted
    assert "P001" in browse(officer, "mount-rows", mounted.public_id).words
    assert "P001" in browse(cdo, "mount-rows", mounted.public_id).words
    seen = browse(authority_reviewer, "mount-rows", mounted.public_id).words
    assert "云岩区" in seen
    assert "P001" not in seen
    assert "P001" not in browse(authority_reviewer, "mount-export", mounted.public_id).words


def test_what_is_hidden_cannot_be_searched_for_either(personal, authority_reviewer, client):
    client.force_login(authority_reviewer.user, backend=BACKEND)
    address = reverse("aggregation-mount-rows", args=[personal.mounted.public_id])
    assert "P001" not in client.get(address).content.decode()
    assert client.get(address, {"item": "监测点编号", "value": "P001"}).status_code == 422


def test_an_inspector_of_another_body_sees_the_batch_but_not_the_rows(browse, personal, city):
    inspector = make_person(city.health, "health-inspector", "孙督", "inspector")
    assert browse(inspector, "batch-detail", personal.public_id).status_code == 200
    assert browse(inspector, "mount-rows", personal.mounted.public_id).status_code == 403


def test_a_stranger_finds_neither_batch_nor_rows(browse, load, mounted, other_unit_officer):
    batch = load()
    for name, record in (
        ("batch-detail", batch),
        ("batch-rejects", batch),
        ("batch-moved", batch),
        ("mount-detail", mounted),
        ("mount-rows", mounted),
        ("mount-export", mounted),
        ("mount-template", mounted),
    ):
        assert browse(other_unit_officer, name, record.public_id).status_code == 404, name


def test_rows_are_searched_by_one_item(browse, load, mounted, officer):
    load()
    page = browse(officer, "mount-rows", mounted.public_id, item="区县", op="eq", value="南明区").words
    assert "P002" in page
    assert "P001" not in page


def test_a_value_that_is_no_date_is_told(browse, load, mounted, officer):
    load()
    page = browse(officer, "mount-rows", mounted.public_id, item="监测日期", op="ge", value="昨天")
    assert page.status_code == 422
    assert "昨天" in page.words


def test_the_template_file_has_the_header_of_the_table(browse, mounted, officer):
    text = browse(officer, "mount-template", mounted.public_id).words
    assert text.strip() == "监测点编号,区县,监测日期,余氯"


def test_the_entry_s_page_offers_what_comes_next(client, published, officer, other_unit_officer):
    client.force_login(officer.user, backend=BACKEND)
    mount = reverse("aggregation:mount-create", args=[published.public_id])
    assert mount in client.get(published.get_absolute_url()).content.decode()
    mounted = services.mount_entry(published, actor=officer)
    page = client.get(published.get_absolute_url()).content.decode()
    assert mount not in page
    assert reverse("aggregation:batch-create", args=[mounted.public_id]) in page
    client.force_login(other_unit_officer.user, backend=BACKEND)
    assert mount not in client.get(published.get_absolute_url()).content.decode()


def test_the_inbox_holds_entries_to_mount_and_batches_in_trouble(published, officer, cdo):
    assert titles(officer) == {"待挂接的目录": ["供水水质监测信息"]}
    assert titles(cdo) == {}
    mounted = services.mount_entry(published, actor=officer)
    batch = services.receive_file(mounted, csv_file(MIXED), actor=officer)
    jobs.run_inline(batch.job)
    assert titles(officer) == {"未能入库的批次": ["供水水质监测信息 · 水质.csv"]}
    services.receive_file(mounted, csv_file(), actor=officer)
    assert titles(officer) == {}


def titles(actor):
    """What waits for somebody in this chapter, by kind."""
    mine = {"待挂接的目录", "未能入库的批次"}
    return {
        str(label): [item.title for item in items]
        for label, items in contributions.inbox(actor)
        if str(label) in mine
    }


def test_a_table_that_cannot_follow_says_so_on_its_page(
    browse, load, mounted, officer, cdo, authority_reviewer
):
    load()
    entry = mounted.entry
    catalog.revise_entry(entry, actor=officer, reason="调整信息项")
    catalog.set_items(entry, [ITEMS[0] | {"data_type": "I", "length": 0}, *ITEMS[1:]], actor=officer)
    publish(entry, officer=officer, cdo=cdo, reviewer=authority_reviewer)
    jobs.run_inline(Job.objects.filter(kind="aggregation.follow_entry").latest("pk"))
    assert "数据表无法按目录的新信息项调整" in browse(officer, "mount-detail", mounted.public_id).words
