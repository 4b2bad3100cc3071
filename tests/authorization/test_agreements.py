"""Agreements: signed once, within their term, begun and ended by their dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from authorization import services
from authorization.models import Agreement
from authorization.services.agreements import CALENDAR
from portal.kernel import clock, jobs

from .conftest import wish

pytestmark = pytest.mark.django_db
STANDINGS = ("signed", "active", "expired", "terminated")


def moment_of(day):
    """Nine in the morning of the day, in Guiyang."""
    return datetime.combine(day, time(9), ZoneInfo("Asia/Shanghai"))


def sign(door, application, actor, **changes):
    """Sign through this door."""
    fields = {"starts_on": clock.today().isoformat(), "duties": "按协议开发利用"} | changes
    client = door.client(actor)
    if door.kind == "page":
        return client.post(reverse("authorization:agreement-create", args=[application.public_id]), fields)
    fields["application"] = str(application.public_id)
    return client.post(reverse("authorization-agreement-list"), fields, content_type="application/json")


def test_the_authority_signs_what_was_approved_and_once(door, decided, authority_reviewer, operator):
    assert sign(door, decided, operator).status_code == 403
    assert sign(door, decided, authority_reviewer).status_code == {"page": 302, "api": 201}[door.kind]
    assert sign(door, decided, authority_reviewer).status_code == 409
    made, today = Agreement.objects.get(), clock.today()
    assert made.number == f"SQ520100-{today.year}-001"
    assert (made.state, made.ends_on) == ("active", today.replace(year=today.year + 3) - timedelta(days=1))


def test_what_is_not_approved_is_not_signed(door, secured, authority_reviewer):
    assert sign(door, secured, authority_reviewer).status_code == 409


def test_an_agreement_does_not_begin_before_it_is_signed(door, decided, authority_reviewer):
    yesterday = clock.today() - timedelta(days=1)
    assert sign(door, decided, authority_reviewer, starts_on=yesterday.isoformat()).status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"term_years": 4},
        {"term_years": 4, "term_reasons": "建设周期长"},
        {"term_years": 4, "higher_review": "黔数函〔2026〕12号"},
        {"ends_on": date(2099, 1, 1)},
    ],
)
def test_the_database_holds_the_term(agreement, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(**changes)
    for name, value in changes.items():
        setattr(agreement, name, value)
    with pytest.raises(ValidationError):
        agreement.full_clean()


def test_a_term_from_the_leap_day_ends_within_it(decided, authority_reviewer):
    with clock.set_to(moment_of(date(2028, 2, 1))):
        made = services.sign_agreement(
            decided, actor=authority_reviewer, starts_on=date(2028, 2, 29), duties="按协议"
        )
    assert made.ends_on == date(2031, 2, 27)


@pytest.mark.parametrize("starts_on", ["2035-01-01", "9999-12-31"])
def test_agreements_are_not_signed_in_store(door, decided, authority_reviewer, starts_on):
    """Else several in a row would make a term of any length, and the last day may lie beyond the calendar."""
    answer = sign(door, decided, authority_reviewer, starts_on=starts_on)
    assert (answer.status_code, Agreement.objects.count()) == (422, 0)


def test_it_begins_and_ends_by_itself(coming):
    with clock.set_to(clock.now() + timedelta(days=7)):
        assert services.turn_agreements(actor=CALENDAR) == {"begun": 1, "ended": 0}
    with clock.set_to(clock.now() + timedelta(days=3 * 366 + 8)):
        job = jobs.enqueue("authorization.turn_agreements", {}, actor=CALENDAR)
        jobs.run_inline(job)
    assert Agreement.objects.get().state == "expired"


def test_its_dates_count_although_the_job_stands_still(coming):
    assert not coming.is_in_force
    with clock.set_to(clock.now() + timedelta(days=7)):
        assert (coming.state, coming.is_in_force) == ("signed", True)
        assert Agreement.objects.in_force(clock.today()).exists()
    with clock.set_to(clock.now() + timedelta(days=3 * 366 + 8)):
        assert (coming.state, str(coming.standing)) == ("signed", "expired")
        assert not Agreement.objects.in_force(clock.today()).exists()


def test_termination_needs_the_authority_and_reasons(door, agreement, operator, authority_reviewer, citizen):
    send, name = door.send, "authorization:agreement"
    assert send(name, "terminate", agreement, actor=operator, reason="停").status_code == 403
    assert send(name, "terminate", agreement, actor=authority_reviewer, reason="").status_code == 422
    done = send(name, "terminate", agreement, actor=authority_reviewer, reason="违反安全义务")
    assert done.status_code == door.done
    late = send(name, "terminate", agreement, actor=authority_reviewer, reason="再次终止")
    assert late.status_code == 409
    assert Agreement.objects.get().terminated_on == clock.today()


def test_a_stranger_does_not_learn_of_an_agreement_to_come(door, coming, other_operator):
    answer = door.send("authorization:agreement", "terminate", coming, actor=other_operator, reason="停")
    assert answer.status_code == 404


@pytest.fixture
def approve(agreement, domain, authority_reviewer, cdo, security_administrator):
    """This operator's application for the domain that has an agreement already, on its way to approval."""

    def approve(actor):
        made = services.create_application(domain, actor=actor, **wish(term_years=1))
        services.submit_application(made, actor=actor)
        services.review_application(made, actor=authority_reviewer)
        services.assess_application(made, actor=cdo)
        services.record_security_assessment(made, actor=security_administrator, passed=True, opinion="合格")
        return services.approve_application(made, actor=authority_reviewer)

    return approve


