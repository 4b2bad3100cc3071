"""Each authority acts in its remit: it sees every incident, orders units, and closes its orders."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from portal.members.choices import ADMINISTRATORS
from portal.members.roles import rights
from security import selectors, services
from security.models import Incident, SecurityOrder, SupervisoryRemit
from tests.people import make_person, make_unit

pytestmark = pytest.mark.django_db
WORDS = {"answer": {"answer": "已整改"}, "send_back": {"opinion": "请补证据"}, "close": {"opinion": "同意"}}


def order(city, **changes):
    fields = {"organization": city.water, "title": "限期整改", "demand": "报告", "due_on": clock.today()}
    return fields | changes


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(ADMINISTRATORS), 2)))
def test_no_right_is_held_by_two_of_the_three_administrators(one, other):
    held = rights()
    assert held[one]
    assert held[one] & held[other] == frozenset()


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(ADMINISTRATORS), 2)))
def test_nor_do_their_groups_in_the_database_share_one(one, other):
    held = Group.objects.get(name=one).permissions.all()
    assert held.exists()
    assert not held.filter(group__name=other).exists()


class TestRemits:
    def test_a_remit_has_one_holder_and_its_changes_are_recorded(
        self, cyberspace, city, security_administrator
    ):
        fields = {"remit": "cyberspace", "basis": "机构改革方案", "since": clock.today()}
        services.assign_remit(actor=security_administrator, organization=city.authority, **fields)
        assert SupervisoryRemit.objects.get().organization == city.authority

    @pytest.mark.parametrize("role", ["system_administrator", "audit_administrator", "authority"])
    def test_only_security_administrators_assign_them(self, city, role):
        person = make_person(city.authority, "someone", "潘某", role)
        fields = {"remit": "data", "basis": "数据安全法", "since": clock.today()}
        with pytest.raises(NotPermitted):
            services.assign_remit(actor=person, organization=city.authority, **fields)

    def test_the_holder_sees_every_incident(self, reported, cyberspace):
        assert list(Incident.objects.visible_to(cyberspace)) == [reported]

    def test_units_without_a_security_owner_are_listed_until_they_name_one(self, city, officer):
        from .conftest import appoint

        assert city.water in selectors.units_without_security_owner()
        appoint(officer, city.water)
        assert city.water not in selectors.units_without_security_owner()

    def test_no_enterprise_supervises(self, security_administrator):
        enterprise = make_unit("贵阳数链公共数据运营公司", kind="operator")
        fields = {"remit": "data", "basis": "数据安全法", "since": clock.today()}
        with pytest.raises(ValidationError):
            services.assign_remit(actor=security_administrator, organization=enterprise, **fields)

    def test_both_doors_assign(self, door, security_administrator, city):
        fields = {"remit": "secrecy", "basis": "保守国家秘密法", "since": clock.today().isoformat()}
        if door.kind == "page":
            address, fields["organization"], kind = "/security/remits/assign/", city.health.pk, {}
        else:
            address, fields["organization"] = "/api/v1/supervisory-remits/", str(city.health.public_id)
            kind = {"content_type": "application/json"}
        door.client(security_administrator).post(address, fields, **kind)
        assert SupervisoryRemit.objects.get().organization == city.health


class TestOrders:
    def test_without_a_remit_nobody_orders(self, cdo, city):
        with pytest.raises(NotPermitted):
            services.issue_order(actor=cdo, **order(city))

    def test_an_order_names_the_remit_of_its_authority(self, issued, cyberspace):
        assert (issued.remit, issued.authority) == ("cyberspace", cyberspace.user.organization)

    def test_nobody_is_ordered_to_act_yesterday(self, cyberspace, city):
        with pytest.raises(ValidationError):
            services.issue_order(actor=cyberspace, **order(city, due_on=clock.today() - timedelta(days=1)))

    def test_an_answer_that_is_not_enough_goes_back(self, answered, cyberspace):
        found = services.send_back_order(answered, actor=cyberspace, opinion="缺少证据")
        assert (found.state, found.opinion) == ("issued", "缺少证据")

    def test_unanswered_orders_surface_when_late(self, issued, city):
        with clock.set_to(clock.now() + timedelta(days=8)):
            assert list(selectors.overdue_orders(city.water)) == [issued]

    def test_both_doors_issue(self, door, cyberspace, city):
        fields = {"title": "核查日志", "demand": "提供六个月日志", "due_on": clock.today().isoformat()}
        if door.kind == "page":
            answer = door.client(cyberspace).post(
                "/security/orders/issue/", fields | {"organization": city.water.pk}
            )
        else:
            answer = door.client(cyberspace).post(
                "/api/v1/security-orders/",
                fields | {"organization": str(city.water.public_id)},
                content_type="application/json",
            )
        assert answer.status_code in (302, 201)

    def test_an_order_about_an_incident_is_shown_there(self, door, reported, cyberspace):
        fields = {"title": "说明情况", "demand": "报告", "due_on": clock.today().isoformat()}
        address, kind = f"/security/incidents/{reported.public_id}/order/", {}
        if door.kind == "api":
            fields |= {"organization": str(reported.organization.public_id)}
            fields |= {"incident": str(reported.public_id)}
            address, kind = "/api/v1/security-orders/", {"content_type": "application/json"}
        door.client(cyberspace).post(address, fields, **kind)
        assert reported.orders.get().title == "说明情况"

    def test_an_incident_is_not_told_to_another_unit_by_an_order(self, reported, cyberspace, city):
        fields = order(city, organization=city.health, incident=reported)
        with pytest.raises(ValidationError):
            services.issue_order(actor=cyberspace, **fields)

    def test_who_holds_two_remits_names_one(self, door, cyberspace, city, security_administrator):
        fields = {"remit": "secrecy", "basis": "保守国家秘密法", "since": clock.today()}
        unit = cyberspace.user.organization
        services.assign_remit(actor=security_administrator, organization=unit, **fields)
        sent, kind = order(city, organization=city.water.pk), {}
        address = {"page": "/security/orders/issue/", "api": "/api/v1/security-orders/"}[door.kind]
        if door.kind == "api":
            sent, kind = (
                order(city, organization=str(city.water.public_id)),
                {"content_type": "application/json"},
            )
        client = door.client(cyberspace)
        assert client.post(address, sent, **kind).status_code == 422
        client.post(address, sent | {"remit": "secrecy"}, **kind)
        assert SecurityOrder.objects.get().remit == "secrecy"


@pytest.fixture
def cases(issued, officer, cyberspace):
    """For each move: who may make it, and the record in the state before it."""

    def case(move):
        if move == "answer":
            return issued, officer
        return services.answer_order(issued, actor=officer, answer="已整改"), cyberspace

    return case


@pytest.mark.parametrize("move", list(WORDS))
class TestBothDoors:
    def test_open_to_whom_it_belongs(self, door, move, cases):
        record, who = cases(move)
        assert door.send("security:order", move, record, actor=who, **WORDS[move]).status_code == door.done

    def test_closed_to_the_other_side(self, door, move, cases, cyberspace, officer):
        record, who = cases(move)
        other = cyberspace if who == officer else officer
        assert door.send("security:order", move, record, actor=other, **WORDS[move]).status_code == 403

    def test_unknown_to_strangers(self, door, move, cases, other_unit_officer):
        record, _who = cases(move)
        answer = door.send("security:order", move, record, actor=other_unit_officer, **WORDS[move])
        assert answer.status_code == 404

    def test_closed_in_another_state(self, door, move, closed, cyberspace, officer):
        who = officer if move == "answer" else cyberspace
        assert door.send("security:order", move, closed, actor=who, **WORDS[move]).status_code == 409

    def test_nothing_moves_without_words(self, door, move, cases):
        record, who = cases(move)
        assert door.send("security:order", move, record, actor=who).status_code == 422
