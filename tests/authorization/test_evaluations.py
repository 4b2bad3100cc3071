"""Yearly reports and their evaluation."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from authorization import selectors, services
from authorization.models import YearlyEvaluation
from portal.kernel import clock

from .conftest import FIGURES

pytestmark = pytest.mark.django_db

EVALUATION = "authorization:evaluation"


def next_spring(day=10):
    """A day of the March after this year."""
    return datetime(clock.today().year + 1, 3, day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def reported(agreement, operator):
    year = clock.today().year
    with clock.set_to(next_spring()):
        return services.report_year(agreement, actor=operator, year=year, **FIGURES)


def report(door, agreement, actor, **changes):
    """Report through this door."""
    fields, client = FIGURES | {"year": clock.today().year} | changes, door.client(actor)
    if door.kind == "page":
        return client.post(reverse("authorization:evaluation-create", args=[agreement.public_id]), fields)
    fields["agreement"] = str(agreement.public_id)
    return client.post(reverse("authorization-evaluation-list"), fields, content_type="application/json")


def test_a_year_is_reported_once_by_the_operator(
    door, agreement, operator, other_operator, authority_reviewer
):
    services.terminate_agreement(agreement, actor=authority_reviewer, reason="提前退出")
    assert report(door, agreement, other_operator).status_code == 404
    assert report(door, agreement, authority_reviewer).status_code == 403
    assert report(door, agreement, operator).status_code == {"page": 302, "api": 201}[door.kind]
    assert report(door, agreement, operator).status_code == 422
    assert YearlyEvaluation.objects.count() == 1


@pytest.mark.parametrize("year", [2001, 2090])
def test_a_year_in_which_it_did_not_run_is_refused(door, agreement, operator, year):
    assert report(door, agreement, operator, year=year).status_code == 422


def test_a_running_year_is_not_over(door, agreement, operator):
    assert report(door, agreement, operator).status_code == 422


def test_what_is_missing_has_its_day(agreement, operator):
    assert selectors.year_to_report(agreement) is None
    with clock.set_to(next_spring()):
        missing = selectors.year_to_report(agreement)
        assert missing.due_on == date(clock.today().year, 3, 31)
        assert selectors.count_reports_due(operator) == 1


def test_of_what_was_broken_off_before_it_began_no_year_is_asked(coming, operator, authority_reviewer):
    services.terminate_agreement(coming, actor=authority_reviewer, reason="经营异常")
    coming.refresh_from_db()
    with clock.set_to(next_spring()):
        assert not coming.ran_in(coming.starts_on.year)
        assert selectors.count_reports_due(operator) == 0


def test_a_year_is_asked_for_although_the_job_stands_still(coming, operator):
    with clock.set_to(next_spring().replace(year=clock.today().year + 2)):
        assert coming.state == "signed"
        assert selectors.count_reports_due(operator) >= 1


def test_the_authority_evaluates_once(door, reported, authority_reviewer, operator):
    fields = {"result": "good", "opinion": "成效明显"}
    assert door.send(EVALUATION, "evaluate", reported, actor=operator, **fields).status_code == 403
    bare = door.send(EVALUATION, "evaluate", reported, actor=authority_reviewer, result="good")
    assert bare.status_code == 422
    done = door.send(EVALUATION, "evaluate", reported, actor=authority_reviewer, **fields)
    assert done.status_code == door.done
    assert door.send(EVALUATION, "evaluate", reported, actor=authority_reviewer, **fields).status_code == 409


def test_a_report_is_unknown_to_others_until_it_was_evaluated(
    door, reported, authority_reviewer, other_unit_officer
):
    fields = {"result": "pass", "opinion": "合格"}
    send = door.send
    assert send(EVALUATION, "evaluate", reported, actor=other_unit_officer, **fields).status_code == 404
    services.evaluate_year(reported, actor=authority_reviewer, **fields)
    assert send(EVALUATION, "evaluate", reported, actor=other_unit_officer, **fields).status_code == 403


def test_overdue_evaluations_are_told_to_the_authority(reported, city):
    with clock.set_to(next_spring() + timedelta(days=60)):
        assert selectors.overdue_evaluations(None) == [reported]
        assert selectors.overdue_evaluations(city.authority) == [reported]
        assert selectors.overdue_evaluations(city.health) == []


def test_the_agreement_says_that_a_report_waits(client, reported, authority_reviewer):
    client.force_login(authority_reviewer.user, backend="portal.members.backends.RoleBackend")
    with clock.set_to(next_spring()):
        told = client.get(reported.agreement.get_absolute_url()).content.decode()
    assert f"{reported.year} 年度报告待评估" in told


@pytest.mark.parametrize("role", ["detail", "evaluate"])
def test_the_pages_open(client, reported, authority_reviewer, role):
    client.force_login(authority_reviewer.user, backend="portal.members.backends.RoleBackend")
    answer = client.get(reverse(f"{EVALUATION}-{role}", args=[reported.public_id]))
    assert "上线两项服务。" in answer.content.decode()
