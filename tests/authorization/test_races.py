"""Two people at the same moment."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from authorization import services
from authorization.models import Agreement
from portal.kernel import clock
from portal.kernel.errors import Conflict, IllegalTransition
from tests.kernel.test_races import at_once
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_decide_one_is_told_that_it_is_too_late(secured, authority_reviewer, second_reviewer):
    results = at_once(
        lambda: services.approve_application(secured, actor=authority_reviewer),
        lambda: services.refuse_application(secured, actor=second_reviewer, opinion="能力不足"),
    )
    assert sorted(isinstance(result, IllegalTransition) for result in results) == [False, True]


def test_of_two_who_sign_one_is_told_that_it_was_signed(decided, authority_reviewer, second_reviewer):
    terms = {"starts_on": clock.today(), "duties": "按协议"}
    results = at_once(
        lambda: services.sign_agreement(decided, actor=authority_reviewer, **terms),
        lambda: services.sign_agreement(decided, actor=second_reviewer, **terms),
    )
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    assert Agreement.objects.count() == 1


def test_of_two_security_assessments_one_counts(applied, security_administrator, city):
    second = make_person(city.health, "secadmin-2", "田安", "security_administrator")
    results = at_once(
        lambda: services.record_security_assessment(
            applied, actor=security_administrator, passed=True, opinion="合格"
        ),
        lambda: services.record_security_assessment(applied, actor=second, passed=False, opinion="不合格"),
    )
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]


def test_of_two_applications_of_one_operator_one_is_open(domain, operator):
    from .conftest import wish

    results = at_once(
        lambda: services.create_application(domain, actor=operator, **wish()),
        lambda: services.create_application(domain, actor=operator, **wish()),
    )
    assert sorted(isinstance(result, ValidationError) for result in results) == [False, True]
