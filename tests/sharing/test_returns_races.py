"""Two people at the same moment: one run is planned, one receipt is taken."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.kernel.errors import Conflict
from sharing import services
from sharing.models import ReturnRun
from tests.kernel.test_races import at_once
from tests.people import make_person
from tests.returning import receipt_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_planners_one_plans_and_the_other_is_told(accepted_needs, placed, officer, cdo):
    results = at_once(
        lambda: services.plan_run(placed, actor=officer), lambda: services.plan_run(placed, actor=cdo)
    )
    assert sorted(isinstance(result, Conflict | ValidationError) for result in results) == [False, True]
    assert ReturnRun.objects.count() == 1


def test_of_two_receipts_one_is_taken(parcel, receiver_officer, city):
    colleague = make_person(city.district_authority, "colleague", "沈收", "data_officer")
    receipt = receipt_of(parcel, receiver_officer)
    results = at_once(
        *(
            lambda who=who: services.sign_parcel(parcel, actor=who, **receipt)
            for who in (receiver_officer, colleague)
        )
    )
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    parcel.refresh_from_db()
    assert parcel.state == "reconciled"
