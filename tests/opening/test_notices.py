"""What is contested is told wherever open data is served; the authority can stop it; answers are public."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from aggregation import services
from opening.models import ObjectionAnswer, PublicDataset
from tests.objections import ANSWER, settle

pytestmark = pytest.mark.django_db
BACKEND = "portal.members.backends.RoleBackend"


@pytest.fixture
def rows_of(client, water_quality):
    """An answer of the open interface."""

    def rows_of(name="api-rows", **headers):
        return client.get(reverse(f"opening:{name}", args=[water_quality.slug]), **headers)

    return rows_of


def test_undisputed_rows_carry_no_word_of_it(rows_of, raised):
    answer = rows_of()
    assert "X-Data-Notice" not in answer.headers
    assert "notices" not in answer.json()


def test_contested_rows_say_so(rows_of, accepted):
    answer = rows_of()
    (notice,) = answer.json()["notices"]
    assert (notice["row"], notice["item"], notice["kind"]) == ({"监测点编号": "P002"}, "余氯", "error")
    assert answer.headers["X-Data-Notice"] == "contested; count=1"


@pytest.mark.parametrize("name", ["api-rows-csv", "dataset-csv"])
def test_contested_files_say_so(rows_of, accepted, name):
    answer = rows_of(name)
    assert answer.headers["X-Data-Notice"] == "contested; count=1"
    assert "#notices" in answer.headers["Link"]


def test_who_has_the_rows_already_is_told_anew(rows_of, raised, authority_reviewer):
    before = rows_of().headers["ETag"]
    services.accept_objection(raised, actor=authority_reviewer)
    settle()
    assert rows_of(headers={"If-None-Match": before}).status_code == 200


def test_the_page_marks_the_row_and_tells_why(client, water_quality, accepted):
    page = client.get(water_quality.get_absolute_url()).content.decode()
    assert page.count("row--contested") == 1
    assert accepted.number in page
    assert "数据错误" in page


def test_nothing_of_the_objector_reaches_the_public(client, rows_of, accepted, officer, cdo, water_quality):
    services.verify_objection(accepted, actor=officer)
    services.dismiss_objection(accepted, actor=cdo, answer="与检测报告一致。")
    settle()
    pages = [client.get(water_quality.get_absolute_url()), client.get("/data/objections/"), rows_of()]
    pages.append(client.get("/api/v1/open/objections/"))
    told = "".join(page.content.decode() for page in pages)
    assert not any(secret in told for secret in ("13800000000", "市民", accepted.text))


def test_the_answer_is_public_and_the_flag_gone(client, rows_of, upheld, officer, correct):
    services.close_objection(upheld, actor=officer, batch=correct(upheld))
    settle()
    assert "X-Data-Notice" not in rows_of().headers
    (answer,) = client.get("/api/v1/open/objections/").json()["results"]
    assert (answer["outcome"], answer["answer"], answer["corrected_version"]) == ("upheld", ANSWER, 2)
    assert ANSWER in client.get("/data/objections/").content.decode()


def test_what_units_object_to_is_not_answered_in_public(raise_as_consumer, authority_reviewer, officer, cdo):
    objection = services.accept_objection(raise_as_consumer(), actor=authority_reviewer)
    services.verify_objection(objection, actor=officer)
    services.dismiss_objection(objection, actor=cdo, answer="与检测报告一致。")
    settle()
    assert not ObjectionAnswer.objects.exists()


def test_a_units_objection_flags_the_open_data_too(raise_as_consumer, authority_reviewer, rows_of):
    services.accept_objection(raise_as_consumer(), actor=authority_reviewer)
    settle()
    assert len(rows_of().json()["notices"]) == 1


def test_a_citizens_objection_flags_the_shared_data_too(client, accepted, granted_water, other_unit_officer):
    client.force_login(other_unit_officer.user, backend=BACKEND)
    answer = client.get(reverse("sharing-grant-rows", args=[granted_water.public_id]))
    assert len(json.loads(answer.content)["notices"]) == 1
    assert answer.headers["X-Data-Notice"] == "contested; count=1"
    page = client.get(reverse("sharing:grant-rows", args=[granted_water.public_id])).content.decode()
    assert accepted.number in page


def test_the_catalog_tells_of_it(client, accepted, entry_of_water, district_officer, officer):
    for actor, place in ((officer, "P002"), (district_officer, "")):
        client.force_login(actor.user, backend=BACKEND)
        page = client.get(entry_of_water.get_absolute_url()).content.decode()
        assert accepted.number in page
        assert ("P002" in page) == bool(place)


def test_a_visitor_learns_why_an_account_is_needed(client, water_quality):
    address = reverse("opening:objection-create", args=[water_quality.slug])
    assert "登录并继续" in client.get(address).content.decode()
    assert client.post(address, {"kind": "error", "text": "有误"}).status_code == 302


def stop(door, move, dataset, actor, reason="核查"):
    """The authority's move at one of the doors."""
    name = "opening:dataset-" if door.kind == "page" else "opening-dataset-"
    kind = {"content_type": "application/json"} if door.kind == "api" else {}
    address = reverse(f"{name}{move}", kwargs={"slug": dataset.slug})
    return door.client(actor).post(address, {"reason": reason}, **kind).status_code


def test_the_authority_suspends_and_restores(door, client, water_quality, authority_reviewer):
    assert stop(door, "restore", water_quality, authority_reviewer) == 409
    assert stop(door, "suspend", water_quality, authority_reviewer, "") == 422
    assert stop(door, "suspend", water_quality, authority_reviewer) == door.done
    assert client.get(water_quality.get_absolute_url()).status_code == 404
    assert stop(door, "suspend", water_quality, authority_reviewer) == 409
    assert stop(door, "restore", water_quality, authority_reviewer) == door.done
    assert client.get(water_quality.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("person", ["officer", "cdo", "district_authority_reviewer", "citizen"])
def test_nobody_else_does(door, request, water_quality, person):
    assert stop(door, "suspend", water_quality, request.getfixturevalue(person)) == 403


def test_an_unknown_dataset_is_not_found(door, water_quality, authority_reviewer):
    assert stop(door, "suspend", PublicDataset(slug="999999-000009"), authority_reviewer) == 404


def test_from_the_objection_the_authority_reaches_the_switch(client, raised, authority_reviewer, officer):
    client.force_login(authority_reviewer.user, backend=BACKEND)
    switch = "/suspend/"
    assert switch in client.get(raised.get_absolute_url()).content.decode()
    client.force_login(officer.user, backend=BACKEND)
    assert switch not in client.get(raised.get_absolute_url()).content.decode()


def test_a_suspended_dataset_waits_in_the_authoritys_inbox(client, water_quality, authority_reviewer):
    from opening.services import suspend_dataset

    suspend_dataset(water_quality, actor=authority_reviewer, reason="核查")
    client.force_login(authority_reviewer.user, backend=BACKEND)
    staff = reverse("opening:usage-detail", args=[water_quality.slug])
    assert staff in client.get("/inbox/").content.decode()
    assert client.get(staff).status_code == 200
