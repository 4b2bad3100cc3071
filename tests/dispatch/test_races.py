"""Two people at the same moment."""

from __future__ import annotations

import pytest

from portal.dispatch import selectors, services
from portal.kernel.errors import Conflict, IllegalTransition
from portal.kernel.models import AuditEvent
from tests.kernel.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_reviewers_one_assigns_and_the_other_is_told(
    stated, authority_reviewer, second_reviewer, city, water_bureau
):
    results = at_once(
        lambda: services.assign_dispatch(stated, actor=authority_reviewer, responder=water_bureau),
        lambda: services.assign_dispatch(stated, actor=second_reviewer, responder=city.district_health),
    )
    assert sorted(isinstance(result, IllegalTransition) for result in results) == [False, True]


def test_a_decline_and_an_acceptance_do_not_mix(assigned, officer, cdo):
    results = at_once(
        lambda: services.accept_dispatch(assigned, actor=officer).state,
        lambda: services.decline_dispatch(assigned, actor=cdo, opinion="不属于职责。").state,
    )
    assert sum(isinstance(result, Exception) for result in results) == 1


def test_hastened_twice_at_the_same_moment_counts_once(assigned, other_unit_officer, authority_reviewer):
    results = at_once(
        lambda: services.hasten_dispatch(assigned, actor=other_unit_officer),
        lambda: services.hasten_dispatch(assigned, actor=authority_reviewer),
    )
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    assert AuditEvent.objects.filter(action=selectors.HASTEN).count() == 1
