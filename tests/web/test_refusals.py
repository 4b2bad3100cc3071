"""The same refusals at both doors: pages that say what to do, problem details for programs."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from django.test import Client

from tests.doors import Door
from tests.kernel.sample.models import Petition, State

from .conftest import BACKEND, signed_in

pytest_plugins = ["tests.doors"]


def send(door: Door, client: Client, petition: Petition, move: str, **fields):
    """Make a move at one of the doors."""
    base = "/sample/" if door.kind == "page" else "/api/v1/petitions/"
    kind = {"content_type": "application/json"} if door.kind == "api" else {}
    return client.post(f"{base}{petition.title}/{move}/", fields, **kind)


def check_shape(door: Door, response) -> None:
    """A page for people, problem details for programs."""
    if door.kind == "api":
        problem = response.json()
        assert response.headers["Content-Type"] == "application/problem+json"
        assert problem["status"] == response.status_code
        assert {"type", "title", "detail", "errors", "request_id"} <= set(problem)
    else:
        assert "<h1" in response.content.decode()


def test_a_move_succeeds_at_both_doors(door, clerk, draft):
    assert send(door, signed_in(clerk), draft, "submit").status_code == door.done
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED


def test_a_missing_right_is_403(door, decider, draft):
    response = send(door, signed_in(decider), draft, "submit")
    assert response.status_code == 403
    check_shape(door, response)


def test_a_hidden_record_is_404(door, clerk, db):
    hidden = Petition.objects.create(title="hidden")
    response = send(door, signed_in(clerk), hidden, "submit")
    assert response.status_code == 404
    check_shape(door, response)


def test_a_second_move_is_409_and_says_the_present_state(door, clerk, submitted):
    response = send(door, signed_in(clerk), submitted, "submit")
    assert response.status_code == 409
    assert "已提交" in door.says(response)
    check_shape(door, response)


def test_a_broken_rule_is_422_with_its_sentence(door, decider, submitted):
    response = send(door, signed_in(decider), submitted, "reject", reason="")
    assert response.status_code == 422
    assert "驳回须说明理由。" in door.says(response)
    check_shape(door, response)


def test_a_broken_format_is_422(door, decider, submitted):
    response = send(door, signed_in(decider), submitted, "reject", reason="长" * 201)
    assert response.status_code == 422
    check_shape(door, response)


def test_a_refusal_changes_nothing(door, decider, submitted):
    send(door, signed_in(decider), submitted, "reject", reason="")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.reason) == (State.SUBMITTED, "")


def test_the_right_is_asked_before_the_form_is_read(door, clerk, submitted):
    assert send(door, signed_in(clerk), submitted, "reject", reason="长" * 300).status_code == 403


@pytest.mark.parametrize("kind", ["page", "api"])
def test_an_unknown_address_answers_in_the_askers_shape(db, kind):
    response = Client().get("/nowhere/" if kind == "page" else "/api/v1/nowhere/")
    assert response.status_code == 404
    check_shape(Door(kind), response)


def test_htmx_gets_a_fragment(clerk, submitted):
    response = signed_in(clerk).post(f"/sample/{submitted.title}/submit/", headers={"hx-request": "true"})
    assert response.status_code == 409
    assert "<html" not in response.content.decode()
    assert "refusal" in response.content.decode()


def test_visitors_are_sent_to_the_sign_in_page(draft):
    response = Client().get(f"/sample/{draft.title}/submit/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=")


def test_a_citizens_account_is_not_staff(citizen, draft):
    response = signed_in(citizen).get(f"/sample/{draft.title}/")
    assert response.status_code == 403
    page = response.content.decode()
    assert "不属于任何单位" in page
    assert "本单位数据专员" not in page


def test_problem_details_name_the_fields(decider, submitted):
    url = f"/api/v1/petitions/{submitted.title}/reject/"
    problem = signed_in(decider).post(url, {}, content_type="application/json").json()
    assert [error["field"] for error in problem["errors"]] == ["reason"]
    assert problem["type"] == "urn:portal:problem:invalid"


def test_broken_json_is_400_as_problem_details(decider, submitted):
    url = f"/api/v1/petitions/{submitted.title}/reject/"
    response = signed_in(decider).post(url, "{not json", content_type="application/json")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def test_an_unforeseen_error_is_a_500_that_touches_nothing(clerk, draft, monkeypatch):
    monkeypatch.setattr("tests.web.sample.PetitionSubmit.service", None)
    client = signed_in(clerk)
    client.raise_request_exception = False
    response = client.post(f"/sample/{draft.title}/submit/")
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.content.decode()


LONG = "贵阳市公共停车场泊位数据，每日更新。"


@pytest.fixture
def left(clerk):
    """The browser of somebody who was at work when the session ended."""
    client = Client()
    client.force_login(clerk.user, backend=BACKEND)
    client.post("/sample/new/", {"title": ""})
    client.session.flush()
    return client


def test_what_was_typed_when_the_session_had_ended_is_there_after_signing_in(left, clerk):
    sent = left.post("/sample/new/", {"title": LONG, "number": "12"}, follow=True)
    assert "登录已超时" in sent.content.decode()
    left.force_login(clerk.user, backend=BACKEND)
    page = left.get("/sample/new/").content.decode()
    assert LONG in page
    assert 'value="12"' in page
    assert "尚未提交" in page
    assert LONG not in left.get("/sample/new/").content.decode()


def test_the_next_person_at_the_computer_does_not_read_it(left, clerk, decider):
    left.post("/sample/new/", {"title": LONG})
    left.force_login(decider.user, backend=BACKEND)
    assert LONG not in left.get("/sample/new/").content.decode()
    left.force_login(clerk.user, backend=BACKEND)
    assert LONG not in left.get("/sample/new/").content.decode()


def test_nothing_is_kept_for_a_browser_in_which_nobody_signed_in(db):
    client = Client()
    sent = client.post("/sample/new/", {"title": LONG}, follow=True)
    assert "登录已超时" not in sent.content.decode()
    assert "web.kept_answers" not in client.session


def test_what_was_typed_is_kept_for_its_own_form_alone(left, clerk, submitted):
    left.post(f"/sample/{submitted.title}/reject/", {"reason": LONG})
    left.force_login(clerk.user, backend=BACKEND)
    assert LONG not in left.get("/sample/new/").content.decode()


def test_an_expired_form_of_our_own_keeps_what_was_typed(left, clerk):
    left.handler.enforce_csrf_checks = True
    left.force_login(clerk.user, backend=BACKEND)
    refused = left.post("/sample/new/", {"title": LONG}, headers={"sec-fetch-site": "same-origin"})
    assert refused.status_code == 403
    assert "重新打开表单" in refused.content.decode()
    assert LONG in left.get("/sample/new/").content.decode()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_what_another_site_sent_is_not_kept(left, clerk, site):
    left.handler.enforce_csrf_checks = True
    left.force_login(clerk.user, backend=BACKEND)
    refused = left.post("/sample/new/", {"title": LONG}, headers={"sec-fetch-site": site})
    assert refused.status_code == 403
    assert "浏览器须允许本站使用 Cookie" in refused.content.decode()
    assert LONG not in left.get("/sample/new/").content.decode()


def test_a_password_is_never_kept(left):
    left.post("/sample/new/", {"title": LONG, "password": "a secret of mine", "_step": "x"})
    assert LONG in parse_qs(left.session["web.kept_answers"][1])["title"]
    assert set(parse_qs(left.session["web.kept_answers"][1])) == {"title"}


def test_whoever_was_too_late_can_copy_what_was_typed(clerk, decider, submitted):
    send(Door("page"), signed_in(decider), submitted, "reject", reason=LONG)
    refused = send(Door("page"), signed_in(decider), submitted, "reject", reason=f"{LONG}<b>再次</b>")
    assert refused.status_code == 409
    assert f"{LONG}&lt;b&gt;再次" in refused.content.decode()


def test_a_refusal_names_the_number_of_its_request(clerk):
    refused = signed_in(clerk).get("/sample/nothing/")
    assert refused.headers["X-Request-ID"] in refused.content.decode()
