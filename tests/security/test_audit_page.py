"""The audit trail is read by those who may, through both doors, and by nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

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