@pytest.fixture
def rival(approve, other_operator):
    return approve(other_operator)


def test_a_further_operator_of_a_domain_needs_reasons(door, rival, authority_reviewer):
    refused = sign(door, rival, authority_reviewer)
    assert (refused.status_code, Agreement.objects.count()) == (422, 1)
    assert "另有运营机构" in door.says(refused)
    answer = sign(door, rival, authority_reviewer, shared_reasons="服务不同人群")
    assert answer.status_code == {"page": 302, "api": 201}[door.kind]


@pytest.mark.parametrize("role", ["detail", "terminate"])
def test_the_pages_open(client, agreement, authority_reviewer, role):
    client.force_login(authority_reviewer.user, backend="portal.members.backends.RoleBackend")
    answer = client.get(reverse(f"authorization:agreement-{role}", args=[agreement.public_id]))
    assert agreement.number in answer.content.decode()


@pytest.mark.parametrize("name", ["domain", "application", "agreement"])
def test_the_lists_open(client, agreement, operator, name):
    client.force_login(operator.user, backend="portal.members.backends.RoleBackend")
    assert "供水服务" in client.get(reverse(f"authorization:{name}-list")).content.decode()


def test_it_is_renewed_for_the_time_after_its_end(agreement, approve, operator, authority_reviewer):
    made, terms = approve(operator), {"actor": authority_reviewer, "duties": "按协议"}
    with clock.set_to(moment_of(agreement.ends_on - timedelta(days=30))):
        with pytest.raises(ValidationError, match="已有协议"):
            services.sign_agreement(made, starts_on=agreement.ends_on, **terms)
        renewed = services.sign_agreement(made, starts_on=agreement.ends_on + timedelta(days=1), **terms)
    assert renewed.state == "signed"


def test_what_has_ended_by_its_date_is_not_terminated(door, agreement, authority_reviewer):
    """The job may be late by a night; the last day is not."""
    with clock.set_to(moment_of(agreement.ends_on + timedelta(days=1))):
        fields = {"actor": authority_reviewer, "reason": "违约"}
        assert door.send("authorization:agreement", "terminate", agreement, **fields).status_code == 409
    assert Agreement.objects.get().terminated_on is None


@pytest.mark.parametrize(("standing", "days"), [("signed", 0), ("active", 7), ("expired", 1200)])
def test_the_list_is_narrowed_by_how_agreements_stand_today(door, coming, operator, standing, days):
    address = {"page": "authorization:agreement-list", "api": "authorization-agreement-list"}[door.kind]
    with clock.set_to(clock.now() + timedelta(days=days)):
        client = door.client(operator)
        told = {asked: door.says(client.get(f"{reverse(address)}?standing={asked}")) for asked in STANDINGS}
    assert [asked for asked, words in told.items() if coming.number in words] == [standing]
