"""The catalog for programs."""

from __future__ import annotations

import pytest

from catalog import services
from catalog.models import CatalogEntry
from tests.people import ITEMS, make_draft

pytestmark = pytest.mark.django_db

ENTRIES = "/api/v1/catalog-entries/"
NEW = {
    "name": "取水许可",
    "abstract": "取水许可证的发放信息",
    "category": "201002",
    "themes": ["environment"],
}


@pytest.fixture
def as_person(client):
    """A client that speaks JSON as this person."""

    def sign_in(actor):
        client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
        return client

    return sign_in


def send(client, method, url, fields):
    return getattr(client, method)(url, fields, content_type="application/json")


def url_of(entry, *steps):
    return "".join(f"{step}/" for step in (f"{ENTRIES}{entry.public_id}", *steps))


def test_an_entry_is_created_and_read_back(as_person, officer, category):
    client = as_person(officer)
    response = send(client, "post", ENTRIES, NEW)
    assert response.status_code == 201
    entry = CatalogEntry.objects.get()
    assert client.get(url_of(entry)).json() | NEW == client.get(url_of(entry)).json()
    assert response.json()["actions"] == ["submit"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"category": "999"}, "category"),
        ({"themes": ["astrology"]}, "themes.0"),
        ({"grade": "L9"}, "grade"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_a_wrong_field_is_named(as_person, officer, category, changes, field):
    response = send(as_person(officer), "post", ENTRIES, NEW | changes)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    assert field in [error["field"] for error in response.json()["errors"]]


def test_only_data_officers_create(as_person, cdo, category):
    assert send(as_person(cdo), "post", ENTRIES, NEW).status_code == 403


def test_what_is_stamped_cannot_be_written(as_person, officer, category, city):
    fields = NEW | {"state": "published", "resource_code": "1/1", "provider": city.health.credit_code}
    send(as_person(officer), "post", ENTRIES, fields)
    entry = CatalogEntry.objects.get()
    assert (entry.state, entry.resource_code, entry.provider) == ("draft", None, city.water)


def test_a_field_is_changed_alone(as_person, officer, draft):
    response = send(as_person(officer), "patch", url_of(draft), {"update_cycle": "weekly"})
    assert (response.status_code, response.json()["update_cycle"]) == (200, "weekly")
    assert CatalogEntry.objects.get().name == draft.name


def test_a_change_that_read_an_older_state_is_a_conflict(as_person, officer, draft):
    services.edit_entry(draft, actor=officer, contact="同事")
    fields = {"contact": "我", "unless_changed_since": draft.changed_at.isoformat()}
    assert send(as_person(officer), "patch", url_of(draft), fields).status_code == 409
    assert CatalogEntry.objects.get().contact == "同事"


def test_the_token_of_an_answer_is_good_for_the_next_change(as_person, officer, draft):
    client = as_person(officer)
    token = client.get(url_of(draft)).json()["changed_at"]
    fields = {"contact": "我", "unless_changed_since": token}
    assert send(client, "patch", url_of(draft), fields).status_code == 200


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("published", 403)])
def test_another_units_entry_is_not_changed(as_person, request, other_unit_officer, state, status):
    entry = request.getfixturevalue(state)
    response = send(as_person(other_unit_officer), "patch", url_of(entry), {"contact": "我"})
    assert response.status_code == status


def test_a_submitted_entry_is_not_changed(as_person, officer, submitted):
    assert send(as_person(officer), "patch", url_of(submitted), {"contact": "我"}).status_code == 409


def test_entries_are_not_replaced_or_deleted(as_person, officer, draft):
    client = as_person(officer)
    assert send(client, "put", url_of(draft), NEW).status_code == 405
    assert client.delete(url_of(draft)).status_code == 405


def test_items_are_replaced_as_a_whole(as_person, officer, draft):
    items = [{"name": "余氯", "data_type": "N", "rules": {"minimum": 0}}, {"name": "编号", "data_type": "C"}]
    client = as_person(officer)
    assert send(client, "put", url_of(draft, "items"), {"items": items}).status_code == 200
    read = client.get(url_of(draft, "items")).json()
    assert [(item["name"], item["rules"]) for item in read] == [("余氯", {"minimum": 0}), ("编号", {})]


@pytest.mark.parametrize(
    "items",
    [
        [{"name": "甲"}],
        [{"name": "甲", "data_type": "Z"}],
        [{"name": "甲", "data_type": "C"}, {"name": "甲", "data_type": "C"}],
        [{"name": "甲", "data_type": "C", "rules": {"check": "astrology"}}],
        "甲",
    ],
)
def test_wrong_items_change_nothing(as_person, officer, draft, items):
    response = send(as_person(officer), "put", url_of(draft, "items"), {"items": items})
    assert (response.status_code, draft.items.count()) == (422, len(ITEMS))


def test_a_program_of_another_unit_reads_the_published_state(
    as_person, revising, officer, other_unit_officer
):
    services.edit_entry(revising, actor=officer, abstract="改动中的摘要")
    services.set_items(revising, ITEMS[:1], actor=officer)
    client = as_person(other_unit_officer)
    read = client.get(url_of(revising)).json()
    assert (read["abstract"], read["state"], read["actions"]) == (revising.abstract, "published", [])
    assert len(client.get(url_of(revising, "items")).json()) == len(ITEMS)
    assert client.get(ENTRIES).json()["results"][0]["abstract"] == revising.abstract


def test_versions_are_read_one_by_one_and_together(as_person, published, other_unit_officer):
    client = as_person(other_unit_officer)
    listed = client.get(url_of(published, "versions")).json()
    assert listed == [client.get(url_of(published, "versions", "1")).json()]
    assert listed[0]["content"]["name"] == published.name
    assert client.get(url_of(published, "versions", "2")).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("?grade=L1", 1), ("?desk=own&state=draft", 2), ("?q=水质", 1), ("?q=余氯&grade=L2", 0)],
)
def test_the_list_is_narrowed_as_the_page_is(as_person, officer, draft, query, found):
    make_draft(
        officer, name="取水许可", name_en="Permits", grade="L2", abstract="许可", abstract_en="", items=[]
    )
    CatalogEntry.objects.filter(name="取水许可").update(keywords=[])
    assert as_person(officer).get(f"{ENTRIES}{query}").json()["count"] == found


def test_the_classification_is_read(as_person, officer, category):
    read = as_person(officer).get("/api/v1/categories/201002/").json()
    assert read == {"code": "201002", "name": "供水供气", "name_en": "Water and gas"}


@pytest.mark.parametrize("url", [ENTRIES, "/api/v1/categories/"])
def test_who_has_not_signed_in_reads_nothing(client, published, url):
    assert client.get(url).status_code in {401, 403}
