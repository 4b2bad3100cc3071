"""Deadlines, declining, hastening, subjects, and what waits for whom."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from portal.dispatch import selectors, services
from portal.dispatch.models import Dispatch
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from portal.kernel.working_days import add_working_days
from portal.web import contributions
from tests.people import make_person

from .conftest import statement

pytestmark = pytest.mark.django_db


def test_the_deadlines_follow_from_the_rules(stated, assigned):
    today = clock.today()
    assert stated.due_on == add_working_days(today, 2).day
    assert assigned.due_on == assigned.answer_due_on == add_working_days(today, 15).day
    assert assigned.due_rule == "dispatch.answer_days v1"


def test_the_authority_may_set_another_deadline(stated, authority_reviewer, water_bureau):
    day = clock.today() + timedelta(days=3)
    done = services.assign_dispatch(stated, actor=authority_reviewer, responder=water_bureau, due_on=day)
    assert (done.due_on, done.answer_due_on, done.due_rule) == (day, day, "")


def test_a_declined_dispatch_waits_for_the_authority_again_and_tells_who_declined(
    assigned, cdo, city, authority_reviewer
):
    done = services.decline_dispatch(assigned, actor=cdo, opinion="数据在卫生健康局。")
    assert (done.responder, done.declined_by, done.answer_due_on) == (None, city.water, None)
    assert done in selectors.waiting_for(authority_reviewer)
    assert done in Dispatch.objects.visible_to(cdo)


def test_a_delivery_that_comes_back_keeps_its_deadline(delivered, other_unit_officer):
    done = services.return_dispatch(delivered, actor=other_unit_officer, opinion="缺少2025年数据。")
    assert (done.due_on, done.delivered_at, done.delivery) == (delivered.answer_due_on, None, "")


def test_each_step_waits_for_those_who_make_it(
    stated, authority_reviewer, officer, cdo, other_unit_officer, water_bureau
):
    def who():
        people = {"authority": authority_reviewer, "officer": officer, "cdo": cdo}
        people["stater"] = other_unit_officer
        return {name for name, actor in people.items() if selectors.count_waiting(actor)}

    seen = [who()]
    services.assign_dispatch(stated, actor=authority_reviewer, responder=water_bureau)
    seen.append(who())
    services.accept_dispatch(stated, actor=officer)
    seen.append(who())
    services.deliver_dispatch(stated, actor=officer, delivery="已发布。")
    seen.append(who())
    assert seen == [{"authority"}, {"officer", "cdo"}, {"officer"}, {"stater"}]


def test_whoever_stated_it_waits_and_the_responder_waits_for_the_confirmation(
    accepted, officer, other_unit_officer
):
    assert selectors.waited_for(other_unit_officer) == [accepted]
    done = services.deliver_dispatch(accepted, actor=officer, delivery="已发布。")
    assert (selectors.waited_for(officer), selectors.waited_for(other_unit_officer)) == ([done], [])


def test_an_order_is_confirmed_by_the_authority_that_gave_it(
    ordered, authority_reviewer, water_bureau, officer, city
):
    services.assign_dispatch(ordered, actor=authority_reviewer, responder=water_bureau)
    services.accept_dispatch(ordered, actor=officer)
    services.deliver_dispatch(ordered, actor=officer, delivery="全部挂接完毕。")
    clerk = make_person(city.authority, "bigdata-officer", "钱数", "data_officer")
    with pytest.raises(NotPermitted):
        services.close_dispatch(ordered, actor=clerk)
    assert services.close_dispatch(ordered, actor=authority_reviewer).state == "closed"


def test_a_district_authority_assigns_what_its_own_departments_need(
    district_officer, district_authority_reviewer, authority_reviewer, city, stated
):
    own = services.state_need(actor=district_officer, **statement())
    assert selectors.waiting_for(district_authority_reviewer) == [own]
    assert selectors.waiting_for(authority_reviewer) == [stated]
    with pytest.raises(NotPermitted):
        services.assign_dispatch(stated, actor=district_authority_reviewer, responder=city.water)
    assert (
        services.assign_dispatch(own, actor=authority_reviewer, responder=city.water).responder == city.water
    )


def test_hastening_is_counted_with_its_last_time_and_allowed_again_tomorrow(assigned, other_unit_officer):
    services.hasten_dispatch(assigned, actor=other_unit_officer, note="请加快")
    assert not selectors.may_hasten_now(other_unit_officer, assigned)
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert selectors.may_hasten_now(other_unit_officer, assigned)
        services.hasten_dispatch(assigned, actor=other_unit_officer, note="再催")
        found = selectors.hastenings(assigned)
    assert (found.times, found.last.note) == (2, "再催")
    assert AuditEvent.objects.filter(action=selectors.HASTEN, changes={}).count() == 2


class TestNamingWhatWasDelivered:
    def test_a_published_entry_can_be_named_and_is_shown_to_the_stater(
        self, accepted, officer, published, other_unit_officer
    ):
        label = "catalog.catalogentry"
        assert (f"{label}:{published.public_id}", published.name) in [
            (value, title.partition("（")[0]) for value, title in selectors.subjects_to_name(officer)
        ]
        named = {"subject_type": label, "subject_id": published.public_id}
        done = services.deliver_dispatch(accepted, actor=officer, delivery="见目录。", **named)
        assert selectors.subject_of(done, other_unit_officer).url == published.get_absolute_url()

    @pytest.mark.parametrize("kind", ["catalog.catalogentry", "members.user", ""])
    def test_nothing_that_does_not_exist_can_be_named(self, accepted, officer, kind):
        named = {"subject_type": kind, "subject_id": uuid4()}
        with pytest.raises(ValidationError, match="没有您可以填报的这项记录"):
            services.deliver_dispatch(accepted, actor=officer, delivery="见目录。", **named)

    def test_another_chapter_reports_a_delivery_with_a_right_of_its_own(self, assigned, published, officer):
        with pytest.raises(NotPermitted):
            services.record_delivery(assigned, published, actor=officer)
        job = Actor.system("share", "dispatch.record_delivery")
        done = services.record_delivery(assigned, published, actor=job)
        assert (done.state, done.subject_id) == ("delivered", published.public_id)
        assert published.name in done.delivery


@pytest.mark.parametrize(
    ("column", "value"),
    [("purpose", "''"), ("responder_id", "organization_id"), ("subject_type", "'x.y'"), ("delivery", "''")],
)
def test_the_database_holds_it_too(delivered, column, value):
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(f"UPDATE dispatch_dispatch SET {column} = {value}")


def test_what_is_overdue_is_told_for_the_unit_and_the_city(assigned, city):
    later = clock.now() + timedelta(days=60)
    assert selectors.overdue_dispatches(None) == []
    with clock.set_to(later):
        owing = [selectors.overdue_dispatches(unit) for unit in (None, city.water, city.health)]
    assert owing == [[assigned], [assigned], []]


def test_the_share_answered_in_time_is_told_for_any_day(accepted, officer, city):
    due = accepted.answer_due_on
    days = [clock.today(), due, due + timedelta(days=1), due + timedelta(days=400)]
    before = selectors.answered_in_time(city.water, days)
    services.deliver_dispatch(accepted, actor=officer, delivery="已发布。")
    after = selectors.answered_in_time(None, days)
    assert before == [(0, 0), (0, 0), (0, 1), (0, 0)]
    assert after == [(1, 1), (1, 1), (1, 1), (0, 0)]
    assert selectors.answered_in_time(city.health, [date(2026, 1, 1)]) == [(0, 0)]


def test_inbox_search_and_pending_are_drawn(assigned, officer, other_unit_officer, citizen):
    def titles(groups):
        return [item.title for _label, items in groups for item in items]

    assert assigned.title in titles(contributions.inbox(officer))
    assert assigned.title in titles(contributions.pending(other_unit_officer))
    found = [hit.title for source, hits in contributions.search(officer, "末梢水") for hit in hits]
    assert assigned.title in found
    assert contributions.search(citizen, "末梢水") == []
