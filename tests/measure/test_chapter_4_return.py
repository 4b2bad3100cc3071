"""Chapter 4 of the measure: data returns to lower levels (回流)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.kernel import clock, jobs
from portal.kernel.errors import Conflict
from sharing import selectors, services
from sharing.models import ReturnParcel, ReturnRun
from sharing.tasks import PLANNER
from tests.returning import receipt_of

pytestmark = pytest.mark.django_db


@pytest.mark.provision("4.4")
class TestDataReturnsToLowerLevels:
    """Organs and units return data in time and complete to lower levels."""

    def test_districts_and_functional_areas_file_what_they_need_back(self, accepted_needs):
        levels = {need.receiver.level for need in accepted_needs}
        assert levels == {"district", "functional_area"}

    def test_city_data_is_cut_by_jurisdiction(self, return_run, areas):
        found = {p.receiver.area_code: p.rows for p in return_run.parcels.select_related("receiver")}
        assert found == {"520103": 2, "520111": 2, "GA": 2}

    def test_the_return_is_complete_every_row_is_accounted_for(self, return_run):
        sent = sum(parcel.rows for parcel in return_run.parcels.all())
        assigned = return_run.rows - return_run.strays
        assert sent + return_run.unclaimed == assigned + return_run.shared

    def test_it_returns_on_a_schedule(self, accepted_needs):
        assert services.plan_due_runs(actor=PLANNER) == 1
        jobs.run_inline(ReturnRun.objects.get().job)
        assert ReturnParcel.objects.filter(state="sent").count() == 3

    def test_receipts_are_signed_and_compared_by_count_and_checksum(self, parcel, receiver_officer):
        receipt = receipt_of(parcel, receiver_officer)
        assert services.sign_parcel(parcel, actor=receiver_officer, **receipt).state == "reconciled"

    def test_what_is_missing_is_sent_again(self, unmatched, officer):
        assert services.resend_parcel(unmatched, actor=officer).state == "sent"

    def test_no_parcel_is_delivered_twice(self, reconciled, receiver_officer):
        with pytest.raises(Conflict):
            services.sign_parcel(reconciled, actor=receiver_officer, rows=2, digest=reconciled.digest)

    def test_each_unit_sees_its_own_duty_to_return_and_what_is_late(self, accepted_needs, city):
        with clock.set_to(clock.now() + timedelta(days=14)):
            assert len(selectors.overdue_needs(city.water)) == 3
            assert selectors.overdue_needs(city.health) == []
