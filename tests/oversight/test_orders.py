"""Rectification orders at both doors: issued, answered, looked at again, closed on evidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from oversight import policies, selectors, services
from oversight.models import Finding, RectificationOrder
from oversight.tasks import RECHECKING
from portal.kernel import audit, clock
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.models import AuditEvent
from tests.people import make_person

from .conftest import INSPECTED, inspect, submit

pytestmark = pytest.mark.django_db


def recheck(later):
    with clock.set_to(INSPECTED + timedelta(days=later)):
        return services.recheck_findings(actor=RECHECKING)


def test_an_order_names_its_findings_and_a_deadline_in_working_days(order):
    assert (order.issued_on, order.due_on) == (date(2026, 4, 20), date(2026, 5, 13))
    assert order.due_rule == "oversight.rectification_days v1"
    assert order.findings.count() == 2


def test_the_deadline_never_lies_before_the_order(order):
    order.due_on = order.issued_on - timedelta(days=1)
    with pytest.raises(ValidationError, match="整改期限早于下达日期"):
        audit.write("oversight.rectificationorder.edit", order, actor=RECHECKING)


def test_nothing_is_closed_without_evidence(order):
    order.state, order.verified_on = "closed", order.due_on
    with pytest.raises(ValidationError, match="凭复查依据"):
        audit.write("oversight.rectificationorder.edit", order, actor=RECHECKING)


def test_findings_are_ordered_once(order, inspection, inspector, city):
    with pytest.raises(Conflict):
        services.issue_order(inspection, city.water, demand="再改", actor=inspector)
    again = inspect(inspector, later=3)
    assert selectors.units_to_order(again, inspector) == []


@pytest.mark.parametrize("who", ["officer", "district_authority_reviewer", "other_unit_officer"])
def test_only_who_oversees_the_unit_orders_it(who, request, inspection, city):
    with pytest.raises(NotPermitted):
        services.issue_order(inspection, city.water, demand="x", actor=request.getfixturevalue(who))


def test_a_program_issues_an_order(door, inspection, authority_reviewer, officer, city):
    fields = {
        "inspection": str(inspection.public_id),
        "organization": city.water.credit_code,
        "demand": "整改",
    }
    post = {"content_type": "application/json"}
    address = reverse("oversight-order-list")
    assert door.client(officer).post(address, fields, **post).status_code == 403
    assert door.client(authority_reviewer).post(address, fields, **post).status_code == 201
    assert door.client(authority_reviewer).post(address, fields, **post).status_code == 409


def test_a_page_issues_an_order(door, client, inspection, authority_reviewer, city):
    address = reverse("oversight:order-create", args=[inspection.public_id])
    client = door.client(authority_reviewer)
    shown = client.get(address, {"unit": city.water.public_id}).content.decode()
    assert "供水管网信息" in shown
    assert "请完成目录挂接并报送数据。" in shown
    assert client.post(address, {"organization": city.water.pk, "demand": ""}).status_code == 422
    assert client.post(address, {"organization": city.water.pk, "demand": "整改"}).status_code == 302


def test_reporting_what_was_not_done_brings_the_order_back(order, officer):
    returned = submit(order, officer)
    assert returned.state == "returned"
    assert "供水管网信息" in returned.opinion
    assert submit(order, officer, later=11).state == "returned"


def test_what_was_really_put_right_is_closed_by_itself(order, officer, put_right):
    put_right()
    closed = submit(order, officer)
    assert (closed.state, closed.verified_on, len(closed.evidence)) == ("closed", date(2026, 4, 30), 2)
    assert set(Finding.objects.values_list("state", flat=True)) == {"settled"}


def test_half_is_not_enough(order, officer, put_right, published_twice):
    put_right(entries=published_twice[:1])
    returned = submit(order, officer)
    assert (returned.state, order.findings.open().count()) == ("returned", 1)
    assert "供水水质监测信息" not in returned.opinion


def test_the_daily_look_closes_without_a_report(order, put_right):
    put_right()
    assert recheck(9) == {"settled": 0, "orders": 0}
    assert recheck(11) == {"settled": 2, "orders": 1}
    assert RectificationOrder.objects.get().state == "closed"
    assert recheck(12) == {"settled": 0, "orders": 0}


def test_what_was_put_right_on_the_last_day_is_in_time_though_the_night_finds_it(order, put_right):
    put_right(later=23)
    recheck(24)
    order.refresh_from_db()
    assert (order.state, order.verified_on) == ("closed", order.due_on)


def test_a_report_in_time_counts_though_the_worker_came_late(order, officer, put_right):
    put_right(later=23)
    with clock.set_to(INSPECTED + timedelta(days=23, hours=8)):
        reported = services.submit_order(order, answer="已整改。", actor=officer)
    with clock.set_to(INSPECTED + timedelta(days=25)):
        closed = services.recheck_order(reported, actor=RECHECKING)
    assert (closed.state, closed.verified_on) == ("closed", order.due_on)


def test_an_inspection_of_something_else_does_not_return_a_report(order, officer, inspector, city):
    with clock.set_to(INSPECTED + timedelta(days=5)):
        services.submit_order(order, answer="已整改。", actor=officer)
    inspect(inspector, later=5, checks=["vacant_office"], organization=city.health)
    order.refresh_from_db()
    assert order.state == "submitted"
    recheck(6)
    order.refresh_from_db()
    assert order.state == "returned"


def test_what_was_returned_once_and_is_put_right_no_longer_says_what_is_missing(order, officer, put_right):
    assert submit(order, officer, later=5).opinion
    put_right()
    assert submit(order, officer).opinion == ""


def test_what_was_put_right_late_is_closed_by_the_authority_with_an_opinion(
    door, order, put_right, officer, authority_reviewer, other_unit_officer
):
    put_right(later=40)
    recheck(41)
    order.refresh_from_db()
    assert (order.state, order.verified_on) == ("verified", date(2026, 5, 30))
    for actor, status in ((other_unit_officer, 404), (officer, 403)):
        assert door.send("oversight:order", "close", order, actor=actor, opinion="x").status_code == status
    assert door.send("oversight:order", "close", order, actor=authority_reviewer).status_code == 422
    fields = {"opinion": "已逾期18天，下不为例。"}
    assert (
        door.send("oversight:order", "close", order, actor=authority_reviewer, **fields).status_code
        == door.done
    )
    assert door.send("oversight:order", "close", order, actor=authority_reviewer, **fields).status_code == 409


def test_the_unit_reports_and_strangers_find_nothing(door, order, officer, inspector, other_unit_officer):
    fields = {"answer": "已整改"}
    for actor, status in ((other_unit_officer, 404), (inspector, 403)):
        assert door.send("oversight:order", "submit", order, actor=actor, **fields).status_code == status
    assert door.send("oversight:order", "submit", order, actor=officer).status_code == 422
    assert door.send("oversight:order", "submit", order, actor=officer, **fields).status_code == door.done
    assert door.send("oversight:order", "submit", order, actor=officer, **fields).status_code == 409


def test_an_overdue_order_escalates_to_the_units_cdo_and_the_authority(order, cdo, authority_reviewer, city):
    with clock.set_to(INSPECTED + timedelta(days=20)):
        assert selectors.overdue_orders(None) == selectors.orders_to_watch(authority_reviewer) == []
    with clock.set_to(INSPECTED + timedelta(days=24)):
        assert selectors.orders_to_watch(authority_reviewer) == [order]
        assert selectors.orders_to_answer(cdo) == [order]
        assert selectors.overdue_orders(city.water) == [order]
        assert selectors.overdue_orders(city.health) == []


def test_the_rate_of_orders_in_time_is_known_for_every_day(order, city, put_right):
    days = [INSPECTED.date() + timedelta(days=n) for n in (-1, 5, 15, 40)]
    assert selectors.orders_in_time(None, days) == [(0, 0), (0, 0), (0, 0), (0, 1)]
    put_right()
    recheck(11)
    assert selectors.orders_in_time(city.water, days) == [(0, 0), (0, 0), (1, 1), (1, 1)]


def test_the_authority_sends_its_own_unit_no_order_but_an_inspector_does(city, inspector, authority_reviewer):
    assert not policies.may_order(authority_reviewer, city.authority)
    assert policies.may_order(inspector, city.authority)


def test_only_an_auditor_and_the_concerned_read_an_order(order, client, other_unit_officer, city, officer):
    auditor = make_person(city.authority, "auditor", "孙审", "audit_administrator")
    seen = RectificationOrder.objects
    assert [seen.visible_to(a).count() for a in (auditor, officer, other_unit_officer)] == [1, 1, 0]


def test_the_answer_is_on_record_as_the_opinion(order, officer):
    submit(order, officer)
    event = AuditEvent.objects.get(action="oversight.rectificationorder.submit")
    assert (event.note, event.provision) == ("已补报数据并完成挂接。", "8.2")
