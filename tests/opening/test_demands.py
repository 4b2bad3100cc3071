"""Demands for opening: deadlines, answers, supporters, the published score."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from opening import selectors, services
from opening.models import DemandSupport, OpenDemand
from portal.kernel import audit, clock, rules
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.models import Rule
from portal.kernel.working_days import add_working_days
from portal.web import contributions
from tests.demands import WISH
from tests.people import make_unit

pytestmark = pytest.mark.django_db


def test_a_demand_waits_for_the_authority_so_many_working_days(filed):
    days = rules.in_force("opening.demand_route_days", on=filed.filed_on).value
    assert filed.due_on == add_working_days(filed.filed_on, days).day


def test_the_units_time_begins_when_it_is_named(routed):
    days = rules.in_force("opening.demand_answer_days", on=routed.filed_on).value
    assert routed.answer_due_on == add_working_days(clock.today(), days).day


def test_an_answer_after_its_day_is_late(routed, officer):
    with clock.set_to(timezone.now() + timedelta(days=60)):
        assert OpenDemand.objects.overdue(clock.today()).get() == routed
        declined = services.decline_demand(routed, actor=officer, answer="涉密。", basis="保守国家秘密法")
    assert declined.answered_in_time is False


def test_a_promise_lies_in_the_future(routed, officer):
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(ValidationError, match="早于今天"):
        services.promise_demand(routed, actor=officer, answer="将开放。", promised_on=yesterday)


def test_a_promised_entry_is_the_units_own(routed, officer, published, other_unit_officer, city):
    day = clock.today()
    kept = services.promise_demand(routed, actor=officer, answer="将开放。", promised_on=day, entry=published)
    assert kept.entry == published


def test_an_entry_of_another_unit_is_not_promised(
    filed, authority_reviewer, other_unit_officer, published, city
):
    there = services.route_demand(filed, actor=authority_reviewer, unit=city.health, reasons=[])
    promise = {"answer": "将开放。", "promised_on": clock.today(), "entry": published}
    with pytest.raises(ValidationError, match="答复单位"):
        services.promise_demand(there, actor=other_unit_officer, **promise)


def test_data_that_left_the_portal_fulfils_nothing(routed, officer, water_quality, authority_reviewer):
    services.suspend_dataset(water_quality, actor=authority_reviewer, reason="核实")
    with pytest.raises(ValidationError, match="向公众开放"):
        services.fulfill_demand(routed, actor=officer, dataset=water_quality, answer="已开放。")


def test_what_is_open_already_is_answer_enough(routed, officer, water_quality):
    found = services.fulfill_demand(routed, actor=officer, dataset=water_quality, answer="已在门户开放。")
    assert (found.state, found.answer, found.due_on) == ("fulfilled", "已在门户开放。", None)


def test_without_a_promise_before_it_the_link_needs_words(routed, officer, water_quality):
    with pytest.raises(ValidationError, match="答复"):
        services.fulfill_demand(routed, actor=officer, dataset=water_quality)


def test_the_promise_stays_the_answer_when_it_is_kept(promised, officer, water_quality):
    kept = services.fulfill_demand(promised, actor=officer, dataset=water_quality, answer="又及")
    assert kept.answer == "将按月公布。"


def test_what_the_unit_does_not_hold_goes_back_and_stays_public(routed, officer):
    back = services.hand_back_demand(routed, actor=officer, note="不属于本单位职责")
    assert (back.state, back.unit, back.answer_due_on) == ("filed", None, None)
    assert OpenDemand.objects.public().get() == back


def test_before_a_unit_is_named_the_authority_declines(filed, officer, authority_reviewer):
    refusal = {"answer": "内容不属于公共数据。", "basis": "管理办法第二条"}
    with pytest.raises(NotPermitted):
        services.decline_demand(filed, actor=officer, **refusal)
    assert services.decline_demand(filed, actor=authority_reviewer, **refusal).state == "declined"


def test_an_operator_is_not_asked_for_public_data(filed, authority_reviewer):
    operator = make_unit("贵阳数链公司", kind="operator")
    with pytest.raises(ValidationError, match="持有公共数据"):
        services.route_demand(filed, actor=authority_reviewer, unit=operator, reasons=[])


@pytest.mark.parametrize("who", ["citizen", "officer", "other_unit_officer"])
def test_nobody_else_hands_demands_to_units(filed, city, who, request):
    with pytest.raises(NotPermitted):
        services.route_demand(filed, actor=request.getfixturevalue(who), unit=city.water, reasons=[])


def test_only_the_unit_that_was_named_answers(routed, other_unit_officer):
    with pytest.raises(NotPermitted):
        services.decline_demand(routed, actor=other_unit_officer, answer="不", basis="无")


class TestSupport:
    def test_a_person_supports_once(self, routed, neighbor):
        services.support_demand(routed, actor=neighbor)
        with pytest.raises(ValidationError, match="已支持过"):
            services.support_demand(routed, actor=neighbor)

    def test_nobody_supports_the_own_demand(self, routed, citizen):
        with pytest.raises(ValidationError, match="您提出"):
            services.support_demand(routed, actor=citizen)

    def test_what_is_finished_is_supported_no_more(self, routed, officer, neighbor):
        services.decline_demand(routed, actor=officer, answer="涉密。", basis="保守国家秘密法")
        with pytest.raises(Conflict):
            services.support_demand(routed, actor=neighbor)


class TestMerging:
    @pytest.fixture
    def twin(self, file_as, neighbor):
        return file_as(neighbor, title="自来水水质")

    def test_who_asked_and_supported_is_carried_over(
        self, routed, twin, citizen, neighbor, authority_reviewer
    ):
        services.support_demand(routed, actor=neighbor)
        merged = services.merge_demand(routed, actor=authority_reviewer, into=twin)
        assert (merged.state, merged.merged_into) == ("merged", twin)
        assert list(twin.supports.values_list("person", flat=True)) == [citizen.user.pk]

    def test_a_demand_is_not_merged_into_itself(self, filed, authority_reviewer):
        with pytest.raises(ValidationError, match="自身"):
            services.merge_demand(filed, actor=authority_reviewer, into=filed)

    def test_nor_into_one_that_is_finished(self, filed, twin, authority_reviewer):
        services.decline_demand(twin, actor=authority_reviewer, answer="不属于公共数据。", basis="第二条")
        with pytest.raises(ValidationError, match="已办结"):
            services.merge_demand(filed, actor=authority_reviewer, into=twin)


class TestTheCounter:
    def test_the_authority_takes_down_what_people_say(self, authority_reviewer):
        told = {"channel": "phone", "asker": "刘先生", "contact": "13900000000"}
        demand = services.receive_demand(actor=authority_reviewer, **WISH, **told)
        assert (demand.filed_by, demand.asker) == (authority_reviewer.user, "刘先生")

    def test_units_do_not(self, officer):
        with pytest.raises(NotPermitted):
            services.receive_demand(actor=officer, channel="phone", asker="刘先生", **WISH)

    def test_it_says_who_asked(self, authority_reviewer):
        with pytest.raises(ValidationError, match="需求人"):
            services.receive_demand(actor=authority_reviewer, channel="letter", asker=" ", **WISH)

    def test_it_is_not_online(self, authority_reviewer):
        with pytest.raises(ValidationError, match="窗口"):
            services.receive_demand(actor=authority_reviewer, channel="online", asker="刘先生", **WISH)


class TestTheScore:
    def test_it_is_supporters_and_reasons_and_waiting(self, routed, neighbor):
        services.support_demand(routed, actor=neighbor)
        with clock.set_to(timezone.now() + timedelta(days=25)):
            score = selectors.score_of(routed)
        assert (score.support_points, score.priority_points, score.waiting_points) == (2, 10, 2)

    @pytest.mark.parametrize("days", [0, 9, 10, 25, 900])
    def test_the_list_sorts_by_the_same_number(self, routed, neighbor, days):
        services.support_demand(routed, actor=neighbor)
        with clock.set_to(timezone.now() + timedelta(days=days)):
            (shown,) = selectors.ranked(OpenDemand.objects.all())
            assert shown.score == selectors.score_of(shown).total

    def test_what_is_finished_has_none(self, routed, officer):
        done = services.decline_demand(routed, actor=officer, answer="涉密。", basis="保守国家秘密法")
        assert selectors.score_of(done) is None
        assert selectors.ranked(OpenDemand.objects.all()).get().score is None

    def test_new_weights_hold_from_their_day(self, routed):
        weights = {"supporter": 1, "priority": 50, "days_per_point": 10, "waiting_cap": 20}
        past = {"effective_from": clock.today(), "version": 2, "value": weights}
        text = {"unit": "points", "provision": "5.2", "source": "数据主管部门通知"}
        Rule.objects.create(key="opening.demand_weights", **past, **text)
        assert selectors.score_of(routed).total == 50


def test_the_database_knows_the_reasons(filed, authority_reviewer):
    filed.reasons = ["because"]
    with pytest.raises(ValidationError):
        audit.write("opening.opendemand.test", filed, actor=authority_reviewer)


def test_each_finds_in_the_inbox_what_to_do(filed, city, authority_reviewer, officer, citizen):
    def waits(actor):
        return [item.title for _kind, items in contributions.inbox(actor) for item in items]

    assert str(filed) in waits(authority_reviewer)
    assert [i.title for _k, items in contributions.pending(citizen) for i in items] == [str(filed)]
    services.route_demand(filed, actor=authority_reviewer, unit=city.water, reasons=[])
    assert str(filed) in waits(officer)
    assert str(filed) not in waits(authority_reviewer)


def test_what_is_late_is_found_at_whom_it_lies(routed, city):
    with clock.set_to(timezone.now() + timedelta(days=60)):
        at = {
            u: [i.title for _k, items in contributions.overdue(u) for i in items] for u in (None, city.water)
        }
        assert str(routed) in at[None]
        assert str(routed) in at[city.water]
        assert selectors.overdue_demands(city.health) == []


def test_a_search_finds_what_one_may_see(filed, citizen, neighbor):
    assert list(selectors.found_demands(citizen, "末梢水")) == [filed]
    assert list(selectors.found_demands(neighbor, "末梢水")) == []


def test_the_supports_of_a_demand_name_their_day(routed, neighbor):
    support = services.support_demand(routed, actor=neighbor)
    assert DemandSupport.objects.get() == support
    assert f"{clock.today():%Y-%m-%d}" in str(support)
