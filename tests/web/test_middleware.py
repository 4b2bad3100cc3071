"""The language, the request's number and the security policy of every answer."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client, RequestFactory

from portal.web.middleware import language_of

PAGE, API = "/sample/", "/api/v1/petitions/"


@pytest.mark.parametrize("accepted", ["en", "en-US,en;q=0.9", "fr", "zh-TW", ""])
def test_pages_are_chinese_whatever_the_browser_accepts(db, accepted):
    response = Client(headers={"accept-language": accepted}).get(PAGE)
    assert response.headers["Content-Language"] == "zh-hans"
    assert "共" in response.content.decode() or "还没有" in response.content.decode()


def test_the_switch_decides_the_language_of_pages(db):
    client = Client()
    client.post("/preferences/", {"language": "en", "next": PAGE})
    response = client.get(PAGE)
    assert response.headers["Content-Language"] == "en"
    assert "Skip to the content" in response.content.decode()


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "", "zh-hans"),
        ("", "en-GB,en;q=0.8", "en"),
        ("", "fr, en;q=0.5", "en"),
        ("", "fr", "zh-hans"),
        ("", "zh-CN", "zh-hans"),
        ("zh-hans", "en", "zh-hans"),
        ("klingon", "en", "en"),
        ("../../etc", "", "zh-hans"),
    ],
)
def test_programs_may_ask_for_a_language(cookie, accepted, language):
    http_request = RequestFactory(headers={"accept-language": accepted}).get(API)
    http_request.COOKIES["language"] = cookie
    assert language_of(http_request) == language


@pytest.mark.parametrize("address", [PAGE, API, "/nowhere/", "/api/v1/nowhere/"])
def test_every_answer_carries_the_number_of_its_request(db, address):
    first, second = (Client().get(address).headers["X-Request-ID"] for _ in range(2))
    assert uuid.UUID(first) != uuid.UUID(second)


@pytest.mark.parametrize("address", [PAGE, "/nowhere/", "/accounts/login/"])
def test_the_content_policy_allows_nothing_inline(db, address):
    policy = Client().get(address).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "object-src 'none'" in policy


def test_what_was_typed_in_the_address_is_not_an_own_address(db):
    for wish in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", ""):
        response = Client().post("/preferences/", {"large_type": "1", "next": wish})
        assert response.headers["Location"] == "/"


def test_large_type_is_remembered(db):
    client = Client()
    client.post("/preferences/", {"large_type": "1", "next": PAGE})
    assert 'class="large-type"' in client.get(PAGE).content.decode()
    client.post("/preferences/", {"large_type": "0", "next": PAGE})
    assert 'class="large-type"' not in client.get(PAGE).content.decode()


def test_only_known_preferences_become_cookies(db):
    response = Client().post("/preferences/", {"language": "xx", "sessionid": "stolen", "density": "compact"})
    assert set(response.cookies) == {"density"}
