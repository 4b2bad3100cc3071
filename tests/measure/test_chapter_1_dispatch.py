"""Chapter 1 of the measure: data dispatch, the part of provision 1.5 that keeps needs moving."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from portal.dispatch import selectors, services
from portal.dispatch.models import Dispatch
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotPermitted
from tests.dispatch.conftest import statement
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.provision("1.5")]


@pytest.fixture
def need(other_unit_officer):
    return services.state_need(actor=other_unit_officer, **statement())


@pytest.fixture
def assigned(need, authority_reviewer, water_bureau):
    return services.assign_dispatch(need, actor=authority_reviewer, responder=water_bureau)


class TestTheUserStatesTheNeed:
    """A unit says which data it needs, what for, on what legal basis and by when."""

    @pytest.mark.parametrize("gap", ["purpose", "legal_basis", "content"])
    def test_a_need_without_purpose_basis_or_content_is_not_taken(self, officer, gap):
        with pytest.raises(ValidationError):
            services.state_need(actor=officer, **statement(**{gap: ""}))

    def test_it_stands_on_the_demand_list_until_it_is_answered(self, need, authority_reviewer):
        assert list(Dispatch.objects.visible_to(authority_reviewer).needs()) == [need]


class TestTheProviderResponds:
    """The data authority matches the need to a responder with a deadline, and it is followed to delivery."""

    def test_the_responder_has_a_deadline_in_working_days(self, assigned):
        assert (assigned.due_rule, assigned.due_on > clock.today()) == ("dispatch.answer_days v1", True)

    def test_the_chief_data_officer_signs_the_units_refusal(self, assigned, officer, cdo, authority_reviewer):
        with pytest.raises(NotPermitted):
            services.decline_dispatch(assigned, actor=officer, opinion="不属于本单位职责。")
        services.decline_dispatch(assigned, actor=cdo, opinion="不属于本单位职责。")
        assert selectors.waiting_for(authority_reviewer) == [assigned]

    def test_only_the_user_says_that_the_need_is_met(self, assigned, officer, other_unit_officer):
        services.accept_dispatch(assigned, actor=officer)
        done = services.deliver_dispatch(assigned, actor=officer, delivery="已挂接。")
        with pytest.raises(NotPermitted):
            services.close_dispatch(done, actor=officer)
        assert services.close_dispatch(done, actor=other_unit_officer).state == "closed"


class TestTheManagerKeepsItMoving:
    """What is late surfaces; the answer is hastened; supervision is ordered for other things."""

    def test_what_is_late_surfaces_and_is_hastened_once_a_day(self, assigned, authority_reviewer):
        with clock.set_to(clock.now() + timedelta(days=60)):
            assert selectors.overdue_dispatches(None) == [assigned]
            services.hasten_dispatch(assigned, actor=authority_reviewer, note="请说明进展")
            with pytest.raises(Conflict):
                services.hasten_dispatch(assigned, actor=authority_reviewer)

    def test_each_authority_keeps_its_own_jurisdiction_moving(
        self, district_officer, district_authority_reviewer, authority_reviewer
    ):
        need = services.state_need(actor=district_officer, **statement())
        assert selectors.waiting_for(district_authority_reviewer) == [need]
        assert selectors.waiting_for(authority_reviewer) == []

    def test_supervision_is_ordered_by_an_authority_alone(self, city, officer, authority_reviewer):
        fields = statement(title="补挂未挂接目录")
        stray = make_person(city.health, "stray-reviewer", "错审", "authority")
        for actor in (officer, stray):
            with pytest.raises(NotPermitted):
                services.order_supervision(actor=actor, **fields)
        assert services.order_supervision(actor=authority_reviewer, **fields).kind == "order"
