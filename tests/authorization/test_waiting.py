"""What waits for whom: inbox, what one waits for, what is overdue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from authorization import services
from portal.kernel import clock
from portal.web import contributions

pytestmark = pytest.mark.django_db


def titles(kinds) -> list[str]:
    """The titles of what authorised operation lists."""
    return [item.title for label, items in kinds for item in items if "供水服务" in item.title]


def test_it_waits_for_the_authority_and_security_at_once(applied, authority_reviewer, security_administrator):
    for actor in (authority_reviewer, security_administrator):
        assert titles(contributions.inbox(actor)) == ["供水服务"]


def test_then_for_the_department_and_the_others_wait(reviewed, cdo, authority_reviewer, operator):
    assert titles(contributions.inbox(cdo)) == ["供水服务"]
    assert titles(contributions.inbox(authority_reviewer)) == []
    for actor in (operator, authority_reviewer):
        assert titles(contributions.pending(actor)) == ["供水服务"]


def test_a_returned_application_waits_for_the_operator(applied, authority_reviewer, operator):
    services.return_application(applied, actor=authority_reviewer, opinion="补充")
    assert titles(contributions.inbox(operator)) == ["供水服务"]


def test_what_was_approved_waits_to_be_signed(decided, authority_reviewer):
    assert titles(contributions.inbox(authority_reviewer)) == ["供水服务"]


def test_what_is_late_is_told(reviewed, city):
    assert titles(contributions.overdue(None)) == []
    with clock.set_to(clock.now() + timedelta(days=60)):
        assert titles(contributions.overdue(None)) == ["供水服务"]
        assert titles(contributions.overdue(city.water)) == ["供水服务"]
        assert titles(contributions.overdue(city.health)) == []


def test_a_report_waits_for_the_operator_and_becomes_overdue(agreement, operator, operator_unit):
    with clock.set_to(clock.now().replace(year=clock.today().year + 1, month=4, day=2)):
        assert len(titles(contributions.inbox(operator))) == 1
        assert len(titles(contributions.overdue(operator_unit))) == 1
