"""Who may apply, for what, and what a long term needs."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from authorization import services
from authorization.models import OperatorApplication
from authorization.rules import MAX_TERM_YEARS
from portal.kernel import clock
from portal.kernel.errors import Conflict
from portal.kernel.models import Rule

from .conftest import wish

pytestmark = pytest.mark.django_db


def file(door, domain, actor, **changes):
    """Apply through this door."""
    client, fields = door.client(actor), wish(**changes)
    if door.kind == "page":
        return client.post(reverse("authorization:application-create", args=[domain.public_id]), fields)
    address = reverse("authorization-application-list")
    return client.post(address, fields | {"domain": str(domain.public_id)}, content_type="application/json")


def test_an_operator_applies(door, domain, operator):
    assert file(door, domain, operator).status_code == {"page": 302, "api": 201}[door.kind]
    made = OperatorApplication.objects.get()
    assert (made.state, made.max_term_years, made.term_rule) == (
        "draft",
        3,
        "authorization.max_term_years v1",
    )


def test_who_is_no_operator_is_refused(door, domain, other_unit_officer, authority_reviewer):
    for actor in (other_unit_officer, authority_reviewer):
        assert file(door, domain, actor).status_code == 403
    assert not OperatorApplication.objects.exists()


def test_four_years_without_reasons_are_refused(door, domain, operator):
    answer = file(door, domain, operator, term_years=4)
    assert answer.status_code == 422
    assert "超过一般最长期限的，须说明理由。" in door.says(answer)


def test_four_years_without_reasons_are_refused_by_the_database(drafted):
    with pytest.raises(IntegrityError), transaction.atomic():
        OperatorApplication.objects.filter(pk=drafted.pk).update(term_years=4)


def test_a_term_is_judged_by_the_rule_of_the_day_of_filing(applied, operator, authority_reviewer):
    Rule.objects.create(
        key=MAX_TERM_YEARS, version=2, value=2, unit="years", source="新办法", effective_from=clock.today()
    )
    services.return_application(applied, actor=authority_reviewer, opinion="请补充")
    again = services.submit_application(applied, actor=operator)
    assert (again.term_years, again.max_term_years) == (3, 3)


def test_a_second_open_application_for_the_domain_is_refused(door, drafted, domain, operator):
    answer = file(door, domain, operator)
    assert (answer.status_code, OperatorApplication.objects.count()) == (422, 1)


def test_a_domain_that_is_not_open_takes_no_application(prepared, operator):
    with pytest.raises(Conflict):
        services.create_application(prepared, actor=operator, **wish())


def test_a_domain_in_preparation_is_unknown_to_operators(door, prepared, operator):
    assert file(door, prepared, operator).status_code == 404


def test_an_application_is_changed_until_it_is_handed_in(door, drafted, operator):
    move = "update" if door.kind == "page" else "update_terms"
    changed = wish(scenario="改为企业用水分析")
    prefix = "authorization:application"
    assert door.send(prefix, move, drafted, actor=operator, **changed).status_code == door.done
    drafted.refresh_from_db()
    services.submit_application(drafted, actor=operator)
    assert door.send(prefix, move, drafted, actor=operator, **changed).status_code == 409
    assert drafted.scenario == "改为企业用水分析"


def test_another_operator_does_not_learn_of_an_application(door, applied, other_operator):
    answer = door.send("authorization:application", "withdraw", applied, actor=other_operator)
    assert answer.status_code == 404


def test_taking_back_ends_it_and_makes_room_for_another(door, applied, operator, domain):
    assert (
        door.send("authorization:application", "withdraw", applied, actor=operator).status_code == door.done
    )
    again = door.send("authorization:application", "submit", applied, actor=operator)
    assert again.status_code == 409
    assert services.create_application(domain, actor=operator, **wish()).state == "draft"


def test_a_term_of_a_lifetime_is_refused(domain, operator):
    with pytest.raises(ValidationError):
        services.create_application(domain, actor=operator, **wish(term_years=99, term_reasons="永久"))
