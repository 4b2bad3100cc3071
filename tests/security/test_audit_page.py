"""The audit trail is read by those who may, through both doors, and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.kernel import clock
from tests.people import make_person

pytestmark = pytest.mark.django_db
ADDRESSES = {"page": "security:audit-list", "api": "security-audit-list"}


def ask(door, actor, query=""):
    return door.client(actor).get(reverse(ADDRESSES[door.kind]) + query)


@pytest.mark.parametrize("role", ["audit_administrator", "inspector"])
def test_it_shows_every_event_to_those_who_may_read(door, city, draft, role):
    reader = make_person(city.authority, "reader", "孙审计", role)
    answer = ask(door, reader, "?action=catalogentry.create")
    assert answer.status_code == 200
    assert "供水水质监测信息" in door.says(answer)


@pytest.mark.parametrize("role", ["data_officer", "system_administrator", "authority"])
def test_it_is_closed_to_everybody_else(door, city, role):
    reader = make_person(city.authority, "reader", "孙审计", role)
    assert ask(door, reader).status_code == 403


def test_a_visitor_is_asked_to_sign_in(door):
    assert ask(door, None).status_code in (302, 401, 403)


def test_an_action_is_found_by_what_it_is_called(door, city, published):
    reader = make_person(city.authority, "reader", "孙审计", "audit_administrator")
    for words, is_found in (("发布", True), ("没有这样的动作", False)):
        assert (published.name in door.says(ask(door, reader, f"?action={words}"))) is is_found


def test_the_page_shows_the_last_month_unless_a_time_is_asked_for(door, city, draft):
    reader = make_person(city.authority, "reader", "孙审计", "audit_administrator")
    today = clock.today().isoformat()
    with clock.set_to(clock.now() + timedelta(days=40)):
        newest = ask(door, reader, "?action=catalogentry.create")
        asked = ask(door, reader, f"?action=catalogentry.create&at_min={today}")
    assert (draft.name in door.says(newest)) is (door.kind == "api")
    assert draft.name in door.says(asked)


def test_programs_follow_the_trail_without_counting_it(client, city, draft):
    reader = make_person(city.authority, "reader", "孙审计", "audit_administrator")
    client.force_login(reader.user, backend="portal.members.backends.RoleBackend")
    page, numbers = client.get(reverse(ADDRESSES["api"]) + "?page_size=3").json(), []
    numbers += [event["id"] for event in page["results"]]
    page = client.get(page["next"]).json()
    numbers += [event["id"] for event in page["results"]]
    assert "count" not in page
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(numbers) > 3


def test_what_changed_is_told_in_words(client, city, draft):
    reader = make_person(city.authority, "reader", "孙审计", "audit_administrator")
    client.force_login(reader.user, backend="portal.members.backends.RoleBackend")
    told = client.get(reverse(ADDRESSES["page"]) + "?action=catalogentry.create").content.decode()
    assert "摘要" in told
    assert "provider_id" not in told
