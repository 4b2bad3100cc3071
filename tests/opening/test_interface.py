"""The open interface: datasets and rows for programs, without an account."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from opening import services
from opening.models import PublicDataset
from opening.selectors import datasets as selectors
from portal.store import query
from tests.open_data import PORTAL

LIST = "/api/v1/open/datasets/"


@pytest.fixture
def rows(client, water_quality):
    """The rows as a program gets them."""

    def rows(**asked):
        return client.get(reverse("opening:api-rows", args=[water_quality.slug]), asked)

    return rows


def codes(response):
    return [row["监测点编号"] for row in response.json()["rows"]]


def test_datasets_are_found_with_facets(client, library):
    answer = client.get(LIST, {"q": "空气"}).json()
    assert [found["title"] for found in answer["results"]] == ["空气质量监测日报"]
    assert {facet["name"] for facet in answer["facets"]} == {
        "theme",
        "provider",
        "cycle",
        "format",
        "provenance",
    }


def test_a_dataset_describes_itself_and_says_where_its_rows_are(client, water_quality):
    answer = client.get(f"{LIST}{water_quality.slug}/").json()
    assert answer["code"] == water_quality.code
    assert answer["links"]["rows"].endswith(f"{water_quality.slug}/rows")
    assert [item["title"] for item in answer["items"]] == water_quality.item_names


def test_the_code_may_be_written_with_its_slash(client, water_quality):
    assert client.get(f"{LIST}{water_quality.code}/").status_code == 200


def test_rows_come_with_version_and_a_place_to_go_on(rows):
    answer = rows(limit=2).json()
    assert answer["version"] == 1
    assert codes(rows(limit=2, after=answer["next"])) == ["P003", "P004"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"区县": "云岩区"}, ["P001", "P004"]),
        ({"区县__ne": "云岩区"}, ["P002", "P003", "P005"]),
        ({"区县__in": "乌当区,花溪区"}, ["P003", "P005"]),
        ({"区县__contains": "岩"}, ["P001", "P004"]),
        ({"区县__startswith": "云"}, ["P001", "P004"]),
        ({"监测日期__gt": "2026-10-03"}, ["P004", "P005"]),
        ({"监测日期__ge": "2026-10-03"}, ["P003", "P004", "P005"]),
        ({"监测日期__lt": "2026-10-02"}, ["P001"]),
        ({"监测日期__le": "2026-10-02"}, ["P001", "P002"]),
        ({"区县": "云岩区", "监测日期__gt": "2026-10-01"}, ["P004"]),
        ({"order": "-监测点编号", "limit": "2"}, ["P005", "P004"]),
        ({"区县": "没有这个区"}, []),
        ({"区县": "' OR 1=1 --"}, []),
    ],
)
def test_rows_are_narrowed_and_ordered_by_the_address(rows, asked, found):
    assert codes(rows(**asked)) == found


def test_only_the_columns_asked_for_are_given(rows):
    assert list(rows(columns="区县,余氯", limit=1).json()["rows"][0]) == ["区县", "余氯"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"没有的": "1"}, "没有的"),
        ({"余氯": "1"}, "余氯"),
        ({"监测日期__ge": "not a day"}, "not a day"),
        ({"区县__like": "x"}, "like"),
        ({"区县__": "x"}, "contains"),
        ({"after": "broken"}, ""),
        ({"limit": "1000000000"}, ""),
        ({"limit": "-1"}, "-1"),
        ({"limit": "0"}, ""),
        ({"order": "余氯"}, "余氯"),
        ({"columns": "没有的"}, "没有的"),
        ({"_id": "1"}, "_id"),
        ({"c1": "1"}, "c1"),
    ],
)
def test_a_wrong_question_is_refused_with_a_sentence(rows, asked, sentence):
    response = rows(**asked)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert sentence in response.json()["detail"]


def test_a_question_that_takes_too_long_is_refused_with_a_sentence(rows, monkeypatch):
    def too_slow(*_args, **_options):
        raise query.TooSlow

    monkeypatch.setattr("portal.store.statements.run", too_slow)
    response = rows()
    assert (response.status_code, bool(response.json()["detail"])) == (400, True)


@pytest.mark.parametrize("tail", ["", "rows", "rows.csv"])
@pytest.mark.parametrize("code", ["999999-000001", "nonsense", "%27"])
def test_an_unknown_code_is_not_found(client, db, tail, code):
    response = client.get(f"{LIST}{code}/{tail}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("tail", ["", "rows", "rows.csv"])
def test_a_suspended_dataset_answers_as_if_it_never_was(client, water_quality, tail):
    services.suspend_dataset(water_quality, actor=PORTAL, reason="核查")
    response = client.get(f"{LIST}{water_quality.slug}/{tail}")
    assert response.status_code == 404
    assert client.get(LIST).json()["count"] == 0


def test_the_file_equals_the_rows(client, water_quality, rows):
    address = reverse("opening:api-rows-csv", args=[water_quality.slug])
    lines = b"".join(client.get(address).streaming_content).decode("utf-8-sig").splitlines()
    answer = json.loads(rows().content, parse_float=str)
    given = [",".join("" if v is None else str(v) for v in row.values()) for row in answer["rows"]]
    assert lines[1:] == given


def test_the_file_begins_with_the_mark_that_spreadsheets_know(client, water_quality):
    address = reverse("opening:api-rows-csv", args=[water_quality.slug])
    assert b"".join(client.get(address).streaming_content).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("role", ["api-dataset-list", "api-dataset", "api-rows", "api-rows-csv"])
def test_an_answer_that_has_not_changed_is_not_sent_again(client, water_quality, role):
    address = reverse(f"opening:{role}", args=[] if role.endswith("list") else [water_quality.slug])
    mark = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=mark).status_code == 304
    assert client.get(f"{address}?limit=1", HTTP_IF_NONE_MATCH=mark).status_code == 200


def test_new_data_ends_what_was_kept(client, water_quality, rows):
    mark = rows()["ETag"]
    PublicDataset.objects.update(revision=water_quality.revision + 1)
    address = reverse("opening:api-rows", args=[water_quality.slug])
    assert client.get(address, HTTP_IF_NONE_MATCH=mark).status_code == 200


def test_what_is_remembered_of_a_dataset_ends_with_its_refresh(client, water_quality, rows):
    rows()
    items = [item for item in water_quality.items if item["title"] != "余氯"]
    PublicDataset.objects.update(revision=water_quality.revision + 1, items=items)
    assert list(rows().json()["rows"][0]) == ["监测点编号", "区县", "监测日期"]


def test_the_table_of_open_rows_is_as_it_stands(water_quality):
    seen, stored = selectors.open_for_rows(water_quality.slug), water_quality.table
    stored.refresh_from_db()
    for name in selectors.POINTER:
        assert getattr(seen.table, name) == getattr(stored, name), name


def test_calls_are_counted(client, water_quality, rows):
    client.get(f"{LIST}{water_quality.slug}/", HTTP_USER_AGENT="curl/8")
    services.flush()
    assert PublicDataset.objects.get().api_calls == 1


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client, water_quality, method):
    address = reverse("opening:api-rows", args=[water_quality.slug])
    assert getattr(client, method)(address).status_code == 405


def test_rows_take_few_queries(rows, django_assert_max_num_queries):
    rows()
    with django_assert_max_num_queries(5):  # in a test's transaction the timeout needs three of them
        rows()


def test_rows_are_the_bytes_that_the_database_wrote(rows, water_quality):
    written = query.page_json(query.Query(water_quality.table, columns=water_quality.item_names))
    assert json.loads(written) == rows().json()


@pytest.mark.parametrize("name", ["api-rows", "api-rows-csv"])
def test_a_program_that_posts_is_told_to_read(water_quality, name):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse(f"opening:{name}", args=[water_quality.slug]))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
