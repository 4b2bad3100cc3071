"""The pages around an account: what is forgotten, closed, tried too often, or too large to be sent."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_whoever_forgot_the_password_learns_whom_to_ask(client):
    address = reverse("account_reset_password")
    assert address in client.get(reverse("account_login")).content.decode()
    page = client.get(address).content.decode()
    assert "请联系本单位管理员" in page
    assert 'type="email"' not in page


@pytest.mark.parametrize("page", ["email/", "confirm-email/", "password/set/", "password/reset/done/"])
def test_no_page_promises_mail_that_nobody_sends(client, citizen, page):
    client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
    assert client.get(f"/accounts/{page}").status_code == 404


def test_a_closed_account_is_told_so(client):
    assert "该账号已停止使用" in client.get(reverse("account_inactive")).content.decode()


def test_trying_too_often_is_refused_with_a_sentence(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sent = {"login": "nobody", "password": "wrong"}
    answers = [client.post(reverse("account_login"), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "请几分钟后再试" in answers[1].content.decode()


@pytest.mark.parametrize("address", ["/data/demands/new/", "/api/v1/opening-demands/"])
def test_what_is_too_large_says_so(citizen, settings, address):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(raise_request_exception=False)
    client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
    answer = client.post(address, {"text": "水" * 1000}, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "超出平台限制" in answer.content.decode()


def test_a_strange_host_gets_a_page_of_the_portal(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
